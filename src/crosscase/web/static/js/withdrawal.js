// A participant withdraws: what would go is shown first, and a certificate of what went is given after.

import { keep } from "./charts.js";
import { h } from "./dom.js";
import { unlocked } from "./names.js";
import { dialog, pick, toast, tryTo } from "./ui.js";
import { number, t } from "./words.js";

const list = (title, names) => (names.length
  ? [h("h3", {}, `${title} (${number(names.length)})`), h("ul", {}, names.slice(0, 30).map((name) => h("li", {}, name))),
    names.length > 30 ? h("p", { class: "soft" }, t("{n} more", { n: number(names.length - 30) })) : null] : null);

/** What goes with a person, as rows and lists. */
function shown(told, copies, files, again = [], outOfReach = []) {
  const rows = [[t("Sources, whole"), told.sources], [t("Sources, in part"), told.redacted], [t("Turns"), told.turns], [t("Passages"), told.segments],
    [t("Codings"), told.codings], [t("Evidence"), told.evidence], [t("Memos"), told.memos], [t("Texts of others that quote them: a mark takes the place"), told.texts],
    [t("Proposals that wait"), told.suggestions]];
  return h("div", {},
    h("div", { class: "scroll" }, h("table", { "aria-label": t("What goes") }, h("tbody", {}, rows.map(([name, n]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "number" }, number(n))))))),
    list(t("Keywords that lose their last quotation"), told.keywords),
    list(t("Propositions that stand otherwise"), told.propositions.map((one) => `${one.proposition}: ${t(one.before)} → ${t(one.after)}`)),
    list(t("Recordings in which others speak too: the voice is still there"), told.voices),
    list(t("Cases whose rating loses its quotation"), told.ratings),
    list(t("Copies of the study that are rewritten"), copies),
    list(t("Reports and exports that are deleted: write them anew"), files),
    list(t("Reports that are written anew, without the words"), again),
    list(t("Out of reach: see to them yourself"), outOfReach.map(([path, why]) => `${path}: ${why}`)));
}

/** Ask who leaves, show what would go, and do it. `people`: [{id, name}]. */
export async function withdraw(study, people) {
  const chosen = await pick({ title: t("Who withdraws?"), items: people });
  if (!chosen || !(await unlocked(study))) return;
  const person = { participant: chosen.item.id };
  const would = await tryTo(() => study.post("/withdrawals/preview", person));
  if (!would) return;
  const yes = await dialog({
    title: t("{name} withdraws", { name: chosen.name }), wide: true,
    body: h("div", {}, h("p", {}, t("This goes for good: it cannot be undone, and no backup that crosscase knows keeps it.")), shown(would.told, would.copies, would.files)),
    actions: [[t("Cancel"), false], [t("Remove for good"), true, "danger"]],
  });
  if (!yes) return;
  const done = await tryTo(() => study.post("/withdrawals", person));
  if (!done) return;
  toast(t("{name} and their words are gone.", { name: chosen.name }));
  await dialog({
    title: t("What went"), wide: true,
    body: h("div", {}, shown(done.told, done.reached.rewritten, done.reached.removed, done.reached.written_again, done.reached.out_of_reach)),
    actions: [[t("Keep the certificate"), () => { keep("withdrawal.json", new Blob([JSON.stringify(done, null, 2)], { type: "application/json" })); return undefined; }], [t("Close"), null]],
  });
}
