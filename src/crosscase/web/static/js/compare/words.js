// The words participants use: by how many people each is said; a word leads to where it is said.

import { bars } from "../charts.js";
import { h, link, show } from "../dom.js";
import { number, t } from "../words.js";
import { cell, choice, head, table } from "./parts.js";

const DRAWN = 25;
const wishes = { group: "" };

export default async function words(body, { study }) {
  const found = await study.get(`/compare/words?${new URLSearchParams(wishes)}`);
  const tools = h("div", { class: "row tools" },
    choice(t("Group"), [["", t("everybody")], ...found.groups.map((name) => [name, name])], wishes.group, (group) => { wishes.group = group; words(body, { study }); }));
  if (!found.words.length) {
    show(body, tools, h("div", { class: "empty" }, t("No participant says anything yet. Bring transcripts in."), link(t("Sources"), `/s/${study.id}/sources`, { class: "button" })));
    return;
  }
  const where = (word) => `/s/${study.id}/search?${new URLSearchParams({ q: `"${word}"`, speaks: "participant" })}`;
  const full = table(t("The words participants use"), head(t("Word"), [t("People")], [t("Times said")], [t("Cases")]),
    found.words.map((row) => h("tr", {}, h("th", { scope: "row" }, link(row.word, where(row.word))),
      cell(t("{n} of {m}", { n: number(row.participants), m: number(row.of) })), cell(number(row.times)), cell(number(row.cases)))));
  show(body, tools, bars(found.words.slice(0, DRAWN).map((row) => ({ name: row.word, value: row.participants, said: t("{n} of {m}", { n: number(row.participants), m: number(row.of) }) })), {
    title: t("The {n} words that most people use", { n: Math.min(DRAWN, found.words.length) }), heads: [t("Word"), t("People")], name: "words", note: t("Words of participants alone; small words are left out."),
  }), h("h2", {}, t("All")), full);
}
