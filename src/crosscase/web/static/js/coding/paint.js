// Codings as colours under the words and as bars in the margin; only what is seen is drawn.

import { h, show } from "../dom.js";

const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#8e44ad", "#7f8c2a", "#c0392b", "#16a085", "#5d6d7e", "#e67e22"];
const MOST_LANES = 24;

/** The colour of a code: its own, its construct's, or one of twelve. */
export function colourOf(code, codes) {
  if (code.colour) return code.colour;
  const above = codes.get(code.belongs?.[0] ?? codes.get(code.into)?.belongs?.[0]);
  if (above) return colourOf({ ...above, belongs: [] }, codes);
  return PALETTE[Math.abs(code.id) % PALETTE.length];
}

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const known = new Map();

/** The highlight of a name; two texts side by side share it, each with its own ranges. */
function shared(name, priority = 0) {
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }
  return highlight;
}

/** The name of the highlight of a colour; its rule is made once. */
function highlightOf(colour) {
  if (!known.has(colour)) {
    const name = `c${colour.slice(1)}`;
    sheet.insertRule(`::highlight(${name}) { background-color: color-mix(in srgb, ${colour} 26%, transparent); }`);
    known.set(colour, name);
  }
  return known.get(colour);
}
sheet.insertRule("::highlight(proposed) { text-decoration: underline dashed 2px; text-underline-offset: 3px; }");
sheet.insertRule("::highlight(discarded) { text-decoration: line-through; }");
sheet.insertRule("::highlight(chosen) { background-color: Highlight; color: HighlightText; }");
sheet.insertRule("::highlight(focus) { text-decoration: underline solid 2px; text-underline-offset: 4px; }");

/** The looks of a stretch, the later on top. */
const LOOKS = ["discarded", "proposed", "focus", "chosen"];

/** Lay intervals into lanes so that none in a lane overlap; ends give lanes free again. */
export function lanes(marks) {
  const ends = [];
  const lane = new Map();
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end || a.id - b.id)) {
    let at = ends.findIndex((end) => end <= mark.start);
    if (at < 0) at = ends.length;
    ends[at] = mark.end;
    lane.set(mark.id, Math.min(at, MOST_LANES - 1));
  }
  return lane;
}

