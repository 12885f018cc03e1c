// Survey: what respondents wrote, and what they list early and often. Salience is not importance.

import { bars } from "../charts.js";
import { h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { counted } from "../quotes.js";
import { control, tryTo } from "../ui.js";
import { number, t } from "../words.js";

const MOST_BARS = 20;

export default async function survey(main, { study, args, go }) {
  const tab = args[0] === "answers" ? "answers" : "salience";
  const told = await study.get("/survey");
  const asked = { question: told.lists[0] ?? "", group: "", level: "construct", drawn: "respondents" };
  const place = h("div", { role: "region", "aria-live": "polite", "aria-label": t("Salience") });

  const between = (m) => (m.value === null ? "–" : m.low === null ? number(m.value, 2) : t("{value} ({low} to {high})", { value: number(m.value, 2), low: number(m.low, 2), high: number(m.high, 2) }));
  const levels = () => ({ construct: t("construct"), keyword: t("keyword"), words: t("own words") });
  const one = (found, title) => {
    const shown = found.factors.filter((f) => f.respondents > 1);
    const table = h("table", {}, h("caption", {}, t("Salience of what is listed: {who}", { who: title })),
      h("thead", {}, h("tr", {}, [t("Factor"), t("Counted as"), t("Respondents"), t("Mean rank"), t("Smith’s S"), t("Sutrop’s index")].map((words, at) => h("th", { scope: "col", class: at > 1 ? "number" : null }, words)))),
      h("tbody", {}, found.factors.map((f) => h("tr", {}, h("th", { scope: "row" }, f.name), h("td", {}, levels()[f.matched]),
        h("td", { class: "number" }, counted(study, f.respondents, f.name, f.segments)), h("td", { class: "number" }, number(f.mean_rank, 1)),
        h("td", { class: "number" }, between(f.smith)), h("td", { class: "number" }, between(f.sutrop))))));
    const words = [t("{n} respondents listed {m} factors, {mean} on average.", { n: number(found.respondents), m: number(found.items), mean: number(found.mean_length, 1) }),
      found.at_most === null ? "" : t("The question asks for at most {cap}; {over} listed more.", { cap: found.at_most, over: found.over }),
      t("{n} of them could be counted under a keyword or construct.", { n: number(found.matched_items) })].join(" ");
    return h("section", {}, h("h2", {}, title), h("p", {}, words), !found.respondents ? null : shown.length
      ? bars(shown.slice(0, MOST_BARS).map((f) => ({ name: f.name, value: f.smith.value, low: f.smith.low, high: f.smith.high, said: number(f.smith.value, 2) })),
          { title: t("Salience (Smith’s S): {who}", { who: title }), name: "salience", heads: [t("Factor"), t("Smith’s S")], table: h("div", { class: "scroll" }, table),
            note: t("Factors that more than one respondent names; lines are 95 % intervals of {n} bootstraps. The table has every factor, and its numbers open the words.", { n: number(found.draws) }) })
      : h("div", { class: "scroll" }, table));
  };
  let newest = 0;
  const draw = async () => {
    const mine = (newest += 1);
    const groups = asked.group === "each" ? told.groups : [asked.group];
    const found = await tryTo(() => Promise.all(groups.map((group) => study.get(`/salience?${new URLSearchParams({ ...asked, group })}`))));
    if (found && mine === newest) show(place, found.map((salience, at) => one(salience, groups[at] || t("All respondents"))));
  };
  const choose = (name, label, choices) => {
    const input = control({ kind: "choice", value: asked[name], choices });
    input.addEventListener("change", () => { asked[name] = input.value; draw(); });
    return h("label", { class: "field" }, h("span", {}, label), input);
  };

  let typed = "";
  const body = h("tbody");
  const find = h("input", { type: "search", placeholder: t("Find (/)"), "aria-label": t("Find in the answers"), on: { input: () => { typed = find.value.toLowerCase(); drawRows(); } } });
  const drawRows = () => {
    const fits = told.rows.filter((row) => [row.name, row.group, row.case, ...Object.values(row.answers)].join(" ").toLowerCase().includes(typed));
    show(body, fits.map((row) => h("tr", {}, h("th", { scope: "row" }, link(row.name, `/s/${study.id}/coding/${row.source}`)), h("td", {}, row.group), h("td", {}, row.case),
      told.items.map((item) => h("td", { class: "listed" }, row.answers[item] ?? "")))),
    fits.length ? null : h("tr", {}, h("td", { colspan: String(told.items.length + 3), class: "soft" }, t("No answer fits."))));
  };
  pageKeys(main, { "1": [t("Salience"), () => go(`/s/${study.id}/survey`)], "2": [t("Answers"), () => go(`/s/${study.id}/survey/answers`)], "/": [t("Find in the answers"), () => find.focus()] });
  const tabs = h("nav", { class: "tabs", "aria-label": t("Survey") },
    link(t("Salience"), `/s/${study.id}/survey`, { "aria-current": tab === "salience" ? "page" : null }),
    link(t("Answers ({n})", { n: number(told.rows.length) }), `/s/${study.id}/survey/answers`, { "aria-current": tab === "answers" ? "page" : null }));
  const nothing = (words, to, way) => h("div", { class: "empty" }, words, h("div", { class: "row" }, link(to, way, { class: "button" })));
  const inside = () => {
    if (!told.rows.length) return nothing(t("No survey is in the study. A folder with survey.csv brings one in: one row a respondent, one column an item of the guides."), t("To the sources"), `/s/${study.id}/sources`);
    if (tab === "answers") {
      drawRows();
      return h("div", { class: "scroll" }, h("table", {}, h("caption", {}, t("One row a respondent; the name opens the answer sheet for coding.")),
        h("thead", {}, h("tr", {}, [t("Respondent"), t("Group"), t("Case")].map((words) => h("th", { scope: "col" }, words)), told.items.map((item) => h("th", { scope: "col", title: (told.wording[item] ?? []).join("\n") }, item)))), body));
    }
    if (!told.lists.length) return nothing(t("No question of the guides asks for a list. Salience is counted for those that do."), t("To the guides"), `/s/${study.id}/design/guide`);
    draw();
    return [h("p", { class: "lead" }, t("Salience: what is named early and by many. It is not importance; only ratings or rankings would tell that.")),
      h("div", { class: "asking" },
        choose("question", t("Question"), told.lists.map((item) => [item, item])),
        choose("group", t("Group"), [["", t("All respondents")], ["each", t("Each group by itself")], ...told.groups.map((name) => [name, name])]),
        choose("level", t("Count under"), [["construct", t("construct")], ["keyword", t("keyword")], ["words", t("own words")]]),
        choose("drawn", t("Intervals draw again"), [["respondents", t("respondents")], ["cases", t("whole cases")]])),
      h("p", { class: "small soft" }, (told.wording[asked.question] ?? []).join(" / ")), place];
  };
  show(main, h("header", {}, h("h1", {}, t("Survey")), h("div", { class: "tools" }, tab === "answers" && told.rows.length ? find : null)), tabs, inside());
  return study.onChange(({ moved }) => moved && tab === "salience" && told.lists.length && draw());
}
