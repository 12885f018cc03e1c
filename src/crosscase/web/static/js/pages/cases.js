// Cases: one case on its own page, before it is compared with any other.

import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { counted } from "../quotes.js";
import { form, tryTo } from "../ui.js";
import { number, t } from "../words.js";

const LONG = 90;

const head = (...names) => h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name))));

export default async function cases(main, { study, args, go, again }) {
  const all = await study.get("/cases");
  if (!all.length) {
    show(main, h("header", {}, h("h1", {}, t("Cases"))), h("div", { class: "empty" }, t("The study has no cases yet. A case is what is compared: an enterprise, a school, a village."),
      h("div", { class: "row" }, button(t("Add cases and people"), () => go(`/s/${study.id}/people`), "main"))));
    return null;
  }
  const at = Math.max(0, all.findIndex((one) => String(one.id) === args[0]));
  const page = await study.get(`/cases/${all[at].id}`);
  const to = (index) => `/s/${study.id}/cases/${all[(index + all.length) % all.length].id}`;
  const act = async (path, body) => { if ((await tryTo(() => study.post(path, body))) !== null) again(); };
  const describe = (name, value) => act("/describe", { about: "case", of: page.id, name, value });

  const variable = async (name = "", value = "") => {
    const given = await form(name ? t("Change {name}", { name }) : t("A variable of the case"), [
      ...(name ? [] : [{ name: "name", label: t("Name") }]),
      { name: "value", label: t("Value"), value, hint: name ? t("Empty takes it away.") : "" }]);
    if (given) await describe(name || given.name, given.value);
  };
  const passages = page.passages.map((p) => [p.segment, `${p.participant}: ${p.words.slice(0, LONG)}${p.words.length > LONG ? "…" : ""}`]);
  const rate = async (was = null) => {
    const given = await form(was ? t("Change the rating") : t("Rate the outcome of {case}", { case: page.name }), [
      { name: "value", label: t("Rating"), kind: "number", value: was?.value },
      ...(was ? [] : [{ name: "segment", label: t("Passage it rests on"), kind: "choice", choices: [[null, t("None")], ...passages] }]),
      { name: "why", label: t("Why"), kind: "long", value: was?.why },
    ]);
    if (given && was) await act(`/entries/rating/${was.id}`, { values: given });
    else if (given) await act("/entries/rating", { values: { ...given, case: page.id } });
  };
  const rows = (said, ideas) => said.map((s) => h("tr", {}, h("th", { scope: "row" }, s.code), ideas ? h("td", { class: "soft" }, s.constructs.join(", ")) : null,
    h("td", { class: "number" }, counted(study, s.participants, t("People of {case} on {code}", { case: page.name, code: s.code }), s.segments)),
    h("td", { class: "number" }, counted(study, s.mentions, t("{code} in {case}", { case: page.name, code: s.code }), s.segments))));
  const saying = (label, said, ideas) => h("div", { class: "scroll" }, h("table", { "aria-label": label }, head(...(ideas ? [label, t("Belongs to")] : [label]), t("People"), t("Mentions")), h("tbody", {}, rows(said, ideas))));
  const mine = page.ratings.some((r) => r.coder === study.about.coder);

  pageKeys(main, {
    "n": [t("Next case"), () => go(to(at + 1))], "p": [t("Case before"), () => go(to(at - 1))],
    "r": [t("Rate the outcome"), () => rate(page.ratings.find((r) => r.coder === study.about.coder))],
    "v": [t("Add a variable"), () => variable()],
  });
  show(main,
    h("header", {}, h("h1", {}, t("Case {name}", { name: page.name })),
      h("div", { class: "tools" },
        h("label", { class: "check" }, t("Case"), h("select", { "aria-label": t("Choose a case"), on: { change: (e) => go(`/s/${study.id}/cases/${e.target.value}`) } }, all.map((one) => h("option", { value: String(one.id), selected: one.id === page.id }, one.name)))),
        link(t("Case before (p)"), to(at - 1), { class: "button" }), link(t("Next case (n)"), to(at + 1), { class: "button" }))),
    h("p", { class: "lead" }, t("{n} people were heard, {m} of them not yet coded.", { n: page.heard, m: page.uncoded })),
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, t("Variables")),
        h("table", { "aria-label": t("Variables") }, h("tbody", {}, page.attributes.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value),
          h("td", {}, button(t("Change"), () => variable(name, value), "link", { "aria-label": t("Change {name}", { name }) })))))),
        h("p", {}, button(t("Add a variable (v)"), () => variable()))),
      h("section", {}, h("h2", {}, t("Outcome: {value}", { value: page.outcome === null ? t("not rated") : number(page.outcome, 1) })),
        page.ratings.map((r) => h("div", { class: "card" }, h("p", {}, h("b", {}, String(r.value)), " ", r.why, " ", r.quote.length ? counted(study, t("quote"), t("The rating of {case}", { case: page.name }), r.quote) : h("span", { class: "badge doubt" }, t("no quote"))),
          h("div", { class: "row small soft" }, r.coder, r.coder === study.about.coder ? [button(t("Change"), () => rate(r), "link"), button(t("Take away"), () => act("/entries/rating/remove", { ids: [r.id] }), "link")] : null))),
        mine ? null : h("p", {}, button(t("Rate the outcome (r)"), () => rate(), page.ratings.length ? "" : "main")))),
    h("h2", {}, t("People")),
    h("div", { class: "scroll" }, h("table", { "aria-label": t("People") }, head(t("Who"), t("Role"), t("Group"), t("Heard in"), t("Mentions")),
      h("tbody", {}, page.participants.map((p) => h("tr", {}, h("th", { scope: "row" }, p.participant), h("td", {}, p.role), h("td", {}, p.group), h("td", {}, p.sources.join(", ")), h("td", { class: "number" }, counted(study, number(p.mentions), t("What {name} says", { name: p.participant }), p.segments))))))),
    h("h2", {}, t("Constructs")), saying(t("Construct"), page.constructs, false),
    h("h2", {}, t("Evidence")),
    page.evidence.length
      ? h("div", { class: "scroll" }, h("table", { "aria-label": t("Evidence") }, head(t("Proposition"), t("Stance"), t("Kind"), t("Why"), t("Words")),
        h("tbody", {}, page.evidence.map((e) => h("tr", {}, h("td", {}, e.proposition), h("td", {}, t(e.stance)), h("td", {}, t(e.kind)), h("td", {}, e.why),
          h("td", {}, e.quote.length ? counted(study, t("quote"), t("{stance} {proposition}", { stance: t(e.stance), proposition: e.proposition }), e.quote) : ""))))))
      : h("p", { class: "soft" }, t("Nothing of this case is evidence for or against a proposition."), " ", link(t("To the model"), `/s/${study.id}/model`)),
    h("h2", {}, t("Keywords ({n})", { n: page.keywords.length })),
    page.keywords.length ? saying(t("Keyword"), page.keywords, true) : h("p", { class: "soft" }, t("Nothing of this case is coded yet.")));
  return study.onChange(({ moved }) => moved && again());
}
