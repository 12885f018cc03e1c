// The codebook: constructs, themes and keywords as a tree; what each means; what became of it.

import { button, h, link, show } from "../dom.js";
import { colourOf } from "../coding/paint.js";
import { pageKeys } from "../keys.js";
import { showCode } from "../quotes.js";
import { confirm, control, form, pick, tryTo, valueOf } from "../ui.js";
import { number, t } from "../words.js";

const DRAG = "text/crosscase-keyword";
const FIELDS = () => [
  { name: "name", label: t("Name") }, { name: "definition", label: t("Definition"), kind: "long" },
  { name: "include", label: t("Include"), kind: "long" }, { name: "exclude", label: t("Exclude"), kind: "long" },
  { name: "example", label: t("Example"), kind: "long" }, { name: "reference", label: t("Reference") },
];
const CONSTRUCT = () => [
  { name: "role", label: t("Role in the model"), kind: "choice", choices: [["", t("none")], ["internal driver", t("internal driver")], ["external driver", t("external driver")], ["outcome", t("outcome")]] },
  { name: "sign", label: t("Sign the literature expects"), kind: "choice", choices: [["", t("none stated")], ["+", "+"], ["-", "−"], ["0", "0"], ["?", "?"]] },
  { name: "dimensions", label: t("Dimensions") },
];

