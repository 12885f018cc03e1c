// Parts that pages share: notes, dialogs, forms, the picker, the drawer.

import { button, h, show } from "./dom.js";
import { said, t } from "./words.js";

let tray;

/** A short note at the edge; `act` is [words, run] for a button in it. */
export function toast(text, { bad = false, act = null } = {}) {
  tray ??= document.body.appendChild(h("div", { class: "toasts", role: "status", "aria-live": "polite" }));
  const note = h("div", { class: bad ? "toast bad" : "toast", role: bad ? "alert" : null }, h("span", {}, text));
  if (act) note.append(button(act[0], () => { note.remove(); act[1](); }));
  if (bad) note.append(button(t("Close"), () => note.remove()));
  tray.append(note);
  if (!bad) setTimeout(() => note.remove(), 5000);
}

/** Say what the library refused, with the next step. */
export function fail(error) {
  if (!error.hint && !error.kind) console.error(error);
  toast([error.message, error.hint].filter(Boolean).map(said).join(" "), { bad: true });
}

/** Run something that may be refused; null if it was. */
export async function tryTo(run) {
  try {
    return await run();
  } catch (error) {
    fail(error);
    return null;
  }
}

/** A dialog; resolves to the value of the button that closed it (null for Escape). */
export function dialog({ title, body, actions = [[t("Close"), null]], wide = false }) {
  return new Promise((done) => {
    const before = document.activeElement;
    const box = h("dialog", { class: wide ? "wide" : "", "aria-label": title });
    let value = null;
    const close = (given) => { value = given; box.close(); };
    const row = h("div", { class: "actions" }, actions.map(([words, given, look], at) =>
      button(words, async () => {
        const chosen = typeof given === "function" ? await given() : given;
        if (chosen !== undefined) close(chosen);
      }, look ?? (at === actions.length - 1 && actions.length > 1 ? "main" : ""))));
    show(box, h("h2", {}, title), body, row);
    box.addEventListener("close", () => { box.remove(); before?.focus?.(); done(value); });
    box.addEventListener("keydown", (event) => {
      const field = event.target.closest("input, select");
      if (event.key === "Enter" && field && !event.isComposing && !event.defaultPrevented) {
        event.preventDefault();
        row.lastElementChild.click();
      }
    });
    document.body.append(box);
    box.showModal();
    const safe = actions.some(([, , look]) => look === "danger") ? row.firstElementChild : row.lastElementChild; // Enter destroys nothing
    (box.querySelector("[autofocus]") ?? box.querySelector("input, textarea, select") ?? safe)?.focus();
  });
}

/** Ask yes or no. */
export const confirm = (title, text, yes = t("Yes")) =>
  dialog({ title, body: h("p", {}, text), actions: [[t("Cancel"), false], [yes, true]] });

/**
 * A form in a dialog; resolves to {name: value} or null.
 * Fields: {name, label, kind: "text" | "long" | "number" | "secret" | "check" | "choice", value, choices: [[value, words]], hint}
 */
export async function form(title, fields, yes = t("Save")) {
  const made = fields.map((field) => [field, control(field)]);
  const body = h("div", {}, made.map(([field, input]) =>
    field.kind === "check"
      ? h("label", { class: "check" }, input, field.label)
      : h("label", { class: "field" }, h("span", {}, field.label), input, field.hint ? h("span", {}, field.hint) : null)));
  const given = await dialog({ title, body, actions: [[t("Cancel"), null], [yes, () => read(made)]] });
  return given;
}

const read = (made) => Object.fromEntries(made.map(([field, input]) => [field.name, valueOf(field, input)]));

/** The control of one field. */
export function control(field) {
  const { kind = "text", value = "" } = field;
  if (kind === "long") return h("textarea", { value: value ?? "", rows: 4 });
  if (kind === "check") return h("input", { type: "checkbox", checked: Boolean(value) });
  if (kind === "choice") {
    return h("select", {}, field.choices.map(([one, words]) =>
      h("option", { value: String(one ?? ""), selected: String(one ?? "") === String(value ?? "") }, words)));
  }
  if (kind === "secret") return h("input", { type: "password", autocomplete: "off", value: value ?? "" });
  return h("input", { type: kind === "number" ? "number" : "text", step: "any", value: value ?? "" });
}

