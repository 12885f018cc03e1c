// What is really played is written down, stretch by stretch: the first listening and the second.

import { h, show } from "../dom.js";
import { fail } from "../ui.js";
import { number, t } from "../words.js";

const FASTEST = 2; // as in domain/listening.py
const EVERY = 15_000; // milliseconds of play that are told at once
const JUMP = 1.5; // seconds of the recording between two looks, at most

export class Passes {
  constructor(listening) {
    this.listening = listening;
    this.stretch = null;
    this.hearing = "first";
    this.told = h("span", { class: "soft small", role: "status" });
    this.choice = h("select", { "aria-label": t("Pass"), on: { change: () => this.#turnTo(this.choice.value) } },
      h("option", { value: "first" }, t("First listening")), h("option", { value: "second" }, t("Second listening")));
    this.place = h("span", { class: "row" }, this.choice, this.told);
  }

  get #path() {
    return `/listening/${this.listening.desk.source}`;
  }

  #turnTo(hearing) {
    this.flush(); // what was played until now belongs to the pass until now
    this.hearing = hearing;
    this.choice.value = hearing;
  }

  /** `hearing`: the pass that goes on ("": the library says). */
  async open(hearing) {
    const heard = await this.listening.desk.study.get(this.#path);
    this.#turnTo(hearing || heard.hearing);
    this.#tell(heard);
    const { sound } = this.listening;
    sound.addEventListener("timeupdate", () => this.#look());
    for (const name of ["pause", "seeking", "ratechange", "ended"]) sound.addEventListener(name, () => this.flush());
  }

  #tell(heard) {
    show(this.told, t("heard: {first} %, again: {second} %", { first: number(Math.floor(heard.first * 100)), second: number(Math.floor(heard.second * 100)) }));
  }

  /** Where the voice is: on from where it was, or somewhere else. */
  #look() {
    const { sound } = this.listening;
    const at = sound.currentTime;
    const now = performance.now();
    if (this.stretch && at >= this.stretch.finish && at - this.stretch.finish <= JUMP) this.stretch.finish = at;
    else this.flush();
    if (sound.paused || sound.seeking || sound.playbackRate > FASTEST) return;
    this.stretch ??= { begin: at, finish: at, since: now };
    if (now - this.stretch.since >= EVERY) this.flush();
  }

  /** Tell the library what was played. */
  async flush() {
    const { stretch: played, hearing } = this;
    this.stretch = null;
    if (!played || played.finish - played.begin < 0.2) return;
    const { study } = this.listening.desk;
    try {
      await study.post(this.#path, { hearing, begin: played.begin, finish: played.finish, took: (performance.now() - played.since) / 1000 });
      this.#tell(await study.get(this.#path));
    } catch (error) {
      fail(error);
    }
  }
}
