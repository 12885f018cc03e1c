// Beside the model: the chosen proposition with its evidence, or the chosen construct.

import { withheld } from "../clips.js";
import { button, h, show } from "../dom.js";
import { quote, showCode } from "../quotes.js";
import { confirm } from "../ui.js";
import { mark, number, said, t } from "../words.js";
import { shaky } from "./canvas.js";
import { contrary } from "./contrary.js";
import { KINDS, ROLES, STANCES } from "./forms.js";
import { replication } from "./replication.js";

const FIRST = 10;
const HEADS = { supports: mark("Supports"), contradicts: mark("Contradicts"), qualifies: mark("Qualifies") };

const choice = (label, values, value, run) =>
  h("select", { "aria-label": label, on: { change: (e) => run(e.target.value) } }, values.map((one) => h("option", { value: one, selected: one === value }, one ? t(one) : t("none"))));

/** The chosen construct. */
export function construct(study, one, act) {
  return [h("h2", {}, one.name),
    h("label", { class: "field" }, h("span", {}, t("Role in the model")), choice(t("Role in the model"), ROLES, one.role, (role) => act.change("code", one.id, { role }))),
    h("div", { class: "row" }, button(t("Show its quotes"), () => showCode(study, one)), button(t("New proposition from it"), () => act.newClaim(one.id), "main")),
    h("p", { class: "small soft" }, t("Move the box with the arrow keys (with Shift further) or drag it."))];
}

/** The chosen proposition. */
export async function claim(study, found, one, act) {
  const evidence = await study.get(`/propositions/${one.id}/evidence`);
  const names = new Map(found.constructs.map((c) => [c.id, c.name]));
  const without = Object.entries(one.without);
  return [
    h("h2", {}, one.label, " ", h("span", { class: `badge ${shaky(one) ? "doubt" : ""}` }, t(one.status))),
    h("p", {}, one.statement), one.condition ? h("p", { class: "soft" }, t("Condition: {words}", { words: one.condition })) : null,
    h("p", { class: "row" }, t("From"), one.causes.map((cause) => h("span", { class: "badge" }, names.get(cause.code) ?? "?", " ",
      one.causes.length > 1 ? button("×", () => act.remove("cause", cause.id), "link", { "aria-label": t("Take {name} out of the causes", { name: names.get(cause.code) }) }) : null)),
    button(t("Add a cause"), () => act.addCause(one), "link")),
    h("p", {}, t("To {name}", { name: names.get(one.to) ?? "?" }), one.via ? ` · ${t(one.shape)}: ${names.get(one.via) ?? "?"}` : one.shape === "direct" ? "" : ` · ${t(one.shape)}`),
    h("div", { class: "row" }, button(t("Add evidence (v)"), () => act.addEvidence(one), "main"), button(t("Evidence of a case"), () => act.addCase(one)), button(t("Change (e)"), () => act.changeClaim(one)),
      button(t("Remove"), async () => { if (await confirm(t("Remove {label}?", one), t("Its causes and its evidence go with it. Undo brings them back."), t("Remove"))) act.remove("proposition", one.id); }, "danger")),
    one.findings.map((f) => h("div", { class: `told ${f.severity}` }, h("b", {}, t("Rule {rule}:", { rule: f.rule })), " ", said(f.text), " ", h("span", { class: "soft" }, said(f.todo)))),
    h("p", {}, t("{n} of {m} cases asked support it.", { n: number(one.supporting.length), m: number(one.asked.length) }), " ",
      without.length ? t("If one case were left out: {told}.", { told: without.map(([name, status]) => t("without {name} {status}", { name, status: t(status) })).join("; ") }) : t("It stands the same whichever case is left out.")),
    STANCES.map((stance) => pieces(study, stance, evidence.filter((item) => item.stance === stance), act)),
    await contrary(study, one, act), rivals(study, found, one, act), replication(found, one, act),
  ];
}

/** The other explanations of what a proposition explains, each with its own evidence. */
function rivals(study, found, one, act) {
  const mine = found.rivals.filter((rival) => rival.proposition === one.label);
  const card = (rival) => {
    const told = t("{n} for, {m} against, {k} qualify", { n: number(rival.supports.pieces), m: number(rival.contradicts.pieces), k: number(rival.qualifies.pieces) });
    const body = h("div", {});
    const open = h("details", { on: { toggle: () => open.open && !body.firstChild && fill() } }, h("summary", {}, told), body);
    const fill = async () => {
      const items = await study.get(`/rivals/${rival.id}/evidence`);
      show(body, STANCES.map((stance) => pieces(study, stance, items.filter((item) => item.stance === stance), act, "rival evidence", rival.rival)));
    };
    return h("div", { class: "piece rival" }, h("p", {}, h("b", {}, rival.rival), " ", rival.statement, " ", rival.stronger ? h("span", { class: "badge doubt" }, t("more support than {label}", { label: one.label })) : null), open,
      h("div", { class: "row small" }, button(t("Give evidence"), () => act.addEvidence(one, rival), "link"), button(t("Change"), () => act.changeRival(rival), "link"),
        button(t("Remove"), async () => { if (await confirm(t("Remove {label}?", { label: rival.rival }), t("Its evidence goes with it. Undo brings it back."), t("Remove"))) act.remove("rival", rival.id); }, "link", { "aria-label": t("Remove the rival {label}", { label: rival.rival }) })));
  };
  return h("section", { "aria-label": t("Rival explanations") }, h("h3", {}, t("Rival explanations"), " ", h("span", { class: "soft" }, number(mine.length))),
    mine.length ? mine.map(card) : h("p", { class: "soft" }, t("What else could explain it?")), h("p", {}, button(t("Add a rival explanation"), () => act.addRival(one))));
}

function pieces(study, stance, items, act, form = "evidence", of = "") {
  const body = h("div", {});
  const more = items.length > FIRST ? button(t("Show {n} more", { n: items.length - FIRST }), () => { show(body, items.map(piece)); more.remove(); }) : null;
  const piece = (item) => h("div", { class: "piece" },
    item.quote ? quote(study, item.quote) : h("p", {}, t("Case {name}", { name: item.case })), item.why ? h("p", { class: "small" }, item.why) : null,
    h("div", { class: "row small" }, choice(t("Stance"), STANCES, item.stance, (value) => act.change(form, item.id, { stance: value })), choice(t("Kind of evidence"), KINDS, item.kind, (value) => act.change(form, item.id, { kind: value })),
      button(t("Take away"), () => act.remove(form, item.id), "link"), h("span", { class: "soft" }, item.coder), item.unreviewed ? h("span", { class: "badge doubt" }, t("unreviewed")) : null));
  show(body, items.slice(0, FIRST).map(piece));
  return h("section", { "aria-label": `${of} ${t(HEADS[stance])}`.trim() }, h(of ? "h4" : "h3", {}, t(HEADS[stance]), " ", h("span", { class: "soft" }, number(items.length))), withheld(items.map((item) => item.quote).filter(Boolean)), items.length ? body : h("p", { class: "soft" }, t("Nothing.")), more);
}
