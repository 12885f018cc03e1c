// Voices and work: who is quoted often and who never; what each coder has read and what waits.

import { fetched } from "../api.js";
import { keep } from "../charts.js";
import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { scanned } from "../names.js";
import { counted } from "../quotes.js";
import { control, tryTo } from "../ui.js";
import { number, t } from "../words.js";

const heads = (names, numeric = []) => h("thead", {}, h("tr", {}, names.map((words, at) =>
  h("th", { scope: "col", class: numeric.includes(at) ? "number" : "" }, words))));

export default async function voices(main, { study, args, query, go }) {
  const work = args[0] === "work";
  const tab = (words, to, on) => link(words, `/s/${study.id}/voices${to}`, { "aria-current": on ? "page" : null });
  const body = h("div");
  show(main, h("header", {}, h("h1", {}, t("Voices and work"))),
    h("nav", { class: "tabs", "aria-label": t("What is shown") }, tab(t("Who is quoted"), "", !work), tab(t("Worklist"), "/work", work)), body);
  if (work) await worklist(body, study, query, go);
  else await quoted(body, study);
}

const pack = (study, voice) => tryTo(async () => {
  const body = await scanned(study, (unscanned) => fetched(`${study.root}/voices/${voice.participant}/pack.docx?unscanned=${unscanned}`));
  if (body) keep(`${voice.pseudonym}.docx`, body);
});

async function quoted(body, study) {
  const all = await study.get("/voices");
  const never = all.filter((v) => !v.cited.length && v.mentions);
  const silent = all.filter((v) => !v.mentions);
  show(body,
    h("p", { class: "lead" }, t("{never} people are coded and carry no claim; {silent} were heard and not coded. A study that quotes a few people only is asked why.", { never: number(never.length), silent: number(silent.length) })),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Who is quoted") }, h("table", {},
      heads([t("Who"), t("Role"), t("Case"), t("Group"), t("Mentions"), t("Carries claims"), t("Claims"), t("To check with them")], [4, 5]),
      h("tbody", {}, [...all].sort((a, b) => b.cited.length - a.cited.length || b.mentions - a.mentions).map((v) => h("tr", {},
        h("th", { scope: "row" }, v.pseudonym), h("td", {}, v.role), h("td", {}, v.case), h("td", {}, v.group),
        h("td", { class: "number" }, number(v.mentions)),
        h("td", { class: "number" }, counted(study, v.cited.length, t("Words of {who} that claims rest on", { who: v.pseudonym }), v.cited)),
        h("td", {}, v.claims.join(", ")),
        h("td", {}, v.mentions ? button(t("Pack (Word)"), () => pack(study, v), "link") : "")))))));
}

async function worklist(body, study, query, go) {
  const coder = query.get("coder") ?? "";
  const told = await study.get(`/worklist?coder=${encodeURIComponent(coder)}`);
  const now = coder || study.about.coder;
  const choose = control({ kind: "choice", value: now, choices: told.coders.map((c) => [c, c]) });
  choose.addEventListener("change", () => go(`/s/${study.id}/voices/work?coder=${encodeURIComponent(choose.value)}`));
  const todo = told.work.filter((w) => w.share === 0 || w.waiting);
  pageKeys(body, { "n": [t("Open the next one to do"), () => todo[0] && go(`/s/${study.id}/coding/${todo[0].source}`)] });
  const total = told.work.reduce((all, w) => all + w.characters, 0);
  const done = told.work.reduce((all, w) => all + w.share * w.characters, 0);
  show(body,
    h("p", { class: "row" }, h("label", { class: "row" }, t("Coder"), choose),
      t("{n} of {of} transcripts begun; {share} % of what participants said is judged.", { n: told.work.filter((w) => w.codings || w.discards).length, of: told.work.length, share: number(total ? (100 * done) / total : 0) }),
      todo.length ? link(t("Next to do: {name} (n)", { name: todo[0].name }), `/s/${study.id}/coding/${todo[0].source}`, { class: "button" }) : null),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Worklist") }, h("table", {},
      heads([t("Transcript"), t("Characters of participants"), t("Codings"), t("Discards"), t("Judged"), t("Waiting")], [1, 2, 3, 4, 5]),
      h("tbody", {}, told.work.map((w) => h("tr", {},
        h("td", {}, link(w.name, `/s/${study.id}/coding/${w.source}`)), h("td", { class: "number" }, number(w.characters)),
        h("td", { class: "number" }, number(w.codings)), h("td", { class: "number" }, number(w.discards)),
        h("td", { class: "number" }, `${number(100 * w.share)} %`), h("td", { class: "number" }, w.waiting ? number(w.waiting) : "")))))));
}
