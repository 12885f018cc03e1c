// Check: what a reviewer would ask; flaws first, each with what to do and the way to the place.

import { keep } from "../charts.js";
import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { counted } from "../quotes.js";
import { mark, number, said, t } from "../words.js";

const HEADS = { flaw: mark("Flaws"), doubt: mark("Doubts"), note: mark("Notes") };
const MEANS = { flaw: mark("Something is wrong."), doubt: mark("A person should look."), note: mark("Told, nothing more.") };
const FIRST = 12;

export default async function check(main, { study, query, go, again }) {
  const asked = query.get("profile") ?? "";
  const found = await study.get(`/check?${new URLSearchParams({ profile: asked })}`);
  const of = (severity) => found.findings.filter((f) => f.severity === severity);
  const save = () => keep(`check-${found.n}.json`, new Blob([JSON.stringify(found.findings, null, 2)], { type: "application/json" }));

  /** The way from a finding to what it is about. */
  const where = (f) => {
    if (f.where === "study") return h("span", { class: "soft" }, t("the study"));
    if (!f.place) return f.where;
    const { kind, id } = f.place;
    const pages = { source: `coding/${id}`, case: `cases/${id}`, proposition: `model?claim=${id}`, code: `codebook/${id}`, participant: "people", group: "people" };
    return link(f.where, `/s/${study.id}/${pages[kind]}`);
  };
  const one = (f) => h("tr", {}, h("td", {}, where(f)), h("td", {}, said(f.text)),
    h("td", { class: "number" }, f.segments.length ? counted(study, t("{n} passages", { n: number(f.segments.length) }), `${f.where}: ${said(f.text)}`, f.segments) : ""));
  const rule = (name, findings) => {
    const rows = h("tbody", {}, findings.slice(0, FIRST).map(one));
    const more = findings.length > FIRST ? button(t("Show {n} more", { n: findings.length - FIRST }), () => { show(rows, findings.map(one)); more.remove(); }) : null;
    const [first] = findings;
    return h("section", { class: "card rule", "aria-label": name },
      h("h3", {}, name, " ", h("span", { class: `badge ${first.severity}` }, number(findings.length))),
      h("p", {}, said(found.rules[name].reason), " ", h("span", { class: "soft" }, `(${first.reference})`)),
      h("p", {}, h("b", {}, t("To do:")), " ", said(first.todo)),
      h("div", { class: "scroll" }, h("table", { "aria-label": t("Findings of {rule}", { rule: name }) }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Where")), h("th", { scope: "col" }, t("What")), h("th", { scope: "col" }, t("Words")))), rows)), more);
  };
  const part = (severity) => {
    const mine = of(severity);
    const names = [...new Set(mine.map((f) => f.rule))];
    return h("section", { id: severity, tabindex: "-1", "aria-label": t(HEADS[severity]) }, h("h2", {}, t(HEADS[severity]), " ", h("span", { class: "soft" }, number(mine.length))),
      names.length ? [h("p", { class: "soft" }, t(MEANS[severity])), names.map((name) => rule(name, mine.filter((f) => f.rule === name)))] : h("p", { class: "soft" }, t("None.")));
  };
  const jump = (severity) => { const to = main.querySelector(`#${severity}`); to.scrollIntoView(); to.focus(); };
  pageKeys(main, { "f": [t("To the flaws"), () => jump("flaw")], "d": [t("To the doubts"), () => jump("doubt")], "n": [t("To the notes"), () => jump("note")], "j": [t("Keep as JSON"), save] });
  show(main,
    h("header", {}, h("h1", {}, t("Check")), h("div", { class: "tools" },
      h("label", { class: "check" }, t("Method"), h("select", { on: { change: (e) => go(`/s/${study.id}/check?${new URLSearchParams({ profile: e.target.value })}`) } },
        found.profiles.map((name) => h("option", { value: name, selected: name === found.profile }, t(name))))),
      button(t("Keep as JSON (j)"), save))),
    h("p", { class: "lead" }, t("What a reviewer would ask of the study as it stands."), " ",
      found.with_names ? t("Compared with the real names of the key file.") : t("There is no key file beside the study: real names were not looked for.")),
    h("p", { class: "row" }, found.severities.map((severity) => button([t(HEADS[severity]), h("span", { class: `badge ${severity}` }, number(of(severity).length))], () => jump(severity)))),
    found.severities.map(part));
  return study.onChange(({ moved }) => moved && again());
}
