// Keyword counts: how often each is mentioned, by how many people and cases.

import { bars } from "../charts.js";
import { h, show } from "../dom.js";
import { counted, showQuotes } from "../quotes.js";
import { number, t } from "../words.js";
import { cell, choice, head, nothing, table } from "./parts.js";

const DRAWN = 25;
const SHOWN = 300;
const wishes = { of: "keyword" };

export default async function keywords(body, { study }) {
  const found = await study.get(`/compare/keywords?${new URLSearchParams(wishes)}`);
  const find = h("input", { type: "search", placeholder: t("Find"), "aria-label": t("Find a code"), on: { input: () => draw() } });
  const list = h("div", {});
  const tools = h("div", { class: "row tools" },
    choice(t("Codes"), [["keyword", t("keywords")], ["construct", t("constructs")]], wishes.of, (of) => { wishes.of = of; keywords(body, { study }); }), find);
  const draw = () => {
    const fits = found.filter((row) => row.code.toLowerCase().includes(find.value.toLowerCase()));
    show(list, table(t("How often each code is mentioned"), head(t("Code"), [t("Mentions")], [t("prompted")], [t("People")], [t("Cases")], [t("unreviewed")]),
      fits.slice(0, SHOWN).map((row) => h("tr", {}, h("th", { scope: "row" }, row.code), cell(counted(study, number(row.mentions), row.code, row.segments)), cell(number(row.prompted)),
        cell(counted(study, number(row.participants), row.code, row.segments)), cell(number(row.cases)), cell(row.unreviewed ? h("span", { class: "badge doubt" }, number(row.unreviewed)) : "")))),
    fits.length > SHOWN ? h("p", { class: "soft" }, t("{n} more: type to find one", { n: number(fits.length - SHOWN) })) : null);
  };
  if (!found.length) {
    show(body, tools, nothing(study, t("Nothing is coded yet. Decide on proposals, or code by hand.")));
    return;
  }
  show(body, tools, bars(found.slice(0, DRAWN).map((row) => ({ name: row.code, value: row.mentions, open: () => showQuotes(study, row.code, row.segments) })), {
    title: t("The {n} mentioned most", { n: Math.min(DRAWN, found.length) }), heads: [t("Code"), t("Mentions")], name: "keywords", note: t("A mention is a passage."),
  }), h("h2", {}, t("All")), list);
  draw();
}
