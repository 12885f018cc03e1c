// The merge board: keywords that mean the same side by side; drag one in or out, split, name.

import { button, h, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { showCode } from "../quotes.js";
import { pick, tryTo } from "../ui.js";
import { number, t } from "../words.js";

const DRAG = "text/crosscase-keyword";
const MOST = 300;

export default async function merging(main, { study }) {
  let codes = [];
  let picked = null;
  const find = h("input", { type: "search", placeholder: t("Find a keyword (/)"), "aria-label": t("Find a keyword"), on: { input: () => draw() } });
  const board = h("div", { class: "board" });
  const load = async () => { codes = (await study.get("/codes")).filter((c) => c.kind === "keyword"); draw(); };
  const change = async (path, body) => { if ((await tryTo(() => study.post(path, body))) !== null) await load(); };
  const join = (name, into) => name !== into && change("/merge", { keywords: [name], into });
  const into = async (name) => {
    const given = await pick({ title: t("“{name}” means the same as", { name }), items: codes.filter((c) => !c.into && c.name !== name).map((c) => ({ name: c.name, note: number(c.used) })), make: true });
    if (given) await join(name, given.name);
  };
  const split = (name) => change("/split", { keyword: name });
  const card = (code, member) => h("div", {
    class: picked === code.name ? "keyword here" : "keyword", draggable: "true", tabindex: "0", data: { name: code.name },
    on: {
      dragstart: (e) => e.dataTransfer.setData(DRAG, code.name), focus: () => { picked = code.name; },
      ...(member ? {} : {
        dragover: (e) => e.preventDefault(),
        drop: (e) => { e.preventDefault(); e.stopPropagation(); const name = e.dataTransfer.getData(DRAG); if (name) join(name, code.name); },
      }),
    },
  }, button(code.name, () => showCode(study, code), "link"), h("span", { class: "small soft" }, number(code.used)),
    member ? button(t("Split"), () => split(code.name), "quiet") : button(t("Merge…"), () => into(code.name), "quiet"));
  const draw = () => {
    const members = new Map();
    for (const code of codes) if (code.into) members.set(code.into, [...(members.get(code.into) ?? []), code]);
    const heads = codes.filter((c) => members.has(c.id) && !c.into);
    const typed = find.value.toLowerCase();
    const alone = codes.filter((c) => !c.into && !members.has(c.id) && c.name.toLowerCase().includes(typed)).sort((a, b) => b.used - a.used || a.name.localeCompare(b.name));
    show(board,
      h("section", { class: "card", "aria-label": t("Keywords that stand alone"), on: { dragover: (e) => e.preventDefault(), drop: (e) => { e.preventDefault(); const name = e.dataTransfer.getData(DRAG); if (codes.find((c) => c.name === name)?.into) split(name); } } },
        h("h2", {}, t("Alone ({n})", { n: alone.length })), alone.slice(0, MOST).map((c) => card(c, false)),
        alone.length > MOST ? h("p", { class: "soft" }, t("{n} more: type to find one", { n: alone.length - MOST })) : null),
      h("div", { class: "groups" }, heads.map((head) => h("section", { class: "card", "aria-label": head.name, on: { dragover: (e) => e.preventDefault(), drop: (e) => { e.preventDefault(); const name = e.dataTransfer.getData(DRAG); if (name) join(name, head.name); } } },
        h("h2", {}, head.name), card(head, false), h("p", { class: "small soft" }, t("speaks for")), members.get(head.id).map((c) => card(c, true)))),
      heads.length ? null : h("p", { class: "empty" }, t("Nothing is merged yet. Drag a keyword onto another that means the same, or press m on one."))));
  };
  pageKeys(main, {
    "/": [t("Find a keyword"), () => find.focus()],
    "m": [t("Merge the keyword in focus into another"), () => picked && into(picked)],
    "s": [t("Split the keyword in focus"), () => picked && split(picked)],
  });
  show(main, h("header", {}, h("h1", {}, t("Merge board")), h("div", { class: "tools" }, find)),
    h("p", { class: "lead" }, t("Keywords that mean the same get one name. What was coded stays as it was judged; a split takes the merge back.")), board);
  await load();
  return study.onChange(({ moved }) => moved && load());
}
