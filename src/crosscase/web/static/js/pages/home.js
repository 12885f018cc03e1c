// Home: who judges, the studies there are, and how a new one begins.

import { get, post } from "../api.js";
import { button, h, show } from "../dom.js";
import { workWords } from "../jobs.js";
import { pageKeys } from "../keys.js";
import { recovery } from "../names.js";
import { dialog, form, tryTo } from "../ui.js";
import { dropPlace, remarksBox, send } from "../uploads.js";
import { moment, number, t } from "../words.js";

const LOOK_EVERY = 300; // milliseconds between two looks at long work

const size = (bytes) => bytes < 1e6 ? t("{n} kB", { n: number(bytes / 1e3) }) : t("{n} MB", { n: number(bytes / 1e6, 1) });

export default async function home(main, { home: told, go, again }) {
  let left = false;
  const work = h("div", { class: "jobs", role: "status", "aria-live": "polite" });
  const opened = new Map(told.open.map((s) => [s.path, s.id]));
  const due = new Map(told.open.map((s) => [s.path, s.due]));

  const callMe = async () => {
    const given = await form(t("Who judges?"), [{ name: "name", label: t("Your name, as it shall stand in the journal"), value: told.coder }]);
    const kept = given && (await tryTo(() => post("/api/coder", given)));
    if (kept) told.coder = kept.name;
    return Boolean(kept);
  };
  const known = async () => Boolean(told.coder) || callMe();
  const open = async (path) => {
    if (!(await known())) return;
    let answer = null;
    try {
      answer = await post("/api/studies", { path });
    } catch (error) {
      if (error.kind !== "WrongPassphrase") { await tryTo(() => { throw error; }); return; }
      const given = await form(t("This study is locked"), [{ name: "passphrase", label: t("Passphrase"), kind: "secret" }], t("Open"));
      answer = given && (await tryTo(() => post("/api/studies", { path, ...given })));
    }
    if (answer) go(`/s/${answer.id}`);
  };
  const close = async (id) => { if ((await tryTo(() => post(`/api/studies/${id}/close`))) !== null) again(); };

  const doing = (words, share = null, stop = null) => show(work, words === null ? null : h("div", { class: "card row" }, h("span", {}, words),
    h("div", { class: "progress", style: { width: "12rem" }, role: "progressbar", "aria-label": words, "aria-valuenow": share === null ? null : String(Math.round(100 * share)) },
      h("div", { style: { width: `${Math.max(5, 100 * (share ?? 0.5))}%` } })), stop ? button(t("Stop"), stop) : null));
  /** Wait for long work of this page; what came of it, or null. */
  const follow = async (job) => {
    let now = job;
    while (now.state === "running" && !left) {
      doing(`${workWords(now.name)}: ${workWords(now.doing)}`, now.share || null, () => post(`/api/jobs/${job.id}/stop`));
      await new Promise((done) => setTimeout(done, LOOK_EVERY));
      now = (await get("/api/jobs")).find((one) => one.id === job.id);
    }
    doing(null);
    if (now.state === "failed") await tryTo(() => { throw Object.assign(new Error(now.message), { hint: now.hint, kind: "Job" }); });
    return now.state === "done" ? now.result : null;
  };
  const sample = async () => {
    if (!(await known())) return;
    const job = await tryTo(() => post("/api/sample"));
    const done = job && (await follow(job));
    if (done) go(`/s/${done.id}`);
  };
  const begin = async () => {
    if (!(await known())) return;
    const given = await form(t("An empty study"), [
      { name: "name", label: t("Name of the study"), hint: t("Its file is made in {folder}.", { folder: told.folder }) },
      { name: "passphrase", label: t("Passphrase that locks the file (may stay empty)"), kind: "secret", hint: t("A lost passphrase cannot be recovered.") },
    ], t("Make it"));
    const made = given && (await tryTo(() => post("/api/studies/new", given)));
    if (made) go(`/s/${made.id}/design`);
  };
  const template = async () => {
    const given = await form(t("A folder to fill in"), [{ name: "name", label: t("Name of the folder"), hint: t("It is made in {folder}.", { folder: told.folder }) }], t("Write it"));
    const made = given && (await tryTo(() => post("/api/template", given)));
    if (made) {
      await dialog({ title: t("The folder is ready"), body: h("div", {}, h("p", {}, made.folder),
        h("p", {}, t("Put interviews into interviews/, fill in study.toml and the tables, then load the folder here.")) ) });
    }
  };
  const load = async ({ files = null, folder = "" }) => {
    if (!(await known())) return;
    const begun = (files ? files[0][1].split("/")[0] : folder.split(/[\\/]/).filter(Boolean).at(-1)) ?? "";
    const given = await form(t("Load a folder"), [
      { name: "name", label: t("Name of the study"), value: begun.replace(/\.[^.]*$/, ""), hint: t("The study is one file in {folder}.", { folder: told.folder }) },
      { name: "key_passphrase", label: t("Passphrase for the file with the real names (may stay empty)"), kind: "secret",
        hint: t("Real names of your tables and speakers go to NAME.crosscase.key beside the study, never into it. Without a passphrase only your account can read that file, but it is not encrypted. With one: a lost passphrase cannot be recovered by anybody; keep the recovery copy that is offered after loading.") },
      { name: "passphrase", label: t("Passphrase that locks the study itself (may stay empty)"), kind: "secret", hint: t("A lost passphrase cannot be recovered.") },
    ], t("Load"));
    if (!given) return;
    const job = await tryTo(async () => {
      const tray = files ? await send(files, (n, of) => doing(t("Sending file {n} of {of}", { n, of }), n / of)) : "";
      return post("/api/load", { ...given, tray, folder });
    });
    const done = job ? await follow(job) : doing(null) && null;
    if (!done) return;
    const to = await dialog({
      title: t("The folder is in the study"), wide: done.remarks.length > 0,
      body: h("div", {},
        h("p", {}, t("{sources} sources with {turns} turns of speech, {participants} participants, {cases} cases; {remarks} remarks.",
          { sources: number(done.sources), turns: number(done.turns), participants: number(done.participants), cases: number(done.cases), remarks: number(done.remarks.length) })),
        done.key ? h("p", {}, done.protected ? t("Real names are in {file}, encrypted with your passphrase.", { file: done.key })
          : t("Real names are in {file}. Only your account can read it; it is not encrypted.", { file: done.key })) : null,
        h("p", { class: "soft" }, t("Names within speech are still in the transcripts: the study is unprotected.")),
        remarksBox(done.remarks)),
      actions: [...(done.protected && done.key ? [[t("A recovery copy of the key file…"), async () => { await recovery(`/api/studies/${done.id}`); return undefined; }]] : []), [t("Read the sources"), "sources", "main"]],
    });
    go(`/s/${done.id}/${to ?? "sources"}`);
  };
  const typed = async () => {
    const given = await form(t("A folder on this machine"), [{ name: "folder", label: t("Its path") }], t("Go on"));
    if (given?.folder) await load(given);
  };

  const list = told.studies.length
    ? h("div", { class: "scroll" }, h("table", {},
        h("thead", {}, h("tr", {}, [t("Study"), t("Changed"), t("Size"), t("Where"), ""].map((words, at) => h("th", { scope: "col", class: at === 2 ? "number" : null }, words)))),
        h("tbody", {}, told.studies.map((s) => {
          const id = opened.get(s.path);
          return h("tr", {}, h("td", {}, button(s.name, () => open(s.path), "link"), id ? [" ", h("span", { class: "badge good" }, t("open")), due.get(s.path) ? h("span", { class: "badge doubt" }, t("{n} past their last day", { n: due.get(s.path) })) : null] : null),
            h("td", {}, moment(new Date(s.changed * 1000).toISOString())), h("td", { class: "number" }, size(s.size)), h("td", { class: "soft path" }, s.path),
            h("td", {}, id ? h("div", { class: "row" }, h("a", { href: `/api/studies/${id}/backup`, download: `${s.name}.crosscase` }, t("Backup")), button(t("Close"), () => close(id), "link")) : ""));
        }))))
    : h("p", { class: "empty" }, t("There is no study yet. Open the sample study to look around, or load a folder of interviews."));
  const card = (title, words, ...rest) => h("section", { class: "card" }, h("h2", {}, title), h("p", { class: "soft" }, words), rest);

  pageKeys(main, { "n": [t("Make an empty study"), begin], "l": [t("Load a folder by its path"), typed], "e": [t("Open the sample study"), sample] });
  show(main,
    h("header", {}, h("h1", {}, t("Studies")), h("div", { class: "tools" },
      button(told.coder ? t("Coder: {name}", { name: told.coder }) : t("Say who you are"), async () => (await callMe()) && again(), told.coder ? "quiet" : "main"))),
    told.coder ? null : h("p", { class: "lead" }, t("Every judgement stands in the journal under a name. Say yours first; it is asked once on this machine.")),
    list, work,
    h("div", { class: "start" },
      card(t("Load a folder"), t("A folder of interviews, or a study folder with its design and tables, becomes one study file."),
        dropPlace({ words: t("Drop the folder here"), choose: t("Choose a folder"), folder: true, take: (files) => load({ files }) }),
        h("div", { class: "row" }, button(t("Type its path"), typed, "quiet"))),
      card(t("Look around first"), t("The sample study: ten enterprises and ten officers, written for learning, with all decisions taken."),
        h("div", { class: "row" }, button(t("Open the sample study"), sample, told.studies.length ? "" : "main"))),
      card(t("Start from nothing"), t("An empty study whose design you type in, or a folder with tables to fill in."),
        h("div", { class: "row" }, button(t("Empty study"), begin), button(t("Folder to fill in"), template)))),
    h("p", { class: "soft small" }, t("crosscase {version}. Studies are kept in {folder}. A backup is put back with “crosscase restore”.", { version: told.version, folder: told.folder })));
  return () => { left = true; };
}
