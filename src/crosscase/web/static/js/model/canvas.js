// The model as boxes and arrows: boxes are moved with the mouse or the arrow keys.

import { show, svg } from "../dom.js";
import { t } from "../words.js";
import { BOX_HIGH, BOX_WIDE, places, run, size } from "./places.js";

const SIGNS = { "+": "+", "-": "−", 0: "0", "?": "?" };
const BY_KEY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const [STEP, LONG_STEP] = [10, 50]; // pixels
const LINE = 21; // letters

/** What stands on an arrow: never a strength, only in how many of the cases asked it is supported. */
const told = (claim) => `${claim.label} (${SIGNS[claim.direction]}) ${claim.supporting.length}/${claim.asked.length}`;

/** Whether something is wrong with what a proposition rests on. */
export const shaky = (claim) => ["no evidence", "single case"].includes(claim.status) || claim.findings.some((f) => f.severity === "flaw");

/** The stretches of a proposition: [from, to]; a moderator (`to` null) points at the first of them. */
function stretches(claim) {
  const straight = claim.causes.map((cause) => [cause.code, claim.to]);
  if (!claim.via) return straight;
  if (claim.shape === "mediated") return [...claim.causes.map((cause) => [cause.code, claim.via]), [claim.via, claim.to]];
  return claim.shape === "moderated" ? [...straight, [claim.via, null]] : straight;
}

function lines(name) {
  const rows = [""];
  for (const word of name.split(" ")) {
    if (rows.at(-1) && rows.at(-1).length + word.length >= LINE) rows.push(word);
    else rows[rows.length - 1] = `${rows.at(-1)} ${word}`.trim();
  }
  return rows.slice(0, 2).map((row, at) => ((at === 1 && rows.length > 2) || row.length > LINE ? `${row.slice(0, LINE - 1)}…` : row));
}

/**
 * The canvas of a model. `chosen`: {kind, id}; `choose(kind, id)` is told what was picked, and
 * `moved(places)` where all boxes stand after one was moved.
 */
export function canvas(found, { chosen, choose, moved }) {
  const spots = places(found.constructs, found.layout);
  const names = new Map(found.constructs.map((one) => [one.id, one.name]));
  const arrows = svg("g", {});
  const boxes = svg("g", {});
  const drawing = svg("svg", { class: "model", role: "group", "aria-label": t("The model") }, arrows, boxes);
  const is = (kind, id) => chosen?.kind === kind && chosen.id === id;
  const picked = (kind, id) => ({
    click: () => choose(kind, id),
    keydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(kind, id);
    },
  });

  const arrow = (claim, count) => {
    const all = stretches(claim).filter(([from, to]) => spots.has(from) && (to === null || spots.has(to)));
    let aim = null;
    const parts = all.map(([from, to], index) => {
      const pair = `${from} ${to}`;
      const one = run(spots.get(from), spots.get(to), count.at(pair), count.many(pair), to === null ? aim : null);
      aim ??= one.half;
      return [svg("path", { d: one.path, class: "way" }), svg("path", { d: one.path, class: "reach" }), svg("polygon", { points: one.head, class: "head" }),
        index === 0 ? svg("text", { x: one.name[0], y: one.name[1], dy: "0.35em", "text-anchor": "middle", class: "halo" }, told(claim), shaky(claim) ? " !" : "") : null];
    });
    const label = t("{label}: {causes} to {effect}, {status}, {n} of {m} cases", {
      label: claim.label, causes: claim.causes.map((cause) => names.get(cause.code) ?? "?").join(", "), effect: names.get(claim.to) ?? "?", status: t(claim.status), n: claim.supporting.length, m: claim.asked.length });
    return svg("g", {
      class: ["claim", claim.status.replace(" ", "-"), shaky(claim) ? "shaky" : "", is("claim", claim.id) ? "here" : ""].join(" "), tabindex: "0", role: "button", "aria-label": label,
      "aria-pressed": String(is("claim", claim.id)), data: { key: `claim${claim.id}` }, on: picked("claim", claim.id),
    }, parts);
  };
  const drawArrows = () => {
    const all = found.propositions.flatMap((claim) => stretches(claim).map(([from, to]) => `${from} ${to}`));
    const seen = new Map();
    const count = {
      at: (pair) => { seen.set(pair, (seen.get(pair) ?? -1) + 1); return seen.get(pair); },
      many: (pair) => all.filter((one) => one === pair).length,
    };
    show(arrows, found.propositions.map((claim) => arrow(claim, count)));
    const [wide, high] = size(spots);
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${wide} ${high}`, width: wide, height: high })) drawing.setAttribute(name, value);
  };
  const box = (one) => {
    const node = svg("g", {
      class: `box ${one.role === "outcome" ? "outcome" : ""} ${is("construct", one.id) ? "here" : ""}`, tabindex: "0", role: "button", "aria-label": one.role ? `${one.name}, ${t(one.role)}` : one.name,
      "aria-pressed": String(is("construct", one.id)), data: { key: `box${one.id}` }, on: picked("construct", one.id),
    }, svg("title", {}, one.name), svg("rect", { width: BOX_WIDE, height: BOX_HIGH, rx: 6 }),
      lines(one.name).map((row, at, rows) => svg("text", { x: BOX_WIDE / 2, y: BOX_HIGH / 2 + (at - (rows.length - 1) / 2) * 16, dy: "0.35em", "text-anchor": "middle" }, row)));
    const place = ([x, y]) => {
      spots.set(one.id, [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))]);
      node.setAttribute("transform", `translate(${spots.get(one.id).join(" ")})`);
    };
    place(spots.get(one.id));
    const put = (at) => { place(at); drawArrows(); };
    node.addEventListener("keydown", (event) => {
      const by = BY_KEY[event.key];
      if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const step = event.shiftKey ? LONG_STEP : STEP;
      const [x, y] = spots.get(one.id);
      put([x + by[0] * step, y + by[1] * step]);
      moved(spots);
    });
    node.addEventListener("pointerdown", (down) => {
      if (down.button !== 0) return;
      const [x, y] = spots.get(one.id);
      const scale = drawing.viewBox.baseVal.width / drawing.getBoundingClientRect().width;
      let dragged = false;
      const move = (event) => {
        const by = [(event.clientX - down.clientX) * scale, (event.clientY - down.clientY) * scale];
        dragged ||= Math.hypot(...by) > 4;
        if (dragged) put([x + by[0], y + by[1]]);
      };
      const up = () => {
        node.removeEventListener("pointermove", move);
        if (!dragged) return;
        // the click that ends a drag chooses nothing
        node.addEventListener("click", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
        setTimeout(() => moved(spots));
      };
      node.setPointerCapture(down.pointerId);
      node.addEventListener("pointermove", move);
      node.addEventListener("pointerup", up, { once: true });
    });
    return node;
  };
  show(boxes, found.constructs.map(box));
  drawArrows();
  return drawing;
}
