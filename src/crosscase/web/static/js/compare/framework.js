// The framework matrix: case or participant by construct, a summary in each cell beside its quotes.

import { button, h, show } from "../dom.js";
import { counted, quote } from "../quotes.js";
import { dialog, fail, tryTo } from "../ui.js";
import { mark, number, t } from "../words.js";
import { choice, nothing } from "./parts.js";

const ROWS = [["case", mark("cases")], ["participant", mark("participants")]];
const OWN = { outcome: mark("the outcome"), role: mark("role"), group: mark("group"), "interview date": mark("interview date") };
const wishes = { by: "case", order_by: "" };
let byHand = null;

export default async function framework(body, { study }) {
  const again = () => framework(body, { study });
  const found = await study.get(`/framework?${new URLSearchParams(wishes)}`);
  if (!found.rows.length || !found.constructs.length) {
    show(body, nothing(study, t("A framework matrix needs constructs, and cases or people who were heard.")));
    return;
  }
  const cells = new Map(found.cells.map((one) => [`${one.row} ${one.construct}`, one]));
  const names = new Map(found.rows);
  const values = new Map(found.rows.map(([id], at) => [id, found.values[at]]));
  const order = byHand ? found.rows.map(([id]) => id).toSorted((a, b) => rank(a) - rank(b)) : found.rows.map(([id]) => id);
  const move = (id, by) => {
    const at = order.indexOf(id);
    const next = order.filter((one) => one !== id);
    next.splice(Math.max(0, at + by), 0, id);
    byHand = next;
    again();
  };
  const write = async (one, title) => {
    const found = await tryTo(() => study.post("/quotes", { segments: one.segments }));
    if (!found) return;
    const mine = one.summaries.find((w) => w.coder === study.about.coder);
    const text = h("textarea", { rows: 5, value: mine?.text ?? "", autofocus: true, "aria-label": t("Summary") });
    const marks = found.quotes.map((q) => [q, h("input", { type: "checkbox", checked: mine?.segments.includes(q.segment) ?? false, "aria-label": t("It rests on: {words}", { words: q.words }) })]);
    const save = async () => {
      const segments = marks.filter(([, box]) => box.checked).map(([q]) => q.segment);
      try { await study.post("/framework", { by: wishes.by, row: one.row, code: one.construct, text: text.value, segments }); } catch (error) { fail(error); return undefined; }
      return true;
    };
    const done = await dialog({
      title, wide: true,
      body: h("div", { class: "columns" }, h("section", {}, h("label", { class: "field" }, h("span", {}, t("In short, in your words")), text)),
        h("section", {}, h("p", { class: "soft" }, t("Mark the quotes it rests on.")), marks.map(([q, box]) => h("div", { class: "row" }, box, quote(study, q))))),
      actions: [[t("Cancel"), null], [t("Save"), save]],
    });
    if (done) await again();
  };
  const remove = async (id) => { if ((await tryTo(() => study.post(`/framework/${id}/remove`))) !== null) await again(); };
  const square = (id, [construct, name]) => {
    const one = cells.get(`${id} ${construct}`);
    const title = t("{construct} in {name}", { construct: name, name: names.get(id) });
    const mine = one.summaries.some((w) => w.coder === study.about.coder);
    return h("td", {}, one.summaries.map((w) => h("div", {}, h("p", {}, w.text), h("p", { class: "small soft" }, w.coder, " · ", counted(study, t("{n} quotes", { n: number(w.segments.length) }), title, w.segments),
      w.lost ? [" ", h("span", { class: "badge doubt" }, t("{n} withdrawn", { n: number(w.lost) }))] : null,
      w.coder === study.about.coder ? [" ", button(t("Take away"), () => remove(w.id), "link", { "aria-label": t("Take the summary away: {title}", { title }) })] : null))),
    one.segments.length ? button(mine ? t("Change") : t("Sum up ({n})", { n: number(one.segments.length) }), () => write(one, title), "link", { "aria-label": `${mine ? t("Change") : t("Sum up ({n})", { n: number(one.segments.length) })}: ${title}` }) : h("span", { class: "soft" }, "–"));
  };
  show(body,
    h("div", { class: "row tools" },
      choice(t("Rows"), ROWS.map(([value, words]) => [value, t(words)]), wishes.by, (by) => { Object.assign(wishes, { by, order_by: "" }); byHand = null; again(); }),
      choice(t("Order rows by"), [["", t("the study's order")], ...found.variables.map((name) => [name, OWN[name] ? t(OWN[name]) : name])], wishes.order_by, (order_by) => { wishes.order_by = order_by; byHand = null; again(); })),
    h("p", { class: "soft" }, t("Framework method (Ritchie and Spencer 1994): what each row says on a construct, in your words, resting on quotes of the cell.")),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("Framework matrix") }, h("table", { "aria-label": t("Framework matrix") },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Row")), found.order_by ? h("th", { scope: "col" }, OWN[found.order_by] ? t(OWN[found.order_by]) : found.order_by) : null, found.constructs.map(([, name]) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, order.map((id) => h("tr", {}, h("th", { scope: "row" }, names.get(id), h("span", { class: "row movers" }, button("↑", () => move(id, -1), "quiet", { "aria-label": t("Move {name} up", { name: names.get(id) }) }), button("↓", () => move(id, 1), "quiet", { "aria-label": t("Move {name} down", { name: names.get(id) }) }))),
        found.order_by ? h("td", {}, values.get(id)) : null, found.constructs.map((construct) => square(id, construct))))))));
}

const rank = (id) => (byHand.includes(id) ? byHand.indexOf(id) : byHand.length);
