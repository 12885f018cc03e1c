// Agreement: how far two coders agree on the same passages, on what, and where they do not.

import { figure } from "../charts.js";
import { dots } from "../charts/dots.js";
import { h, link, show } from "../dom.js";
import { counted } from "../quotes.js";
import { number, said, t } from "../words.js";
import { coefficients } from "./coefficients.js";
import { doubleCoding } from "./double.js";
import { choice, head, table } from "./parts.js";

const SHOWN = 200;
const wishes = { first: "", second: "" };

export default async function agreement(body, { study }) {
  const found = await study.get(`/compare/agreement?${new URLSearchParams(wishes)}`);
  const frozen = await doubleCoding(study, () => agreement(body, { study }));
  if (!found.units) {
    Object.assign(wishes, { first: "", second: "" });
    show(body, h("div", { class: "empty" }, h("p", {}, said(found.message), " ", said(found.hint)), h("p", {}, t("A second coder opens this study under a name of their own and codes some of the same interviews, blind to yours.")),
      h("div", { class: "row" }, link(t("To the sources"), `/s/${study.id}/sources`, { class: "button" }))), frozen);
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
      t("{units} units in {sources} sources.", { units: number(found.units), sources: number(found.sources.length) })),
    drawn(found.codes.filter((code) => code.kind !== "keyword" && code.alpha.value !== null)),
    coefficients(t("Agreement by code"), found.figures),
    h("h2", {}, t("Where they differ ({n})", { n: found.disagreements.length })),
    table(t("Where they differ"), head(t("Source"), found.coders[0], found.coders[1]),
      apart.map((one) => h("tr", {}, h("th", { scope: "row" }, one.source), h("td", {}, judged(study, one.first, one.first_segments)), h("td", {}, judged(study, one.second, one.second_segments))))),
    found.disagreements.length > SHOWN ? h("p", { class: "soft" }, t("{n} more", { n: number(found.disagreements.length - SHOWN) })) : null,
    frozen);
}

// Alpha of each construct on one scale; the table below has every coefficient.
function drawn(codes) {
  if (codes.length < 2) return null;
  const between = ({ value, low, high }) => (low === null || high === null ? number(value, 2) : t("{value} ({low} to {high})", { value: number(value, 2), low: number(low, 2), high: number(high, 2) }));
  const rows = codes.map((code) => ({ name: code.code, ...code.alpha, said: between(code.alpha) }));
  const title = t("Alpha by construct, with its 95 % interval");
  return figure({ title, name: "agreement", picture: dots({ rows, label: title }), table: h("table", {}, h("caption", {}, title),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Code")), h("th", { scope: "col", class: "number" }, t("Alpha")))),
    h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name), h("td", { class: "number" }, row.said))))) });
}

const judged = (study, codes, segments) => (codes.length ? counted(study, codes.join(", "), t("what was judged"), segments) : h("span", { class: "soft" }, t("nothing")));
