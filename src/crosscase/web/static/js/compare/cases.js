// Case × construct: how many of the people asked in a case mention it; cases in any order.

import { keepPng, keepSvg } from "../charts.js";
import { heat } from "../charts/heat.js";
import { button, h, link, show } from "../dom.js";
import { counted } from "../quotes.js";
import { number, t } from "../words.js";
import { choice, hiding, nothing } from "./parts.js";

const DRAG = "text/crosscase-case";
const wishes = { order_by: "", hide_below: 0, most: false, byHand: null, arranging: false };

/** What stands in a cell: who mentions it, of whom where that is not everybody coded. */
function told(cell) {
  if (cell.hidden) return t("hidden");
  if (!cell.asked) return "–";
  return cell.asked === cell.heard - cell.uncoded ? String(cell.participants) : `${cell.participants}/${cell.asked}`;
}

const share = (cell) => (cell.hidden || !cell.asked ? null : cell.participants / cell.asked);

export default async function cases(body, { study }) {
  const again = () => cases(body, { study });
  const found = await study.get(`/compare/cases?${new URLSearchParams({ order_by: wishes.order_by, hide_below: wishes.hide_below })}`);
  if (!found.cases.length || !found.constructs.length) {
    show(body, nothing(study, t("Nothing can be compared yet: a comparison needs cases, and constructs with coded passages.")));
    return;
  }
  const at = (row, column) => found.cells[row * found.constructs.length + column];
  const known = found.cases.map((_, row) => row);
  const order = wishes.byHand ? known.toSorted((a, b) => rank(found.case_ids[a]) - rank(found.case_ids[b])) : known;
  const total = (column) => known.reduce((sum, row) => sum + at(row, column).participants, 0);
  const lines = found.constructs.map((_, column) => column);
  if (wishes.most) lines.sort((a, b) => total(b) - total(a));
  const move = (row, to) => {
    const next = order.filter((one) => one !== row);
    next.splice(Math.max(0, Math.min(next.length, to)), 0, row);
    wishes.byHand = next.map((one) => found.case_ids[one]);
    again();
  };
  const top = (row, place) => h("th", {
    scope: "col", class: "case", draggable: "true",
    on: {
      dragstart: (e) => e.dataTransfer.setData(DRAG, String(row)),
      dragover: (e) => e.preventDefault(),
      drop: (e) => { e.preventDefault(); const from = e.dataTransfer.getData(DRAG); if (from) move(Number(from), place); },
    },
  }, link(found.cases[row], `/s/${study.id}/cases/${found.case_ids[row]}`, { title: t("Case {name}", { name: found.cases[row] }) }),
    wishes.arranging ? h("span", { class: "row movers" }, button("←", () => move(row, place - 1), "quiet", { "aria-label": t("Move {name} to the left", { name: found.cases[row] }) }),
      button("→", () => move(row, place + 1), "quiet", { "aria-label": t("Move {name} to the right", { name: found.cases[row] }) })) : null);
  const square = (column, row) => {
    const cell = at(row, column);
    const title = t("{construct} in {name}: {n} of {m} people asked", { construct: cell.construct, name: cell.case, n: told(cell), m: cell.asked });
    return h("td", { class: "heat", style: { "--share": String(share(cell) ?? 0) }, title: cell.unasked ? t("{n} more mention it though nobody asked them", { n: cell.unasked }) : title },
      counted(study, told(cell), title, cell.segments));
  };
  const chart = () => heat({
    label: t("People who mention each construct, by case"), rows: lines.map((column) => found.constructs[column]), columns: order.map((row) => found.cases[row]),
    cells: lines.map((column) => order.map((row) => ({ share: share(at(row, column)), told: told(at(row, column)) }))),
  });
  const first = (row) => at(row, 0);
  // a drawing that stands nowhere on the page has no style: it is made unseen beside the table
  const unseen = h("div", { class: "unseen", "aria-hidden": "true" });
  const drawing = () => show(unseen, chart()).firstElementChild;
  show(body,
    h("div", { class: "row tools" },
      choice(t("Order cases by"), [["", t("the study's order")], ...found.variables.map((name) => [name, name === "outcome" ? t("the outcome") : name])], wishes.order_by, (value) => { wishes.order_by = value; wishes.byHand = null; again(); }),
      choice(t("Constructs"), [["", t("in the study's order")], ["most", t("most people first")]], wishes.most ? "most" : "", (value) => { wishes.most = value === "most"; again(); }),
      hiding(wishes.hide_below, (value) => { wishes.hide_below = value; again(); }),
      button(t("Arrange by hand"), () => { wishes.arranging = !wishes.arranging; again(); }, "", { "aria-pressed": String(wishes.arranging) }),
      button("SVG", () => keepSvg(drawing(), "cases"), "quiet", { "aria-label": t("Download the matrix as SVG") }),
      button("PNG", () => keepPng(drawing(), "cases"), "quiet", { "aria-label": t("Download the matrix as PNG") })),
    h("p", { class: "soft" }, t("People who mention the construct; “n/m” where only m of those coded were asked. Every number opens its quotes.")),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("Case by construct") }, h("table", { class: "matrix", "aria-label": t("Case by construct") },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Construct")), order.map(top)),
        found.order_by ? h("tr", { class: "under" }, h("th", { scope: "row" }, found.order_by), order.map((row) => h("td", {}, found.values[row]))) : null,
        h("tr", { class: "under" }, h("th", { scope: "row" }, t("coded of heard")), order.map((row) => h("td", {}, `${number(first(row).heard - first(row).uncoded)}/${number(first(row).heard)}`)))),
      h("tbody", {}, lines.map((column) => h("tr", {}, h("th", { scope: "row" }, found.constructs[column]), order.map((row) => square(column, row)))))),
    ), unseen);
}

const rank = (id) => (wishes.byHand.includes(id) ? wishes.byHand.indexOf(id) : wishes.byHand.length);
