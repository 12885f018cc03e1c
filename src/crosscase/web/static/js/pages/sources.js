// Sources: what was collected and what was noticed; files brought in; a transcript corrected.

import { button, h, link, show } from "../dom.js";
import { bringProject, cameIn, isProject } from "../exchange/bring.js";
import { jobs } from "../jobs.js";
import { pageKeys } from "../keys.js";
import { unlocked } from "../names.js";
import { dialog, form, tryTo } from "../ui.js";
import { dropPlace, remarksBox, remarksTable, send } from "../uploads.js";
import { number, t } from "../words.js";

const COLUMNS = [
  ["name", "Source"], ["kind", "Kind"], ["people", "People"], ["cases", "Cases"], ["groups", "Groups"], ["language", "Language"], ["date", "Date"],
  ["minutes", "Minutes", true], ["turns", "Turns", true], ["length", "Characters", true], ["codings", "Codings", true], ["remarks", "Remarks", true], ["again", "Heard again"],
];

const heads = () => ({
  Source: t("Source"), Kind: t("Kind"), People: t("People"), Cases: t("Cases"), Groups: t("Groups"), Language: t("Language"), Date: t("Date"),
  Minutes: t("Minutes"), Turns: t("Turns"), Characters: t("Characters"), Codings: t("Codings"), Remarks: t("Remarks"), "Heard again": t("Heard again"),
});
const kinds = () => ({ transcript: t("transcript"), recording: t("recording"), answers: t("answers"), note: t("note"), document: t("document"), image: t("image") });

