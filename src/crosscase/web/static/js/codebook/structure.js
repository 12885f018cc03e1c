// The data structure: first-order concepts, second-order themes, aggregate dimensions; and its weak places.

import { fetched } from "../api.js";
import { keep } from "../charts.js";
import { head, table } from "../compare/parts.js";
import { button, h, link, show } from "../dom.js";
import { scanned } from "../names.js";
import { counted } from "../quotes.js";
import { told } from "../told.js";
import { tryTo } from "../ui.js";
import { number, t } from "../words.js";

const FORMS = ["svg", "png", "pdf"];

// Doubts by what they are, in the order in which each comes first.
function kinds(doubts) {
  const found = new Map();
  for (const { what, about } of doubts) found.set(what, [...(found.get(what) ?? []), about]);
  return [...found];
}

export default async function structure(main, study) {
  const draw = async () => {
    const found = await study.get("/structure");
    const write = (form) => tryTo(async () => {
      const body = await scanned(study, (unscanned) => fetched(`${study.root}/structure/drawing.${form}?unscanned=${unscanned}`));
      if (body) keep(`structure.${form}`, body);
    });
    const rows = found.dimensions.flatMap((dimension) => dimension.themes.flatMap((theme) => theme.concepts.map((concept) => ({ dimension, theme, concept }))));
    show(main,
      h("header", {}, h("h1", {}, t("Data structure")), h("div", { class: "tools" }, h("span", { class: "soft" }, t("Drawn for paper:")),
        FORMS.map((form) => button(form.toUpperCase(), () => write(form), "quiet", { "aria-label": t("Download the data structure as {form}", { form: form.toUpperCase() }) })),
        link(t("Codebook"), `/s/${study.id}/codebook`, { class: "button" }))),
      h("p", { class: "lead" }, t("First-order concepts keep to informants' words, second-order themes are yours, dimensions bring both together (Gioia, Corley and Hamilton 2013)."), " ",
        found.by_role ? t("No keyword is in a theme: constructs stand for the second order, their roles for the dimensions.") : ""),
      h("h2", {}, t("Concepts, themes, dimensions")),
      table(t("Concepts, themes, dimensions"), head(t("Concept"), [t("People")], [t("Cases")], t("Theme"), t("Dimension")), rows.map(({ dimension, theme, concept }) => h("tr", {},
        h("th", { scope: "row" }, concept.name), h("td", { class: "number" }, counted(study, number(concept.people), concept.name, concept.segments)), h("td", { class: "number" }, number(concept.cases)),
        h("td", {}, theme.name || "–"), h("td", {}, found.by_role ? told(dimension.name) : dimension.name || "–")))),
      h("h2", {}, t("To look at"), " ", h("span", { class: "soft" }, number(found.doubts.length))),
      found.doubts.length ? table(t("To look at"), head(t("What"), [t("How many")], t("Which")), kinds(found.doubts).map(([what, about]) => h("tr", {},
        h("th", { scope: "row" }, told(what)), h("td", { class: "number" }, number(about.length)), h("td", {}, about.join("; "))))) : h("p", { class: "soft" }, t("Nothing.")));
  };
  await draw();
  return study.onChange(({ moved }) => moved && tryTo(draw));
}
