// The coding page: read, select, judge; at once on the page, confirmed by the library after.

import { Refused } from "../api.js";
import { Beside } from "../coding/beside.js";
import { Listening } from "../coding/listening.js";
import { Paint, colourOf } from "../coding/paint.js";
import { Panel } from "../coding/panel.js";
import { Text } from "../coding/text.js";
import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { control, fail, form, pick, tryTo } from "../ui.js";
import { t } from "../words.js";

const RECENT = 9;

class Desk {
  constructor(main, context) {
    this.main = main;
    this.context = context;
    this.study = context.study;
    this.source = Number(context.args[0] ?? this.study.about.sources[0]?.id);
    this.recent = JSON.parse(sessionStorage.getItem("crosscase.recent") ?? "[]");
    this.chosen = null;
    this.unit = "sentence";
    this.focus = null;
    this.only = "";
    this.temporary = 0;
  }

  async open() {
    const [transcript, codes] = await Promise.all([this.study.get(`/sources/${this.source}`), this.study.get("/codes")]);
    this.take(transcript, codes);
    const { source, pieces } = transcript;
    this.beside = new Beside(this);
    this.text = new Text(pieces, source.language);
    this.paint = new Paint(this.text, { onPick: (mark) => this.pick(mark.id, { scroll: false }), title: (mark) => this.told(mark), onEdge: (mark, to) => this.move(mark, to) });
    this.reading = h("div", { class: "reading", tabindex: "0", role: "region", "aria-label": t("Transcript of {name}", { name: source.name }) }, this.text.element);
    this.panel = new Panel(this);
    this.listening = source.kind === "recording" ? new Listening(this) : null;
    const at = this.study.about.sources.findIndex((s) => s.id === this.source);
    const near = (step) => this.study.about.sources[at + step];
    const tool = (words, to) => (to ? link(words, `/s/${this.study.id}/coding/${to.id}`, { class: "button" }) : null);
    show(this.main,
      h("header", {}, h("h1", {}, source.name),
        h("div", { class: "tools" },
          tool(t("← Previous"), near(-1)), tool(t("Next →"), near(1)),
          h("label", { class: "row small" }, t("Coder"), this.whoseCodings()),
          h("label", { class: "row small" }, t("Beside"), this.beside.choice()),
          this.proposed.length ? button(t("Next undecided (n)"), () => this.nextUndecided()) : null,
          button(t("Memo"), () => this.memo()))),
      transcript.blind ? h("p", { class: "soft" }, h("span", { class: "badge" }, t("blind")), " ", t("This source is coded twice: you see your own judgements, and no suggestion, until both coders are done.")) : null,
      this.listening?.place ?? null,
      this.table = h("div", { class: "desk" }, this.reading, this.beside.place, this.panel.element));
    await this.beside.show(this.beside.wanted());
    this.draw();
    await this.listening?.open();
    this.listen();
    this.keys();
    const wanted = this.context.query.get("at")?.split("-").map(Number);
    if (wanted?.length === 2) this.choose({ start: wanted[0], end: wanted[1] }, { scroll: true });
    return () => this.shut();
  }

  take(transcript, codes) {
    this.transcript = transcript;
    this.codes = new Map(codes.map((code) => [code.id, code]));
    this.marks = transcript.marks;
    this.proposed = transcript.proposed;
    this.coders = new Map(transcript.coders.map((coder) => [coder.id, coder.name]));
    this.study.n = transcript.n;
  }

  whoseCodings() {
    const names = [...this.coders.values()];
    const field = { kind: "choice", value: this.only, choices: [["", t("All")], ...names.map((n) => [n, n])] };
    const select = control(field);
    select.addEventListener("change", () => { this.only = select.value; this.draw(); });
    return select;
  }

  /** The marks that are shown. */
  shown() {
    return this.only ? this.marks.filter((m) => this.coders.get(m.coder) === this.only) : this.marks;
  }

  told(mark) {
    const code = this.codes.get(mark.code);
    const unreviewed = mark.unreviewed ? t("unreviewed") : "";
    const memos = this.memosOf(mark).map((memo) => memo.text).join("; ");
    return [code?.name, this.coders.get(mark.coder), unreviewed, memos].filter(Boolean).join(" · ");
  }

  memosOf(mark) {
    return this.transcript.memos.filter((memo) => memo.about === "segment" && memo.of === mark.segment);
  }

  colour(mark) {
    const code = this.codes.get(mark.code);
    return code ? colourOf(code, this.codes) : "#888888";
  }

