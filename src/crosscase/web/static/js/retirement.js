// What is past its last day is told, and deleted once a person says so.

import { keep } from "./charts.js";
import { button, h } from "./dom.js";
import { unlocked } from "./names.js";
import { dialog, toast, tryTo } from "./ui.js";
import { number, t } from "./words.js";

/** A card that reminds; null where nothing is due. `after` is done when something was deleted. */
export async function reminder(study, after) {
  const due = await study.get("/retirements");
  if (!due.length) return null;
  return h("div", { class: "card", role: "note" },
    h("p", {}, t("{n} recordings and people are past their last day.", { n: number(due.length) })),
    h("div", { class: "row" }, button(t("Show them, and delete them…"), async () => { if (await retire(study, due)) await after(); })));
}

async function retire(study, due) {
  const yes = await dialog({
    title: t("Kept too long"), wide: true,
    body: h("div", {}, h("p", {}, t("Recordings lose their sound and keep their text; people go with all their words. It cannot be undone.")),
      h("ul", {}, due.map((one) => h("li", {}, t("{what} {name}, until {day}", { what: t(one.what), name: one.name, day: one.until }))))),
    actions: [[t("Cancel"), false], [t("Remove for good"), true, "danger"]],
  });
  if (!yes || !(await unlocked(study))) return false;
  const done = await tryTo(() => study.post("/retirements"));
  if (!done) return false;
  keep("retired.json", new Blob([JSON.stringify(done, null, 2)], { type: "application/json" }));
  toast(t("What was due is gone; its certificate is among your downloads."));
  return true;
}