export default async function codebook(main, { study, args, query, go }) {
  if (args[0] === "history") return past(main, study, query, go);
  if (args[0] === "structure") return (await import("../codebook/structure.js")).default(main, study);
  let codes = await study.get("/codes");
  let here = Number(args[0]) || 0;
  const closed = new Set();
  const find = h("input", { type: "search", placeholder: t("Find (/)"), "aria-label": t("Find a code"), on: { input: () => draw() } });
  const tree = h("div", { class: "tree", role: "group", "aria-label": t("Codes") });
  const detail = h("section", { class: "card", "aria-label": t("The code") });
  const load = async () => { codes = await study.get("/codes"); draw(); };
  const change = async (path, body) => { if ((await tryTo(() => study.post(path, body))) !== null) await load(); };
  const byId = () => new Map(codes.map((c) => [c.id, c]));

  const put = async (name, to) => {
    const code = codes.find((c) => c.kind === "keyword" && c.name === name);
    if (!code || code.belongs.includes(to.id)) return;
    if ((await tryTo(() => study.post("/assign", { keyword: name, to: to.name }))) === null) return;
    for (const from of code.belongs) await tryTo(() => study.post(`/unassign/${code.id}/${from}`));
    await load();
  };
  const row = (code, depth, known, count) => h("div", {
    class: code.id === here ? "leaf here" : "leaf", style: { "padding-left": `${depth * 1.1}rem` },
    on: code.kind === "keyword" ? {} : {
      dragover: (e) => e.preventDefault(), drop: (e) => { e.preventDefault(); put(e.dataTransfer.getData(DRAG), code); },
    },
  },
    code.kind === "keyword" ? h("span", { class: "twist" }) : button(closed.has(code.id) ? "▸" : "▾", () => { if (!closed.delete(code.id)) closed.add(code.id); draw(); }, "quiet twist", { "aria-expanded": String(!closed.has(code.id)), "aria-label": t("Show what is under {name}", { name: code.name }) }),
    h("span", { class: "swatch", style: { background: colourOf(code, known) } }),
    button(code.name, () => { here = code.id; draw(); }, "link", { draggable: code.kind === "keyword" ? "true" : null, data: { code: code.id } }),
    code.kind === "keyword" ? null : h("span", { class: "badge" }, t(code.kind)), code.origin === "inductive" && code.kind !== "keyword" ? h("span", { class: "badge" }, t("inductive")) : null,
    h("button", { type: "button", class: "link small", "aria-label": t("{n} codings of {name}: show the words", { n: count, name: code.name }), on: { click: () => showCode(study, code) } }, number(count)));
  const draw = () => {
    const known = byId();
    const typed = find.value.toLowerCase();
    const under = new Map();
    for (const code of codes) for (const to of code.belongs) under.set(to, [...(under.get(to) ?? []), code]);
    const merged = new Map();
    for (const code of codes) if (code.into) merged.set(code.into, [...(merged.get(code.into) ?? []), code]);
    const sum = (code, seen = new Set()) => {
      if (seen.has(code.id)) return 0;
      seen.add(code.id);
      return code.used + [...(under.get(code.id) ?? []), ...(merged.get(code.id) ?? [])].reduce((all, child) => all + sum(child, seen), 0);
    };
    const fits = (code) => !typed || code.name.toLowerCase().includes(typed) || (under.get(code.id) ?? []).some(fits) || (merged.get(code.id) ?? []).some(fits);
    const rows = [];
    const seen = new Set();
    const walk = (code, depth) => {
      if (!fits(code) || seen.has(`${depth} ${code.id}`)) return;
      seen.add(`${depth} ${code.id}`);
      rows.push(row(code, depth, known, sum(code)));
      if (closed.has(code.id) && !typed) return;
      for (const child of [...(under.get(code.id) ?? []), ...(merged.get(code.id) ?? [])].sort((a, b) => b.used - a.used)) walk(child, depth + 1);
    };
    for (const code of codes.filter((c) => c.kind !== "keyword" && !c.belongs.length)) walk(code, 0);
    const loose = codes.filter((c) => c.kind === "keyword" && !c.belongs.length && !c.into && fits(c));
    if (loose.length) rows.push(h("h3", {}, t("Keywords under no construct ({n})", { n: loose.length })));
    for (const code of loose.sort((a, b) => b.used - a.used)) walk(code, 0);
    show(tree, rows.length ? rows : h("p", { class: "empty" }, t("No code yet. Code a passage, or let the engine propose keywords.")));
    fill(known);
  };
  const fill = (known) => {
    const code = known.get(here);
    if (!code) return void show(detail, h("p", { class: "soft" }, t("Choose a code: what it means, where it belongs, its colour.")));
    const fields = [...FIELDS(), ...(code.kind === "keyword" ? [] : CONSTRUCT())].map((f) => ({ ...f, value: code[f.name] }));
    const made = fields.map((f) => [f, control(f)]);
    const colour = h("input", { type: "color", value: colourOf(code, known) });
    const save = () => change(`/entries/code/${code.id}`, { values: Object.fromEntries(made.map(([f, one]) => [f.name, valueOf(f, one)]).filter(([name, value]) => value !== code[name])) });
    colour.addEventListener("change", () => change(`/entries/code/${code.id}`, { values: { colour: colour.value } }));
    const under = code.belongs.map((id) => known.get(id)).filter(Boolean);
    show(detail,
      h("h2", {}, code.name),
      h("p", { class: "small soft" }, t(code.kind), under.length ? [" · ", t("under {names}", { names: under.map((c) => c.name).join(", ") })] : "", code.into ? [" · ", t("merged into {name}", { name: known.get(code.into)?.name ?? "" })] : ""),
      h("div", { class: "row" }, button(t("Words"), () => showCode(study, code)),
        code.kind === "keyword" ? button(t("Put under… (u)"), () => under_(code)) : null,
        ...under.map((to) => button(t("Take out of {name}", { name: to.name }), () => change(`/unassign/${code.id}/${to.id}`, {}))),
        code.kind === "keyword" ? (code.into ? button(t("Split"), () => change("/split", { keyword: code.name })) : button(t("Merge into… (m)"), () => join(code))) : null,
        button(t("Memo"), () => memo(code)), button(t("Remove"), () => remove(code), "danger")),
      made.map(([f, one]) => h("label", { class: "field" }, h("span", {}, f.label), one)),
      h("label", { class: "field" }, h("span", {}, t("Colour")), colour),
      h("div", { class: "row" }, button(t("Save"), save, "main")));
  };
  const under_ = async (code) => {
    const given = await pick({ title: t("Put “{name}” under", { name: code.name }), items: codes.filter((c) => c.kind !== "keyword").map((c) => ({ name: c.name })), make: true });
    if (given) await change("/assign", { keyword: code.name, to: given.name });
  };
  const join = async (code) => {
    const given = await pick({ title: t("“{name}” means the same as", { name: code.name }), items: codes.filter((c) => c.kind === "keyword" && !c.into && c !== code).map((c) => ({ name: c.name })), make: true });
    if (given) await change("/merge", { keywords: [code.name], into: given.name });
  };
  const memo = async (code) => {
    const given = await form(t("Memo on {name}", { name: code.name }), [{ name: "text", label: t("Memo"), kind: "long" }]);
    if (given) await change("/entries/memo", { values: { kind: "theoretical", text: given.text, about: "code", of: code.id } });
  };
  const remove = async (code) => {
    if (await confirm(t("Remove {name}?", { name: code.name }), t("Its {n} codings go with it. Undo brings all of it back.", { n: code.used }))) await change("/entries/code/remove", { ids: [code.id] });
  };
  const add = async () => {
    const given = await form(t("New code"), [{ name: "name", label: t("Name") }, { name: "kind", label: t("Kind"), kind: "choice", value: "keyword", choices: [["keyword", t("keyword")], ["theme", t("theme")], ["construct", t("construct")]] }, { name: "definition", label: t("Definition"), kind: "long" }]);
    if (given) await change("/entries/code", { values: given });
  };
  const move = (by) => {
    const buttons = [...tree.querySelectorAll("[data-code]")];
    const at = buttons.findIndex((one) => Number(one.dataset.code) === here);
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, at + by))];
    if (next) { here = Number(next.dataset.code); draw(); tree.querySelector(`[data-code="${here}"]`)?.scrollIntoView({ block: "nearest" }); }
  };
  tree.addEventListener("dragstart", (e) => {
    const code = byId().get(Number(e.target.dataset?.code));
    if (code) e.dataTransfer.setData(DRAG, code.name);
  });
  const chosen = (run) => () => { const code = byId().get(here); if (code) run(code); };
  pageKeys(main, {
    "/": [t("Find a code"), () => find.focus()], "n": [t("New code"), add],
    "j": [t("Next code"), () => move(1)], "ArrowDown": [t("Next code"), () => move(1)], "k": [t("Code before"), () => move(-1)], "ArrowUp": [t("Code before"), () => move(-1)],
    "u": [t("Put the keyword under a construct"), chosen((c) => c.kind === "keyword" && under_(c))],
    "m": [t("Merge the keyword into another"), chosen((c) => c.kind === "keyword" && !c.into && join(c))],
    "w": [t("Show the words"), chosen((c) => showCode(study, c))], "Delete": [t("Remove the code"), chosen(remove)],
  });
  show(main,
    h("header", {}, h("h1", {}, t("Codebook")), h("div", { class: "tools" }, find, button(t("New code (n)"), add), link(t("Merge board"), `/s/${study.id}/merging`, { class: "button" }), link(t("Data structure"), `/s/${study.id}/codebook/structure`, { class: "button" }), link(t("As on a day"), `/s/${study.id}/codebook/history`, { class: "button" }))),
    h("div", { class: "codebook" }, tree, detail));
  draw();
  return study.onChange(({ moved }) => moved && load());
}

