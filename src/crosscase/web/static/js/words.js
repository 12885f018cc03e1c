// The page in the reader's language: English is the key, a gettext catalogue gives the others.

let catalogue = {};
export let language = "en";

const NAMED = /\{(\w+)\}/g;

/** The sentence in the reader's language; {name} is filled from the values. */
export function t(text, values = {}) {
  const said = catalogue[text] ?? text;
  return said.replace(NAMED, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** English words that reach `t` later as a value: marked where they are listed, so that none is missed. */
export const mark = (text) => text;

/** Speak this language from now on. */
export async function speak(code) {
  catalogue = code === "en" ? {} : await (await fetch(`/api/words/${code}`)).json();
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
