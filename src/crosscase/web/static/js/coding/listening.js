// Listening: the recording beside its transcript; the word follows the voice, the voice goes to the word.

import { button, h, show } from "../dom.js";
import { number, t } from "../words.js";
import { Correcting } from "./correcting.js";
import { Passes } from "./passes.js";
import { clock } from "./text.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const BACK = 3; // seconds
const UNSURE = 0.5; // as in study/transcribe.py
const DRAWN = 60_000_000; // bytes of a recording that is drawn as a wave

const left = new Map(); // where a recording was left: the page is drawn anew when its text is corrected

/** The bar over a transcript that has a recording. */
export class Listening {
  constructor(desk) {
    this.desk = desk;
    this.words = [];
    this.looped = null;
    this.stays = false; // the page is drawn anew and nobody leaves
    this.correcting = new Correcting(this);
    this.passes = new Passes(this);
    this.sound = h("audio", { preload: "metadata", src: `/api/studies/${desk.study.id}/recordings/${desk.source}/sound` });
    this.place = h("div", { class: "listening", role: "group", "aria-label": t("Recording") });
  }

  async open() {
    this.words = await this.desk.study.get(`/recordings/${this.desk.source}/words`);
    const unsure = this.words.filter((word) => word[4] < UNSURE);
    const ranges = unsure.map(([start, end]) => this.desk.text.range(start, end)).filter(Boolean);
    if (ranges.length) CSS.highlights.set("unsure", new Highlight(...ranges));
    this.draw(unsure.length);
    this.sound.addEventListener("timeupdate", () => this.follow());
    this.sound.addEventListener("error", () => this.silent());
    this.sound.addEventListener("play", () => this.told());
    this.sound.addEventListener("pause", () => this.told());
    this.desk.reading.addEventListener("click", this.onClick = (event) => this.clicked(event));
    this.passes.open(left.get(this.desk.source)?.hearing);
    this.wave();
    this.goOn();
  }

  /** Go on where this recording was left. */
  goOn() {
    const was = left.get(this.desk.source);
    if (!was) return;
    const go = () => {
      this.sound.playbackRate = was.speed;
      this.speed.value = String(was.speed);
      this.to(was.at);
      if (was.playing) this.sound.play().catch(() => this.silent());
    };
    if (this.sound.readyState) go();
    else this.sound.addEventListener("loadedmetadata", go, { once: true });
  }

  draw(unsure) {
    this.translated = h("p", { class: "translated", lang: "en", dir: "auto", hidden: true });
    this.playing = button(t("Play (p)"), () => this.toggle(), "main");
    this.time = h("span", { class: "clock" }, clock(0));
    this.loop = h("input", { type: "checkbox", on: { change: () => { this.looped = this.loop.checked ? this.turn() : null; } } });
    this.canvas = h("canvas", { class: "wave", width: "1200", height: "48", role: "slider", tabindex: "0", "aria-label": t("Place in the recording"), "aria-valuemin": "0", "aria-valuenow": "0",
      on: { click: (event) => this.to(this.sound.duration * (event.offsetX / this.canvas.clientWidth)), keydown: (event) => { if (event.key === "ArrowRight") this.to(this.sound.currentTime + 5); else if (event.key === "ArrowLeft") this.to(this.sound.currentTime - 5); else return; event.preventDefault(); event.stopPropagation(); } } });
    this.speed = h("select", { "aria-label": t("Speed"), on: { change: () => { this.sound.playbackRate = Number(this.speed.value); } } }, SPEEDS.map((one) => h("option", { value: String(one), selected: one === 1 }, `${number(one, 2)} ×`)));
    show(this.place, h("div", { class: "row" }, this.playing, button(t("Back (b)"), () => this.back(), "quiet"), button(t("Correct this turn (f)"), () => this.correcting.open(), "quiet"), this.time, this.speed,
      h("label", { class: "check" }, this.loop, t("This turn again and again")),
      unsure ? button(t("{n} unsure words: next (i)", { n: number(unsure) }), () => this.nextUnsure(), "quiet") : null, this.passes.place), this.canvas, this.translated, this.sound);
  }

  silent() {
    show(this.place, h("p", { class: "soft" }, t("The recording is not here, or consent does not allow that it is heard.")));
  }

  told() {
    this.playing.textContent = this.sound.paused ? t("Play (p)") : t("Pause (p)");
  }

  toggle() {
    if (this.sound.paused) this.sound.play().catch(() => this.silent());
    else this.sound.pause();
  }

  back() {
    this.to(this.sound.currentTime - BACK);
  }

  to(seconds) {
    if (Number.isFinite(seconds)) this.sound.currentTime = Math.max(0, seconds);
  }

  /** Play from where the selection begins. */
  playHere() {
    const point = this.desk.chosen?.start;
    const word = point === undefined ? null : this.words.find(([, end]) => end > point);
    const turn = point === undefined ? null : this.desk.transcript.pieces.findLast((piece) => piece.start <= point && piece.begin !== null);
    const at = word ? word[2] : turn?.begin;
    if (at === undefined) return;
    this.to(at);
    this.sound.play().catch(() => this.silent());
  }

