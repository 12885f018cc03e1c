// Memos: theoretical, method, reflexive and other thoughts, by date, with what they are about.

import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { confirm, form, tryTo } from "../ui.js";
import { t } from "../words.js";

const KINDS = () => [["theoretical", t("theoretical")], ["method", t("method")], ["reflexive", t("reflexive")], ["comment", t("comment")], ["paraphrase", t("paraphrase")]];

export default async function memos(main, { study, query, go, again }) {
  const all = await study.get("/memos");
  const only = query.get("kind") ?? "";
  const shown = all.filter((memo) => !only || memo.kind === only);
  const write = async (memo = null) => {
    const given = await form(memo ? t("Memo") : t("New memo"), [
      { name: "kind", label: t("Kind"), kind: "choice", value: memo?.kind ?? (only || "reflexive"), choices: KINDS().filter(([kind]) => kind !== "paraphrase" || memo?.about === "segment") },
      { name: "text", label: t("Memo"), kind: "long", value: memo?.text },
    ]);
    if (!given) return;
    if ((await tryTo(() => study.post(`/entries/memo${memo ? `/${memo.id}` : ""}`, { values: given }))) !== null) again();
  };
  const remove = async (memo) => {
    if (!(await confirm(t("Remove this memo?"), memo.text.slice(0, 200)))) return;
    if ((await tryTo(() => study.post("/entries/memo/remove", { ids: [memo.id] }))) !== null) again();
  };
  pageKeys(main, { "n": [t("New memo"), () => write()] });
  show(main,
    h("header", {}, h("h1", {}, t("Memos")), h("div", { class: "tools" }, button(t("New memo (n)"), () => write(), "main"))),
    h("nav", { class: "tabs", "aria-label": t("Kind of memo") }, [["", t("All")], ...KINDS()].map(([kind, words]) =>
      link(`${words} (${all.filter((m) => !kind || m.kind === kind).length})`, `/s/${study.id}/memos${kind ? `?kind=${kind}` : ""}`, { "aria-current": kind === only ? "page" : null }))),
    shown.length ? shown.map((memo) => h("article", { class: "card memo" },
      h("div", { class: "row small soft" }, h("b", {}, t(memo.kind)), h("span", {}, memo.date), h("span", {}, memo.coder),
        memo.to ? link(memo.title.length > 80 ? `${memo.title.slice(0, 80)}…` : memo.title, `/s/${study.id}/${memo.to}`) : null),
      memo.text.split("\n").map((line) => h("p", {}, line)),
      h("div", { class: "row" }, button(t("Edit"), () => write(memo), "quiet"), button(t("Remove"), () => remove(memo), "quiet"))))
      : h("div", { class: "empty" }, t("No memo yet. Write down what you think while you read: what a pattern may mean, how you decided, what you bring along."), h("div", { class: "row" }, button(t("New memo"), () => write(), "main"))));
  return study.onChange(({ moved }) => moved && go(location.pathname + location.search, { replace: true }));
}
