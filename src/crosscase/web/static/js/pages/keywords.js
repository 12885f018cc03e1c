// Keywords: what the engine proposes, decided with the keyboard; one, many, or after a sample.

import { button, h, link, show } from "../dom.js";
import { jobs } from "../jobs.js";
import { pageKeys } from "../keys.js";
import { dialog, form, pick, toast, tryTo } from "../ui.js";
import { mark, number, t } from "../words.js";

const KINDS = [
  ["answer", mark("Answers"), mark("Which stretch of each interview answers which question.")],
  ["keyword", mark("Keywords"), mark("One keyword for each meaning unit: one you have, or a new one in the speaker's words.")],
  ["discard", mark("Discards"), mark("Passages that do not answer, proposed for subtraction.")],
  ["merge", mark("Merges"), mark("Keywords that mean the same.")],
  ["assign", mark("Constructs"), mark("A construct of the frame for each keyword, or a new one.")],
];
const PAGE = 60;

export default async function keywords(main, { study, args, go, again }) {
  const kind = KINDS.find(([name]) => name === args[0])?.[0] ?? "keyword";
  const [, , lead] = KINDS.find(([name]) => name === kind);
  const codes = await study.get("/codes");
  let rows = await study.get(`/suggestions/${kind}`);
  let at = 0;
  let from = 0;
  const marked = new Set();
  const names = new Map(codes.map((code) => [code.id, code.name]));
  const work = jobs(study, () => again());
  const list = h("div", { class: "decide", role: "region", "aria-label": t("Proposals"), tabindex: "0" });
  const count = h("p", { class: "soft", role: "status" });

  const what = (s) => {
    if (s.about === "merge" || s.about === "assign") return [h("b", {}, names.get(s.code) ?? "?"), " → ", h("b", {}, s.name || names.get(s.into) || "?")];
    if (s.about === "discard") return [h("b", {}, t("Discard")), " ", s.reason];
    if (s.about === "answer") return [h("b", {}, s.name)];
    return [h("b", {}, s.name), s.code ? "" : h("span", { class: "badge" }, t("new"))];
  };
  const draw = () => {
    at = Math.max(0, Math.min(at, rows.length - 1));
    from = Math.floor(at / PAGE) * PAGE;
    show(count, rows.length ? t("{n} wait for a decision; {m} marked.", { n: number(rows.length), m: marked.size }) : "");
    if (!rows.length) {
      show(list, h("div", { class: "empty" }, t("Nothing waits here. Let the engine propose, or code by hand on the coding page."),
        h("div", { class: "row" }, button(t("Propose"), propose, "main"))));
      return;
    }
    show(list, rows.slice(from, from + PAGE).map((s, index) => row(s, from + index)),
      rows.length > PAGE ? h("p", { class: "soft" }, t("{a} to {b} of {n}", { a: from + 1, b: Math.min(from + PAGE, rows.length), n: rows.length })) : null);
    list.querySelector(".here")?.scrollIntoView({ block: "nearest" });
  };
  const row = (s, index) => h("div", {
    class: index === at ? "proposal here" : "proposal", "aria-current": index === at ? "true" : null,
    on: { click: () => { at = index; draw(); list.focus(); } },
  },
    h("input", { type: "checkbox", checked: marked.has(s.id), tabindex: "-1", "aria-label": t("Mark"), on: { click: (e) => { e.stopPropagation(); mark(s); } } }),
    h("div", {}, h("div", {}, what(s)), s.words ? h("div", { class: "said" }, s.words) : null,
      h("div", { class: "small soft" }, number(s.score, 2), s.about === "discard" ? "" : ` · ${s.reason}`, s.participant ? ` · ${s.participant}` : "",
        s.source ? [" · ", link(s.source_name, `/s/${study.id}/coding/${s.source}?at=${s.place.join("-")}`)] : null)),
    index === at ? h("div", { class: "row" }, button(t("Accept (a)"), (e) => { e.stopPropagation(); decide("accept"); }),
      button(t("Change (e)"), (e) => { e.stopPropagation(); change(); }), button(t("Reject (x)"), (e) => { e.stopPropagation(); decide("reject"); })) : null);

  const mark = (s) => { if (!marked.delete(s.id)) marked.add(s.id); draw(); };
  const chosen = () => (marked.size ? [...marked] : rows[at] ? [rows[at].id] : []);
  const decide = async (verdict, name = "") => {
    const ids = chosen();
    if (!ids.length) return;
    const before = rows;
    rows = rows.filter((s) => !ids.includes(s.id));
    marked.clear();
    draw();
    if ((await tryTo(() => study.post("/suggestions/decide", { ids, verdict, name }))) === null) { rows = before; draw(); }
  };
  const change = async () => {
    const wanted = kind === "assign" ? codes.filter((c) => c.kind !== "keyword") : codes.filter((c) => c.kind === "keyword" && !c.into);
    const given = await pick({ title: t("Accept it as"), items: wanted.map((c) => ({ name: c.name })), make: true, start: rows[at]?.name ?? "" });
    if (given) await decide("change", given.name);
  };
  const propose = async () => { await tryTo(() => study.post(`/propose/${kind}`)); };
  const bulk = async () => {
    const given = await form(t("Accept all above a score"), [
      { name: "above", label: t("Score of at least"), kind: "number", value: 0.5 },
      { name: "how", label: t("How"), kind: "choice", value: kind === "keyword" ? "sample" : "rule",
        choices: [...(kind === "keyword" ? [["sample", t("After judging a random blind sample of 50")]] : []), ["rule", t("By rule alone: labelled unreviewed wherever it shows")]] },
      { name: "why", label: t("Why") },
    ], t("Go on"));
    if (!given) return;
    const done = given.how === "rule" ? await tryTo(() => study.post("/rule", { about: kind, above: given.above, why: given.why })) : await judge(given);
    if (!done) return;
    const share = done.shares?.all;
    toast(share ? t("{n} accepted; {right} of {of} in the sample were right ({low} to {high} %).", { n: done.accepted, right: share.right, of: share.asked, low: number(100 * share.low), high: number(100 * share.high) })
      : t("{n} accepted, unreviewed.", { n: done.accepted }));
    again();
  };
  const judge = async ({ above, why }) => {
    const drawn = await tryTo(() => study.get(`/sample?above=${above}`));
    if (!drawn) return null;
    const right = {};
    for (const [index, item] of drawn.entries()) {
      const said = await dialog({
        title: t("Is this right? {n} of {of}", { n: index + 1, of: drawn.length }),
        body: h("div", {}, h("div", { class: "quote" }, h("q", {}, item.words)), h("p", {}, t("Keyword:"), " ", h("b", {}, item.name))),
        actions: [[t("Stop"), null], [t("No"), "no"], [t("Yes"), "yes"]],
      });
      if (said === null) return null;
      right[item.id] = said === "yes";
    }
    return tryTo(() => study.post("/sample", { above, right, why }));
  };

  const move = (by) => { at = Math.max(0, Math.min(rows.length - 1, at + by)); draw(); };
  pageKeys(main, {
    "j": [t("Next proposal"), () => move(1)], "ArrowDown": [t("Next proposal"), () => move(1)],
    "k": [t("Proposal before"), () => move(-1)], "ArrowUp": [t("Proposal before"), () => move(-1)],
    "a": [t("Accept"), () => decide("accept")], "x": [t("Reject"), () => decide("reject")], "e": [t("Change and accept"), change],
    "Space": [t("Mark"), () => rows[at] && (mark(rows[at]), move(1))],
    "A": [t("Mark all with the same proposal"), () => { const s = rows[at]; for (const o of rows) if (s && o.name === s.name) marked.add(o.id); draw(); }],
    "o": [t("Read it in its transcript"), () => rows[at]?.source && go(`/s/${study.id}/coding/${rows[at].source}?at=${rows[at].place.join("-")}`)],
    "b": [t("Accept all above a score"), bulk], "p": [t("Propose"), propose],
  });
  show(main,
    h("header", {}, h("h1", {}, t("Keywords")), h("div", { class: "tools" }, button(t("Propose (p)"), propose), button(t("Accept in bulk (b)"), bulk), link(t("Merge board"), `/s/${study.id}/merging`, { class: "button" }))),
    h("nav", { class: "tabs", "aria-label": t("What is proposed") }, KINDS.map(([name, words]) =>
      link(t(words), `/s/${study.id}/keywords/${name}`, { "aria-current": name === kind ? "page" : null }))),
    h("p", { class: "lead" }, t(lead), " ", t("Nothing undecided is counted.")), work.place, count, list);
  draw();
  list.focus({ preventScroll: true });
  return work.off;
}
