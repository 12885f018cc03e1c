// Codes that stand together: a network to look at, and the same as a table.

import { figure } from "../charts.js";
import { network } from "../charts/network.js";
import { h, show } from "../dom.js";
import { counted, showQuotes } from "../quotes.js";
import { mark, number, t } from "../words.js";
import { cell, choice, head, nothing, table } from "./parts.js";

const WITHIN = [["participant", mark("with one person")], ["segment", mark("in one passage")], ["overlap", mark("in overlapping passages")]];
const DRAWN = 30;
const wishes = { within: "participant", of: "construct" };

export default async function together(body, { study }) {
  const ask = (next) => { Object.assign(wishes, next); return together(body, { study }); };
  const found = await study.get(`/compare/together?${new URLSearchParams(wishes)}`);
  const tools = h("div", { class: "row tools" },
    choice(t("Codes"), [["construct", t("constructs")], ["keyword", t("keywords")]], wishes.of, (of) => ask({ of })),
    choice(t("Together"), WITHIN.map(([value, words]) => [value, t(words)]), wishes.within, (within) => ask({ within })));
  if (!found.pairs.length) {
    show(body, tools, nothing(study, t("No two codes stand together here. Choose another unit, or code more passages.")));
    return;
  }
  const drawn = found.pairs.slice(0, DRAWN);
  const names = [...new Set(drawn.flatMap((pair) => [pair.first, pair.second]))].sort();
  const size = new Map(found.nodes.map((node) => [node.code, node]));
  const most = Math.max(...found.nodes.map((node) => node.participants), 1);
  const top = drawn[0].count;
  const title = (pair) => t("{first} with {second}", pair);
  const chart = network({
    label: t("Codes that stand together"),
    nodes: names.map((name) => ({ name, size: size.get(name).participants / most, label: t("{name}: {n} people", { name, n: size.get(name).participants }), open: () => showQuotes(study, name, size.get(name).segments) })),
    links: drawn.map((pair) => ({ from: names.indexOf(pair.first), to: names.indexOf(pair.second), weight: pair.count / top, label: `${title(pair)}: ${pair.count}`, open: () => showQuotes(study, title(pair), pair.segments) })),
  });
  const shared = wishes.within !== "overlap";
  show(body, tools,
    figure({ title: t("Codes that stand together"), name: "together", picture: chart, note: t("A thicker line is a pair that stands together more often; a larger dot is a code of more people. {n} of {m} pairs are drawn.", { n: drawn.length, m: found.pairs.length }), table:
      table(t("Codes that stand together"), head(t("Code"), t("with"), [wishes.within === "participant" ? t("People") : t("Passages")], shared ? [t("Jaccard")] : []),
      found.pairs.map((pair) => h("tr", {}, h("th", { scope: "row" }, pair.first), h("td", {}, pair.second), cell(counted(study, number(pair.count), title(pair), pair.segments)), cell(shared ? number(pair.share, 2) : "")))) }));
}
