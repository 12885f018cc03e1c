// Who can be recognised without a name: combinations that few people share, and what coarser values do.

import { h, link, show } from "./dom.js";
import { number, t } from "./words.js";

const MOST = 100;
const SIZES = [2, 3, 5, 10];
const region = (label, table) => h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
const table = (label, heads, rows, numeric = []) => region(label, h("table", { "aria-label": label },
  h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: numeric.includes(at) ? "number" : null }, head)))),
  h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, at) => h("td", { class: numeric.includes(at) ? "number" : null }, cell)))))));

/** The tab of People that tells who stands out. */
export async function recognised(study) {
  const place = h("div", { "aria-live": "polite" });
  const boxes = new Map();
  let last = 0;
  const draw = async () => {
    last += 1;
    const mine = last;
    const chosen = [...boxes].filter(([, box]) => box.checked).map(([name]) => name);
    const asked = new URLSearchParams([["k", size.value], ...chosen.map((name) => ["column", name])]);
    const found = await study.get(`/people/recognised?${asked}`);
    if (mine !== last) return undefined;
    if (!boxes.size) for (const name of found.columns) boxes.set(name, h("input", { type: "checkbox", checked: true, on: { change: draw } }));
    if (!found.people) return show(place, h("div", { class: "empty" }, t("Nobody is in the study yet.")));
    const helps = found.without.filter(([, left]) => left < found.exposed);
    return show(place,
      h("p", {}, t("{n} of {of} people stand out by up to three of: {columns}. Over all of these together k is {smallest}.",
        { n: number(found.exposed), of: number(found.people), columns: found.columns.join(", ") || t("no column"), smallest: number(found.smallest) })),
      found.singled_out.length ? [h("h2", {}, t("What singles them out")),
        table(t("What singles them out"), [t("People who share it"), t("Combination"), t("Who")],
          found.singled_out.slice(0, MOST).map((one) => [number(one.k), one.values.map(([name, value]) => `${name}: ${value}`).join(", "), one.people.join(", ")]), [0]),
        found.singled_out.length > MOST ? h("p", { class: "soft" }, t("{n} more", { n: number(found.singled_out.length - MOST) })) : null] : null,
      helps.length ? [h("h2", {}, t("What coarser values would do")),
        h("p", {}, t("Join values of a column (a county for its towns, a decade for a year), or leave the column out of what you publish."), " ", link(t("Change the values"), `/s/${study.id}/people`)),
        table(t("What coarser values would do"), [t("Without this column"), t("People who still stand out")], helps.map(([name, left]) => [name, number(left)]), [1])] : null);
  };
  const size = h("select", { on: { change: () => draw() } }, SIZES.map((k) => h("option", { value: String(k), selected: k === 3 }, String(k))));
  await draw();
  return [h("p", { class: "lead" }, t("“The only female tax officer in Changshu” is recognised without a name.")),
    h("label", { class: "field drawn" }, h("span", {}, t("Fewer people than this who share values stand out (k)")), size),
    h("fieldset", { class: "row" }, h("legend", {}, t("What a stranger may know of people")), [...boxes].map(([name, box]) => h("label", { class: "check" }, box, name))), place];
}
