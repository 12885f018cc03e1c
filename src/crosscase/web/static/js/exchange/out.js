// Take it elsewhere: what the file will not hold, whom consent withholds and what the gate says, before it is written.

import { fetched } from "../api.js";
import { keep } from "../charts.js";
import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { notScanned, unlocked } from "../names.js";
import { control, tryTo } from "../ui.js";
import { number, said, t } from "../words.js";

const things = () => ({
  "": t("The whole project (REFI-QDA), or its codebook"), codings: t("Table: codings"), persons: t("Table: people"), cases: t("Table: cases"),
  cooccurrence: t("Table: what is coded together"), codebook: t("Table: codebook"), units: t("Table: units of agreement"), structure: t("Table: data structure"),
  framework: t("Table: framework matrix of cases"), "framework-people": t("Table: framework matrix of people"), model: t("The model as a graph"), package: t("Replication package"),
});
const forms = () => ({
  ".qdpx": t("Project (.qdpx), for NVivo, MAXQDA, ATLAS.ti and others"), ".qdc": t("Codebook alone (.qdc)"), ".csv": t("csv, with an R script that reads it"), ".xlsx": t("Spreadsheet (.xlsx)"), ".parquet": t("Parquet (.parquet)"), ".sav": t("SPSS (.sav)"),
  ".md": t("Markdown (.md)"), ".docx": t("Word (.docx)"), ".graphml": t("GraphML, for Gephi, yEd, igraph"), ".dot": t("DOT, for Graphviz"), ".drawio": t("draw.io"), ".zip": t("Package (.zip)"),
});
const flavours = () => ({ norm: t("As the norm says"), nvivo: t("As NVivo counts: UTF-16 positions, CRLF") });
const uses = () => ({ share: t("to be shared"), archive: t("to be archived"), quote: t("to be quoted") });
const wishes = { what: "", ending: ".qdpx", flavour: "norm", unscanned: false };

export default async function out(body, { study }) {
  const { known, flavours: written } = await study.get("/export");
  wishes.unscanned = false;
  const asked = (more = {}) => new URLSearchParams({ ...wishes, ...more });
  const choices = h("div", { class: "asking" });
  const told = h("div", { role: "status", "aria-live": "polite" });
  let last = 0;

  const choice = (label, name, all, words) => {
    const made = control({ kind: "choice", value: wishes[name], choices: all.map((one) => [one, words[one] ?? one]) });
    made.addEventListener("change", () => {
      wishes[name] = made.value;
      wishes.unscanned = false; // who read one file has not read the other
      if (!known[wishes.what].includes(wishes.ending)) [wishes.ending] = known[wishes.what];
      drawChoices();
      choices.querySelector(`[name=${name}]`).focus();
      draw();
    });
    made.name = name;
    return h("label", { class: "field" }, h("span", {}, label), made);
  };
  const drawChoices = () => show(choices,
    choice(t("What"), "what", Object.keys(known), things()),
    choice(t("As"), "ending", known[wishes.what], forms()),
    wishes.ending === ".qdpx" ? choice(t("Written"), "flavour", written, flavours()) : null);

  const get = async (name, made) => {
    made.disabled = true;
    const file = await tryTo(() => fetched(`${study.root}/export/file/${encodeURIComponent(name)}?${asked()}`));
    if (file) keep(name, file);
    made.disabled = false;
  };
  const tick = () => {
    const box = h("input", { type: "checkbox", checked: wishes.unscanned, on: { change: () => { wishes.unscanned = box.checked; draw(); } } });
    return h("label", { class: "check" }, box, t("Not checked for names: I have read it myself"));
  };
  const gate = (found) => {
    const { refused } = found;
    if (!refused) {
      return h("section", { class: "card" }, found.with_names ? h("p", {}, h("span", { class: "badge good" }, t("checked")), " ", t("Compared with the real names of the key file: none stands in it."))
        : [h("p", {}, t("Not compared with real names: no key file beside the study can be read. Read it before you send it.")), wishes.unscanned ? tick() : null]);
    }
    return h("section", { class: "card refused", role: "alert" }, h("p", {}, h("b", {}, said(refused.message))),
      notScanned(refused) ? h("div", { class: "row" }, tick(), button(t("Open the file with the real names"), async () => (await unlocked(study)) && draw()))
        : h("p", {}, link(said(refused.hint), `/s/${study.id}/people/recognised`)));
  };
  let files = [];
  const draw = async () => {
    last += 1;
    const mine = last;
    show(told, h("p", { class: "soft" }, t("It is being put together…")));
    let found;
    try {
      found = await study.get(`/export/preview?${asked()}`);
    } catch (error) {
      if (mine === last) show(told, h("div", { class: "card refused", role: "alert" }, h("p", {}, h("b", {}, said(error.message))), h("p", {}, said(error.hint ?? ""))));
      return;
    }
    if (mine !== last) return;
    files = found.files.map((name) => {
      const made = button(t("Download {file}", { file: name }), () => get(name, made), "main", { disabled: Boolean(found.refused) });
      return made;
    });
    show(told, h("div", { class: "columns" },
      h("section", {}, h("h2", {}, t("Not in the file")),
        found.losses.length ? h("table", { class: "plain" }, h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "number" }, t("Count")), h("th", { scope: "col" }, t("What stays here")))),
          h("tbody", {}, found.losses.map(([count, what]) => h("tr", {}, h("td", { class: "number" }, count === null ? "" : number(count)), h("td", {}, said(what))))))
          : h("p", { class: "soft" }, t("Nothing of this is left out."))),
      h("section", {}, h("h2", {}, t("Withheld by consent")),
        found.withheld.length ? h("table", { class: "plain" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Who")), h("th", { scope: "col" }, t("Refused")))),
          h("tbody", {}, found.withheld.map((one) => h("tr", {}, h("th", { scope: "row" }, one.name), h("td", {}, one.refused.map((use) => uses()[use]).join(", "))))))
          : h("p", { class: "soft" }, t("Nobody refused it.")))),
    h("h2", {}, t("Real names")), gate(found),
    h("div", { class: "row downloads" }, files));
  };
  pageKeys(body, { "d": [t("Download the file"), () => files[0] && !files[0].disabled && files[0].click()] });
  show(body, h("p", { class: "lead" }, t("Choose where it goes. What the file will not hold is told first; the study stays as it is, and remembers that the file was handed out.")), choices, told);
  drawChoices();
  await draw();
  return study.onChange(({ moved }) => moved && draw());
}
