// Where the boxes of the model stand, and how an arrow runs between two of them.

export const [BOX_WIDE, BOX_HIGH] = [158, 52];
const [WIDE, TOP, STEP] = [800, 20, 100];
const COLUMNS = { "internal driver": 12, outcome: (WIDE - BOX_WIDE) / 2, "external driver": WIDE - BOX_WIDE - 12 };
const APART = 26;
const NAMED_AT = 0.42; // of the way from the cause, where arrows to one outcome are still apart
const FURTHER = 0.16; // for each further arrow between the same two

/** The place of each construct: as the coder left it, else drivers left and right of the outcome. */
export function places(constructs, kept) {
  const left = read(kept);
  const spots = new Map();
  const columns = Object.keys(COLUMNS).map((role) => constructs.filter((one) => one.role === role));
  const tall = Math.max(1, ...columns.map((column) => column.length)) * STEP;
  for (const column of columns) {
    for (const [at, one] of column.entries()) spots.set(one.id, [COLUMNS[one.role], TOP + ((at + 0.5) * tall) / column.length - BOX_HIGH / 2]);
  }
  for (const [at, one] of constructs.filter((c) => !(c.role in COLUMNS)).entries()) {
    spots.set(one.id, [12 + (at % 4) * (BOX_WIDE + 36), TOP + tall + 20 + Math.floor(at / 4) * STEP]);
  }
  for (const one of constructs) if (left[one.id]) spots.set(one.id, left[one.id]);
  return spots;
}

function read(kept) {
  try {
    const found = JSON.parse(kept || "{}");
    return Object.fromEntries(Object.entries(found).filter(([, at]) => Array.isArray(at) && at.length === 2 && at.every(Number.isFinite)));
  } catch {
    return {};
  }
}

/** How large a drawing must be to hold all boxes. */
export const size = (spots) => [
  Math.max(WIDE, ...[...spots.values()].map(([x]) => x + BOX_WIDE + 12)),
  Math.max(240, ...[...spots.values()].map(([, y]) => y + BOX_HIGH + 24)),
];

const middle = ([x, y]) => [x + BOX_WIDE / 2, y + BOX_HIGH / 2];

/** Where a line from a point within a box towards another point leaves the box. */
function border([cx, cy], [x, y], [tx, ty], gap) {
  const out = (from, centre, half, by) => (Math.abs(by) < 0.01 ? Infinity : (centre + Math.sign(by) * half - from) / by);
  const [dx, dy] = [tx - x, ty - y];
  const by = Math.min(out(x, cx, BOX_WIDE / 2 + gap, dx), out(y, cy, BOX_HIGH / 2 + gap, dy), 1);
  return [x + dx * by, y + dy * by];
}

/**
 * The line between two boxes, the `at`th of `many` between the same two, or from a box to a `point`:
 * its two ends, its head, and where its name stands.
 */
export function run(from, to, at, many, point = null) {
  const [a, b] = [middle(from), point ?? middle(to)];
  const far = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const aside = (at - (many - 1) / 2) * APART;
  const shift = ([x, y]) => [x - ((b[1] - a[1]) / far) * aside, y + ((b[0] - a[0]) / far) * aside];
  const start = border(a, shift(a), shift(b), 0);
  const end = point ?? border(b, shift(b), shift(a), 3);
  const way = Math.atan2(end[1] - start[1], end[0] - start[0]);
  const back = (by) => `${end[0] - 11 * Math.cos(way + by)},${end[1] - 11 * Math.sin(way + by)}`;
  const on = (share) => [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share];
  return { path: `M${start.join(" ")}L${end.join(" ")}`, head: `${end.join(",")} ${back(0.42)} ${back(-0.42)}`, half: on(0.5), name: on(Math.min(0.8, NAMED_AT + at * FURTHER)) };
}
