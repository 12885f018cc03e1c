// Names inside speech: looked for with the key file, chosen one by one or all at once, replaced for good.

import { button, h, show } from "./dom.js";
import { jobs } from "./jobs.js";
import { recovery, unlocked } from "./names.js";
import { confirm, toast, tryTo } from "./ui.js";
import { number, t } from "./words.js";

/** The tab of People that hides names inside speech. */
export function protection(study) {
  const place = h("div", {});
  const own = new Map(); // names a person typed in: spelling → pseudonym
  let found = null;

  const look = async () => {
    if (await unlocked(study)) await tryTo(() => study.post("/names/look"));
  };
  const work = jobs(study, async (job) => {
    if (job.name !== "Look for names" || job.state !== "done") return;
    found = (await study.get(`/jobs/${job.id}`)).result;
    draw();
  });
  const rows = () => [...(found ?? []), ...[...own].map(([spelling, pseudonym]) => ({ spelling, pseudonym, kind: "person", typed: true }))];
  const draw = () => {
    const boxes = new Map();
    const names = new Map();
    const row = (one) => {
      const hide = h("input", { type: "checkbox", checked: Boolean(one.known || one.typed), "aria-label": t("Hide {name}", { name: one.spelling }) });
      const pseudonym = h("input", { type: "text", value: one.pseudonym, size: "16", "aria-label": t("What stands for {name}", { name: one.spelling }) });
      boxes.set(one.spelling, hide);
      names.set(one.spelling, pseudonym);
      return h("tr", {}, h("td", {}, hide), h("th", { scope: "row" }, one.spelling, one.ambiguous ? [" ", h("span", { class: "badge doubt" }, t("of several people"))] : null), h("td", {}, pseudonym),
        h("td", { class: "number" }, one.typed ? "" : number(one.times)), h("td", { class: "number" }, one.typed ? "" : number(one.sources)), h("td", { class: "soft small" }, one.context ?? ""));
    };
    const apply = async () => {
      const chosen = Object.fromEntries([...boxes].filter(([, box]) => box.checked).map(([spelling]) => [spelling, names.get(spelling).value]));
      const yes = await confirm(t("Hide names for good?"), t("{n} spellings are replaced in every text of the study and in its known copies. What stood there is erased: it cannot be undone.", { n: number(Object.keys(chosen).length) }), t("Hide for good"));
      if (!yes) return;
      const done = await tryTo(() => study.post("/names/protect", { chosen }));
      if (!done) return;
      toast(t("{places} places and {texts} other texts hold pseudonyms now.", { places: number(done.told.places), texts: number(done.told.texts) }));
      own.clear();
      await look();
    };
    const typed = h("input", { type: "text", "aria-label": t("Another name"), placeholder: t("Another name, as it is spoken") });
    const stands = h("input", { type: "text", size: "16", "aria-label": t("What stands for it"), placeholder: t("What stands for it") });
    const add = () => {
      if (!typed.value.trim() || !stands.value.trim()) return;
      own.set(typed.value.trim(), stands.value.trim());
      draw();
    };
    show(place, h("div", { class: "row tools" }, button(t("Look again"), look, "quiet"), button(t("All"), () => { for (const box of boxes.values()) box.checked = true; }, "quiet"), button(t("None"), () => { for (const box of boxes.values()) box.checked = false; }, "quiet"),
      button(t("Hide what is ticked…"), apply, "main")),
    h("div", { class: "row" }, typed, stands, button(t("Add it"), add)),
    rows().length ? h("div", { class: "scroll" }, h("table", { "aria-label": t("Names in speech") }, h("thead", {}, h("tr", {}, [t("Hide"), t("As it is spoken"), t("What stands for it")].map((name) => h("th", { scope: "col" }, name)),
      [t("Times"), t("Sources")].map((name) => h("th", { scope: "col", class: "number" }, name)), h("th", { scope: "col" }, t("Where it is said first")))), h("tbody", {}, rows().map(row))))
      : h("p", { class: "soft" }, t("No name was found in any text, or all of them are hidden.")));
  };
  show(place, h("div", { class: "empty" }, t("Names that people say are still in the transcripts. Look for them, decide, and hide them."), h("div", { class: "row" }, button(t("Look for names"), look, "main"), button(t("A recovery copy of the key file…"), async () => { if (await unlocked(study)) await recovery(study.root); }))));
  return { place: h("div", {}, work.place, place), off: work.off };
}
