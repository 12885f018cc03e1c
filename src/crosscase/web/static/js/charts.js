// Drawings with their numbers: bars as SVG, the same as a table, and both to take along.

import { button, h, show, svg } from "./dom.js";
import { t } from "./words.js";

const ROW = 24;
const WIDTH = 720;
const MOST_NAME = 34;
const LETTERS = "12.5px"; // as in the style sheet

/** Give the browser a file to keep. */
export function keep(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const PAINTS = ["fill", "stroke", "font-family", "font-size", "font-weight", "text-anchor"];

/** The drawing as it looks now, with its colours written into it. */
function alone(drawing) {
  const copy = drawing.cloneNode(true);
  const [was, now] = [drawing.querySelectorAll("*"), copy.querySelectorAll("*")];
  was.forEach((node, at) => {
    const look = getComputedStyle(node);
    for (const name of PAINTS) now[at].setAttribute(name, look.getPropertyValue(name));
    now[at].removeAttribute("class");
    for (const extra of ["tabindex", "role"]) now[at].removeAttribute(extra);
  });
  const paper = svg("rect", { width: "100%", height: "100%", fill: getComputedStyle(document.documentElement).getPropertyValue("--card") });
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** Download a drawing as SVG. */
export const keepSvg = (drawing, name) => keep(`${name}.svg`, new Blob([alone(drawing)], { type: "image/svg+xml" }));

/** Download a drawing as PNG, twice as fine as on the screen. */
export async function keepPng(drawing, name) {
  const { width, height } = drawing.viewBox.baseVal;
  const address = URL.createObjectURL(new Blob([alone(drawing)], { type: "image/svg+xml" }));
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  URL.revokeObjectURL(address);
  const canvas = h("canvas", { width: width * 2, height: height * 2 });
  canvas.getContext("2d").drawImage(picture, 0, 0, width * 2, height * 2);
  canvas.toBlob((blob) => keep(`${name}.png`, blob), "image/png");
}

/** The room words take, in pixels. */
function room(texts) {
  const pen = h("canvas").getContext("2d");
  pen.font = `${LETTERS} ${getComputedStyle(document.body).fontFamily}`;
  return Math.max(0, ...texts.map((text) => pen.measureText(text).width));
}

const short = (name) => (name.length > MOST_NAME ? `${name.slice(0, MOST_NAME - 1)}…` : name);

/**
 * A drawing with its table: `picture` is an SVG node, `table` a table node, `name` begins the file's name.
 * A button turns from one to the other, two download the drawing.
 */
export function figure({ title, name, picture, table, note = "" }) {
  const stage = h("div", { class: "scroll" }, picture);
  const turn = button(t("As a table"), () => {
    const drawn = stage.contains(picture);
    show(stage, drawn ? table : picture);
    turn.textContent = drawn ? t("As a drawing") : t("As a table");
  }, "quiet");
  return h("figure", { class: "figure" },
    h("figcaption", { class: "row" }, h("b", {}, title), turn,
      button("SVG", () => keepSvg(picture, name), "quiet", { "aria-label": t("Download {title} as SVG", { title }) }),
      button("PNG", () => keepPng(picture, name), "quiet", { "aria-label": t("Download {title} as PNG", { title }) })),
    stage, note ? h("p", { class: "small soft" }, note) : null);
}

/**
 * Bars with their table. `rows`: [{name, value, part, low, high, said, open}]: `part` is drawn within the bar
 * (heard of listed), `low` and `high` are the ends of an interval, `said` the number in words, `open()` shows
 * the passages behind it. `heads`: the names of the two columns, and of the part where there is one;
 * `table`: a fuller one in the place of that made here.
 */
export function bars(rows, { title, heads, name = "figure", note = "", table = null }) {
  const left = room(rows.map((r) => short(r.name))) + 16;
  const right = room(rows.map(words)) + 16;
  const most = Math.max(...rows.map((r) => r.high ?? r.value), 0) || 1;
  const wide = (value) => (WIDTH - left - right) * (value / most);
  const height = rows.length * ROW + 8;
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, class: "bars-figure", role: "img", "aria-label": title },
    rows.map((row, at) => {
      const y = at * ROW + 4;
      const end = left + wide(row.high ?? row.value);
      return svg("g", {},
        svg("title", {}, `${row.name}: ${words(row)}`),
        svg("text", { x: left - 8, y: y + 15, class: "name", "text-anchor": "end" }, short(row.name)),
        svg("rect", { x: left, y: y + 3, width: Math.max(1, wide(row.value)), height: ROW - 8, class: row.part !== undefined ? "whole" : row.high === undefined ? "bar" : "light" }),
        row.part ? svg("rect", { x: left, y: y + 3, width: wide(row.part), height: ROW - 8, class: "bar" }) : null,
        row.high === undefined || row.high === null ? null
          : svg("path", { class: "interval", d: `M${left + wide(row.low)} ${y + 11}H${end}M${left + wide(row.low)} ${y + 7}v8M${end} ${y + 7}v8` }),
        svg("text", { x: end + 6, y: y + 15, class: "value" }, words(row)));
    }));
  const own = () => h("table", {}, h("caption", {}, title),
    h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: at ? "number" : null }, head)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name),
      h("td", { class: "number" }, row.open ? button(row.said ?? String(row.value), row.open, "link") : row.said ?? String(row.value)),
      heads.length > 2 ? h("td", { class: "number" }, String(row.part ?? "")) : null))));
  return figure({ title, name, picture, table: table ?? own(), note });
}

const words = (row) => (row.part === undefined ? row.said ?? String(row.value) : t("{part} of {all}", { part: row.part, all: row.value }));
