// Design: what the study asks and of whom, the guides side by side, the frame from the literature.

import { button, h, link, show } from "../dom.js";
import { grid } from "../grid.js";
import { pageKeys } from "../keys.js";
import { showCode } from "../quotes.js";
import { form, tryTo } from "../ui.js";
import { number, t } from "../words.js";

const facts = () => [
  ["title", t("Title"), "text"],
  ["question", t("Research question"), "long"],
  ["concept.name", t("Central concept"), "text"],
  ["concept.definition", t("What the study means by it"), "long"],
  ["concept.mistaken_for", t("Words that people take for it (separated by semicolons)"), "text"],
  ["method", t("Method"), "text"],
  ["language", t("Language (two letters, as en or zh)"), "text"],
  ["interview.minutes", t("Length of an interview in minutes (from; to)"), "text"],
  ["keep.recordings", t("Recordings are kept until (a day)"), "text"],
  ["keep.transcripts", t("Transcripts are kept until (a day)"), "text"],
];

export default async function design(main, { study, args, go }) {
  const tab = ["guide", "frame"].includes(args[0]) ? args[0] : "study";
  let told = await study.get("/design");
  let redraw = () => {};
  const load = async () => { told = await study.get("/design"); redraw(); };
  const saveIn = (form, more = {}) => async (cells) => {
    const done = await tryTo(() => study.post(`/grid/${form}`, { cells, new: more }));
    if (done) await load();
    return done;
  };
  const removeFrom = (form) => async (ids) => { await study.post(`/entries/${form}/remove`, { ids }); await load(); };
  const yesNo = () => [["yes", t("yes")], ["no", t("no")]];
  const said = (value) => (value === true ? "yes" : value === false ? "no" : value === null || value === undefined ? "" : String(value));
  const asRows = (rows, columns) => rows.map((row) => ({ id: row.id, values: Object.fromEntries(columns.map((c) => [c.name, said(row[c.name])])) }));

  const studyTab = () => {
    const own = facts();
    const field = ([key, label, kind]) => {
      const input = h(kind === "long" ? "textarea" : "input", { ...(kind === "long" ? { rows: 3 } : { type: "text" }), value: told.facts[key] ?? "" });
      input.addEventListener("change", async () => {
        if ((await tryTo(() => study.post("/state-fact", { key, value: input.value.trim() }))) === null) input.value = told.facts[key] ?? "";
        else told.facts[key] = input.value.trim();
      });
      return h("label", { class: "field" }, h("span", {}, label), input);
    };
    const others = () => Object.keys(told.facts).filter((key) => !own.some(([one]) => one === key));
    const addFact = async () => {
      const given = await form(t("Another statement"), [{ name: "key", label: t("What it is about") }, { name: "value", label: t("What it says"), kind: "long" }]);
      if (given?.key.trim() && (await tryTo(() => study.post("/state-fact", { key: given.key.trim(), value: given.value }))) !== null) await load();
    };
    const box = h("div");
    redraw = () => show(box, h("div", { class: "statements" }, own.map(field)),
      others().length ? h("h2", {}, t("Other statements")) : null,
      h("div", { class: "statements" }, others().map((key) => field([key, key, "long"]))),
      h("div", { class: "row" }, button(t("Add a statement"), addFact, "quiet")));
    redraw();
    return [h("p", { class: "lead" }, t("What is typed here is kept when the field is left. The checks and the report ask for it.")), box];
  };

  const guideTab = () => {
    const groupColumns = () => [
      { name: "name", title: t("Group") }, { name: "label", title: t("Label in tables") },
      { name: "has_cases", title: t("Its people belong to cases"), kind: "choice", choices: yesNo() },
    ];
    const columns = () => [
      { name: "label", title: t("No.") },
      { name: "group", title: t("Group"), kind: "choice", choices: told.groups.map((g) => [g.label || g.name, g.label || g.name]) },
      { name: "wording", title: t("Wording"), kind: "long" },
      { name: "equivalent", title: t("Same item in the other guides") },
      { name: "sensitive", title: t("Sensitive"), kind: "choice", choices: yesNo() },
      { name: "is_list", title: t("Asks for a list"), kind: "choice", choices: yesNo() },
      { name: "at_most", title: t("At most"), kind: "number" },
    ];
    const groups = grid({ label: t("Groups"), columns: groupColumns(), rows: asRows(told.groups, groupColumns()), save: saveIn("group"), remove: removeFrom("group") });
    const guide = grid({ label: t("Questions of the guides"), columns: columns(), rows: asRows(told.questions, columns()), save: saveIn("question", { wording: "" }), remove: removeFrom("question") });
    const beside = h("div", { class: "scroll" });
    const drawBeside = () => {
      const names = [...told.groups.map((g) => g.label || g.name), ...(told.questions.some((q) => !q.group) ? [""] : [])];
      const items = [...new Set(told.questions.map((q) => q.item))];
      show(beside, items.length ? h("table", {}, h("caption", {}, t("The guides side by side: one row an item")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Item")), names.map((name) => h("th", { scope: "col" }, name || t("No group"))))),
        h("tbody", {}, items.map((item) => h("tr", {}, h("th", { scope: "row" }, item), names.map((name) => {
          const mine = told.questions.filter((q) => q.item === item && q.group === name);
          return h("td", { class: "asked" }, mine.length ? mine.map((q) => h("div", {},
            button(q.label, () => guide.focus(told.questions.indexOf(q), 2), "link", { "aria-label": t("Edit {question}", { question: q.label }) }), " ", q.wording, " ",
            q.sensitive ? h("span", { class: "badge doubt" }, t("sensitive")) : null, q.is_list ? h("span", { class: "badge" }, q.at_most ? t("list of at most {n}", { n: q.at_most }) : t("list")) : null,
            h("span", { class: "small soft" }, " ", t("{n} answers", { n: number(q.answers) })))) : h("span", { class: "soft" }, t("not asked")));
        }))))) : h("p", { class: "empty" }, t("No question yet. Type the first into the table of questions below.")));
    };
    redraw = () => { groups.set(asRows(told.groups, groupColumns()), groupColumns()); guide.set(asRows(told.questions, columns()), columns()); drawBeside(); };
    drawBeside();
    return [h("h2", {}, t("Groups")), groups.place, h("h2", {}, t("Guides")), beside, h("h2", {}, t("Questions")), guide.place];
  };

  const frameTab = () => {
    const columns = () => [
      { name: "name", title: t("Construct") },
      { name: "role", title: t("Role"), kind: "choice", choices: [["internal driver", t("internal driver")], ["external driver", t("external driver")], ["outcome", t("outcome")]] },
      { name: "sign", title: t("Expected sign"), kind: "choice", choices: [["+", "+"], ["-", "−"], ["0", t("none (0)")], ["?", t("open (?)")]] },
      { name: "origin", title: t("Origin"), kind: "choice", choices: [["deductive", t("deductive")], ["inductive", t("inductive")]] },
      { name: "definition", title: t("Definition"), kind: "long" },
      { name: "dimensions", title: t("Dimensions"), kind: "long" },
      { name: "reference", title: t("References"), kind: "long" },
    ];
    const frame = grid({ label: t("Constructs of the frame"), columns: columns(), rows: asRows(told.constructs, columns()), save: saveIn("code", { kind: "construct", origin: "deductive" }), remove: removeFrom("code") });
    const used = h("p", { class: "small" });
    const drawUsed = () => show(used, told.constructs.length ? [t("Keywords in each: "), told.constructs.map((c, at) => [at ? "; " : "", c.keywords ? button(`${c.name} ${number(c.keywords)}`, () => showCode(study, c), "link") : `${c.name} 0`])] : "");
    redraw = () => { frame.set(asRows(told.constructs, columns())); drawUsed(); };
    drawUsed();
    return [h("p", { class: "lead" }, t("The constructs the study starts from. The sign is what the literature expects of each for the outcome; findings are held against it.")), frame.place, used];
  };

  pageKeys(main, { "1": [t("The study"), () => go(`/s/${study.id}/design`)], "2": [t("Groups and guides"), () => go(`/s/${study.id}/design/guide`)], "3": [t("Frame"), () => go(`/s/${study.id}/design/frame`)] });
  const tabs = [["study", t("The study"), ""], ["guide", t("Groups and guides"), "/guide"], ["frame", t("Frame"), "/frame"]];
  show(main, h("header", {}, h("h1", {}, t("Design"))),
    h("nav", { class: "tabs", "aria-label": t("Parts of the design") }, tabs.map(([name, words, to]) => link(words, `/s/${study.id}/design${to}`, { "aria-current": name === tab ? "page" : null }))),
    tab === "guide" ? guideTab() : tab === "frame" ? frameTab() : studyTab());
  return study.onChange(({ moved }) => moved && load());
}
