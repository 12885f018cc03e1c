// Report: the study on paper, shown before it is written; choose what it holds, keep it as a file.

import { fetched } from "../api.js";
import { keep } from "../charts.js";
import { button, h, link, show } from "../dom.js";
import { pageKeys } from "../keys.js";
import { notScanned, unlocked } from "../names.js";
import { tryTo } from "../ui.js";
import { mark, number, said, t } from "../words.js";

const FORMS = [["html", mark("Keep as HTML")], ["docx", mark("Keep as Word")], ["pdf", mark("Keep as PDF")]];
const PARTS = [["quotes", mark("Show the words that were said")], ["check", mark("Tell what the check finds")], ["hide", mark("Write pseudonyms where real names stand")], ["sound", mark("Let quotations be heard, in HTML")]];
const wishes = { quotes: true, check: true, hide: false, sound: false, unscanned: false };

export default async function report(main, { study }) {
  const about = h("div", { role: "status", "aria-live": "polite" });
  const place = h("div", { class: "paper" });
  const asked = () => new URLSearchParams(wishes);
  let last = 0;
  const draw = async () => {
    last += 1;
    const mine = last;
    show(about, h("p", { class: "soft" }, t("The report is being put together…")));
    let found;
    try {
      found = await study.get(`/report?${asked()}`);
    } catch (error) {
      if (mine !== last) return;
      show(about, h("div", { class: "card refused", role: "alert" }, h("p", {}, h("b", {}, said(error.message))), notScanned(error) ? h("div", { class: "row" }, button(t("Open the file with the real names"), async () => (await unlocked(study)) && draw()), button(t("Write it unscanned"), () => wish("unscanned", true)))
        : error.kind !== "LeakFound" || wishes.hide ? h("p", {}, said(error.hint ?? ""))
        : button(t("Write pseudonyms in their place"), () => wish("hide", true), "main")));
      show(place);
      return;
    }
    if (mine !== last) return;
    show(about, h("p", { class: "soft" }, wishes.quotes ? t("Journal entry {entry}: {n} quotations, {m} withheld because consent to quote is missing.", { entry: found.entry, n: number(found.quotations), m: number(found.withheld) }) : t("Journal entry {entry}: no words are shown.", { entry: found.entry }), " ",
      found.with_names ? t("Compared with the real names of the key file.") : t("Not compared with real names: there is no key file beside the study. Read it before you send it.")));
    show(place, h("iframe", { title: t("The report"), sandbox: "allow-scripts allow-popups", src: `${study.root}/report/paper?${asked()}` }));
  };
  const boxes = PARTS.map(([name, words]) => {
    const box = h("input", { type: "checkbox", checked: wishes[name], on: { change: (e) => wish(name, e.target.checked) } });
    return [name, box, h("label", { class: "check" }, box, t(words))];
  });
  const wish = (name, on) => {
    wishes[name] = on;
    for (const [one, box] of boxes) box.checked = wishes[one];
    return draw();
  };
  const write = async (form, made) => {
    made.disabled = true;
    made.setAttribute("aria-busy", "true");
    const body = await tryTo(() => fetched(`${study.root}/report/file.${form}?${asked()}`));
    if (body) keep(`${study.about.name}.${form}`, body);
    made.disabled = false;
    made.removeAttribute("aria-busy");
  };
  const buttons = FORMS.map(([form, words]) => {
    const made = button(t(words), () => write(form, made));
    return [form, made];
  });
  pageKeys(main, Object.fromEntries(buttons.map(([form, made]) => [form[0], [made.textContent, () => write(form, made)]])));
  show(main, h("header", {}, h("h1", {}, t("Report")), h("div", { class: "tools" }, buttons.map(([, made]) => made))),
    h("div", { class: "row tools", role: "group", "aria-label": t("What the report holds") }, boxes.map(([, , label]) => label), link(t("What the check finds"), `/s/${study.id}/check`)), about, place);
  await draw();
  return study.onChange(({ moved }) => moved && draw());
}
