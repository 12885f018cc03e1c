// The page in the reader's language: English is the key, a gettext catalogue gives the others.

let catalogue = {};
let library = []; // [shape, sentence, letters]: what the library says, the most telling first
export let language = "en";

const NAMED = /\{(\w+)\}/g;

/** The sentence in the reader's language; {name} is filled from the values. */
export function t(text, values = {}) {
  const said = catalogue[text] ?? text;
  return said.replace(NAMED, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * What the library says (an error, a finding, the next step) in the reader's language; as it came where there is
 * no translation. Its values are found again by the shape of the sentence, and put into the words of the catalogue.
 */
export function said(text) {
  if (!text || language === "en") return text;
  if (text in catalogue) return catalogue[text];
  for (const [shape, sentence] of library) {
    const found = shape.exec(text);
    if (!found) continue;
    let next = 0;
    return sentence.replace(/\{(\d*)\}/g, (_, at) => said(found[at || ++next]));
  }
  const after = text.indexOf(": ") + 2; // "interview.docx, line 7: …"
  return after > 1 ? text.slice(0, after) + said(text.slice(after)) : text;
}

/** A sentence of the library as a shape that finds its values again. */
function shaped([english, sentence]) {
  const parts = english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return [new RegExp(`^${parts.join("(.+?)")}$`, "s"), sentence, parts.join("").length];
}

/** English words that reach `t` later as a value: marked where they are listed, so that none is missed. */
export const mark = (text) => text;

/** Speak this language from now on. */
export async function speak(code) {
  const ask = async (more) => (code === "en" ? {} : (await fetch(`/api/words/${code}${more}`)).json());
  const [own, told] = await Promise.all([ask(""), ask("/library")]);
  catalogue = own;
  library = Object.entries(told).map(shaped).sort((one, other) => other[2] - one[2]);
  language = code;
  document.documentElement.lang = code;
  localStorage.setItem("crosscase.language", code);
}

/** The language of the last visit, or the browser's. */
export const preferred = () =>
  localStorage.getItem("crosscase.language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** A number as the reader writes it. */
export const number = (value, digits = 0) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);

/** A moment of the journal (UTC) as the reader writes it. */
export const moment = (iso) =>
  iso ? new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)) : "";
