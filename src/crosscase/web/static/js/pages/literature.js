// Literature: references from a RIS or BibTeX file, given to the constructs of the frame.

import { upload } from "../api.js";
import { button, h, link, show } from "../dom.js";
import { dropPlace } from "../uploads.js";
import { control, toast, tryTo } from "../ui.js";
import { t } from "../words.js";

export default async function literature(main, { study, again }) {
  const codes = await study.get("/codes");
  const constructs = codes.filter((code) => code.kind === "construct");
  const list = h("div", { "aria-live": "polite" });
  const take = async ([[file]]) => {
    const told = await tryTo(() => upload(`${study.root}/references/read`, file));
    if (told) choose(told);
  };
  const choose = ({ references, remarks }) => {
    const marks = references.map((work) => [work, h("input", { type: "checkbox", checked: true, "aria-label": work.short })]);
    const to = control({ kind: "choice", choices: constructs.map((c) => [c.id, c.name]) });
    const add = async () => {
      const wanted = marks.filter(([, box]) => box.checked).map(([work]) => work.short);
      if (!wanted.length) return;
      const done = await tryTo(() => study.post("/references", { code: Number(to.value), references: wanted }));
      if (done) { toast(t("{n} references added.", { n: wanted.length })); again(); }
    };
    show(list,
      h("h2", {}, t("Found ({n})", { n: references.length })),
      remarks.map((remark) => h("p", { class: "soft" }, t("Line {line}: {text}", { line: remark.line, text: remark.text }))),
      h("div", { class: "scroll" }, h("table", {}, h("tbody", {}, marks.map(([work, box]) => h("tr", {}, h("td", {}, box), h("td", {}, work.short), h("td", {}, work.title), h("td", { class: "soft" }, work.where)))))),
      h("div", { class: "row" }, h("label", { class: "row" }, t("They speak of"), to), button(t("Add to the frame"), add, "main")));
  };
  show(main,
    h("header", {}, h("h1", {}, t("Literature"))),
    h("p", { class: "lead" }, t("What the frame rests on. The checks ask where a construct without a reference comes from.")),
    constructs.length ? dropPlace({ words: t("Drop a RIS or BibTeX file here"), choose: t("Choose a file"), many: false, take })
      : h("div", { class: "empty" }, t("The frame has no construct yet."), h("div", { class: "row" }, link(t("To the design"), `/s/${study.id}/design/frame`, { class: "button" }))),
    list,
    h("h2", {}, t("In the frame")),
    h("div", { class: "scroll" }, h("table", {}, h("tbody", {}, constructs.map((code) => h("tr", {}, h("th", { scope: "row" }, link(code.name, `/s/${study.id}/codebook/${code.id}`)), h("td", {}, code.reference || h("span", { class: "soft" }, t("none")))))))));
}
