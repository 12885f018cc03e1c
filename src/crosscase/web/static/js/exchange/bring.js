// A project of another program: dropped or chosen, brought in beside the page, and the imports before.

import { h, link, show } from "../dom.js";
import { jobs } from "../jobs.js";
import { pageKeys } from "../keys.js";
import { unlocked } from "../names.js";
import { tryTo } from "../ui.js";
import { dropPlace, send } from "../uploads.js";
import { moment, number, t } from "../words.js";

const ENDINGS = /\.(qdpx|qde|qdc|sqlite3|qda|rqda)$/i;

/** Whether what was dropped can only be a project of another program: one such file, or QualCoder's folder. */
export const isProject = (files) => {
  const tops = new Set(files.map(([, path]) => path.split("/")[0]));
  return tops.size === 1 && ENDINGS.test([...tops][0]);
};

/** Send a project and begin to bring it in; `sending` is where it says how far it is. */
export async function bringProject(study, files, sending) {
  if (!(await unlocked(study))) return;
  await tryTo(async () => {
    const tray = await send(files, (n, of) => show(sending, t("Sending file {n} of {of}", { n, of })));
    await study.post("/import", { tray });
  });
  show(sending);
}

/** Where to go when a project came in: the page that tells of it. Null for other work. */
export async function cameIn(study, job) {
  if (job.name !== "Bring a project in" || job.state !== "done") return null;
  const { result } = await study.get(`/jobs/${job.id}`);
  return `/s/${study.id}/exchange/${result.entry}`;
}

export default async function bring(body, { study, go, again }) {
  const before = (await study.get("/history")).filter((entry) => entry.verb === "import").reverse();
  const sending = h("p", { class: "soft", role: "status" });
  let going = false;
  const work = jobs(study, async (job) => {
    if (job.name !== "Bring a project in") return;
    going = true;
    const to = await cameIn(study, job);
    if (to) go(to);
    else going = false;
  });
  const drop = dropPlace({
    words: t("Drop one project here: REFI-QDA (.qdpx, .qde, .qdc), Taguette (.sqlite3), QualCoder (its .qda folder, or the data.qda in it), RQDA (.rqda), Word with comments (.docx), a table of coded quotations or a codebook (.csv, .tsv, .xlsx, or in a report: .docx, .html, .pdf), a report of one code (.docx, .txt), a text with codes written into it (.txt, .md). Texts that it quotes or lacks may lie in a folder beside it: drop both together."),
    choose: t("Choose a project (i)"),
    take: (files) => bringProject(study, files, sending),
  });
  pageKeys(body, { "i": [t("Bring a project in"), () => drop.querySelector("button").click()] });
  show(body,
    h("p", { class: "lead" }, t("It comes in whole by one act, or not at all. Each quotation is read back from its text; what is not sure and what is not carried is told on a page of its own.")),
    drop, work.place, sending,
    h("p", { class: "soft" }, t("The quotations of a table are looked for in the texts that come with it, or else in those of this study.")),
    h("h2", {}, t("What came in before")),
    before.length ? h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, [t("Entry"), t("When"), t("Who"), t("Project"), t("Rows")].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, before.map((entry) => h("tr", {},
        h("td", {}, String(entry.n)), h("td", {}, moment(entry.at)), h("td", {}, entry.coder),
        h("td", {}, link(entry.why, `/s/${study.id}/exchange/${entry.n}`), entry.undone ? [" ", h("span", { class: "badge" }, t("undone"))] : null),
        h("td", { class: "number" }, number(entry.changes)))))))
      : h("p", { class: "empty" }, t("No project was brought in yet.")));
  const off = study.onChange(({ moved, jobs: all }) => moved && !going && !all.some((job) => job.state === "running") && again());
  return () => { work.off(); off(); };
}
