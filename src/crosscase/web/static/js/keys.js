// The keyboard: every page lays down its keys, "?" shows them all.

import { h } from "./dom.js";
import { dialog } from "./ui.js";
import { t } from "./words.js";

const everywhere = new Map();
let here = new Map();

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable]");
const pressable = (target) => target.closest?.("button, a[href], summary, input[type=checkbox], input[type=radio]");

function name(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  const key = event.key === " " ? "Space" : event.key;
  parts.push(event.ctrlKey || event.metaKey ? (key.length === 1 ? key.toUpperCase() : key) : key);
  if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.length === 1) parts.splice(1, 0, "Shift");
  return parts.join("+");
}

/** Lay down keys for every page: {"g h": ["words", run]}. */
export function globalKeys(map) {
  for (const [key, entry] of Object.entries(map)) everywhere.set(key, entry);
}

/**
 * Lay down the keys of this page; the last page's go away. {key: [words, run]}
 * `place` is where the page stands: one that was left while it was still being drawn lays down none.
 */
export function pageKeys(place, map) {
  if (place && !place.isConnected) return;
  here = new Map(Object.entries(map));
}

let before = "";

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  const pressed = name(event);
  const whole = typing(event.target);
  if (whole && !pressed.startsWith("Ctrl+") && pressed !== "Escape") return;
  if (pressable(event.target) && (pressed === "Enter" || pressed === "Space")) return; // press it
  if (whole && /^Ctrl\+(Shift\+)?[AZXCVY]$/.test(pressed)) return; // the field's own
  const both = before ? `${before} ${pressed}` : "";
  const entry = here.get(both) ?? everywhere.get(both) ?? here.get(pressed) ?? everywhere.get(pressed);
  before = pressed.length === 1 ? pressed : "";
  if (!entry) return;
  before = "";
  event.preventDefault();
  entry[1](event);
});

/** The sheet with all keys that work now. */
export function showKeys() {
  const part = (title, map) =>
    map.size === 0
      ? null
      : [
          h("h3", {}, title),
          h("dl", {}, [...map].map(([key, [words]]) => [
            h("dt", {}, key.split(" ").map((k) => [h("kbd", {}, k), " "])),
            h("dd", {}, words),
          ])),
        ];
  dialog({ title: t("Keys"), body: h("div", { class: "keys" }, part(t("On this page"), here), part(t("Everywhere"), everywhere)) });
}
