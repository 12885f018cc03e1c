// A table as shades.

import { svg } from "../dom.js";
import { say, sheet, short } from "./parts.js";

const [LEFT, TOP, WIDE, ROW] = [260, 26, 58, 25];

/** Rows and columns are names; cells[row][column]: {share 0 … 1 (null for no shade), told}. */
export const heat = ({ rows, columns, cells, label }) =>
  sheet(LEFT + WIDE * columns.length + 8, TOP + ROW * rows.length + 8, label,
    columns.map((name, at) => say(LEFT + WIDE * (at + 0.5), 12, short(name, 8), { "text-anchor": "middle" })),
    rows.map((name, row) => [
      say(LEFT - 8, TOP + ROW * (row + 0.5), short(name, 36), { "text-anchor": "end" }),
      cells[row].map(({ share, told }, column) => [
        svg("rect", { x: LEFT + WIDE * column + 1, y: TOP + ROW * row + 1, width: WIDE - 2, height: ROW - 2, class: "side0", opacity: share === null ? 0 : 0.06 + 0.44 * share }),
        say(LEFT + WIDE * (column + 0.5), TOP + ROW * (row + 0.5), told, { "text-anchor": "middle" }),
      ]),
    ]));
