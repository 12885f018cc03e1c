// Two bars a row: the same thing in two groups.

import { svg } from "../dom.js";
import { pressed, say, sheet, short } from "./parts.js";

const [LEFT, WIDE, THICK] = [250, 420, 14];

/** Rows: [{name, parts: [{share 0 … 1, told, label, open}]}], the parts in the order of `series`. */
export function pairs({ rows, series, label }) {
  const step = THICK * series.length + 10;
  const top = 28;
  return sheet(LEFT + WIDE + 80, top + rows.length * step + 6, label,
    series.map((name, at) => [svg("rect", { x: LEFT + at * 210, y: 5, width: 12, height: 12, class: `side${at}` }), say(LEFT + 18 + at * 210, 11, short(name, 28))]),
    rows.map((row, index) => [
      say(LEFT - 8, top + (index + 0.5) * step, short(row.name, 34), { "text-anchor": "end" }),
      row.parts.map((part, at) => {
        const y = top + index * step + 5 + at * THICK;
        const width = Math.max(1, WIDE * part.share);
        return pressed(svg("g", {}, svg("rect", { x: LEFT, y, width, height: THICK - 2, class: `side${at}` }), say(LEFT + width + 6, y + THICK / 2, part.told)), part.label, part.open);
      }),
    ]));
}
