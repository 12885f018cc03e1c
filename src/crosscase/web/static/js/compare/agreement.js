// Agreement: how far two coders agree on the same passages, on what, and where they do not.

import { h, link, show } from "../dom.js";
import { counted } from "../quotes.js";
import { number, said, t } from "../words.js";
import { cell, choice, head, percent, table } from "./parts.js";

const SHOWN = 200;
const wishes = { first: "", second: "" };

/** A measure with its interval; "–" where it is not defined. */
function measure(found) {
  if (!found || found.value === null) return "–";
  const value = number(found.value, 2);
  return found.low === null || found.low === undefined ? value : t("{value} ({low} to {high})", { value, low: number(found.low, 2), high: number(found.high, 2) });
}

export default async function agreement(body, { study }) {
  const found = await study.get(`/compare/agreement?${new URLSearchParams(wishes)}`);
  if (!found.units) {
    Object.assign(wishes, { first: "", second: "" });
    show(body, h("div", { class: "empty" }, h("p", {}, said(found.message), " ", said(found.hint)), h("p", {}, t("A second coder opens this study under a name of their own and codes some of the same interviews, blind to yours.")),
      h("div", { class: "row" }, link(t("To the sources"), `/s/${study.id}/sources`, { class: "button" }))));
    return;
  }
  const names = found.known.map((name) => [name, name]);
  const ask = (side) => (name) => {
    Object.assign(wishes, { first: found.coders[0], second: found.coders[1] }, { [side]: name });
    return agreement(body, { study });
  };
  const apart = found.disagreements.slice(0, SHOWN);
  show(body,
    h("div", { class: "row tools" }, choice(t("First coder"), names, found.coders[0], ask("first")), choice(t("Second coder"), names, found.coders[1], ask("second"))),
    h("p", {}, h("span", { class: found.assisted ? "badge doubt" : "badge" }, t(found.label)), " ",
      t("{units} units in {sources} sources: {percent} alike, kappa {kappa}, alpha {alpha}.", { units: number(found.units), sources: number(found.sources.length), percent: percent(found.percent), kappa: measure(found.kappa), alpha: measure(found.alpha) })),
    table(t("Agreement by code"), head(t("Code"), t("Kind"), [t("Both")], [t("First only")], [t("Second only")], [t("Neither")], [t("Alike")], [t("Kappa")], [t("Alpha")], [t("AC1")]),
      found.codes.map((row) => h("tr", {}, h("th", { scope: "row" }, row.code), h("td", {}, t(row.kind)), cell(number(row.both)), cell(number(row.first_only)), cell(number(row.second_only)), cell(number(row.neither)),
        cell(percent(row.percent)), cell(measure(row.kappa)), cell(measure(row.alpha)), cell(row.ac1 === null ? "–" : number(row.ac1, 2))))),
    h("h2", {}, t("Where they differ ({n})", { n: found.disagreements.length })),
    table(t("Where they differ"), head(t("Source"), found.coders[0], found.coders[1]),
      apart.map((one) => h("tr", {}, h("th", { scope: "row" }, one.source), h("td", {}, judged(study, one.first, one.first_segments)), h("td", {}, judged(study, one.second, one.second_segments))))),
    found.disagreements.length > SHOWN ? h("p", { class: "soft" }, t("{n} more", { n: number(found.disagreements.length - SHOWN) })) : null);
}

const judged = (study, codes, segments) => (codes.length ? counted(study, codes.join(", "), t("what was judged"), segments) : h("span", { class: "soft" }, t("nothing")));
