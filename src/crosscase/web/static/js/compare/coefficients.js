// Every coefficient of agreement beside the others, overall and by code: never one number alone.

import { h } from "../dom.js";
import { number, said, t } from "../words.js";
import { cell, head, percent, table } from "./parts.js";

const SHOWN = ["percent", "cohen", "alpha", "ac1", "brennan_prediger", "pabak"];

/** A measure with its interval; "–" where it is not defined, and why in its title. */
export function measure(found) {
  if (!found || found.value === null) return h("span", { title: found?.why ? said(found.why) : null }, "–");
  const value = number(found.value, 2);
  return found.low === null || found.low === undefined ? value : t("{value} ({low} to {high})", { value, low: number(found.low, 2), high: number(found.high, 2) });
}

/** Rows of a table of coefficients, as `TableAgreement.rows` gives them, leaving `without` out. */
export function coefficients(title, rows, without = new Set()) {
  const things = new Map();
  for (const row of rows) {
    if (row.of === "pair" || without.has(row.name)) continue;
    const key = `${row.of} ${row.name}`;
    if (!things.has(key)) things.set(key, { name: row.of === "all" ? t("overall") : row.name, prevalence: row.prevalence, note: row.note });
    things.get(key)[row.coefficient] = row;
  }
  const found = [...things.values()];
  const notes = found.filter((one) => one.note);
  return [
    table(title, head(t("Code"), [t("Prevalence")], [t("Alike")], [t("Kappa")], [t("Alpha")], [t("AC1")], [t("Brennan–Prediger")], [t("PABAK")]),
      found.map((one) => h("tr", {}, h("th", { scope: "row" }, one.name), cell(one.prevalence === null ? "–" : percent(one.prevalence)), SHOWN.map((name) => cell(measure(one[name])))))),
    notes.length ? h("ul", { class: "soft" }, notes.map((one) => h("li", {}, one.name, ": ", said(one.note)))) : null,
  ];
}
