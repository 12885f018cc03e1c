// A turn is corrected in its place while it is heard; the saved text is the next edition.

import { button, h } from "../dom.js";
import { toast, tryTo } from "../ui.js";
import { number, t } from "../words.js";

export class Correcting {
  constructor(listening) {
    this.listening = listening;
    this.box = null;
  }

  /** The turn of the selection; else the one that is heard now. */
  #piece() {
    const { desk } = this.listening;
    const { pieces } = desk.transcript;
    const now = this.listening.sound.currentTime;
    const spoken = pieces.filter((piece) => piece.role !== "");
    if (desk.chosen) return spoken.find((piece) => piece.start <= desk.chosen.start && desk.chosen.start < piece.end);
    return spoken.findLast((piece) => piece.begin !== null && piece.begin <= now) ?? spoken[0];
  }

  open() {
    if (this.box) return void this.field.focus();
    const piece = this.#piece();
    const turn = this.listening.desk.text.turns.find((one) => one.start === piece?.start);
    if (!turn) return;
    this.piece = piece;
    this.body = turn.block.querySelector(".words");
    this.field = h("textarea", { value: piece.text, rows: String(Math.min(12, 2 + Math.ceil(piece.text.length / 70))), "aria-label": t("What is said in this turn"), on: { keydown: (event) => this.#pressed(event) } });
    this.box = h("div", { class: "correcting", on: { mouseup: (event) => event.stopPropagation() } }, this.field, h("div", { class: "row" }, button(t("Save (Ctrl+Enter)"), () => this.#save(), "main"), button(t("Leave it as it was (Escape)"), () => this.shut()),
      h("span", { class: "soft small" }, t("Ctrl+Space plays and stops; every coding is carried across."))));
    this.body.hidden = true;
    this.body.after(this.box);
    this.box.scrollIntoView({ block: "nearest" });
    this.field.focus();
  }

  #pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.shut();
    else if (event.ctrlKey && event.key === "Enter") this.#save();
    else if (event.ctrlKey && event.key === " ") this.listening.toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #save() {
    const { desk } = this.listening;
    const words = this.field.value;
    if (words.trim() === this.piece.text) return void this.shut();
    const made = await tryTo(() => desk.study.post("/turns/correct", { edition: desk.transcript.edition, start: this.piece.start, words }));
    if (!made) return;
    if (made.left.length) toast(t("{n} passages stay on the text before, since less than half of their words are left.", { n: number(made.left.length) }));
    this.listening.stays = true;
    await desk.reload();
  }

  shut() {
    this.box?.remove();
    if (this.body) this.body.hidden = false;
    this.box = null;
    this.listening.desk.reading.focus();
  }
}
