// A table to fill in as in a spreadsheet: arrows move, Enter edits, typing writes over, Tab goes on,
// a block is copied and pasted, Delete empties. The last row makes a new one.

import { button, h, show } from "./dom.js";
import { confirm, tryTo } from "./ui.js";
import { t } from "./words.js";

const NEW = -1;

/** A block of a spreadsheet as rows of cells; quoted cells may hold line ends and tabs. */
export function readBlock(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const row = rows.at(-1);
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') row[row.length - 1] += text[(at += 1)];
      else if (sign === '"') quoted = false;
      else row[row.length - 1] += sign;
    } else if (sign === '"' && row.at(-1) === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows;
}

const written = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A grid. `columns`: [{name, title, kind: "text" | "long" | "number" | "choice", choices: [[value, words]], fixed}]
 * (`fixed`: can only be given to a new row). `rows`: [{id, values: {name: text}, note}]. `save(cells)` takes
 * [{row, column, value}] and gives null when it was refused; cells of one row below zero make a new row.
 * `remove(ids)`, where there is one, takes rows away. `fresh`: whether the last row makes a new one.
 * Gives {place, set(rows, columns), focus(row, column)}.
 */
export function grid({ label, columns, rows, save, remove = null, fresh = true, empty = "" }) {
  let at = { row: 0, col: 0 };
  let mark = null; // the other corner of a block
  let lit = []; // the cells of the block
  let editor = null;
  let stale = false; // rows came while a cell was open
  let line = Promise.resolve(); // one act after the other, so that a new row has its number before its next cell
  let flowing = false; // Tab goes on from cell to cell once something was typed
  const head = h("thead");
  const body = h("tbody");
  const help = `grid-${Math.random().toString(36).slice(2)}`;
  const table = h("table", { class: "grid", role: "grid", "aria-label": label, "aria-describedby": help }, head, body);
  const place = h("div", {}, h("div", { class: "scroll" }, table),
    h("p", { class: "small soft", id: help }, t("Arrows move, Enter edits, typing writes over, Tab goes on (Escape, then Tab leaves the table), Delete empties; a block can be copied and pasted."), " ", empty));

  const all = () => (fresh ? [...rows, { id: NEW, values: {} }] : rows);
  const cell = (row, col) => body.children[row]?.children[col];
  const can = (row, col) => !columns[col].fixed || all()[row].id < 0;
  const valueOf = (row, col) => all()[row]?.values[columns[col].name] ?? "";
  const words = (column, value) => column.choices?.find(([one]) => one === value)?.[1] ?? value;

  const draw = () => {
    const kept = body.contains(document.activeElement);
    editor = null;
    stale = false;
    show(head, h("tr", {}, columns.map((c) => h("th", { scope: "col", class: c.kind === "number" ? "number" : null }, c.title)), remove ? h("th", { scope: "col" }, h("span", { class: "hidden-words" }, t("Remove"))) : null));
    show(body, all().map((row, r) => h("tr", { class: row.id < 0 ? "fresh" : null },
      columns.map((c, k) => h("td", {
        role: "gridcell", tabindex: "-1", class: [c.kind ?? "text", can(r, k) ? "" : "fixed"].join(" ").trim(), "aria-selected": "false",
        "aria-readonly": can(r, k) ? null : "true", data: { row: r, col: k },
      }, row.values[c.name] ? words(c, row.values[c.name]) : row.id < 0 && k === 0 ? h("span", { class: "soft" }, t("New row")) : "")),
      remove ? h("td", {}, row.id < 0 ? "" : button("×", () => drop(row), "quiet", { "aria-label": t("Remove {name}", { name: valueOf(r, 0) }), title: t("Remove") })) : null)));
    mark = null;
    lit = [];
    at = { row: Math.max(0, Math.min(at.row, all().length - 1)), col: Math.min(at.col, columns.length - 1) };
    if (all().length) point(kept);
  };
  const point = (focus = true) => {
    for (const td of lit) {
      td.tabIndex = -1;
      td.setAttribute("aria-selected", "false");
    }
    lit = [];
    const { top, bottom, left, right } = corners();
    for (let r = top; r <= bottom; r += 1) for (let k = left; k <= right; k += 1) lit.push(cell(r, k));
    for (const td of lit) td.setAttribute("aria-selected", "true");
    cell(at.row, at.col).tabIndex = 0;
    if (focus) {
      cell(at.row, at.col)?.focus({ preventScroll: true });
      cell(at.row, at.col)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  const corners = () => {
    const other = mark ?? at;
    return { top: Math.min(at.row, other.row), bottom: Math.max(at.row, other.row), left: Math.min(at.col, other.col), right: Math.max(at.col, other.col) };
  };
  const go = (row, col, wide = false) => {
    if (wide) mark ??= at;
    else mark = null;
    at = { row: Math.max(0, Math.min(all().length - 1, row)), col: Math.max(0, Math.min(columns.length - 1, col)) };
    point();
  };
  const onward = (step) => {
    const next = at.row * columns.length + at.col + step;
    if (next < 0 || next >= all().length * columns.length) return false;
    go(Math.floor(next / columns.length), next % columns.length);
    return true;
  };

  /** Draw, or do so when what is being typed is done: it is never lost. */
  const redraw = () => { if (editor) stale = true; else draw(); };

  /** Write cells: shown at once, taken back if the library refuses. */
  const write = async (cells) => {
    const changed = cells.filter((c) => c.row < 0 ? c.value : (rows.find((r) => r.id === c.row)?.values[c.column] ?? "") !== c.value);
    if (!changed.length) return;
    const before = new Map(rows.map((row) => [row.id, { ...row.values }]));
    for (const one of changed) {
      const row = rows.find((r) => r.id === one.row);
      if (row) row.values[one.column] = one.value;
    }
    redraw();
    if ((await save(changed)) === null) {
      for (const row of rows) row.values = before.get(row.id) ?? row.values;
      redraw();
    }
  };
  const queue = (cells) => { line = line.then(() => write(cells())); };
  const put = (row, col, value) => queue(() => [{ row: all()[row].id, column: columns[col].name, value }]);

  const edit = (typed = null) => {
    const td = cell(at.row, at.col);
    if (!td || editor || !can(at.row, at.col)) return;
    const column = columns[at.col];
    const was = valueOf(at.row, at.col);
    const named = { "aria-label": column.title };
    const field = column.choices
      ? h("select", named, [["", ""], ...column.choices.filter(([one]) => one !== "")].map(([one, said]) => h("option", { value: one, selected: one === was }, said)))
      : column.kind === "long"
        ? h("textarea", { ...named, rows: 4, value: typed === null ? was : "" })
        : h("input", { ...named, type: "text", value: typed === null ? was : "", inputmode: column.kind === "number" ? "decimal" : null });
    const { row, col } = at;
    let over = false;
    const end = (keep) => {
      if (over) return;
      over = true;
      editor = null;
      const value = field.value;
      show(td, was ? words(column, was) : "");
      if (stale) draw();
      if (keep && value !== was) { flowing = true; put(row, col, value); }
    };
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      event.stopPropagation();
      const leave = (keep) => { event.preventDefault(); end(keep); point(); };
      if (event.key === "Escape") leave(false);
      else if (event.key === "Enter" && !event.shiftKey && !event.altKey) { leave(true); go(row + 1, col); }
      else if (event.key === "Tab") { leave(true); flowing = true; onward(event.shiftKey ? -1 : 1); }
    });
    if (column.choices) field.addEventListener("change", () => { end(true); point(); });
    field.addEventListener("blur", () => end(true));
    editor = field;
    show(td, field);
    field.focus();
    if (typed === null) field.select?.();
    if (column.choices && typed === null) try { field.showPicker(); } catch { /* the browser asks for a click first */ }
  };

  table.addEventListener("keydown", (event) => {
    if (editor || event.target.tagName !== "TD" || event.isComposing) return;
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-20, 0], PageDown: [20, 0] };
    const far = event.ctrlKey || event.metaKey;
    const { key } = event;
    if (key === "Tab") {
      if (!flowing || !onward(event.shiftKey ? -1 : 1)) { flowing = false; return; }
    } else if (key === "Escape") { flowing = false; mark = null; point(); }
    else if (steps[key]) {
      const reach = far ? 1e6 : 1;
      go(at.row + steps[key][0] * reach, at.col + steps[key][1] * reach, event.shiftKey);
    } else if (key === "Home") go(far ? 0 : at.row, 0, event.shiftKey);
    else if (key === "End") go(far ? 1e6 : at.row, 1e6, event.shiftKey);
    else if (key === "Enter" || key === "F2") edit();
    else if (key === "Delete" || key === "Backspace") clear();
    else if ((key.length === 1 || key === "Process") && !far && !event.altKey) { // the letter goes into the field that opens
      event.stopPropagation();
      edit(key);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const clear = () => {
    const { top, bottom, left, right } = corners();
    const cells = [];
    for (let r = top; r <= bottom; r += 1) for (let k = left; k <= right; k += 1) if (all()[r].id > 0 && can(r, k)) cells.push({ row: all()[r].id, column: columns[k].name, value: "" });
    queue(() => cells);
  };
  table.addEventListener("copy", (event) => {
    if (editor) return;
    const { top, bottom, left, right } = corners();
    const lines = [];
    for (let r = top; r <= bottom; r += 1) lines.push(Array.from({ length: right - left + 1 }, (_, k) => written(valueOf(r, left + k))).join("\t"));
    event.clipboardData.setData("text/plain", lines.join("\n"));
    event.preventDefault();
  });
  table.addEventListener("paste", (event) => {
    if (editor) return;
    event.preventDefault();
    const block = readBlock(event.clipboardData.getData("text/plain"));
    const cells = [];
    block.forEach((line, r) => {
      const row = rows[at.row + r]?.id ?? (fresh ? rows.length - (at.row + r) - 1 : 0);
      line.forEach((text, k) => {
        const column = columns[at.col + k];
        if (column && row && (row < 0 || !column.fixed)) cells.push({ row, column: column.name, value: text.trim() });
      });
    });
    queue(() => cells);
  });
  table.addEventListener("mousedown", (event) => {
    const td = event.target.closest("td[role]");
    if (!td || editor?.closest("td") === td) return;
    event.preventDefault();
    editor?.blur();
    go(Number(td.dataset.row), Number(td.dataset.col), event.shiftKey);
  });
  table.addEventListener("dblclick", (event) => event.target.closest("td[role]") && edit());
  const drop = async (row) => {
    const name = row.values[columns[0].name] ?? "";
    if (await confirm(t("Remove {name}?", { name }), t("What is written in this row goes with it. It can be undone."), t("Remove"))) await tryTo(() => remove([row.id]));
  };
  draw();
  return {
    place,
    /** Show other rows (and columns); what is being typed stays. */
    set(given, wanted = columns) {
      rows = given;
      columns = wanted;
      redraw();
    },
    focus(row, col = 0) { go(row, col); },
  };
}
