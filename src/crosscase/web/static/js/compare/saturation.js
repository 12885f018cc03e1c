// Saturation: new keywords by interview, and whether one more would still bring a new one.

import { figure } from "../charts.js";
import { curve } from "../charts/curve.js";
import { h, show } from "../dom.js";
import { counted, showQuotes } from "../quotes.js";
import { number, t } from "../words.js";
import { cell, choice, head, nothing, percent, table } from "./parts.js";

const wishes = { group: "" };

export default async function saturation(body, { study }) {
  const found = await study.get(`/compare/saturation?${new URLSearchParams(wishes)}`);
  const tools = h("div", { class: "row tools" },
    choice(t("Group"), [["", t("all")], ...found.groups.map((name) => [name, name])], wishes.group, (group) => { wishes.group = group; saturation(body, { study }); }));
  if (!found.curve.length) {
    show(body, tools, nothing(study, t("No interview is coded yet, so nothing can be said about saturation.")));
    return;
  }
  const title = (step) => t("New in {interview}", { interview: step.interview });
  const chart = curve({
    label: t("Different keywords so far (line) and new ones of each interview (bars)"), below: t("interviews, in the {order}", { order: t(found.order) }), beside: t("keywords"),
    steps: found.curve.map((step) => ({ label: `${step.interview}: ${step.new}`, fresh: step.new, total: step.total, open: step.segments.length ? () => showQuotes(study, title(step), step.segments) : null })),
  });
  show(body, tools, h("p", {}, found.sentence),
    figure({ title: t("New keywords by interview"), name: "saturation", picture: chart, note: t("Line: different keywords so far. Bars: new ones."), table:
      table(t("New keywords by interview"), head(t("Interview"), t("Date"), [t("Keywords")], [t("New")], [t("So far")]),
        found.curve.map((step) => h("tr", {}, h("th", { scope: "row" }, step.interview), h("td", {}, step.date), cell(number(step.keywords)), cell(counted(study, number(step.new), title(step), step.segments)), cell(number(step.total))))) }),
    found.uncoded ? h("p", { class: "soft" }, t("{n} interviews are not coded and left out.", { n: found.uncoded })) : null,
    h("h2", {}, t("Where it is reached")),
    found.settings.length
      ? table(t("Where saturation is reached"), head([t("Base")], [t("Run")], [t("New at most")], t("Reached"), [t("Median")], [t("90 % of orders")], [t("Orders that reach it")]),
        found.settings.map((one) => h("tr", {}, cell(number(one.base)), cell(number(one.run)), cell(percent(one.threshold)), h("td", {}, one.at === null ? t("not reached") : one.written),
          cell(one.median === null ? "" : number(one.median)), cell(one.low === null ? "" : t("{low} to {high}", { low: one.low, high: one.high ?? t("never") })), cell(percent(one.share)))))
      : h("p", { class: "soft" }, t("Too few interviews are coded to say.")));
}
