// Long work: how far it is, a button to stop it, and what to do when it is done.

import { button, h, show } from "./dom.js";
import { fail, toast } from "./ui.js";
import { t } from "./words.js";

/** What the library calls its long work and its steps, in the reader's language. */
export const workWords = (name) => ({
  "": t("running"),
  "Load a folder": t("Load a folder"),
  "Open the sample study": t("Open the sample study"),
  "Bring files in": t("Bring files in"),
  "Correct a transcript": t("Correct a transcript"),
  "Propose keywords": t("Propose keywords"),
  "Propose merges": t("Propose merges"),
  "Propose constructs": t("Propose constructs"),
  "Propose answers": t("Propose answers"),
  "Search for contrary evidence": t("Search for contrary evidence"),
  "Bring a project in": t("Bring a project in"),
  "reading the project": t("reading the project"),
  "bringing its texts in": t("bringing its texts in"),
  "bringing its codings in": t("bringing its codings in"),
  "reading the folder": t("reading the folder"),
  "taking the decisions": t("taking the decisions"),
  "reading the files": t("reading the files"),
  "taking the interviews in": t("taking the interviews in"),
  "Look for names": t("Look for names"),
  "looking for names": t("looking for names"),
  "Write down what is said": t("Write down what is said"),
  "reading the recording": t("reading the recording"),
  "looking for speech": t("looking for speech"),
  "writing down what is said": t("writing down what is said"),
  "telling the speakers apart": t("telling the speakers apart"),
  "reading what was said": t("reading what was said"),
  "asking the language model": t("asking the language model"),
  "carrying the codings across": t("carrying the codings across"),
})[name] ?? name;

/**
 * A place on the page that shows the long work of the study. `done(job)` is called once for each
 * job that ends while the page is open.
 */
export function jobs(study, done) {
  const place = h("div", { class: "jobs", role: "status", "aria-live": "polite" });
  const told = new Set(study.jobs.filter((job) => job.state !== "running").map((job) => job.id));
  const draw = (all) => show(place, all.filter((job) => job.state === "running").map((job) =>
    h("div", { class: "card row" }, h("b", {}, workWords(job.name)), h("span", { class: "soft" }, workWords(job.doing)),
      h("div", { class: "progress", style: { width: "12rem" }, role: "progressbar", "aria-label": workWords(job.name), "aria-valuenow": String(Math.round(job.share * 100)) },
        h("div", { style: { width: `${Math.max(3, job.share * 100)}%` } })),
      button(t("Stop"), () => study.post(`/jobs/${job.id}/stop`)))));
  const off = study.onChange(({ jobs: all }) => {
    for (const job of all) {
      if (job.state !== "running" && !told.has(job.id)) { // short work is over before it is seen running
        told.add(job.id);
        if (job.state === "stopped") toast(t("{what}: stopped. Nothing was changed.", { what: workWords(job.name) }));
        if (job.state === "failed") fail({ message: job.message, hint: job.hint, kind: "Job" });
        done?.(job);
      }
    }
    draw(all);
  });
  draw(study.jobs);
  return { place, off };
}
