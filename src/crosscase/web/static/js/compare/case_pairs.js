// Two cases side by side: the most similar with different outcomes, the most different with the same.

import { h, show } from "../dom.js";
import { counted } from "../quotes.js";
import { tryTo } from "../ui.js";
import { mark, number, t } from "../words.js";
import { cell, choice, head, nothing, table } from "./parts.js";

const ON = [["both", mark("constructs and attributes")], ["constructs", mark("constructs")], ["attributes", mark("attributes")]];
const wishes = { outcome: "outcome", on: "both" };

export default async function casePairs(body, { study }) {
  const ask = (next) => tryTo(async () => {
    const before = { ...wishes };
    Object.assign(wishes, next);
    try { await casePairs(body, { study }); } catch (error) { Object.assign(wishes, before); await casePairs(body, { study }); throw error; }
  });
  const { cases } = await study.get("/compare/cases");
  if (cases.length < 2) {
    show(body, nothing(study, t("Pairs need at least two cases of which something is known.")));
    return;
  }
  const found = await study.get(`/compare/pairs?${new URLSearchParams(wishes)}`);
  const named = (pair, names) => h("td", {}, names.flatMap((name, at) => [at ? ", " : "",
    counted(study, name.replaceAll("_", " "), t("{construct} in {first} and {second}", { construct: name, first: pair.first, second: pair.second }), pair.segments[name])]));
  const list = (label, pairs) => (pairs.length
    ? table(label, head(t("Pair"), [t("Similarity")], [t("Variables")], ...(found.outcome ? [t("Outcomes")] : []), t("They differ in"), t("They agree in")), pairs.map((pair) => h("tr", {},
      h("th", { scope: "row" }, t("{first} and {second}", pair)), cell(number(pair.similarity, 2)), cell(number(pair.compared)), found.outcome ? h("td", {}, pair.told) : null,
      named(pair, pair.differ), named(pair, pair.agree))))
    : h("p", { class: "soft" }, t("None.")));
  const similar = found.outcome ? t("Most similar, with different outcomes") : t("Most similar");
  const different = found.outcome ? t("Most different, with the same outcome") : t("Most different");
  show(body,
    h("div", { class: "row tools" },
      choice(t("Outcome"), [["", t("none")], ...found.outcomes.map((name) => [name, name === "outcome" ? t("the outcome") : name])], wishes.outcome, (outcome) => ask({ outcome })),
      choice(t("Compared on"), ON.map(([value, words]) => [value, t(words)]), wishes.on, (on) => ask({ on }))),
    h("p", { class: "soft" }, t("Similarity: the mean over what is known of both, 0 to 1 (Gower 1971). What two similar cases differ in, or two different ones agree in, may explain the outcome (Seawright and Gerring 2008).")),
    h("h2", {}, similar), list(similar, found.similar),
    h("h2", {}, different), list(different, found.different),
    h("p", { class: "small soft" }, t("Values and outcomes count as the same up to {alike} of their range, as different from {apart} on. A construct is the share of those asked who mention it; where nobody was asked it is not known.", { alike: number(found.alike, 2), apart: number(found.apart, 2) })),
    found.without.length ? h("p", { class: "small soft" }, t("The outcome is not known of: {names}.", { names: found.without.join(", ") })) : null,
    found.scarce.length ? h("p", { class: "small soft" }, t("Too little is known of both: {names}.", { names: found.scarce.map((pair) => pair.join(" : ")).join(", ") })) : null);
}
