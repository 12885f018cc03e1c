// Groups against each other: who mentions a construct, of those asked, and how sure.

import { figure } from "../charts.js";
import { pairs } from "../charts/pairs.js";
import { h, show } from "../dom.js";
import { counted, showQuotes } from "../quotes.js";
import { told } from "../told.js";
import { tryTo } from "../ui.js";
import { mark, number, t } from "../words.js";
import { cell, choice, head, hiding, nothing, percent, table } from "./parts.js";

const TESTS = [["respect cases", mark("that respects cases")], ["any in unit", mark("of cases: anybody in it")], ["people", mark("of people")]];
const wishes = { test: "respect cases", hide_below: 0 };

const of = (value, whole) => (whole === 0 ? "–" : `${value === null ? t("hidden") : value}/${whole}`);

export default async function groups(body, { study }) {
  const draw = () => groups(body, { study });
  const ask = (next) => tryTo(async () => {
    const before = { ...wishes };
    Object.assign(wishes, next);
    try { await draw(); } catch (error) { Object.assign(wishes, before); await draw(); throw error; }
  });
  const found = await study.get(`/compare/groups?${new URLSearchParams(wishes)}`);
  const tools = h("div", { class: "row tools" },
    choice(t("Test"), TESTS.map(([value, words]) => [value, t(words)]), wishes.test, (test) => ask({ test })),
    hiding(wishes.hide_below, (hide_below) => ask({ hide_below })));
  if (!found.rows.length) {
    show(body, nothing(study, t("A comparison needs two groups and at least one construct with coded passages.")));
    return;
  }
  const side = (row, one) => counted(study, of(one.participants, one.asked), t("{construct}, {group}", { construct: row.construct, group: one.group }), one.segments);
  const about = (row) => (row.question ? t("{construct} in the question {question}", row) : row.construct);
  const whole = found.rows.filter((row) => !row.question);
  const against = [...new Map(whole.map((row) => [`${row.first.group}\n${row.second.group}`, [row.first.group, row.second.group]])).values()];
  const [alone = null] = against.length === 1 ? against : [];
  const chart = ([one, other]) => pairs({
    label: t("Share of the people asked who mention each construct: {one} and {other}", { one, other }), series: [one, other],
    rows: whole.filter((row) => row.first.group === one && row.second.group === other).map((row) => ({
      name: row.construct,
      parts: [row.first, row.second].map((s) => ({
        share: s.participants === null || !s.asked ? 0 : s.participants / s.asked, told: of(s.participants, s.asked), label: `${row.construct}, ${s.group}: ${of(s.participants, s.asked)}`,
        open: s.segments.length ? () => showQuotes(study, `${row.construct}, ${s.group}`, s.segments) : null,
      })),
    })),
  });
  const shares = ([one, other]) => table(t("Share of the people asked"), head(t("Construct"), [one], [other]),
    whole.filter((row) => row.first.group === one && row.second.group === other).map((row) => h("tr", {}, h("th", { scope: "row" }, row.construct), cell(side(row, row.first)), cell(side(row, row.second)))));
  const units = [...new Set(found.rows.map((row) => row.unit).filter(Boolean))];
  show(body, tools,
    h("p", {}, h("span", { class: "badge doubt" }, t(found.note)), " ", t("Who was asked was chosen, not drawn: the interval and the test describe these people.")),
    against.map((pair) => figure({ title: t("Share of the people asked: {one} and {other}", { one: pair[0], other: pair[1] }), name: "groups", picture: chart(pair), table: shares(pair) })),
    h("h2", {}, t("How sure")),
    table(t("Groups compared"), head(t("Construct"), t("Question"), ...(alone ? [] : [t("Groups")]), [alone?.[0] ?? t("First")], [alone?.[1] ?? t("Second")], [t("Cases")], [t("Difference")], [t("95 % interval")], [t("p")], [t("corrected")]),
      found.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.construct), h("td", {}, row.question || t("whole interviews")), alone ? null : h("td", {}, `${row.first.group} : ${row.second.group}`),
        cell(side({ construct: about(row) }, row.first)), cell(side({ construct: about(row) }, row.second)), cell(`${of(row.first.cases, row.first.of_cases)} : ${of(row.second.cases, row.second.of_cases)}`),
        cell(row.difference ? percent(row.difference.value, true) : ""), cell(row.difference ? t("{low} to {high}", { low: percent(row.difference.low, true), high: percent(row.difference.high, true) }) : ""),
        cell(row.p === null ? "" : number(row.p, 3)), cell(row.adjusted === null ? "" : number(row.adjusted, 3))))),
    units.map((unit) => h("p", { class: "small soft" }, t("p: {unit}; corrected over {n} tests ({how}).", { unit: told(unit), n: found.tests, how: found.correction }))),
    found.uncoded ? h("p", { class: "small soft" }, t("{n} people were heard in no source that was coded; they are left out.", { n: found.uncoded })) : null,
    h("h2", {}, t("What each group said")),
    table(t("What each group said"), head(t("Group"), [t("Coded of heard")], [t("Mentions")], [t("Keywords")], [t("A head, interviewed")], [t("A head, survey")], [t("Discarded")]),
      found.counts.map((g) => h("tr", {}, h("th", { scope: "row" }, g.group), cell(`${g.people}/${g.heard}`), cell(number(g.mentions)), cell(number(g.keywords)),
        cell(spoken(g.interviews)), cell(spoken(g.survey)), cell(number(g.discarded))))));
}

const spoken = (said) => (said.people ? number(said.mentions / said.people, 1) : "");
