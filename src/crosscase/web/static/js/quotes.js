// Every number opens its words: a drawer with quotes, each a way into its transcript.

import { clip, withheld } from "./clips.js";
import { button, h, link } from "./dom.js";
import { drawer, tryTo } from "./ui.js";
import { number, t } from "./words.js";

/** One quote with who said it and where; `act` is [words, run(quote)] for a button under it. */
export function quote(study, q, act = null) {
  const to = `/s/${study.id}/coding/${q.source}?at=${q.place[0]}-${q.place[1]}`;
  const from = [q.participant, q.role, q.case].filter(Boolean).join(", ");
  return h("div", { class: "quote" }, h("q", { lang: q.language || null }, q.words),
    h("div", { class: "from" }, from, from ? " · " : "", link(q.source_name, to), " ", clip(study, q), act ? [" · ", button(act[0], () => act[1](q), "link")] : null));
}

/** Open the words of segments. */
export async function showQuotes(study, title, segments) {
  const found = await tryTo(() => study.post("/quotes", { segments }));
  if (found) fillDrawer(study, title, found);
}

/** Open the words behind a code, each with what can be done with it. */
export async function showCode(study, code, act = null) {
  const found = await tryTo(() => study.get(`/codes/${code.id}/quotes`));
  if (found) fillDrawer(study, code.name, found, act);
}

function fillDrawer(study, title, found, act = null) {
  const more = found.of - found.quotes.length;
  drawer(title, h("p", { class: "soft" }, t("{n} passages", { n: number(found.of) })), withheld(found.quotes),
    found.quotes.map((q) => quote(study, q, act)), more > 0 ? h("p", { class: "soft" }, t("{n} more", { n: number(more) })) : null);
}

/** A number that opens its words; a bare number where there are none. */
export function counted(study, value, title, segments) {
  if (!segments?.length) return h("span", {}, String(value));
  return h("button", { type: "button", class: "link", "aria-label": `${value}: ${title}`, on: { click: () => showQuotes(study, title, segments) } }, String(value));
}