export default async function sources(main, { study, args, query, again, go }) {
  const tab = args[0] === "remarks" ? "remarks" : "list";
  const more = new Map((await study.get("/sources")).map((s) => [s.id, s]));
  const heard = await study.get("/listening");
  const passes = new Map();
  for (const one of heard.shares) passes.set(one.source, [...(passes.get(one.source) ?? []), one]);
  const pass = (one) => t("{who}: {first} %, {second} %", { who: one.coder, first: number(Math.floor(one.first * 100)), second: number(Math.floor(one.second * 100)) }) + (one.by_hand ? ` · ${t("read again")}` : "");
  const list = study.about.sources.map((s) => ({ ...s, ...more.get(s.id), again: (passes.get(s.id) ?? []).map(pass) }));
  const own = (s) => passes.get(s.id)?.find((one) => one.coder === study.about.coder && one.by_hand);
  const mark = async (s) => {
    if ((await tryTo(() => study.post(`/listening/${s.id}/again`, { again: !own(s) }))) !== null) again();
  };
  const remarks = await study.get("/remarks");
  const asked = { text: query.get("q") ?? "", by: "", down: false };
  let ending = false; // what came of long work is read before the page is drawn anew
  const done = async (job) => {
    ending = true;
    const to = await cameIn(study, job);
    if (to) return go(to);
    const { result } = await study.get(`/jobs/${job.id}`);
    const tell = { "Correct a transcript": corrected, "Bring files in": broughtIn }[job.name];
    if (job.state === "done" && tell) await tell(result);
    return again();
  };
  const work = jobs(study, done);
  const sending = h("p", { class: "soft", role: "status" });

  const bring = async (files) => {
    if (isProject(files)) return bringProject(study, files, sending);
    if (!(await unlocked(study))) return null;
    await tryTo(async () => {
      const tray = await send(files, (n, of) => show(sending, t("Sending file {n} of {of}", { n, of })));
      await study.post("/sources/add", { tray });
    });
    return show(sending);
  };
  const broughtIn = (made) => dialog({
    title: t("The files are in"), wide: made.remarks.length > 0,
    body: h("div", {}, h("p", {}, t("{n} sources with {turns} turns of speech.", { n: number(made.sources), turns: number(made.turns) })),
      remarksBox(made.remarks)),
  });
  const corrected = (made) => dialog({
    title: t("{source} has a corrected text", { source: made.source }), wide: made.left.length > 0,
    body: h("div", {},
      h("p", {}, t("{n} passages came across, {changed} of them with changed words; {answers} answers came across.", { n: number(made.carried), changed: number(made.reworded), answers: number(made.answers) })),
      made.left.length ? [h("p", {}, t("These stay on the text before, since less than half of their words are in the new one; their codings stay with them:")),
        h("ul", {}, made.left.map((words) => h("li", {}, h("q", {}, words))))] : h("p", {}, t("Nothing was left behind.")),
      remarksBox(made.remarks)),
  });
  const correct = async (source) => {
    let chosen = null;
    const told = h("p", { class: "soft" }, t("No file is chosen yet."));
    const why = h("input", { type: "text" });
    const yes = await dialog({
      title: t("Correct {source}", { source: source.name }),
      body: h("div", {}, h("p", {}, t("Choose the corrected transcript. It becomes the current text; every coding is carried across, and what cannot be carried is listed.")),
        dropPlace({ words: t("Drop the file here"), choose: t("Choose the file"), many: false, take: ([one]) => { chosen = one; show(told, one[1]); } }), told,
        h("label", { class: "field" }, h("span", {}, t("Why")), why)),
      actions: [[t("Cancel"), false], [t("Correct"), () => (chosen ? true : undefined)]],
    });
    if (!yes || !(await unlocked(study))) return;
    await tryTo(async () => study.post(`/sources/${source.id}/correct`, { tray: await send([[chosen[0], chosen[0].name]]), why: why.value }));
  };
  const edit = async (source) => {
    const given = await form(source.name, [
      { name: "date", label: t("Date"), value: source.date, hint: t("As 2018-03-06, or empty.") },
      { name: "language", label: t("Language"), value: source.language, hint: t("Two letters, as en or zh.") },
      { name: "minutes", label: t("Minutes"), kind: "number", value: source.minutes },
    ]);
    if (given && (await tryTo(() => study.post(`/entries/source/${source.id}`, { values: given }))) !== null) again();
  };

  const waiting = await study.get("/recordings");
  const writeDown = async (recording) => {
    const given = await form(t("Write down {name}", { name: recording.name }), [
      { name: "language", label: t("Language"), hint: t("Two letters, as en or zh; empty: it is found out.") },
      { name: "speakers", label: t("How many speak"), kind: "number", value: 0, hint: t("0: it is found out.") },
    ], t("Write it down"));
    if (!given || !(await unlocked(study))) return;
    await tryTo(() => study.post(`/recordings/${recording.id}/transcribe`, { language: given.language, speakers: Number(given.speakers) || 0 }));
  };
  const recordings = waiting.length ? h("section", { class: "card", "aria-label": t("Recordings without a text") }, h("h2", {}, t("Recordings without a text")),
    h("p", { class: "soft" }, t("What is said is written down on this machine. Listen to it again and correct the text: it is a machine's.")),
    waiting.map((one) => h("div", { class: "row" }, h("b", {}, one.name), one.minutes ? t("{n} minutes", { n: number(one.minutes, 1) }) : null, button(t("Write down what is said"), () => writeDown(one))))) : null;

  const find = h("input", { type: "search", placeholder: t("Find (/)"), "aria-label": t("Find a source"), value: asked.text, on: { input: () => { asked.text = find.value; draw(); } } });
  const body = h("tbody");
  const head = h("tr");
  const said = (value) => (Array.isArray(value) ? value.join(", ") : value ?? "");
  const order = (a, b) => {
    const [x, y] = [said(a[asked.by]), said(b[asked.by])];
    if (x === "" || y === "") return (x === "") - (y === ""); // what is not known stands last
    const way = typeof x === "number" ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true });
    return asked.down ? -way : way;
  };
  const draw = () => {
    const names = heads();
    show(head, COLUMNS.map(([name, title, numeric]) => h("th", { scope: "col", class: numeric ? "number" : null, "aria-sort": asked.by === name ? (asked.down ? "descending" : "ascending") : null },
      button([names[title], asked.by === name ? (asked.down ? " ↓" : " ↑") : ""], () => { asked.down = asked.by === name && !asked.down; asked.by = name; draw(); }, "link sort"))),
    h("th", { scope: "col" }, h("span", { class: "hidden-words" }, t("Acts"))));
    const low = asked.text.toLowerCase();
    const shown = list.filter((s) => [s.name, s.language, s.date, ...s.people, ...s.cases, ...s.groups].join(" ").toLowerCase().includes(low));
    if (asked.by) shown.sort(order);
    show(body, shown.map((s) => h("tr", {},
      h("td", {}, link(s.name, `/s/${study.id}/coding/${s.id}`), s.editions > 1 ? h("span", { class: "badge" }, t("{n} texts", { n: s.editions })) : null),
      h("td", {}, kinds()[s.kind]), h("td", {}, s.people.join(", ")), h("td", {}, s.cases.join(", ")), h("td", {}, s.groups.join(", ")), h("td", {}, s.language), h("td", { class: "day" }, s.date),
      h("td", { class: "number" }, s.minutes === null ? "" : number(s.minutes)), h("td", { class: "number" }, s.turns ? number(s.turns) : ""), h("td", { class: "number" }, number(s.length)), h("td", { class: "number" }, s.codings ? number(s.codings) : ""),
      h("td", { class: "number" }, s.remarks ? link(number(s.remarks), `/s/${study.id}/sources/remarks?q=${encodeURIComponent(s.name)}`, { "aria-label": t("{n} remarks on {source}", { n: s.remarks, source: s.name }) }) : ""),
      h("td", {}, s.again.join("; ")),
      h("td", { class: "acts" }, button(t("Edit"), () => edit(s), "link small", { "aria-label": t("Edit {source}", { source: s.name }) }), " ",
        button(t("Correct"), () => correct(s), "link small", { "aria-label": t("Correct {source}", { source: s.name }) }), " ",
        ["transcript", "recording"].includes(s.kind) ? button(own(s) ? t("Not read again") : t("Read again"), () => mark(s), "link small", { "aria-label": own(s) ? t("{source} was not read again", { source: s.name }) : t("{source} was read again", { source: s.name }) }) : null))),
    shown.length ? null : h("tr", {}, h("td", { colspan: String(COLUMNS.length + 1), class: "soft" }, t("No source fits."))));
  };
  const told = () => {
    const low = asked.text.toLowerCase();
    const names = new Map(list.map((s) => [s.id, s.name]));
    const fits = remarks.filter((r) => [r.file, r.text, r.severity, r.code, names.get(r.source) ?? ""].join(" ").toLowerCase().includes(low));
    return fits.length ? h("div", { class: "scroll" }, remarksTable(fits, (r) => (r.source ? link(names.get(r.source) ?? r.file, `/s/${study.id}/coding/${r.source}`) : null)))
      : h("p", { class: "empty" }, remarks.length ? t("No remark fits.") : t("Nothing odd was noticed while the material came in."));
  };
  const toldBox = h("div");
  const drawRemarks = () => show(toldBox, told());
  const drop = dropPlace({ words: t("Drop transcripts, recordings, notes or documents here: txt, docx, pdf, srt, vtt, csv, xlsx, json, wav, mp3, m4a. A project of another program, too: qdpx, qdc, sqlite3, qda, rqda."), choose: t("Choose files (i)"), take: bring });
  pageKeys(main, { "/": [t("Find a source"), () => find.focus()], "i": [t("Bring files in"), () => drop.querySelector("button").click()] });
  const tabs = h("nav", { class: "tabs", "aria-label": t("Sources and remarks") },
    link(t("Sources ({n})", { n: number(list.length) }), `/s/${study.id}/sources`, { "aria-current": tab === "list" ? "page" : null }),
    link(t("Remarks ({n})", { n: number(remarks.length) }), `/s/${study.id}/sources/remarks`, { "aria-current": tab === "remarks" ? "page" : null }));
  show(main, h("header", {}, h("h1", {}, t("Sources")), h("div", { class: "tools" }, find)), tabs, work.place, sending,
    tab === "remarks"
      ? [h("p", { class: "lead" }, t("What was noticed while the material came in. Nothing was repaired: mend the file and correct the source, or leave it.")), toldBox]
      : [drop, recordings, heard.sources ? h("p", { class: "soft" }, t("{again} of {n} interviews have had their second listening: at least 95 % of the spoken seconds were played in both passes, or a coder read the transcript again ({hand} by such a mark alone). {found} keywords were found in the second pass only.", { again: number(heard.again), n: number(heard.sources), hand: number(heard.by_hand), found: number(heard.found) })) : null, list.length ? h("div", { class: "scroll" }, h("table", { class: "dense" }, h("thead", {}, head), body))
          : h("div", { class: "empty" }, t("There is nothing here yet. Bring in transcripts, or type in the people first."),
            h("div", { class: "row" }, button(t("Choose files (i)"), () => drop.querySelector("button").click(), "main"), link(t("People"), `/s/${study.id}/people`, { class: "button" })))]);
  if (tab === "remarks") {
    find.addEventListener("input", drawRemarks);
    drawRemarks();
  } else draw();
  const off = study.onChange(({ moved, jobs: all }) => moved && !ending && !all.some((job) => job.state === "running") && !document.querySelector("dialog[open]") && again());
  return () => { work.off(); off(); };
}
