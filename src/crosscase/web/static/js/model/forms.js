// What is filled in by hand on the model page: propositions, evidence, recommendations.

import { showCode } from "../quotes.js";
import { form, pick, tryTo } from "../ui.js";
import { mark, t } from "../words.js";

export const STANCES = [mark("supports"), mark("contradicts"), mark("qualifies")];
export const ROLES = ["", mark("internal driver"), mark("external driver"), mark("outcome")];
export const KINDS = [mark("opinion"), mark("reported event"), mark("mechanism"), mark("observed fact")];
export const EXPECTED = [mark("literal"), mark("theoretical")];
export const REPLICATIONS = [...EXPECTED, mark("disconfirming"), mark("mixed"), mark("qualifies"), mark("silent"), mark("not asked")];
const DIRECTIONS = [["+", mark("more of it, more of the outcome (+)")], ["-", mark("more of it, less (−)")], ["0", mark("no relation (0)")], ["?", mark("not known (?)")]];
const SHAPES = [["direct", mark("direct")], ["mediated", mark("mediated: it works through another construct")], ["moderated", mark("moderated: another construct changes how it works")], ["joint", mark("joint: several causes together")]];

const said = (pairs) => pairs.map(([value, words]) => [value, t(words)]);

/** Ask for a proposition; null when it was called off. `was`: the one to change. */
function askClaim(found, was, from) {
  const constructs = found.constructs.map((one) => [one.id, one.name]);
  const outcome = found.constructs.find((one) => one.role === "outcome")?.id;
  return form(was ? t("Change {label}", { label: was.label }) : t("A new proposition"), [
    { name: "label", label: t("Label"), value: was?.label ?? `P${found.propositions.length + 1}` },
    { name: "statement", label: t("What it claims"), kind: "long", value: was?.statement },
    ...(was ? [] : [{ name: "cause", label: t("From"), kind: "choice", choices: constructs, value: from ?? found.constructs.find((one) => one.id !== outcome)?.id }]),
    { name: "to", label: t("To"), kind: "choice", choices: constructs, value: was?.to ?? outcome },
    { name: "direction", label: t("Direction"), kind: "choice", choices: said(DIRECTIONS), value: was?.direction ?? "+" },
    { name: "shape", label: t("Type"), kind: "choice", choices: said(SHAPES), value: was?.shape ?? "direct" },
    { name: "via", label: t("Through, or changed by"), kind: "choice", choices: [[null, t("None")], ...constructs], value: was?.via },
    { name: "condition", label: t("Under which condition"), value: was?.condition },
  ]);
}

