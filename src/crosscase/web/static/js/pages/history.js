// History: the journal, and undo to a point.

import { button, h, link, show } from "../dom.js";
import { told } from "../told.js";
import { confirm, toast, tryTo } from "../ui.js";
import { moment, number, t } from "../words.js";

const MOST = 500;

export default async function history(main, { study, again }) {
  const log = (await study.get("/history")).reverse();
  const turn = async (way) => { if (await study.turn(way)) again(); };
  const mine = (entry) => entry.coder === study.about.coder && !entry.undone && entry.undoes === null;
  const back = async (entry) => {
    const acts = log.filter((one) => one.n > entry.n && mine(one));
    if (!acts.length) return;
    const sure = await confirm(t("Undo everything after entry {n}?", { n: entry.n }), t("{acts} acts of {name}; those of others stay. Each can be done again.", { acts: acts.length, name: study.about.coder }));
    if (!sure) return;
    const undone = await tryTo(() => study.post(`/undo-to/${entry.n}`));
    if (undone) toast(t("{n} acts undone.", { n: undone.length }));
    again();
  };
  show(main,
    h("header", {}, h("h1", {}, t("History")), h("div", { class: "tools" }, button(t("Undo"), () => turn("undo")), button(t("Do again"), () => turn("redo")))),
    h("p", { class: "lead" }, t("Every act, who did it, when and why. Nothing is taken out of this list; undo adds the inverse act.")),
    h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, [t("Entry"), t("When"), t("Who"), t("Act"), t("Rows"), t("Why"), ""].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, log.slice(0, MOST).map((entry) => h("tr", {},
        h("td", {}, String(entry.n)), h("td", {}, moment(entry.at)), h("td", {}, entry.coder),
        h("td", {}, told(entry.verb), entry.undoes ? ` ${t("of {n}", { n: entry.undoes })}` : "", entry.undone ? [" ", h("span", { class: "badge" }, t("undone"))] : null),
        h("td", { class: "number" }, number(entry.changes)), h("td", {}, entry.verb === "import" ? link(entry.why, `/s/${study.id}/exchange/${entry.n}`) : entry.why),
        h("td", {}, log.some((one) => one.n > entry.n && mine(one)) ? button(t("Back to here"), () => back(entry), "link", { "aria-label": t("Undo everything after entry {n}", { n: entry.n }) }) : null)))))));
}
