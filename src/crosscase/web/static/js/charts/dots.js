// A dot a row on the line of its interval.

import { svg } from "../dom.js";
import { say, sheet, short } from "./parts.js";

const [LEFT, WIDE, STEP] = [250, 420, 22];

/** Rows: [{name, value, low, high, said}], `low` and `high` null where no interval is known; 0 to 1, below where values are. */
export function dots({ rows, label }) {
  const least = Math.min(0, ...rows.map((row) => row.low ?? row.value));
  const x = (value) => LEFT + (WIDE * (value - least)) / (1 - least);
  const bottom = rows.length * STEP + 4;
  return sheet(LEFT + WIDE + 140, bottom + 22, label,
    [...new Set([least, 0, 0.5, 1])].map((at) => [
      svg("path", { class: "grid", d: `M${x(at)} 2V${bottom}` }), say(x(at), bottom + 11, String(Math.round(at * 100) / 100), { "text-anchor": "middle" })]),
    rows.map((row, index) => {
      const y = 4 + (index + 0.5) * STEP;
      return svg("g", {}, svg("title", {}, `${row.name}: ${row.said}`),
        say(LEFT - 10, y, short(row.name, 34), { "text-anchor": "end" }),
        row.low === null || row.high === null ? null : svg("path", { class: "interval", d: `M${x(row.low)} ${y}H${x(row.high)}` }),
        svg("circle", { cx: x(row.value), cy: y, r: 4, class: "dot" }), say(x(Math.max(row.value, row.high ?? row.value)) + 10, y, row.said));
    }));
}