async function past(main, study, query, go) {
  const day = query.get("day") ?? new Date().toISOString().slice(0, 10);
  const told = await study.get(`/codebook/${day}`);
  const date = h("input", { type: "date", value: day, "aria-label": t("Day"), on: { change: (e) => e.target.value && go(`/s/${study.id}/codebook/history?day=${e.target.value}`) } });
  const heads = (...words) => h("thead", {}, h("tr", {}, words.map((one) => h("th", { scope: "col" }, one))));
  show(main,
    h("header", {}, h("h1", {}, t("The codebook as on a day")), h("div", { class: "tools" }, date, link(t("Today's codebook"), `/s/${study.id}/codebook`, { class: "button" }))),
    h("h2", {}, t("Since then ({n})", { n: told.since.length })),
    told.since.length ? h("div", { class: "scroll" }, h("table", {}, heads(t("Code"), t("What"), t("Was"), t("Is")), h("tbody", {}, told.since.map((s) => h("tr", {}, h("td", {}, s.code), h("td", {}, t(s.what)), h("td", {}, s.was), h("td", {}, s.now)))))) : h("p", { class: "soft" }, t("Nothing has changed since.")),
    h("h2", {}, t("The codebook then ({n} codes)", { n: told.codes.length })),
    h("div", { class: "scroll" }, h("table", {}, heads(t("Code"), t("Kind"), t("Under"), t("Merged into"), t("Definition")),
      h("tbody", {}, told.codes.map((c) => h("tr", {}, h("td", {}, c.name), h("td", {}, t(c.kind)), h("td", {}, c.under.join(", ")), h("td", {}, c.into), h("td", {}, c.definition)))))));
}
