// Double coding: units are frozen, judged blind, said to be done, and what differs is settled.

import { button, h } from "../dom.js";
import { counted } from "../quotes.js";
import { form, tryTo } from "../ui.js";
import { moment, number, t } from "../words.js";
import { coefficients, measure } from "./coefficients.js";
import { cell, head, percent, table } from "./parts.js";

const UNITS = () => [["turn", t("turn")], ["sentence", t("sentence")], ["meaning unit", t("meaning unit")], ["character", t("character")]];
const OUTCOMES = (coders) => [["first", coders[0]], ["second", coders[1]], ["both", t("both")], ["neither", t("neither")]];

/** The section of the Agreement page about the newest double coding; `again` draws the page anew. */
export async function doubleCoding(study, again) {
  const found = await study.get("/double-codings/0");
  const act = async (run) => { if (await tryTo(run)) await again(); };
  const freeze = button(t("Freeze units for a second coder"), () => ask(study, act));
  if (!found.units) return h("section", {}, h("h2", {}, t("Double coding")), h("p", { class: "soft" }, t("Units are frozen before the second coder starts; until both are done, neither sees what the other says.")), freeze);
  const made = found.double_coding;
  const mine = found.coders.indexOf(study.about.coder);
  const waits = mine >= 0 && !(mine ? made.second_done : made.first_done);
  return h("section", {}, h("h2", {}, t("Double coding")),
    h("p", {}, h("span", { class: found.label.startsWith("blind") ? "badge" : "badge doubt" }, t(found.label)), " ",
      t("{n} units ({unit}) in {sources} sources, coded by {first} and {second}; frozen {moment} in journal entry {entry}.", { n: number(found.units), unit: t(made.unit), sources: number(found.sources.length), first: found.coders[0], second: found.coders[1], moment: moment(made.frozen_at), entry: number(made.entry) }),
      made.share < 1 ? [" ", made.drawn_by === "units" ? t("{share} of the units drawn with seed {seed}.", { share: percent(made.share), seed: made.seed }) : t("{share} of the interviews drawn with seed {seed}.", { share: percent(made.share), seed: made.seed })] : null),
    h("div", { class: "row" }, waits ? button(t("I have judged every unit"), () => act(() => study.post(`/double-codings/${made.id}/done`))) : null, found.open ? null : freeze),
    h("h3", {}, t("Before negotiation")), coefficients(t("Before negotiation"), found.before), ends(t("The same characters, before negotiation"), found.ends_before),
    found.settled ? [h("h3", {}, t("After negotiation of {n}", { n: number(found.settled) })), coefficients(t("After negotiation"), found.after), ends(t("The same characters, after negotiation"), found.ends_after)] : null,
    found.open ? h("p", { class: "soft" }, t("What differs is shown when both are done.")) : disagreements(study, found, act));
}

const ends = (title, rows) => (rows.length ? table(title, head(t("Code"), [t("u-alpha")]),
  rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name === "all" ? t("overall") : row.name), cell(measure(row.alpha))))) : null);

function disagreements(study, found, act) {
  const codes = (some) => some.join("; ") || t("nothing");
  return [h("h3", {}, t("Disagreements ({n}, {settled} settled)", { n: number(found.disagreements.length), settled: number(found.settled) })),
    table(t("Disagreements"), head(t("Source"), t("Speaker"), ...found.coders, t("Outcome"), t("Why"), t("Settle")),
      found.disagreements.map((one) => h("tr", {}, h("th", { scope: "row" }, counted(study, one.source, t("the unit"), [one.segment])), h("td", {}, one.speaker),
        h("td", {}, codes(one.first)), h("td", {}, codes(one.second)),
        h("td", {}, OUTCOMES(found.coders).find(([value]) => value === one.outcome)?.[1] ?? ""), h("td", {}, one.why),
        h("td", {}, button(t("Settle"), () => settle(study, found, one, act), "link", { "aria-label": t("Settle unit {n}", { n: one.unit }) })))))];
}

async function settle(study, found, one, act) {
  const given = await form(t("How did you settle it?"), [
    { name: "outcome", label: t("Outcome"), kind: "choice", value: one.outcome || "first", choices: OUTCOMES(found.coders) },
    { name: "why", label: t("Why"), kind: "long", value: one.why },
  ]);
  if (given) await act(() => study.post("/double-codings/settle", { unit: one.unit, ...given }));
}

async function ask(study, act) {
  const given = await form(t("Freeze units for a second coder"), [
    { name: "unit", label: t("Unit"), kind: "choice", value: "turn", choices: UNITS() },
    { name: "second", label: t("Second coder") },
    { name: "share", label: t("Share to draw, per cent"), kind: "number", value: 25 },
    { name: "drawn_by", label: t("Drawn by"), kind: "choice", value: "interviews", choices: [["interviews", t("interviews")], ["units", t("units")]] },
    { name: "seed", label: t("Seed"), kind: "number", value: 1 },
  ], t("Freeze"));
  if (given) await act(() => study.post("/double-codings", { ...given, share: (given.share ?? 100) / 100, seed: given.seed ?? 1 }));
}