/** Paints one text. */
export class Paint {
  constructor(text, { onPick, title, onEdge = null }) {
    this.text = text;
    this.onPick = onPick;
    this.onEdge = onEdge;
    this.handles = [];
    this.title = title;
    this.marks = [];
    this.colour = () => PALETTE[0];
    this.lane = new Map();
    this.seen = new Set();
    this.fresh = new Set();
    this.scrolled = false;
    this.focus = null;
    this.ranges = new Map(); // the name of a highlight → the ranges this text has in it
    this.watcher = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) {
          this.seen.add(target.chunk);
          this.fresh.add(target.chunk);
        } else {
          this.seen.delete(target.chunk);
          if (!this.fresh.delete(target.chunk)) show(target.chunk.bars);
        }
      }
      if (this.scrolled) this.#soon();
      else this.#fresh(); // the first sight waits for nothing
      this.scrolled = true;
    }, { rootMargin: "400px" });
    for (const chunk of text.chunks) if (!chunk.hidden) this.watcher.observe(chunk.holder);
    // one listener for all bars: what a bar says is looked up when somebody points at it; the same
    // codings can be walked with j and k and are named in the panel, so the margin is for the eye
    text.element.addEventListener("click", (event) => {
      const mark = this.#under(event);
      if (mark) this.onPick(mark);
    });
    text.element.addEventListener("mouseover", (event) => {
      const mark = this.#under(event);
      if (mark) event.target.title = this.title(mark);
    });
    this.resized = new ResizeObserver(() => this.#bars());
    this.resized.observe(text.element);
  }

  #under(event) {
    const id = event.target.dataset?.mark;
    return id && this.marks.find((m) => m.id === Number(id));
  }

  /** Show these marks; `nameOf` and `colour` tell of a mark's code. */
  set(marks, { colour, nameOf }) {
    this.marks = marks;
    this.colour = colour;
    this.nameOf = nameOf;
    this.lane = lanes(marks);
    for (const name of this.ranges.keys()) if (!LOOKS.includes(name)) this.#clear(name);
    for (const chunk of this.text.chunks) chunk.marks = [];
    for (const mark of marks) this.#place(mark);
    this.#bars();
  }

  #place(mark) {
    this.#light(mark);
    for (const chunk of this.text.chunksOf(mark.start, mark.end)) chunk.marks.push(mark);
  }

  /** Show one more mark at once. */
  add(mark) {
    this.marks.push(mark);
    const taken = new Set(this.marks.filter((m) => m !== mark && m.start < mark.end && mark.start < m.end).map((m) => this.lane.get(m.id)));
    let at = 0;
    while (taken.has(at)) at += 1;
    this.lane.set(mark.id, Math.min(at, MOST_LANES - 1));
    this.#place(mark);
    this.#bars([...this.seen].filter((c) => c.start < mark.end && mark.start < c.end));
  }

  #light(mark) {
    const range = this.text.range(mark.start, mark.end);
    if (!range) return;
    this.#range(highlightOf(this.colour(mark)), range);
  }

  #range(name, range) {
    if (!this.ranges.has(name)) this.ranges.set(name, []);
    this.ranges.get(name).push(range);
    shared(name, LOOKS.includes(name) ? LOOKS.indexOf(name) + 1 : 0).add(range);
  }

  #clear(name) {
    for (const range of this.ranges.get(name) ?? []) CSS.highlights.get(name)?.delete(range);
    this.ranges.delete(name);
  }

  /** Stretches of one look: "proposed", "discarded", "chosen", "focus". */
  stretch(name, stretches) {
    this.#clear(name);
    for (const s of stretches) {
      const range = this.text.range(s.start, s.end);
      if (range) this.#range(name, range);
    }
  }

  /** Draw what came into sight when the browser has a moment: never in the way of scrolling. */
  #soon() {
    this.waiting ??= requestIdleCallback(() => {
      this.waiting = null;
      this.#fresh();
    }, { timeout: 100 });
  }

  #fresh() {
    const fresh = [...this.fresh];
    this.fresh.clear();
    this.#bars(fresh);
  }

  /** Draw the bars of the chunks that are seen. */
  #bars(only = this.seen) {
    const chunks = [...only];
    if (!chunks.length) return;
    for (const chunk of chunks) this.fresh.delete(chunk);
    const plans = chunks.map((chunk) => [chunk, this.#plan(chunk)]); // measure all, then write all
    for (const [chunk, bars] of plans) {
      let below = -Infinity;
      show(chunk.bars, bars.map(({ mark, top, height, first }) => {
        const colour = this.colour(mark);
        const bar = h("i", {
          class: mark.id === this.focus ? "bar focus" : "bar", data: { mark: mark.id },
          style: { top: `${top}px`, height: `${height}px`, left: `${this.lane.get(mark.id) * 6}px`, background: colour },
        });
        if (!first || top < below) return bar;
        below = top + 17;
        const name = h("span", {
          class: "name", data: { mark: mark.id },
          style: { top: `${top}px`, left: `${chunk.wide * 6 + 6}px`, "border-color": colour },
        }, this.nameOf(mark));
        return [bar, name];
      }));
    }
  }

  #plan(chunk) {
    const base = chunk.holder.getBoundingClientRect().top;
    const range = document.createRange();
    chunk.wide = Math.max(0, ...chunk.marks.map((m) => this.lane.get(m.id))) + 1;
    const found = [];
    for (const mark of chunk.marks) {
      const from = chunk.inside(mark.start);
      const to = chunk.inside(mark.end);
      range.setStart(chunk.node, from);
      range.setEnd(chunk.node, Math.min(from + 1, chunk.text.length));
      const top = range.getClientRects()[0]?.top;
      range.setStart(chunk.node, Math.max(to - 1, from));
      range.setEnd(chunk.node, to);
      const rects = range.getClientRects();
      const bottom = rects[rects.length - 1]?.bottom;
      if (top === undefined || bottom === undefined) continue;
      found.push({ mark, top: top - base, height: Math.max(4, bottom - top), first: mark.start >= chunk.start });
    }
    return found.sort((a, b) => a.top - b.top);
  }

  /** Mark one coding as the one that keys act on. */
  pick(id) {
    this.focus = id;
    const mark = this.marks.find((m) => m.id === id);
    this.stretch("focus", mark ? [mark] : []);
    this.#bars();
    this.#edges(mark);
  }

  /** Two handles at the ends of the coding in focus; dragging one moves that end. */
  #edges(mark) {
    for (const handle of this.handles) handle.remove();
    this.handles = [];
    if (!mark || !this.onEdge || mark.id < 0) return;
    for (const which of ["start", "end"]) {
      const chunk = this.text.chunkAt(which === "start" ? mark.start : mark.end - 1);
      if (chunk.hidden) continue;
      const at = chunk.inside(which === "start" ? mark.start : mark.end);
      const range = document.createRange();
      range.setStart(chunk.node, which === "start" ? at : Math.max(0, at - 1));
      range.setEnd(chunk.node, which === "start" ? Math.min(at + 1, chunk.text.length) : at);
      const rect = [...range.getClientRects()].at(which === "start" ? 0 : -1);
      if (!rect) continue;
      const base = chunk.holder.getBoundingClientRect();
      const handle = h("i", {
        class: `edge ${which}`,
        style: { left: `${(which === "start" ? rect.left : rect.right) - base.left}px`, top: `${rect.top - base.top}px`, height: `${rect.height}px` },
        on: { pointerdown: (event) => this.#drag(event, mark, which) },
      });
      chunk.holder.append(handle);
      this.handles.push(handle);
    }
  }

  #drag(event, mark, which) {
    event.preventDefault();
    const handle = event.target;
    handle.setPointerCapture(event.pointerId);
    let to = { start: mark.start, end: mark.end };
    const move = (e) => {
      handle.hidden = true; // what lies under it is asked for
      const point = this.text.pointUnder(e.clientX, e.clientY);
      handle.hidden = false;
      if (point < 0) return;
      const wished = which === "start" ? { start: Math.min(point, mark.end - 1), end: mark.end } : { start: mark.start, end: Math.max(point, mark.start + 1) };
      to = this.text.whole(wished.start, wished.end) ?? to;
      this.stretch("chosen", [to]);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", () => {
      handle.removeEventListener("pointermove", move);
      this.stretch("chosen", []);
      if (to.start !== mark.start || to.end !== mark.end) this.onEdge(mark, to);
    }, { once: true });
  }

  shut() {
    this.watcher.disconnect();
    this.resized.disconnect();
    for (const name of [...this.ranges.keys()]) this.#clear(name);
  }
}