  nextUnsure() {
    const from = this.desk.chosen?.end ?? 0;
    const unsure = this.words.filter((word) => word[4] < UNSURE);
    const [start, end] = unsure.find((word) => word[0] >= from) ?? unsure[0] ?? [];
    if (start !== undefined) this.desk.choose({ start, end }, { scroll: true });
  }

  /** The pieces that the voice is in now. */
  turn() {
    const now = this.sound.currentTime;
    const timed = this.desk.transcript.pieces.filter((piece) => piece.begin !== null && piece.begin !== undefined);
    const at = timed.findLastIndex((piece) => piece.begin <= now);
    return at < 0 ? null : { begin: timed[at].begin, finish: timed[at + 1]?.begin ?? Infinity };
  }

  /** What the translation says in the turn that is heard; nothing where its turns are others. */
  translate() {
    const spoken = (pieces) => pieces.filter((piece) => piece.role !== "");
    const [own, other] = [spoken(this.desk.transcript.pieces), spoken(this.desk.transcript.translation)];
    if (own.length !== other.length) return;
    const at = own.findLastIndex((piece) => piece.begin !== null && piece.begin <= this.sound.currentTime);
    this.translated.hidden = at < 0;
    if (at >= 0 && this.translated.textContent !== other[at].text) this.translated.textContent = other[at].text;
  }

  follow() {
    this.translate();
    const now = this.sound.currentTime;
    if (this.looped && now >= this.looped.finish - 0.05) this.to(this.looped.begin);
    this.time.textContent = `${clock(now)} / ${clock(this.sound.duration || 0)}`;
    this.canvas.setAttribute("aria-valuemax", String(Math.round(this.sound.duration || 0)));
    this.canvas.setAttribute("aria-valuenow", String(Math.round(now)));
    this.canvas.setAttribute("aria-valuetext", clock(now));
    const word = this.words.findLast(([, , begin]) => begin <= now);
    const range = word ? this.desk.text.range(word[0], word[1]) : null;
    if (range) CSS.highlights.set("heard", new Highlight(range));
    else CSS.highlights.delete("heard");
    this.paint();
  }

  /** A click with Alt on a word, or on the time of a turn: the voice goes there. */
  clicked(event) {
    const time = event.target.closest(".time");
    if (time) {
      const start = Number(time.closest(".turn").dataset.start);
      const piece = this.desk.transcript.pieces.find((one) => one.start === start);
      if (piece) this.to(piece.begin);
    } else if (event.altKey) {
      const point = this.desk.text.pointUnder(event.clientX, event.clientY);
      const word = this.words.find(([start, end]) => start <= point && point < end);
      if (word) this.to(word[2]);
    } else return;
    this.sound.play().catch(() => this.silent());
  }

  async wave() {
    const answer = await fetch(this.sound.src);
    if (!answer.ok) return this.silent();
    if (Number(answer.headers.get("content-length")) > DRAWN) return this.paint();
    const context = new OfflineAudioContext(1, 1, 8000); // as coarse as a drawing needs
    try {
      const heard = (await context.decodeAudioData(await answer.arrayBuffer())).getChannelData(0);
      const wide = this.canvas.width;
      const step = Math.max(1, Math.floor(heard.length / wide));
      this.peaks = Array.from({ length: wide }, (_, x) => {
        let peak = 0;
        for (let at = x * step; at < (x + 1) * step; at += 1) peak = Math.max(peak, Math.abs(heard[at] ?? 0));
        return peak;
      });
    } catch { /* a kind this browser plays and cannot take apart: the line alone */ }
    return this.paint();
  }

  paint() {
    const { width, height } = this.canvas;
    const pen = this.canvas.getContext("2d");
    const look = getComputedStyle(this.place);
    const done = this.sound.duration ? (this.sound.currentTime / this.sound.duration) * width : 0;
    pen.clearRect(0, 0, width, height);
    for (let x = 0; x < width; x += 1) {
      const tall = Math.max(1, (this.peaks?.[x] ?? 0) * height);
      pen.fillStyle = look.getPropertyValue(x < done ? "--accent" : "--line");
      pen.fillRect(x, (height - tall) / 2, 1, tall);
    }
  }

  keys() {
    return {
      "p": [t("Play or pause the recording"), () => this.toggle()],
      "b": [t("Back three seconds"), () => this.back()],
      "l": [t("Play from the selection"), () => this.playHere()],
      "f": [t("Correct the turn that is selected or heard"), () => this.correcting.open()],
      "i": [t("Next unsure word"), () => this.nextUnsure()],
    };
  }

  shut() {
    left.set(this.desk.source, { hearing: this.stays ? this.passes.hearing : "", at: this.sound.currentTime, playing: this.stays && !this.sound.paused, speed: this.sound.playbackRate });
    this.passes.flush();
    this.sound.pause();
    this.sound.removeAttribute("src");
    this.desk.reading.removeEventListener("click", this.onClick);
    for (const name of ["heard", "unsure"]) CSS.highlights.delete(name);
  }
}
