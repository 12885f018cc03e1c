// What the tabs of Compare share: choices above a table, a table's head, shares.

import { h, link } from "../dom.js";
import { number, t } from "../words.js";

/** A labelled choice; `run` is told what was chosen. Choices: [[value, words]]. */
export const choice = (label, choices, value, run) =>
  h("label", { class: "check" }, label, h("select", { on: { change: (e) => run(e.target.value) } },
    choices.map(([one, words]) => h("option", { value: one, selected: one === value }, words))));

/** A labelled field for "hide numbers of fewer people than". */
export const hiding = (value, run) =>
  h("label", { class: "check" }, t("Hide numbers of fewer people than"),
    h("input", { type: "number", min: "0", max: "20", class: "narrow", value: String(value), on: { change: (e) => run(Math.max(0, Number(e.target.value) || 0)) } }));

/** What stands where there is nothing to compare yet, and the next step. */
export const nothing = (study, words) => h("div", { class: "empty" }, words,
  h("div", { class: "row" }, link(t("Decide on keywords"), `/s/${study.id}/keywords`, { class: "button" }), link(t("Code by hand"), `/s/${study.id}/sources`, { class: "button" })));

/** The head of a table; a name in an array stands over numbers. */
export const head = (...names) =>
  h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col", class: Array.isArray(name) ? "number" : null }, name))));

/** A table that scrolls on its own where the page is narrow. */
export const table = (label, top, rows) => h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, h("table", { "aria-label": label }, top, h("tbody", {}, rows)));

/** A number over a table's right edge. */
export const cell = (...inside) => h("td", { class: "number" }, inside);

/** A share as per cent, with a sign where it is a difference. */
export const percent = (value, signed = false) => `${signed && value > 0 ? "+" : ""}${number(100 * value)} %`;
