// Files on their way in: dropped, or chosen, one by one or as a folder.

import { post, upload } from "./api.js";
import { button, h } from "./dom.js";
import { number, t } from "./words.js";

const AT_ONCE = 4;

/** Send files [[file, path]] into a new tray; `tell(done, all)` is called on the way. Gives its name. */
export async function send(files, tell = () => {}) {
  const { tray } = await post("/api/trays");
  let done = 0;
  const waiting = [...files];
  const worker = async () => {
    while (waiting.length) {
      const [file, path] = waiting.shift();
      await upload(`/api/trays/${tray}`, file, path);
      tell((done += 1), files.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return tray;
}

async function inFolder(entry) {
  if (entry.isFile) return [[await new Promise((yes, no) => entry.file(yes, no)), entry.fullPath.slice(1)]];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a browser gives a folder in parts
    const part = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!part.length) break;
    for (const one of part) found.push(...(await inFolder(one)));
  }
  return found;
}

const plain = (files) => files.filter(([, path]) => !path.split("/").some((part) => part.startsWith(".")));

/** What was dropped, folders opened: [[file, path]] without hidden files. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return plain([...transfer.files].map((file) => [file, file.name]));
  return plain((await Promise.all(entries.map(inFolder))).flat());
}

/** A place to drop files on, with a button to choose them. `take(files)` gets [[file, path]]. */
export function dropPlace({ words, choose, folder = false, many = true, take }) {
  const input = h("input", {
    type: "file", hidden: true, "aria-label": choose, multiple: many && !folder, webkitdirectory: folder,
    on: { change: () => { const files = plain([...input.files].map((file) => [file, file.webkitRelativePath || file.name])); input.value = ""; if (files.length) take(files); } },
  });
  const place = h("div", {
    class: "drop",
    on: {
      dragover: (event) => { event.preventDefault(); place.classList.add("over"); },
      dragleave: () => place.classList.remove("over"),
      drop: async (event) => {
        event.preventDefault();
        place.classList.remove("over");
        const files = await dropped(event.dataTransfer);
        if (files.length) take(files);
      },
    },
  }, words, h("div", { class: "row" }, button(choose, () => input.click()), input));
  return place;
}

const weight = (name) => ({ flaw: t("flaw"), doubt: t("doubt"), note: t("note") })[name] ?? name;

/** The remarks of a load in a place of their own that scrolls. */
export const remarksBox = (remarks) =>
  remarks.length ? h("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": t("Remarks") }, remarksTable(remarks)) : null;

/** The remarks of a load as a list, gravest first. */
export function remarksTable(remarks, open = null) {
  const order = { flaw: 0, doubt: 1, note: 2 };
  const sorted = [...remarks].sort((a, b) => order[a.severity] - order[b.severity]);
  return h("table", {},
    h("thead", {}, h("tr", {}, [t("Weight"), t("File"), t("Line"), t("Remark")].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, sorted.map((r) => h("tr", {},
      h("td", {}, h("span", { class: `badge ${r.severity}` }, weight(r.severity))), h("td", {}, open?.(r) ?? r.file),
      h("td", { class: "number" }, r.line ? number(r.line) : ""), h("td", {}, r.text)))));
}