  draw() {
    this.paint.set([...this.shown()], { colour: (m) => this.colour(m), nameOf: (m) => this.codes.get(m.code)?.name ?? "" });
    this.paint.stretch("proposed", this.proposed.filter((s) => s.about === "keyword"));
    this.paint.stretch("discarded", this.transcript.discards);
    this.paint.pick(this.focus);
    this.panel.draw();
  }

  listen() {
    const settle = () => {
      const found = this.text.selected();
      if (found) this.choose(found, { quiet: true });
    };
    this.reading.addEventListener("mouseup", (event) => {
      if (event.target.closest(".bars")) return;
      const found = this.text.selected();
      if (found) this.choose(found, { quiet: true });
      else this.caret(event);
    });
    this.reading.addEventListener("keyup", (event) => { if (event.shiftKey) settle(); });
    this.reading.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("text/crosscase-code")) event.preventDefault(); });
    this.reading.addEventListener("drop", (event) => {
      const name = event.dataTransfer.getData("text/crosscase-code");
      if (!name) return;
      event.preventDefault();
      const point = this.text.pointUnder(event.clientX, event.clientY);
      const inside = this.chosen && point >= this.chosen.start && point < this.chosen.end;
      if (!inside) this.choose(this.text.unit("sentence", point));
      this.apply(name);
    });
    this.off = this.study.onChange(({ moved }) => { if (moved) this.reload(); });
  }

  /** A click without a selection: show what stands there. */
  caret(event) {
    const point = this.text.pointUnder(event.clientX, event.clientY);
    if (point < 0) return;
    this.choose(this.text.unit("word", point), { quiet: true });
    const here = this.shown().filter((m) => m.start <= point && point < m.end);
    if (here.length) this.pick(here.sort((a, b) => a.end - a.start - (b.end - b.start))[0].id, { scroll: false });
  }

  /** Choose a stretch; codes are applied to it. */
  choose(stretch, { scroll = false } = {}) {
    if (!stretch) return;
    this.chosen = stretch;
    this.focus = null;
    getSelection().removeAllRanges();
    this.paint.stretch("chosen", [stretch]);
    this.paint.pick(null);
    if (scroll) this.scrollTo(stretch);
    this.panel.draw();
  }

  scrollTo(stretch) {
    const chunk = this.text.chunkAt(stretch.start);
    if (chunk.hidden) return;
    chunk.holder.scrollIntoView({ block: "nearest" });
    const range = document.createRange();
    range.setStart(chunk.node, chunk.inside(stretch.start));
    const top = range.getBoundingClientRect().top;
    const frame = this.reading.getBoundingClientRect();
    if (top < frame.top + 40 || top > frame.bottom - 120) this.reading.scrollTop += top - frame.top - frame.height / 3;
  }

  pick(id, { scroll = true } = {}) {
    this.focus = id;
    const mark = this.marks.find((m) => m.id === id);
    if (mark) {
      this.chosen = { start: mark.start, end: mark.end };
      this.paint.stretch("chosen", []);
      if (scroll) this.scrollTo(mark);
    }
    this.paint.pick(id);
    this.panel.draw();
  }

  // ---- judgements

  /** Apply a code of this name to what is chosen: drawn at once, taken back if it is refused. */
  async apply(name, kind = "keyword") {
    if (!this.chosen) return fail(new Refused({ message: t("Nothing is selected."), hint: t("Select words, or press Space.") }));
    const { start, end } = this.chosen;
    const code = [...this.codes.values()].find((c) => c.kind === kind && c.name.toLowerCase() === name.toLowerCase());
    const mine = [...this.coders].find(([, who]) => who === this.study.about.coder)?.[0] ?? 0;
    this.temporary -= 1;
    const mark = { id: this.temporary, code: code?.id ?? this.temporary, coder: mine, start, end, assisted: false, unreviewed: false };
    if (!code) this.codes.set(mark.code, { id: mark.code, name, kind, colour: "", belongs: [] });
    this.marks.push(mark);
    this.paint.add(mark);
    this.remember(name);
    this.pick(mark.id, { scroll: false });
    const done = await this.act("/codings", { edition: this.transcript.edition, start, end, name, kind });
    if (!done) return undefined;
    mark.id = done.id;
    if (!code) await this.reload();
    else this.draw();
    return this.pick(done.id, { scroll: false });
  }

  /** Send an act; on refusal the page is read anew. */
  async act(path, body) {
    const before = this.study.n;
    const done = await tryTo(() => this.study.post(path, body));
    if (done === null || done.n !== before + 1) await this.reload();
    return done;
  }

  remember(name) {
    this.recent = [name, ...this.recent.filter((one) => one !== name)].slice(0, RECENT);
    sessionStorage.setItem("crosscase.recent", JSON.stringify(this.recent));
  }

  /** Choose a code by typing. */
  async applyByName() {
    if (!this.chosen) return;
    const words = this.text.words(this.chosen.start, this.chosen.end);
    const given = await pick({ title: t("Code"), items: this.panel.items(), make: true, note: `“${words.slice(0, 160)}${words.length > 160 ? "…" : ""}”` });
    if (given) await this.apply(given.name, given.item?.kind ?? "keyword");
  }

  /** The words themselves become the keyword. */
  inVivo() {
    if (this.chosen) this.apply(this.text.words(this.chosen.start, this.chosen.end).replace(/\s+/g, " ").slice(0, 80));
  }

  async takeOff(id = this.focus) {
    const mark = this.marks.find((m) => m.id === id);
    if (!mark || id < 0) return;
    this.marks = this.marks.filter((m) => m !== mark);
    this.focus = null;
    this.draw();
    await this.act("/codings/remove", { ids: [id] });
  }

  async recode(id = this.focus) {
    const mark = this.marks.find((m) => m.id === id);
    if (!mark) return;
    const given = await pick({ title: t("Say it with another code"), items: this.panel.items(), make: true });
    if (!given) return;
    await this.act(`/codings/${id}/code`, { name: given.name });
    await this.reload();
  }

  /** Move an edge of the coding in focus by one word. */
  async edge(which, forward) {
    const mark = this.marks.find((m) => m.id === this.focus);
    if (!mark || mark.id < 0) return;
    const at = which === "end" ? { start: mark.end - 1, end: mark.end } : { start: mark.start, end: mark.start };
    const unit = forward
      ? this.text.next("word", which === "end" ? at : (this.text.unit("word", mark.start) ?? at), true)
      : this.text.next("word", which === "end" ? (this.text.unit("word", mark.end - 1) ?? at) : at, false);
    const start = which === "start" ? unit.start : mark.start;
    const end = which === "end" ? unit.end : mark.end;
    if (end > start) await this.move(mark, { start, end });
  }

  /** Give a coding other edges. */
  async move(mark, { start, end }) {
    Object.assign(mark, { start, end });
    this.chosen = { start, end };
    this.draw();
    await this.act(`/codings/${mark.id}/edges`, { start, end });
  }

  /** Cut a coding in two where the selection begins. */
  async split() {
    if (!this.chosen) return;
    const at = this.chosen.start;
    const mark = this.shown().filter((m) => m.id > 0 && m.start < at && at < m.end).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    if (!mark) return void fail(new Refused({ message: t("No coding begins before the selection and goes on into it."), hint: t("Select the words with which the second part begins.") }));
    if (await this.act(`/codings/${mark.id}/split`, { at })) await this.reload();
  }

  async memo() {
    const mark = this.marks.find((m) => m.id === this.focus);
    const given = await form(mark ? t("Memo on this passage") : t("Memo on this source"), [
      { name: "kind", label: t("Kind"), kind: "choice", value: "comment", choices: [["theoretical", t("theoretical")], ["method", t("method")], ["reflexive", t("reflexive")], ["comment", t("comment")], ...(mark ? [["paraphrase", t("paraphrase")]] : [])] },
      { name: "text", label: t("Memo"), kind: "long" },
    ]);
    if (!given) return;
    const about = mark ? { about: "segment", of: mark.segment } : { about: "source", of: this.source };
    await tryTo(() => this.study.post("/entries/memo", { values: { ...given, ...about } }));
    await this.reload();
  }

  async decide(id, verdict, name = "") {
    this.proposed = this.proposed.filter((s) => s.id !== id);
    this.draw();
    await tryTo(() => this.study.post("/suggestions/decide", { ids: [id], verdict, name }));
    await this.reload();
  }

  nextUndecided() {
    const from = this.chosen?.end ?? 0;
    const rest = [...this.proposed].sort((a, b) => a.start - b.start);
    const next = rest.find((s) => s.start >= from) ?? rest[0];
    if (next) this.choose({ start: next.start, end: next.end }, { scroll: true });
  }

  // ---- the keyboard

  step(forward, extend) {
    const start = this.chosen ?? this.firstSeen();
    if (!start) return;
    if (!this.chosen) return void this.choose(start, { scroll: true });
    const next = this.text.next(this.unit, forward ? start : start, forward);
    const wide = extend ? { start: Math.min(start.start, next.start), end: Math.max(start.end, next.end) } : next;
    this.choose(wide, { scroll: true });
  }

  firstSeen() {
    const frame = this.reading.getBoundingClientRect();
    const turn = this.text.turns.find((one) => one.block.getBoundingClientRect().bottom > frame.top + 4);
    return turn ? this.text.unit(this.unit, turn.start) : null;
  }

  select(kind) {
    this.unit = kind;
    const point = this.chosen?.start ?? this.firstSeen()?.start;
    if (point !== undefined) this.choose(this.text.unit(kind, point), { scroll: true });
  }

  walk(forward) {
    const marks = [...this.shown()].sort((a, b) => a.start - b.start || a.id - b.id);
    const at = marks.findIndex((m) => m.id === this.focus);
    const from = this.chosen?.start ?? 0;
    const next = at >= 0 ? marks[at + (forward ? 1 : -1)] : forward ? marks.find((m) => m.start >= from) : marks.findLast((m) => m.start < from);
    if (next) this.pick(next.id);
  }

  keys() {
    const turn = async (way) => { if (await this.study.turn(way)) await this.reload(); };
    pageKeys(this.main, {
      "Space": [t("Select the first sentence that is seen"), () => this.select(this.unit)],
      "ArrowDown": [t("Next word, sentence or turn"), () => this.step(true, false)],
      "ArrowUp": [t("The one before"), () => this.step(false, false)],
      "Shift+ArrowDown": [t("Take the next one in"), () => this.step(true, true)],
      "Shift+ArrowUp": [t("Take the one before in"), () => this.step(false, true)],
      "w": [t("Select by words"), () => this.select("word")],
      "s": [t("Select by sentences"), () => this.select("sentence")],
      "t": [t("Select by turns"), () => this.select("turn")],
      "Enter": [t("Apply a code: type its name"), () => this.applyByName()],
      "c": [t("Apply a code: type its name"), () => this.applyByName()],
      "v": [t("In vivo: the words become the keyword"), () => this.inVivo()],
      ...Object.fromEntries(Array.from({ length: RECENT }, (_, at) =>
        [String(at + 1), [t("Apply recent code {n}", { n: at + 1 }), () => this.recent[at] && this.apply(this.recent[at])]])),
      "j": [t("Next coding"), () => this.walk(true)],
      "k": [t("Coding before"), () => this.walk(false)],
      "]": [t("End of the coding: a word further"), () => this.edge("end", true)],
      "[": [t("End of the coding: a word back"), () => this.edge("end", false)],
      "}": [t("Start of the coding: a word further"), () => this.edge("start", true)],
      "{": [t("Start of the coding: a word back"), () => this.edge("start", false)],
      "|": [t("Cut the coding in two where the selection begins"), () => this.split()],
      "r": [t("Another code instead"), () => this.recode()],
      "m": [t("Memo"), () => this.memo()],
      "Delete": [t("Take the coding off"), () => this.takeOff()],
      "Backspace": [t("Take the coding off"), () => this.takeOff()],
      "n": [t("Next undecided"), () => this.nextUndecided()],
      "a": [t("Accept the proposal here"), () => this.panel.proposalHere((s) => this.decide(s.id, "accept"))],
      "x": [t("Reject the proposal here"), () => this.panel.proposalHere((s) => this.decide(s.id, "reject"))],
      "e": [t("Change the proposal here"), () => this.panel.proposalHere((s) => this.changeProposal(s))],
      "/": [t("Find a code"), () => this.panel.filter.focus()],
      "Escape": [t("Back to the text"), () => this.reading.focus()],
      ...this.listening?.keys(),
      "Ctrl+Z": [t("Undo"), () => turn("undo")],
      "Ctrl+Shift+Z": [t("Do again"), () => turn("redo")],
    });
  }

  async changeProposal(suggestion) {
    const given = await pick({ title: t("Accept it as"), items: this.panel.items(), make: true, start: suggestion.name });
    if (given) await this.decide(suggestion.id, "change", given.name);
  }

  async reload() {
    const found = await Promise.all([this.study.get(`/sources/${this.source}`), this.study.get("/codes")]).catch(fail);
    if (!found) return this.context.go(`/s/${this.study.id}/sources`); // the source itself was undone
    const [transcript, codes] = found;
    if (transcript.edition !== this.transcript.edition) return this.context.again();
    this.take(transcript, codes);
    if (!this.marks.some((m) => m.id === this.focus)) this.focus = null;
    return this.draw();
  }

  shut() {
    this.off();
    this.paint.shut();
    this.listening?.shut();
    this.beside.shut();
  }
}

export default async function coding(main, context) {
  if (!context.study.about.sources.length) {
    show(main, h("h1", {}, t("Coding")), h("p", { class: "empty" }, t("There is nothing to read yet. Add transcripts on the page Sources.")));
    return undefined;
  }
  return new Desk(main, context).open();
}
