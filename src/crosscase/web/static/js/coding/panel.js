// The panel beside the transcript: what stands at the selection, and the codes to apply.

import { button, h, show } from "../dom.js";
import { fuzzy } from "../ui.js";
import { number, t } from "../words.js";
import { colourOf } from "./paint.js";

const MOST = 200;

export class Panel {
  constructor(desk) {
    this.desk = desk;
    this.here = h("section", { class: "here", "aria-label": t("At the selection"), "aria-live": "polite" });
    this.filter = h("input", { type: "search", placeholder: t("Find a code (/)"), "aria-label": t("Find a code"), on: { input: () => this.#codes() } });
    this.list = h("ul", { class: "codes" });
    this.element = h("div", { class: "side" }, this.here,
      h("section", { class: "codes-box", "aria-label": t("Codes") }, this.filter, this.list));
  }

  /** Every code to choose from: recent ones first, then by use; merged ones only under their head. */
  items() {
    const { codes, recent } = this.desk;
    const rank = (code) => (recent.includes(code.name) ? recent.indexOf(code.name) - 1000 : -(code.used ?? 0));
    return [...codes.values()]
      .filter((code) => !code.into && code.kind === "keyword")
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
      .map((code) => ({ name: code.name, kind: code.kind, colour: colourOf(code, codes), note: this.#note(code) }));
  }

  #note(code) {
    const above = code.belongs?.map((id) => this.desk.codes.get(id)?.name).filter(Boolean).join(", ");
    return [above, code.used ? number(code.used) : ""].filter(Boolean).join(" · ");
  }

  draw() {
    this.#here();
    this.#codes();
  }

  /** Run something with the proposal at the selection, if there is one. */
  proposalHere(run) {
    const found = this.#proposals()[0];
    if (found) run(found);
  }

  #proposals() {
    const { chosen, proposed } = this.desk;
    return chosen ? proposed.filter((s) => s.start < chosen.end && chosen.start < s.end) : [];
  }

  #here() {
    const { desk } = this;
    if (!desk.chosen) {
      show(this.here, h("p", { class: "soft" }, t("Select words with the mouse, or press Space and the arrow keys. Enter applies a code; ? shows all keys.")));
      return;
    }
    const { start, end } = desk.chosen;
    const marks = desk.shown().filter((m) => m.start < end && start < m.end);
    const words = desk.text.words(start, end);
    const answers = desk.transcript.answers.filter((a) => a.start <= start && start < a.end);
    show(this.here,
      h("div", { class: "said", lang: desk.transcript.source.language || null }, words.length > 600 ? `${words.slice(0, 600)}…` : words),
      h("p", { class: "small soft" }, answers.map((a) => t("Answers {question}. ", { question: a.text })),
        desk.transcript.discards.filter((d) => d.start < end && start < d.end).map((d) => t("Discarded: {why}. ", { why: d.text }))),
      h("div", { class: "row" }, button(t("Code… (Enter)"), () => desk.applyByName(), "main"), button(t("In vivo (v)"), () => desk.inVivo())),
      marks.slice(0, 40).map((mark) => this.#mark(mark)),
      this.#proposals().slice(0, 20).map((s) => this.#proposal(s)));
  }

  #mark(mark) {
    const { desk } = this;
    const code = desk.codes.get(mark.code);
    return h("div", { class: mark.id === desk.focus ? "one focus" : "one" },
      h("div", { class: "row" }, h("span", { class: "swatch", style: { background: desk.colour(mark) } }),
        button(code?.name ?? "", () => desk.pick(mark.id), "link")),
      h("div", { class: "small soft" }, [desk.coders.get(mark.coder), mark.assisted ? t("assisted") : "", mark.unreviewed ? t("unreviewed") : ""].filter(Boolean).join(" · ")),
      desk.memosOf(mark).map((memo) => h("p", { class: "small" }, memo.text)),
      mark.id > 0 ? h("div", { class: "row" }, button(t("Remove"), () => desk.takeOff(mark.id)), button(t("Other code"), () => desk.recode(mark.id))) : null);
  }

  #proposal(s) {
    const { desk } = this;
    const what = s.about === "discard" ? t("Discard: {why}", { why: s.reason }) : s.name;
    return h("div", { class: "one proposed" }, h("div", {}, what),
      h("div", { class: "small soft" }, t("proposed, {score}: {reason}", { score: number(s.score, 2), reason: s.reason })),
      h("div", { class: "row" }, button(t("Accept (a)"), () => desk.decide(s.id, "accept")),
        s.about === "keyword" ? button(t("Change (e)"), () => desk.changeProposal(s)) : null,
        button(t("Reject (x)"), () => desk.decide(s.id, "reject"))));
  }

  #codes() {
    const typed = this.filter.value;
    const fits = this.items().map((item) => [item, fuzzy(item.name, typed)]).filter(([, fit]) => fit > 0);
    if (typed) fits.sort((a, b) => b[1] - a[1]);
    const { recent } = this.desk;
    show(this.list, fits.slice(0, MOST).map(([item]) => {
      const key = recent.indexOf(item.name);
      return h("li", {}, h("button", {
        type: "button", draggable: "true", title: `${item.name} ${item.note}`,
        on: {
          click: () => this.desk.apply(item.name, item.kind),
          dragstart: (event) => event.dataTransfer.setData("text/crosscase-code", item.name),
        },
      }, h("span", { class: "swatch", style: { background: item.colour } }), h("span", {}, item.name), key >= 0 ? h("kbd", {}, String(key + 1)) : null));
    }), fits.length > MOST ? h("li", { class: "soft small" }, t("{n} more: type to find one", { n: fits.length - MOST })) : null);
  }
}
