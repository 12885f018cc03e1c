// Search: who said it, in which case and role; a code for all that was found.

import { clip, withheld } from "../clips.js";
import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { control, fail, form, pick, toast, tryTo, valueOf } from "../ui.js";
import { number, t } from "../words.js";

const MOST = 200;

/** The words of a hit with what was found marked. Offsets are code points. */
function marked(hit) {
  const signs = [...hit.words];
  const parts = [];
  let at = 0;
  for (const [start, end] of hit.marks) {
    parts.push(signs.slice(at, start).join(""), h("mark", {}, signs.slice(start, end).join("")));
    at = end;
  }
  parts.push(signs.slice(at).join(""));
  return parts;
}

export default async function search(main, { study, query, go }) {
  const [known, codes] = await Promise.all([study.get("/search"), study.get("/codes")]);
  const kept = Object.entries(known.kept);
  const any = (values) => [["", t("any")], ...values.map((v) => [v, v])];
  const fields = [
    { name: "groups", label: t("Group"), choices: any(known.groups) },
    { name: "cases", label: t("Case"), choices: any(known.cases) },
    { name: "roles", label: t("Role"), choices: any(known.roles) },
    { name: "speaks", label: t("Speaks"), choices: [["", t("any")], ["participant", t("participant")], ["interviewer", t("interviewer")], ["unknown", t("unknown")]] },
  ].map((field) => ({ ...field, kind: "choice", value: query.get(field.name) ?? "" }));
  const controls = fields.map((field) => [field, control(field)]);
  const input = h("input", { type: "search", value: query.get("q") ?? "", size: "44", "aria-label": t("Search for"), placeholder: t("price AND (\"new product\" OR innovat*)") });
  const results = h("div", { "aria-live": "polite" });
  let hits = [];
  const off = new Set();

  const ask = () => {
    const wanted = new URLSearchParams({ q: input.value });
    for (const [field, one] of controls) if (valueOf(field, one)) wanted.set(field.name, valueOf(field, one));
    go(`/s/${study.id}/search?${wanted}`, { replace: true });
  };
  const draw = () => {
    const chosen = hits.filter((hit) => !off.has(hit));
    show(results,
      h("div", { class: "row" }, h("b", {}, t("{n} turns", { n: number(hits.length) })),
        hits.length ? button(t("Code {n} chosen turns… (c)", { n: chosen.length }), codeAll) : null,
        hits.length ? button(t("Choose none"), () => { for (const hit of hits) off.add(hit); draw(); }, "quiet") : null,
        hits.length ? button(t("Choose all"), () => { off.clear(); draw(); }, "quiet") : null),
      withheld(hits.slice(0, MOST)),
      hits.slice(0, MOST).map((hit) => h("div", { class: "quote" },
        h("label", { class: "check" }, h("input", { type: "checkbox", checked: !off.has(hit), "aria-label": t("Choose this turn"), on: { change: (e) => { if (e.target.checked) off.delete(hit); else off.add(hit); draw(); } } }),
          h("span", { class: "said" }, marked(hit))),
        h("div", { class: "from" }, [hit.participant, hit.role, hit.case, hit.group].filter(Boolean).join(", "), " · ",
          link(hit.source_name, `/s/${study.id}/coding/${hit.source}?at=${hit.start}-${hit.end}`), " ", clip(study, hit)))),
      hits.length > MOST ? h("p", { class: "soft" }, t("{n} more: ask more precisely", { n: number(hits.length - MOST) })) : null);
  };
  const codeAll = async () => {
    const chosen = hits.filter((hit) => !off.has(hit));
    if (!chosen.length) return;
    const given = await pick({ title: t("Code for {n} turns", { n: chosen.length }), items: codes.filter((c) => c.kind === "keyword" && !c.into).map((c) => ({ name: c.name })), make: true });
    if (!given) return;
    const done = await tryTo(() => study.post("/search/code", { name: given.name, why: t("found by: {q}", { q: input.value }), stretches: chosen }));
    if (done) toast(t("{n} turns coded: {name}", { n: chosen.length, name: given.name }));
  };
  const keep = async () => {
    const given = await form(t("Keep this question"), [{ name: "name", label: t("Name") }]);
    if (given?.name) {
      await tryTo(() => study.post("/state-fact", { key: `query.${given.name}`, value: location.search.slice(1) }));
      ask();
    }
  };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) ask(); });
  for (const [, one] of controls) one.addEventListener("change", ask);
  pageKeys(main, { "/": [t("To the question"), () => input.focus()], "c": [t("Code the chosen turns"), codeAll] });
  show(main, h("header", {}, h("h1", {}, t("Search"))),
    h("div", { class: "row" }, input, button(t("Search"), ask, "main"), button(t("Keep"), keep)),
    h("p", { class: "small soft" }, t("Words side by side are all wanted. \"A phrase\", a beginn*, AND, OR, NOT, brackets, NEAR(price customer, 5).")),
    h("div", { class: "row" }, controls.map(([field, one]) => h("label", { class: "row small" }, field.label, one))),
    kept.length ? h("p", { class: "row" }, t("Kept:"), kept.map(([name, asked]) => link(name, `/s/${study.id}/search?${asked}`))) : null,
    results);
  if (!input.value) return;
  const some = (name) => (query.get(name) ? [query.get(name)] : []);
  try {
    hits = await study.post("/search", { question: input.value, groups: some("groups"), cases: some("cases"), roles: some("roles"), speaks: some("speaks") });
    draw();
  } catch (error) {
    fail(error);
  }
}
