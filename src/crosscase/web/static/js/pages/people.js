// People: cases and participants to fill in, consent, and who was heard as Figures 1 to 3 show it.

import { bars } from "../charts.js";
import { button, h, link, show } from "../dom.js";
import { grid } from "../grid.js";
import { pageKeys } from "../keys.js";
import { form, toast, tryTo } from "../ui.js";
import { protection } from "../protection.js";
import { recognised } from "../recognised.js";
import { reminder } from "../retirement.js";
import { withdraw } from "../withdrawal.js";
import { number, t } from "../words.js";

const TABS = ["participants", "cases", "consent", "names", "heard", "recognised"];

export default async function people(main, { study, args, go }) {
  const tab = TABS.includes(args[0]) ? args[0] : "participants";
  let told = await study.get("/people");
  const added = { case: [], participant: [] };
  let typed = "";
  let table = null;

  const fits = (row) => Object.values(row.values).join(" ").toLowerCase().includes(typed.toLowerCase());
  const load = async () => { told = await study.get("/people"); refresh(); };
  const refresh = () => table?.set(rows().filter(fits), columns());
  const save = (entry) => async (cells) => {
    const done = await tryTo(() => study.post(`/grid/${entry}`, { cells }));
    if (done) await load();
    return done;
  };
  const remove = async (ids) => { await study.post("/entries/case/remove", { ids }); await load(); };
  const own = (about) => [...new Set([...told.columns[about], ...added[about]])].map((name) => ({ name, title: name.replaceAll("_", " ") }));
  const choices = (names) => names.map((name) => [name, name]);
  const agreed = () => [["yes", t("yes")], ["no", t("no")]];
  const uses = () => ({ record: t("Record"), quote: t("Quote"), audio: t("Let the voice be heard"), machine: t("Read by machines"), share: t("Share"), archive: t("Archive") });
  const columns = () => ({
    participants: () => [{ name: "pseudonym", title: t("Participant"), fixed: true }, { name: "group", title: t("Group"), kind: "choice", choices: choices(told.groups) },
      { name: "case", title: t("Case"), kind: "choice", choices: choices(told.cases.map((c) => c.values.name)) }, { name: "role", title: t("Position") }, { name: "recruited", title: t("Recruitment") }, ...own("participant")],
    cases: () => [{ name: "name", title: t("Case") }, ...own("case")],
    consent: () => [{ name: "pseudonym", title: t("Participant"), fixed: true },
      ...told.uses.map((use) => ({ name: `consent_${use}`, title: uses()[use] ?? use, kind: "choice", choices: agreed() })),
      { name: "consent_date", title: t("Date") }, { name: "consent_version", title: t("Version of the form") }],
  })[tab]();
  const rows = () => (tab === "cases" ? told.cases : told.participants).map((row) => ({ id: row.id, values: { ...row.values } }));
  const addColumn = async () => {
    const about = tab === "cases" ? "case" : "participant";
    const given = await form(t("Add a column"), [{ name: "name", label: t("Its name") }], t("Add"));
    if (!given?.name.trim()) return;
    added[about].push(given.name.trim());
    refresh();
    toast(t("The column is kept as soon as a cell of it is filled in."));
  };
  const find = h("input", { type: "search", placeholder: t("Find (/)"), "aria-label": t("Find a row"), on: { input: () => { typed = find.value; refresh(); } } });

  const leave = async () => {
    await withdraw(study, told.participants.map((one) => ({ id: one.id, name: one.values.pseudonym, note: [one.values.role, one.values.case, one.values.group].filter(Boolean).join(", ") })));
    await load();
  };

  const filled = () => {
    table = {
      participants: () => grid({ label: t("Participants"), columns: columns(), rows: rows(), save: save("participant"), empty: t("A person leaves the study by a withdrawal, not by a deletion.") }),
      cases: () => grid({ label: t("Cases"), columns: columns(), rows: rows(), save: save("case"), remove }),
      consent: () => grid({ label: t("Consent"), columns: columns(), rows: rows(), save: save("participant"), fresh: false, empty: t("An empty cell: nobody asked, or nothing is written.") }),
    }[tab]();
    const leads = {
      participants: t("Everybody who was asked, under a pseudonym; real names belong to the key file alone."),
      cases: t("The units that are compared. Columns are yours: what they hold can be compared and shown."),
      consent: t("What each participant allowed or refused, use by use. The report quotes nobody who refused."),
    };
    const nobody = tab === "consent" && !told.participants.length
      ? h("div", { class: "empty" }, t("Nobody is in the study yet."), h("div", { class: "row" }, link(t("Type in the participants"), `/s/${study.id}/people`, { class: "button" }))) : null;
    return [h("p", { class: "lead" }, leads[tab]), nobody ?? table.place];
  };

  const drawn = (block) => {
    const wanted = block.numeric.filter((at) => at > 0);
    const whole = h("table", {}, h("caption", {}, block.caption), h("thead", {}, h("tr", {}, block.columns.map((name, at) => h("th", { scope: "col", class: wanted.includes(at) ? "number" : null }, name)))),
      h("tbody", {}, block.rows.map((row) => h("tr", {}, row.map((words, at) => h("td", { class: wanted.includes(at) ? "number" : null }, words))))));
    const counted = block.rows.filter((row) => row[0] !== block.total);
    const place = h("div");
    const bar = (column) => show(place, bars(counted.filter((row) => !Number.isNaN(Number.parseFloat(row[column]))).map((row) => ({ name: row[0], value: Number.parseFloat(row[column]), said: row[column] })),
      { title: `${block.caption}: ${block.columns[column]}`, heads: [block.columns[0], block.columns[column]], name: "people" }));
    if (wanted.length) bar(wanted[0]);
    return h("div", {}, h("div", { class: "scroll" }, whole), block.note ? h("p", { class: "small soft" }, block.note) : null,
      wanted.length ? [h("label", { class: "field drawn" }, h("span", {}, t("Draw")), h("select", { on: { change: (e) => bar(Number(e.target.value)) } }, wanted.map((at) => h("option", { value: String(at) }, block.columns[at])))), place] : null);
  };
  const heard = async () => {
    const found = await study.get("/people/figures");
    if (!told.participants.length) return h("div", { class: "empty" }, t("Nobody is in the study yet."), h("div", { class: "row" }, link(t("Type in the participants"), `/s/${study.id}/people`, { class: "button" })));
    const asking = bars(found.recruitment.map((r) => ({ name: r.name || t("not stated"), value: r.listed, part: r.heard })),
      { title: t("What came of asking, and how many of them are heard in a source"), heads: [t("Outcome"), t("Listed"), t("Heard")], name: "recruitment" });
    return [h("p", { class: "lead" }, t("As the report shows it.")),
      found.sections.map((section, at) => [h("h2", {}, section.title), section.blocks.map((block) => (block.text !== undefined ? h("p", {}, block.text) : drawn(block))), at === found.sections.length - 1 ? asking : null])];
  };

  const names = () => ({ participants: t("Participants ({n})", { n: number(told.participants.length) }), cases: t("Cases ({n})", { n: number(told.cases.length) }), consent: t("Consent"), names: t("Names in speech"), heard: t("Who was heard"), recognised: t("Who can be recognised") });
  pageKeys(main, {
    "/": [t("Find a row"), () => find.focus()],
    "w": [t("Somebody withdraws"), () => leave()],
    ...Object.fromEntries(TABS.map((name, at) => [String(at + 1), [names()[name], () => go(`/s/${study.id}/people/${name}`)]])),
  });
  const hiding = tab === "names" ? protection(study) : null;
  const inside = { heard, recognised: () => recognised(study), names: () => hiding.place }[tab] ?? filled;
  show(main, h("header", {}, h("h1", {}, t("People")), h("div", { class: "tools" }, ["heard", "names", "recognised"].includes(tab) ? null : find,
    tab === "participants" || tab === "cases" ? button(t("Add a column"), addColumn) : null,
    tab === "participants" && told.participants.length ? button(t("Somebody withdraws… (w)"), leave) : null)),
    h("nav", { class: "tabs", "aria-label": t("Tables of people") }, TABS.map((name) => link(names()[name], `/s/${study.id}/people${name === "participants" ? "" : `/${name}`}`, { "aria-current": name === tab ? "page" : null }))),
    await reminder(study, load), await inside());
  const off = study.onChange(({ moved }) => moved && tab !== "names" && load());
  return () => { off(); hiding?.off(); };
}