/** The acts of the model page; `done(chosen)` is called after each that went through. */
export function acts(study, found, done) {
  const post = async (path, body, chosen) => {
    const made = await tryTo(() => study.post(path, body));
    if (made !== null) await done(chosen?.(made));
    return made;
  };
  const add = (name, values, chosen) => post(`/entries/${name}`, { values }, chosen);
  const remove = (name, id) => post(`/entries/${name}/remove`, { ids: [id] });
  const evidenceForm = (title, more = []) => form(title, [...more,
    { name: "stance", label: t("It"), kind: "choice", choices: STANCES.map((one) => [one, t(one)]), value: "supports" },
    { name: "kind", label: t("Kind of evidence"), kind: "choice", choices: KINDS.map((one) => [one, t(one)]), value: "opinion" },
    { name: "why", label: t("Why") }]);
  const cases = { name: "case", label: t("Case"), kind: "choice", choices: found.cases.map((one) => [one.id, one.name]), value: found.cases[0]?.id };
  const rivalFields = (was) => [{ name: "label", label: t("Label"), value: was.label }, { name: "statement", label: t("What it claims"), kind: "long", value: was.statement }];
  const names = (ids) => found.constructs.filter((one) => !ids.includes(one.id)).map((one) => ({ name: one.name, id: one.id }));
  return {
    remove,
    settle: (id, verdict, more) => post("/suggestions/decide", { ids: [id], verdict, ...more }),
    change: (name, id, values) => post(`/entries/${name}/${id}`, { values }),
    newClaim: async (from) => {
      const given = await askClaim(found, null, from);
      if (!given) return;
      const { cause, ...values } = given;
      await post("/claims", { values, causes: [cause] }, (made) => ({ kind: "claim", id: made.id }));
    },
    newConstruct: async () => {
      const given = await form(t("A new construct"), [{ name: "name", label: t("Name") }, { name: "role", label: t("Role in the model"), kind: "choice", choices: ROLES.map((role) => [role, role ? t(role) : t("none")]), value: "internal driver" }]);
      if (given) await add("code", { ...given, kind: "construct" }, (made) => ({ kind: "construct", id: made.id }));
    },
    changeClaim: async (claim) => {
      const given = await askClaim(found, claim);
      if (given) await post(`/entries/proposition/${claim.id}`, { values: given });
    },
    addCause: async (claim) => {
      const given = await pick({ title: t("{label} also starts from", { label: claim.label }), items: names([claim.to, ...claim.causes.map((cause) => cause.code)]) });
      if (given) await add("cause", { proposition: claim.id, code: given.item.id });
    },
    addRival: async (claim) => {
      const given = await form(t("Another explanation than {label}", { label: claim.label }), rivalFields({ label: `R${found.rivals.length + 1}`, statement: "" }));
      if (given) await add("rival", { ...given, proposition: claim.id });
    },
    changeRival: async (rival) => {
      const given = await form(t("Change {label}", { label: rival.rival }), rivalFields({ label: rival.rival, statement: rival.statement }));
      if (given) await post(`/entries/rival/${rival.id}`, { values: given });
    },
    /** What a case is expected to show; after its coding began the study calls it post hoc. */
    predict: async (claim) => {
      const given = await form(t("What is a case expected to show of {label}?", claim), [cases,
        { name: "expected", label: t("Replication"), kind: "choice", choices: EXPECTED.map((one) => [one, t(one)]), value: "literal", hint: t("Literal: the same as the others. Theoretical: a contrast, for a reason the proposition gives.") },
        { name: "why", label: t("Why"), kind: "long" }]);
      if (given) await add("prediction", { ...given, proposition: claim.id });
    },
    /** Say against the evidence what a case is to a proposition. */
    overrule: async (claim) => {
      const given = await form(t("What is a case to {label}, against its evidence?", claim), [cases,
        { name: "replication", label: t("Replication"), kind: "choice", choices: REPLICATIONS.map((one) => [one, t(one)]), value: "literal" },
        { name: "why", label: t("Why"), kind: "long" }]);
      if (given) await add("override", { ...given, proposition: claim.id });
    },
    /** Evidence from a passage: first a code, then one of its quotes, then what it says; of `claim`, or of a `rival` of it. */
    addEvidence: async (claim, rival = null) => {
      const label = rival?.rival ?? claim.label;
      const codes = (await study.get("/codes")).filter((code) => !code.into);
      const own = new Set(claim.causes.map((cause) => cause.code));
      const given = await pick({ title: t("Evidence for or against {label}: choose a code", { label }),
        items: codes.toSorted((a, b) => own.has(b.id) - own.has(a.id)).map((code) => ({ name: code.name, note: t(code.kind), id: code.id })) });
      if (!given) return;
      await showCode(study, given.item, [t("Take as evidence"), async (quote) => {
        const values = await evidenceForm(t("What does this say to {label}?", { label }));
        if (values) await add(rival ? "rival evidence" : "evidence", { ...values, ...(rival ? { rival: rival.id } : { proposition: claim.id }), segment: quote.segment });
      }]);
    },
    addCase: async (claim) => {
      const values = await evidenceForm(t("What does a case as a whole say to {label}?", { label: claim.label }), [cases]);
      if (values) await add("evidence", { ...values, proposition: claim.id });
    },
    advise: async (was = null) => {
      const given = await form(was ? t("Change the recommendation") : t("A recommendation"), [{ name: "text", label: t("What the study advises"), kind: "long", value: was?.text }]);
      if (given && was) await post(`/entries/recommendation/${was.id}`, { values: given });
      else if (given) await add("recommendation", given);
    },
    tie: async (advice) => {
      const tied = advice.grounds.map((ground) => ground.proposition);
      const given = await pick({ title: t("It rests on"), items: found.propositions.filter((claim) => !tied.includes(claim.id)).map((claim) => ({ name: claim.label, note: claim.statement.slice(0, 60), id: claim.id })) });
      if (given) await add("ground", { recommendation: advice.id, proposition: given.item.id });
    },
  };
}
