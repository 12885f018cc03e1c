// Compare: cases, pairs of cases, the framework matrix, groups, codes that stand together, keywords, words, saturation, coders; a tab each.

import { h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { tryTo } from "../ui.js";
import { mark, t } from "../words.js";

const TABS = [
  ["cases", mark("Cases"), () => import("../compare/cases.js")],
  ["pairs", mark("Pairs"), () => import("../compare/case_pairs.js")],
  ["framework", mark("Framework"), () => import("../compare/framework.js")],
  ["groups", mark("Groups"), () => import("../compare/groups.js")],
  ["together", mark("Together"), () => import("../compare/together.js")],
  ["keywords", mark("Keywords"), () => import("../compare/keywords.js")],
  ["words", mark("Words said"), () => import("../compare/words.js")],
  ["saturation", mark("Saturation"), () => import("../compare/saturation.js")],
  ["agreement", mark("Agreement"), () => import("../compare/agreement.js")],
];

export default async function compare(main, { study, args, go }) {
  const [name, , load] = TABS.find(([one]) => one === args[0]) ?? TABS[0];
  const to = (tab) => `/s/${study.id}/compare/${tab}`;
  const body = h("div", {});
  pageKeys(main, Object.fromEntries(TABS.map(([tab, words], at) => [String(at + 1), [t(words), () => go(to(tab))]])));
  show(main, h("header", {}, h("h1", {}, t("Compare"))),
    h("nav", { class: "tabs", "aria-label": t("What is compared") }, TABS.map(([tab, words]) => link(t(words), to(tab), { "aria-current": tab === name ? "page" : null }))), body);
  const { default: render } = await load();
  const draw = () => tryTo(() => render(body, { study }));
  await draw();
  return study.onChange(({ moved }) => moved && draw());
}
