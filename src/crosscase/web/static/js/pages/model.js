// The model: constructs as boxes, propositions as arrows, the evidence of each, the ledger.

import { fetched } from "../api.js";
import { keep } from "../charts.js";
import { button, h, show } from "../dom.js";
import { jobs } from "../jobs.js";
import { pageKeys } from "../keys.js";
import { canvas } from "../model/canvas.js";
import { acts } from "../model/forms.js";
import { advice, ledger } from "../model/ledger.js";
import { claim, construct } from "../model/panel.js";
import { scanned } from "../names.js";
import { tryTo } from "../ui.js";
import { t } from "../words.js";

const FORMS = ["svg", "png", "pdf"];
const SAVE_AFTER = 500; // milliseconds without a further move

export default async function model(main, { study, query, go, again }) {
  let found = await study.get("/model");
  if (!found.constructs.length) {
    show(main, h("header", {}, h("h1", {}, t("Model"))), h("div", { class: "empty" }, t("There are no constructs yet. A construct is an idea of the model, such as a driver or the outcome; keywords are put under it."),
      h("div", { class: "row" }, button(t("Propose constructs for the keywords"), () => go(`/s/${study.id}/keywords/assign`), "main"), button(t("New construct"), () => acts(study, found, again).newConstruct()))));
    return null;
  }
  const asked = found.propositions.find((one) => String(one.id) === query.get("claim")) ?? found.propositions[0];
  let chosen = asked ? { kind: "claim", id: asked.id } : null;
  let act = null;
  let timer = 0;
  let unsaved = null;
  const stage = h("div", { class: "scroll stage" });
  const panel = h("aside", { class: "card panel", tabindex: "-1", "aria-label": t("What is chosen") });
  const below = h("div", { class: "below" });

  const save = async () => {
    clearTimeout(timer);
    const value = unsaved;
    unsaved = null;
    if (value === null) return;
    found.layout = value;
    await tryTo(() => study.post("/state-fact", { key: "model.layout", value }));
  };
  const moved = (spots) => {
    unsaved = JSON.stringify(Object.fromEntries(spots));
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  };
  const work = jobs(study, () => tryTo(() => reload()));
  const here = () => found.propositions.find((one) => chosen?.kind === "claim" && one.id === chosen.id);
  const choose = (kind, id) => {
    chosen = { kind, id };
    if (kind === "claim") history.replaceState({}, "", `/s/${study.id}/model?claim=${id}`);
    return draw();
  };
  const fillPanel = async () => {
    const box = found.constructs.find((one) => chosen?.kind === "construct" && one.id === chosen.id);
    const mine = here();
    if (box) show(panel, construct(study, box, act));
    else if (mine) {
      const parts = await claim(study, found, mine, act);
      if (here() === mine) show(panel, parts);
    } else show(panel, h("p", { class: "soft" }, t("Choose an arrow or a box; or state a proposition.")), button(t("New proposition (n)"), () => act.newClaim(), "main"));
  };
  const draw = async () => {
    const focus = document.activeElement?.dataset?.key;
    act = acts(study, found, reload);
    const drawing = canvas({ ...found, layout: unsaved ?? found.layout }, { chosen, choose, moved });
    show(stage, drawing);
    show(below, found.propositions.length ? [h("h2", {}, t("Ledger")), ledger(study, found, (id) => choose("claim", id))] : null, advice(found, act));
    if (focus) stage.querySelector(`[data-key="${focus}"]`)?.focus();
    await tryTo(fillPanel);
  };
  const reload = async (pick) => {
    await save();
    found = await study.get("/model");
    if (pick) chosen = pick;
    await draw();
  };
  const write = (form) => tryTo(async () => {
    const body = await scanned(study, (unscanned) => fetched(`${study.root}/model/drawing.${form}?unscanned=${unscanned}`));
    if (body) keep(`model.${form}`, body);
  });
  const step = (by) => {
    const at = found.propositions.findIndex((one) => one === here());
    const next = found.propositions[(at + by + found.propositions.length) % found.propositions.length];
    if (next) choose("claim", next.id);
  };
  pageKeys(main, {
    "n": [t("New proposition"), () => act.newClaim(chosen?.kind === "construct" ? chosen.id : undefined)],
    "c": [t("New construct"), () => act.newConstruct()],
    "j": [t("Next proposition"), () => step(1)], "k": [t("Proposition before"), () => step(-1)],
    "v": [t("Add evidence to the chosen proposition"), () => here() && act.addEvidence(here())], "e": [t("Change the chosen proposition"), () => here() && act.changeClaim(here())],
    "b": [t("To the boxes"), () => stage.querySelector(".box")?.focus()], "i": [t("To what is chosen"), () => panel.focus()],
  });
  show(main,
    h("header", {}, h("h1", {}, t("Model")), h("div", { class: "tools" }, button(t("New proposition (n)"), () => act.newClaim(), found.propositions.length ? "" : "main"),
      button(t("New construct (c)"), () => act.newConstruct()),
      h("span", { class: "soft" }, t("Drawn for paper:")), FORMS.map((form) => button(form.toUpperCase(), () => write(form), "quiet", { "aria-label": t("Download the drawn model as {form}", { form: form.toUpperCase() }) })))),
    h("p", { class: "lead" }, t("An arrow says in how many of the cases asked a proposition is supported, never how strong it is. Solid: supported; dashed: contested; dotted: one case or none; amber with “!”: a rule is broken.")),
    work.place, h("div", { class: "modelling" }, stage, panel, below));
  await draw();
  const off = study.onChange(({ moved: changed }) => changed && tryTo(() => reload()));
  return () => { off(); work.off(); save(); };
}
