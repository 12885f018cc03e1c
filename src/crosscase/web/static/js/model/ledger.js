// Proposition × case: who supports it, who contradicts it, who is silent, who was not asked.

import { button, h } from "../dom.js";
import { counted } from "../quotes.js";
import { number, t } from "../words.js";

const MARKS = { supports: "+", contradicts: "−", mixed: "±", qualifies: "≈", silent: "·", "not asked": "?" };

/** The ledger; `choose(id)` picks a proposition. */
export function ledger(study, found, choose) {
  const columns = [...new Set(found.ledger.map((cell) => cell.case))];
  const cell = (one) => {
    const title = t("{proposition}, {case}: {said}", { proposition: one.proposition, case: one.case, said: t(one.said) }) + (one.overruled ? ` (${t("overruled")})` : "");
    return h("td", { class: `mark ${one.said.replace(" ", "-")} ${one.overruled ? "overruled" : ""}`, title }, one.segments.length ? counted(study, MARKS[one.said] + (one.overruled ? "*" : ""), title, one.segments)
      : [h("span", { "aria-hidden": "true" }, MARKS[one.said], one.overruled ? "*" : ""), h("span", { class: "hidden-words" }, t(one.said))]);
  };
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("Ledger") }, h("table", { class: "ledger", "aria-label": t("Ledger") },
    h("caption", {}, Object.entries(MARKS).map(([said, mark]) => `${mark} ${t(said)}`).join("   ")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Proposition")), columns.map((name) => h("th", { scope: "col", class: "mark" }, name)), h("th", { scope: "col" }, t("Status")), h("th", { scope: "col" }, t("If a case is left out")), h("th", { scope: "col" }, t("Rivals")))),
    h("tbody", {}, found.propositions.map((claim) => h("tr", {}, h("th", { scope: "row" }, button(claim.label, () => choose(claim.id), "link", { title: claim.statement })),
      found.ledger.filter((one) => one.proposition === claim.label).map(cell), h("td", {}, t(claim.status)),
      h("td", {}, Object.entries(claim.without).map(([name, status]) => `${name}: ${t(status)}`).join("; ")),
      h("td", {}, found.rivals.filter((one) => one.proposition === claim.label).map((one) => h("div", { title: one.statement }, t("{label}: {n} for, {m} against", { label: one.rival, n: number(one.supports.pieces), m: number(one.contradicts.pieces) })))))))));
}

/** What the study advises, and on which propositions each piece of advice rests. */
export function advice(found, act) {
  const labels = new Map(found.propositions.map((claim) => [claim.id, claim.label]));
  return h("section", {}, h("h2", {}, t("Recommendations"), " ", h("span", { class: "soft" }, number(found.recommendations.length))),
    found.recommendations.map((one) => h("div", { class: "card advice" }, h("p", {}, one.text),
      h("div", { class: "row small" }, one.grounds.length ? t("Rests on") : h("span", { class: "badge doubt" }, t("rests on no proposition")),
        one.grounds.map((ground) => h("span", { class: "badge" }, labels.get(ground.proposition) ?? "?", " ", button("×", () => act.remove("ground", ground.id), "link", { "aria-label": t("Untie {label}", { label: labels.get(ground.proposition) }) }))),
        button(t("Tie to a proposition"), () => act.tie(one), "link"), button(t("Change"), () => act.advise(one), "link"), button(t("Remove"), () => act.remove("recommendation", one.id), "link")))),
    h("p", {}, button(t("Add a recommendation"), () => act.advise())));
}
