// The transcript on the page and its offsets in the file: code points there, UTF-16 here.

import { h } from "../dom.js";
import { t } from "../words.js";

const LONG = 1600;

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/** Where a long piece may be cut for drawing: after a line, else after a sentence or a word. */
function cuts(text) {
  const found = [];
  let from = 0;
  while (text.length - from > LONG) {
    const room = text.slice(from, from + LONG);
    let at = Math.max(room.lastIndexOf("\n"), -1);
    if (at < LONG / 2) at = Math.max(room.lastIndexOf(". "), room.lastIndexOf("。"), at);
    if (at < LONG / 2) at = Math.max(room.lastIndexOf(" "), at);
    if (at < LONG / 2) at = LONG - 2;
    let cut = from + at + 1;
    if (/[\udc00-\udfff]/.test(text[cut])) cut += 1; // never between the halves of a character
    found.push(cut);
    from = cut;
  }
  return found;
}

/** A stretch of text with one node; knows its place in the edition. */
class Chunk {
  constructor(text, start) {
    this.start = start;
    this.marks = [];
    this.text = text;
    this.node = document.createTextNode(text);
    this.wide = ASTRAL.test(text);
    this.end = start + (this.wide ? [...text].length : text.length);
  }

  /** UTF-16 offset of a code point of the edition. */
  inside(point) {
    const want = Math.min(Math.max(point - this.start, 0), this.end - this.start);
    if (!this.wide) return want;
    let at = 0;
    for (let seen = 0; seen < want; seen += 1) at += this.text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  }

  /** The code point of the edition at a UTF-16 offset. */
  point(offset) {
    if (!this.wide) return this.start + offset;
    let at = 0;
    let seen = 0;
    while (at < offset) {
      at += this.text.codePointAt(at) > 0xffff ? 2 : 1;
      seen += 1;
    }
    return this.start + seen;
  }
}

/** The text of a transcript: draws its pieces and answers where a point stands. */
export class Text {
  constructor(pieces, language, { lines = true } = {}) {
    this.chunks = [];
    this.turns = [];
    const dir = (text) => (/[\u0590-\u08ff]/.test(text.slice(0, 200)) ? "rtl" : null);
    this.element = h("div", { class: "transcript", lang: language || null });
    let number = 0;
    for (const piece of pieces) {
      if (!piece.text.trim()) {
        this.#gap(piece);
        continue;
      }
      const spoken = piece.role !== "";
      if (spoken) number += 1;
      const body = h("div", { class: "words", dir: dir(piece.text) });
      const block = h("section", { class: `turn ${piece.role || "head"}`, data: { start: piece.start } },
        h("div", { class: "who" },
          spoken && lines ? h("span", { class: "no" }, String(piece.line ?? number)) : null,
          h("b", {}, piece.participant || piece.speaker || (spoken ? t("Unknown speaker") : "")),
          piece.begin === null || piece.begin === undefined ? null : h("span", { class: "time" }, clock(piece.begin))),
        body);
      let from = 0;
      let start = piece.start;
      for (const cut of [...cuts(piece.text), piece.text.length]) {
        const chunk = new Chunk(piece.text.slice(from, cut), start);
        const holder = h("div", { class: "chunk" }, h("p", {}, chunk.node), h("div", { class: "bars", "aria-hidden": "true" }));
        chunk.holder = holder;
        chunk.bars = holder.lastChild;
        holder.chunk = chunk;
        chunk.node.chunk = chunk;
        body.append(holder);
        this.chunks.push(chunk);
        from = cut;
        start = chunk.end;
      }
      if (spoken) this.turns.push({ start: piece.start, end: piece.end, block });
      this.element.append(block);
    }
  }

