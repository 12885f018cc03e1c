// History: the journal, and undo to a point.

import { button, h, show } from "../dom.js";
import { moment, number, t } from "../words.js";

const MOST = 500;

export default async function history(main, { study, again }) {
  const log = (await study.get("/history")).reverse();
  const turn = async (way) => { if (await study.turn(way)) again(); };
  show(main,
    h("header", {}, h("h1", {}, t("History")), h("div", { class: "tools" }, button(t("Undo"), () => turn("undo")), button(t("Do again"), () => turn("redo")))),
    h("p", { class: "lead" }, t("Every act, who did it, when and why. Nothing is taken out of this list; undo adds the inverse act.")),
    h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, [t("Entry"), t("When"), t("Who"), t("Act"), t("Rows"), t("Why")].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, log.slice(0, MOST).map((entry) => h("tr", {},
        h("td", {}, String(entry.n)), h("td", {}, moment(entry.at)), h("td", {}, entry.coder),
        h("td", {}, entry.verb, entry.undoes ? ` ${t("of {n}", { n: entry.undoes })}` : "", entry.undone ? [" ", h("span", { class: "badge" }, t("undone"))] : null),
        h("td", { class: "number" }, number(entry.changes)), h("td", {}, entry.why)))))));
}
