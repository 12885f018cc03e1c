// What each case is to a proposition: found, predicted, overruled.

import { button, h } from "../dom.js";
import { t } from "../words.js";

/** The replication of a proposition, case by case. */
export function replication(found, claim, act) {
  const predicted = new Map(found.predictions.filter((one) => one.proposition === claim.id).map((one) => [one.case, one]));
  const overrides = new Map(found.overrides.filter((one) => one.proposition === claim.id).map((one) => [one.case, one]));
  const ids = new Map(found.cases.map((one) => [one.name, one.id]));
  const row = (cell) => {
    const said = predicted.get(ids.get(cell.case));
    const by = overrides.get(ids.get(cell.case));
    return h("tr", {}, h("th", { scope: "row" }, cell.case),
      h("td", {}, t(cell.replication), by ? [h("br"), h("span", { class: "small" }, t("overruled; the evidence says {found}: {why}", { found: t(cell.found), why: by.why })), " ",
        button("×", () => act.remove("override", by.id), "link", { "aria-label": t("Take the override of {name} away", { name: cell.case }) })] : null),
      h("td", {}, said ? [t(said.expected), h("br"), h("span", { class: said.post_hoc ? "badge doubt" : "small soft" }, said.post_hoc ? t("post hoc, stated {date}", { date: said.stated.slice(0, 10) }) : t("stated {date}", { date: said.stated.slice(0, 16).replace("T", " ") })), " ",
        button("×", () => act.remove("prediction", said.id), "link", { "aria-label": t("Take the prediction of {name} away", { name: cell.case }) })] : "–"));
  };
  return h("section", { "aria-label": t("Replication") }, h("h3", {}, t("Replication")),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("What each case is to {label}", claim) }, h("table", { "aria-label": t("What each case is to {label}", claim) },
      h("thead", {}, h("tr", {}, [t("Case"), t("It is"), t("Predicted")].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, found.ledger.filter((cell) => cell.proposition === claim.label).map(row)))),
    h("div", { class: "row" }, button(t("Predict a case"), () => act.predict(claim)), button(t("Overrule a case"), () => act.overrule(claim))));
}