  /** White space between turns: kept in the offsets, not drawn. */
  #gap(piece) {
    const chunk = new Chunk(piece.text, piece.start);
    chunk.hidden = true;
    this.chunks.push(chunk);
  }

  /** The chunk in which a code point stands. */
  chunkAt(point) {
    return this.chunks[this.#indexAt(point)];
  }

  /** The chunks that a stretch touches. */
  chunksOf(start, end) {
    return this.chunks.slice(this.#indexAt(start), this.#indexAt(Math.max(start, end - 1)) + 1);
  }

  #indexAt(point) {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.chunks[middle].end > point) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** A static range over [start, end) for highlights; null where nothing of it is drawn. */
  range(start, end) {
    let first = this.chunkAt(start);
    let last = this.chunkAt(Math.max(start, end - 1));
    if (first.hidden) {
      first = this.chunks.find((c) => !c.hidden && c.start >= start && c.start < end);
      if (!first) return null;
    }
    if (last.hidden) {
      last = this.chunks.findLast((c) => !c.hidden && c.end <= end && c.end > start);
      if (!last) return null;
    }
    return new StaticRange({
      startContainer: first.node, startOffset: first.inside(start),
      endContainer: last.node, endOffset: last.inside(end),
    });
  }

  /** The text between two code points, as it stands in the file. */
  words(start, end) {
    let said = "";
    for (const chunk of this.chunksOf(start, end)) {
      said += chunk.text.slice(chunk.inside(start), chunk.inside(end));
    }
    return said;
  }

  /** Where the browser's selection stands in the edition; null if it is not in the text. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = this.#pointOf(range.startContainer, range.startOffset, true);
    const end = this.#pointOf(range.endContainer, range.endOffset, false);
    if (start === null || end === null || end <= start) return null;
    return this.whole(start, end);
  }

  /** The code point at a node and offset. `forward`: where to look when the node is no words. */
  #pointOf(node, offset, forward) {
    if (node.nodeType === Node.TEXT_NODE && node.chunk) return node.chunk.point(offset);
    if (!this.element.contains(node)) return null;
    const at = document.createRange();
    at.setStart(node, offset);
    if (forward) {
      const next = this.chunks.find((c) => !c.hidden && at.comparePoint(c.node, 0) >= 0);
      return next ? next.start : null;
    }
    const before = this.chunks.findLast((c) => !c.hidden && at.comparePoint(c.node, c.text.length) <= 0);
    return before ? before.end : null;
  }

  /** The code point under the pointer; -1 where no word of this text is. */
  pointUnder(x, y) {
    const spot = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint(x, y);
    const node = spot?.offsetNode ?? spot?.startContainer;
    return node?.chunk && this.element.contains(node) ? node.chunk.point(spot.offset ?? spot.startOffset) : -1;
  }

  /** Without white space at the edges and never through the middle of a character as it is seen. */
  whole(start, end) {
    const first = this.chunkAt(start);
    const last = this.chunkAt(Math.max(start, end - 1));
    let from = start;
    let to = end;
    if (!first.hidden) from = first.point(edge(first.text, first.inside(start), false));
    if (!last.hidden) to = last.point(edge(last.text, last.inside(end), true));
    const said = [...this.words(from, to)];
    let left = 0;
    let right = said.length;
    while (left < right && !said[left].trim()) left += 1;
    while (right > left && !said[right - 1].trim()) right -= 1;
    return right > left ? { start: from + left, end: from + right } : null;
  }

  /** The word, sentence or turn around a code point. */
  unit(kind, point) {
    const turn = this.turns.find((one) => one.start <= point && point < one.end)
      ?? this.turns.findLast((one) => one.start <= point) ?? this.turns[0];
    if (!turn) return null;
    if (kind === "turn") return this.whole(turn.start, turn.end);
    const said = this.words(turn.start, turn.end);
    const wide = ASTRAL.test(said);
    const points = (offset) => (wide ? [...said.slice(0, offset)].length : offset);
    let last = null;
    for (const part of new Intl.Segmenter(undefined, { granularity: kind }).segment(said)) {
      if (kind === "word" && !part.isWordLike) continue;
      const start = turn.start + points(part.index);
      const end = start + (wide ? [...part.segment].length : part.segment.length);
      last = this.whole(start, end) ?? last;
      if (end > point) return this.whole(start, end) ?? last;
    }
    return last;
  }

  /** The unit after (or before) a stretch. */
  next(kind, from, forward) {
    if (forward) {
      const turn = this.turns.find((one) => one.end > from.end && one.start <= from.end) ?? this.turns.find((one) => one.start >= from.end);
      if (!turn) return from;
      const point = Math.max(from.end, turn.start);
      const found = this.unit(kind, point);
      if (found && found.start >= from.end) return found;
      const later = this.turns.find((one) => one.start > point);
      return later ? this.unit(kind, later.start) : from;
    }
    for (let point = from.start - 1; point >= 0; point -= 1) {
      const found = this.unit(kind, point);
      if (found && found.end <= from.start) return found;
      if (found && found.start < point) point = found.start;
    }
    return from;
  }
}

/** The edge of a character as it is seen (a letter with its marks, a joined emoji). */
function edge(text, offset, forward) {
  if (offset <= 0 || offset >= text.length) return offset;
  const from = Math.max(0, offset - 64);
  const near = text.slice(from, offset + 64);
  for (const part of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(near)) {
    const start = from + part.index;
    const end = start + part.segment.length;
    if (start === offset) return offset;
    if (start < offset && offset < end) return forward ? end : start;
  }
  return offset;
}

/** Seconds as a clock. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
