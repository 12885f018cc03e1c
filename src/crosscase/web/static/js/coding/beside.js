// What stands beside the transcript: its translation, another coder's judgement, another transcript.

import { h, show } from "../dom.js";
import { t } from "../words.js";
import { Paint, colourOf } from "./paint.js";
import { Text } from "./text.js";

export class Beside {
  constructor(desk) {
    this.desk = desk;
    this.place = h("div", { class: "reading", tabindex: "0", role: "region", "aria-label": t("Beside"), hidden: true });
    this.paint = null;
  }

  /** What was asked for in the address; else the translation, where there is one. */
  wanted() {
    return this.desk.context.query.get("beside") ?? (this.desk.transcript.translation.length ? "translation" : "");
  }

  choice() {
    const { desk } = this;
    const coders = [...desk.coders.values()];
    const options = [
      ["", t("nothing")],
      ...(desk.transcript.translation.length ? [["translation", t("the translation")]] : []),
      ["codebook", t("the codebook")],
      ...(coders.length > 1 ? coders.map((name) => [`coder ${name}`, t("what {name} coded", { name })]) : []),
      ...desk.study.about.sources.filter((s) => s.id !== desk.source && s.kind === "transcript").map((s) => [`source ${s.id}`, s.name]),
    ];
    return h("select", { "aria-label": t("Beside"), on: { change: (e) => this.show(e.target.value) } },
      options.map(([value, words]) => h("option", { value, selected: value === this.wanted() }, words)));
  }

  async show(what) {
    this.paint?.shut();
    this.paint = null;
    this.place.hidden = !what;
    this.desk.table.classList.toggle("double", Boolean(what));
    const { desk } = this;
    if (what === "translation") show(this.place, new Text(desk.transcript.translation, "en").element);
    else if (what === "codebook") show(this.place, this.#codebook());
    else if (what.startsWith("coder ")) this.#read(desk.transcript, what.slice(6));
    else if (what.startsWith("source ")) this.#read(await desk.study.get(`/sources/${what.slice(7)}`), "");
  }

  #read(transcript, coder) {
    const { desk } = this;
    const names = new Map(transcript.coders.map((one) => [one.id, one.name]));
    const text = new Text(transcript.pieces, transcript.source.language);
    show(this.place, h("p", { class: "small soft beside-title" }, coder ? t("{name} in {source}", { name: coder, source: transcript.source.name }) : transcript.source.name), text.element);
    this.paint = new Paint(text, { onPick: () => {}, title: (m) => [desk.codes.get(m.code)?.name, names.get(m.coder)].filter(Boolean).join(" · ") });
    this.paint.set(transcript.marks.filter((m) => !coder || names.get(m.coder) === coder), {
      colour: (m) => (desk.codes.has(m.code) ? colourOf(desk.codes.get(m.code), desk.codes) : "#888888"),
      nameOf: (m) => desk.codes.get(m.code)?.name ?? "",
    });
  }

  #codebook() {
    const { codes } = this.desk;
    const said = [...codes.values()].filter((c) => c.definition || c.include || c.exclude).sort((a, b) => a.name.localeCompare(b.name));
    return said.length
      ? h("dl", { class: "beside-codes" }, said.map((c) => [h("dt", {}, h("span", { class: "swatch", style: { background: colourOf(c, codes) } }), " ", c.name),
          h("dd", {}, c.definition, c.include ? h("div", {}, t("Include: {words}", { words: c.include })) : null, c.exclude ? h("div", {}, t("Exclude: {words}", { words: c.exclude })) : null)]))
      : h("p", { class: "soft beside-title" }, t("No code has a definition yet."));
  }

  shut() {
    this.paint?.shut();
  }
}