/** What stands in a control, in the type of its field. */
export function valueOf(field, input) {
  if (field.kind === "check") return input.checked;
  if (field.kind === "number") return input.value === "" ? null : Number(input.value);
  if (field.kind === "choice") return field.choices.find(([one]) => String(one ?? "") === input.value)?.[0];
  return input.value;
}

/** How well a name answers to what was typed: 0 for not at all, more is better. */
export function fuzzy(name, typed) {
  const low = name.toLowerCase();
  const asked = typed.toLowerCase().trim();
  if (!asked) return 1;
  if (low === asked) return 1000;
  if (low.startsWith(asked)) return 500 - low.length;
  const inside = low.indexOf(asked);
  if (inside >= 0) return (/\W/.test(low[inside - 1] ?? " ") ? 300 : 200) - inside;
  let at = 0;
  let gaps = 0;
  for (const letter of asked) {
    const next = low.indexOf(letter, at);
    if (next < 0) return 0;
    gaps += next - at;
    at = next + 1;
  }
  return Math.max(1, 100 - gaps);
}

/**
 * A field with a list under it. `items`: [{name, note, colour, kind}], the likely ones first.
 * `make`: whether a new name may be made. Resolves to {name, item} or null.
 */
export function pick({ title, items, make = false, start = "", note = "" }) {
  let shown = [];
  let at = 0;
  const id = `pick-${Math.random().toString(36).slice(2)}`;
  const input = h("input", { type: "text", value: start, autofocus: true, role: "combobox", "aria-expanded": "true", "aria-controls": id, "aria-label": title, autocomplete: "off" });
  const list = h("div", { role: "listbox", id, "aria-label": title });
  let finish;
  const choose = (choice) => finish(choice);
  const draw = () => {
    const typed = input.value.trim();
    shown = items
      .map((item, order) => ({ item, order, fit: fuzzy(item.name, typed) }))
      .filter((one) => one.fit > 0)
      .sort((a, b) => (typed ? b.fit - a.fit || a.order - b.order : a.order - b.order))
      .slice(0, 50)
      .map(({ item }) => ({ name: item.name, item }));
    const exact = shown.some((one) => one.name.toLowerCase() === typed.toLowerCase());
    if (make && typed && !exact) shown.push({ name: typed, item: null });
    at = Math.min(at, Math.max(0, shown.length - 1));
    show(list, shown.map((one, index) =>
      h("div", { role: "option", id: `${id}-${index}`, "aria-selected": String(index === at), on: { mousedown: (e) => { e.preventDefault(); choose(one); } } },
        h("span", { class: "row" }, one.item?.colour ? h("span", { class: "swatch", style: { background: one.item.colour } }) : null,
          one.item ? one.name : t("New: {name}", { name: one.name })),
        h("span", { class: "small" }, one.item?.note ?? ""))));
    input.setAttribute("aria-activedescendant", shown.length ? `${id}-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => { at = 0; draw(); });
  return new Promise((done) => {
    const before = document.activeElement;
    const box = h("dialog", { "aria-label": title }, h("h2", {}, title), note ? h("p", { class: "soft small" }, note) : null, h("div", { class: "picker" }, input, list));
    let value = null;
    finish = (choice) => { value = choice; box.close(); };
    box.addEventListener("close", () => { box.remove(); before?.focus?.(); done(value); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") at = Math.min(at + 1, shown.length - 1);
      else if (event.key === "ArrowUp") at = Math.max(at - 1, 0);
      else if (event.key === "Enter") { event.preventDefault(); if (shown[at]) choose(shown[at]); return; }
      else return;
      event.preventDefault();
      draw();
    });
    document.body.append(box);
    draw();
    box.showModal();
    input.focus();
    input.select();
  });
}

let open;

/** The drawer at the right: one at a time; Escape closes it. */
export function drawer(title, ...children) {
  open?.remove();
  const before = document.activeElement;
  const shut = () => { panel.remove(); if (open === panel) open = null; before?.focus?.(); };
  const panel = h("aside", { class: "drawer", "aria-label": title, tabindex: "-1", on: { keydown: (e) => { if (e.key === "Escape") shut(); } } },
    h("div", { class: "row" }, h("h2", {}, title), button(t("Close"), shut, "quiet")), children);
  document.body.append(panel);
  panel.focus();
  open = panel;
  return { panel, shut };
}

/** Close the drawer, as when the page changes. */
export function shutDrawer() {
  open?.remove();
  open = null;
}
