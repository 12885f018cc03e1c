// Sources: what was collected, and the way into the reading room.

import { h, link, show } from "../dom.js";
import { number, t } from "../words.js";

export default async function sources(main, { study }) {
  const list = study.about.sources;
  const find = h("input", { type: "search", placeholder: t("Find"), "aria-label": t("Find a source"), on: { input: () => draw() } });
  const body = h("tbody");
  const draw = () => {
    const asked = find.value.toLowerCase();
    const fits = (s) => [s.name, ...s.people, ...s.cases, ...s.groups].join(" ").toLowerCase().includes(asked);
    show(body, list.filter(fits).map((s) => h("tr", {},
      h("td", {}, link(s.name, `/s/${study.id}/coding/${s.id}`)),
      h("td", {}, t(s.kind)), h("td", {}, s.people.join(", ")), h("td", {}, s.cases.join(", ")), h("td", {}, s.groups.join(", ")),
      h("td", {}, s.date), h("td", { class: "number" }, number(s.length)), h("td", { class: "number" }, s.codings ? number(s.codings) : ""))));
  };
  show(main, h("header", {}, h("h1", {}, t("Sources")), h("div", { class: "tools" }, find)),
    list.length
      ? h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {},
          [t("Source"), t("Kind"), t("People"), t("Cases"), t("Groups"), t("Date")].map((words) => h("th", { scope: "col" }, words)),
          h("th", { class: "number", scope: "col" }, t("Characters")), h("th", { class: "number", scope: "col" }, t("Codings")))), body))
      : h("p", { class: "empty" }, t("There is nothing here yet.")));
  draw();
}
