// What may speak against a proposition: searched for by the engine, read and decided by a person.

import { button, h } from "../dom.js";
import { quote } from "../quotes.js";
import { form, tryTo } from "../ui.js";
import { number, t } from "../words.js";
import { KINDS } from "./forms.js";

/** When it was searched, and every passage that waits, with why it may be contrary. */
export async function contrary(study, claim, act) {
  const { dates, read, taken } = claim.search;
  const waiting = await study.get(`/suggestions/contrary?into=${claim.id}`);
  const { quotes } = waiting.length ? await study.post("/quotes", { segments: waiting.map((item) => item.segment) }) : { quotes: [] };
  const words = new Map(quotes.map((one) => [one.segment, one]));
  const take = async (item, stance) => {
    const given = await form(stance === "contradicts" ? t("Take as evidence against") : t("Take as qualifying"), [
      ...(stance === "contradicts" ? [{ name: "name", label: t("Kind of evidence"), kind: "choice", choices: KINDS.map((one) => [one, t(one)]), value: "opinion" }] : []),
      { name: "why", label: t("Why") }]);
    if (given) await act.settle(item.id, stance === "contradicts" ? "accept" : "change", { name: stance, ...given });
  };
  const put = async (item) => {
    const given = await form(t("Why does it not speak against it?"), [{ name: "why", label: t("Why"), kind: "long" }], t("Put aside"));
    if (given) await act.settle(item.id, "reject", given);
  };
  const piece = (item) => h("div", { class: "piece" }, quote(study, words.get(item.segment)), h("p", { class: "small soft" }, item.reason),
    h("div", { class: "row small" }, button(t("Evidence against"), () => take(item, "contradicts"), "link"), button(t("Qualifies"), () => take(item, "qualifies"), "link"), button(t("Put aside with a reason"), () => put(item), "link")));
  const search = () => tryTo(() => study.post(`/propositions/${claim.id}/contrary`));
  return h("section", { "aria-label": t("Negative cases") }, h("h3", {}, t("Negative cases"), " ", h("span", { class: "soft" }, number(waiting.length))),
    h("p", { class: "soft" }, dates.length ? t("Searched for contrary evidence on {dates}: {read} passages read, {taken} taken.", { dates: dates.join(", "), read: number(read), taken: number(taken) }) : t("Nobody searched for contrary evidence.")),
    waiting.map(piece), h("p", {}, button(t("Search for contrary evidence"), search)));
}
