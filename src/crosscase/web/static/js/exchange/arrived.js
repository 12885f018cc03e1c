// What came in: how many quotations are verified, which are not and where they stand, what was not carried.

import { button, h, link, show } from "../dom.js";
import { confirm, toast, tryTo } from "../ui.js";
import { moment, number, said, t } from "../words.js";

// table of the study: what it holds, the page that shows it, whether "0" is worth a line
const made = () => [
  ["sources", t("Sources"), "sources", true], ["segments", t("Passages marked"), "", true], ["codings", t("Codings"), "", true],
  ["coders", t("New coders"), "voices/work", true], ["codes", t("Codes"), "codebook", true], ["cases", t("Cases"), "cases", true],
  ["participants", t("People"), "people", false], ["attributes", t("What is known of cases and people"), "people", false],
  ["memos", t("Memos"), "memos", true], ["propositions", t("Propositions"), "model", true], ["evidence", t("Evidence"), "model", false],
  ["merges", t("Keywords put together"), "keywords", false], ["assignments", t("Keywords put under themes and constructs"), "codebook", false],
  ["discards", t("Passages put aside"), "", false],
];
const weights = () => ({ flaw: t("flaw"), doubt: t("doubt"), note: t("note") });

export default async function arrived(main, { study, again }, n) {
  const came = await study.get(`/imports/${n}`);
  const { entry } = came;
  const acts = (await study.get("/history")).filter((one) => one.n >= n && one.coder === study.about.coder && !one.undone && one.undoes === null);
  const mine = acts.some((one) => one.n === n);
  const undo = async () => {
    const later = acts.length - 1;
    if (!later) {
      if (await study.turn("undo")) again();
      return;
    }
    if (!(await confirm(t("Undo everything after entry {n}?", { n: n - 1 }), t("{acts} acts of {name}; those of others stay. Each can be done again.", { acts: acts.length, name: entry.coder })))) return;
    const undone = await tryTo(() => study.post(`/undo-to/${n - 1}`));
    if (undone) toast(t("{n} acts undone.", { n: undone.length }));
    again();
  };
  const onPaper = () => {
    for (const more of main.querySelectorAll("details")) more.open = true;
    print();
  };
  const [figure, ...how] = came.verified.split("; ");
  const place = (doubt) => (doubt.source
    ? link(t("{source}, line {n}", { source: doubt.name, n: doubt.line }), `/s/${study.id}/coding/${doubt.source}${doubt.span ? `?at=${doubt.span.join("-")}` : ""}`)
    : [doubt.name, doubt.line ? `:${doubt.line}` : ""]);
  const rows = made().filter(([table, , , always]) => always || came.made[table]);

  show(main,
    h("header", {}, h("h1", {}, t("What came in")), h("div", { class: "tools" },
      link(t("Exchange"), `/s/${study.id}/exchange`, { class: "button" }), button(t("Print"), onPaper),
      mine ? button(t("Undo this import"), undo) : null)),
    h("p", { class: "lead" }, h("b", {}, entry.why), h("br"),
      t("Journal entry {n}, {when}, by {who}.", { n, when: moment(entry.at), who: entry.coder }), " ",
      entry.undone ? h("span", { class: "badge" }, t("undone")) : null),
    entry.undone ? h("p", { class: "card" }, t("This import was undone: nothing of it is in the study. What was noticed went with it; the counts are those of the journal.")) : null,
    figure ? h("section", { class: "card verified", "aria-label": t("Quotations") },
      h("p", { class: "figure-line" }, h("b", {}, said(figure))), how.length ? h("p", { class: "soft" }, said(how.join("; "))) : null) : null,
    came.doubtful.length ? h("section", { class: "doubtful" }, h("h2", {}, t("Doubtful quotations ({n})", { n: number(came.doubtful.length) })),
      h("p", { class: "soft" }, t("Look at each in its text. Its codings stand where the project said.")),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Doubtful quotations") }, h("table", {},
        h("thead", {}, h("tr", {}, [t("Place"), t("Why")].map((words) => h("th", { scope: "col" }, words)))),
        h("tbody", {}, came.doubtful.map((doubt) => h("tr", {}, h("td", {}, place(doubt)), h("td", {}, doubt.told))))))) : null,
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, t("What it became")), h("table", { class: "plain" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("In this study")), h("th", { scope: "col", class: "number" }, t("Count")))),
        h("tbody", {}, rows.map(([table, words, page]) => h("tr", {},
          h("th", { scope: "row" }, page ? link(words, `/s/${study.id}/${page}`) : words, table === "coders" && came.coders.length ? h("div", { class: "soft small" }, came.coders.join(", ")) : null),
          h("td", { class: "number" }, number(came.made[table] ?? 0))))))),
      h("section", {}, h("h2", {}, t("What was noticed")),
        came.remarks.length ? h("ul", { class: "facts" }, came.remarks.map((kind) => {
          const [[file, first], ...more] = kind.told;
          const told = (where, words) => [where ? h("b", {}, where, ": ") : null, words];
          return h("li", {}, h("span", { class: `badge ${kind.severity}` }, weights()[kind.severity]), " ",
            kind.count > 1 ? h("b", {}, number(kind.count), " × ") : null, told(file, first), " ", h("code", { class: "soft small" }, kind.code),
            more.length ? h("details", {}, h("summary", {}, t("{n} more", { n: number(kind.count - 1) })),
              h("ul", {}, more.map(([where, words]) => h("li", {}, told(where, words))), kind.count > kind.told.length ? h("li", {}, link(t("All remarks"), `/s/${study.id}/sources/remarks`)) : null)) : null);
        })) : h("p", { class: "soft" }, t("Nothing: all of the project is in the study.")))));
  return study.onChange(({ moved }) => moved && !document.querySelector("dialog[open]") && again());
}
