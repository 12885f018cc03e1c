// New things by step as bars, all so far as a line.

import { svg } from "../dom.js";
import { pressed, say, sheet } from "./parts.js";

const [LEFT, TOP, HIGH, FOOT] = [48, 14, 230, 44];
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Steps: [{label, fresh, total, open}]; `below` and `beside` name the axes. */
export function curve({ steps, label, below, beside }) {
  const each = Math.max(12, Math.min(34, 840 / steps.length));
  const wide = each * steps.length;
  const most = Math.max(1, ...steps.map((step) => step.total));
  const mark = STEPS.find((one) => most / one <= 6) ?? Math.ceil(most / 6);
  const y = (value) => TOP + HIGH - (HIGH * value) / most;
  const x = (at) => LEFT + each * (at + 0.5);
  const marks = Array.from({ length: Math.floor(most / mark) + 1 }, (_, at) => at * mark);
  return sheet(LEFT + wide + 12, TOP + HIGH + FOOT, label,
    marks.map((value) => [svg("line", { x1: LEFT, x2: LEFT + wide, y1: y(value), y2: y(value), class: "grid" }), say(LEFT - 6, y(value), String(value), { "text-anchor": "end" })]),
    steps.map((step, at) => pressed(svg("g", {}, svg("rect", { x: x(at) - each * 0.36, y: y(step.fresh), width: each * 0.72, height: Math.max(1, TOP + HIGH - y(step.fresh)), class: "side1" })), step.label, step.open)),
    svg("path", { d: steps.map((step, at) => `${at ? "L" : "M"}${x(at)} ${y(step.total)}`).join(""), class: "line" }),
    steps.map((step, at) => svg("circle", { cx: x(at), cy: y(step.total), r: 2.6, class: "side0" })),
    steps.map((_, at) => (at === 0 || (at + 1) % 5 === 0 ? say(x(at), TOP + HIGH + 14, String(at + 1), { "text-anchor": "middle" }) : null)),
    say(LEFT + wide / 2, TOP + HIGH + 33, below, { "text-anchor": "middle" }),
    svg("text", { transform: `translate(12 ${TOP + HIGH / 2}) rotate(-90)`, "text-anchor": "middle" }, beside));
}
