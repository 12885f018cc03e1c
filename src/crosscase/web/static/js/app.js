// The frame: which page the address names, the rail at the left, the look and the language.

import { get } from "./api.js";
import { button, h, link, show } from "./dom.js";
import { globalKeys, pageKeys, showKeys } from "./keys.js";
import { PAGES } from "./pages.js";
import { Study } from "./study.js";
import { fail, shutDrawer } from "./ui.js";
import { preferred, said, speak, t, language } from "./words.js";

const state = { study: null, leave: null, home: null, turn: 0 };

/** Go to an address of the workbench. */
export function go(to, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"]({}, "", to);
  return draw();
}

function look(name) {
  const wish = name ?? localStorage.getItem("crosscase.look") ?? "auto";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.look = wish === "auto" ? (dark ? "dark" : "light") : wish;
  localStorage.setItem("crosscase.look", wish);
  return wish;
}

function rail(page) {
  const { study } = state;
  const foot = h("div", { class: "foot" },
    h("label", { class: "field" }, h("span", {}, t("Look")),
      h("select", { on: { change: (e) => look(e.target.value) } },
        [["auto", t("As the system")], ["light", t("Light")], ["dark", t("Dark")], ["contrast", t("High contrast")]].map(([value, words]) =>
          h("option", { value, selected: (localStorage.getItem("crosscase.look") ?? "auto") === value }, words)))),
    h("label", { class: "field" }, h("span", {}, t("Language")),
      h("select", { on: { change: async (e) => { await speak(e.target.value); draw(); } } },
        Object.entries(state.home.languages).map(([value, words]) => h("option", { value, selected: value === language }, words)))),
    button(t("Keys (?)"), showKeys, "quiet"));
  const steps = [];
  if (study) {
    let step = "";
    for (const entry of PAGES.filter((p) => p.step)) {
      if (entry.step !== step) {
        step = entry.step;
        steps.push(h("div", { class: "step" }, t(step)));
      }
      steps.push(link([h("span", {}, t(entry.title)), entry.count ? h("span", { class: "count" }, entry.count(study.about) || "") : null],
        `/s/${study.id}/${entry.name}`, { class: "to", "aria-current": entry.name === page || entry.with?.includes(page) ? "page" : null }));
    }
  }
  return h("nav", { class: "rail", "aria-label": t("Steps of the study") },
    link([h("img", { src: "/static/icon.svg", alt: "" }), "crosscase"], "/", { class: "brand" }),
    study ? h("div", { class: "whose" }, study.about.title || study.about.name, h("br"), t("Coder: {name}", { name: study.about.coder })) : null,
    steps, foot);
}

async function draw() {
  state.leave?.();
  state.leave = null;
  state.turn += 1;
  const mine = state.turn;
  shutDrawer();
  pageKeys(null, {});
  const [, s, id, name = "sources", ...rest] = location.pathname.split("/").map(decodeURIComponent);
  const page = PAGES.find((p) => p.name === (s === "s" ? name : "home")) ?? PAGES[0];
  const coming = page.load(); // while the study is asked
  try {
    if (s !== "s" || !state.home) state.home = await get("/api/home");
    if (s !== "s") {
      state.study?.shut();
      state.study = null;
    } else if (state.study?.id !== id) {
      state.study?.shut();
      state.study = await Study.open(id);
    } else {
      await state.study.refresh();
    }
    if (mine !== state.turn) return;
    const main = h("main", { class: "page", id: "main", tabindex: "-1" });
    const frame = h("div", { class: "frame" });
    show(document.body,
      h("a", { class: "skip", href: "#main" }, t("To the content")),
      button(t("Menu"), () => frame.classList.toggle("menu-open"), "menu-button"),
      show(frame, rail(page.name), show(main, h("p", { class: "soft", role: "status" }, t("Reading the study…")))));
    document.title = [t(page.title), state.study?.about.name, "crosscase"].filter(Boolean).join(" – ");
    const { default: render } = await coming;
    const context = { study: state.study, home: state.home, args: rest, query: new URLSearchParams(location.search), go, again: draw };
    const leave = (await render(main, context)) ?? null;
    if (mine !== state.turn) { // the reader has gone on meanwhile
      leave?.();
      return;
    }
    state.leave = leave;
    requestIdleCallback(() => PAGES.find((p) => p.name === "coding").load()); // most roads lead there
    if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
  } catch (error) {
    if (mine !== state.turn) return;
    show(document.body, h("main", { class: "page" }, h("h1", {}, t("This did not work")),
      h("p", {}, said(error.message)), h("p", {}, said(error.hint ?? "")), link(t("To the home page"), "/")));
    if (!error.kind) fail(error);
  }
}

document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[href^='/']");
  if (!anchor || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || anchor.target || anchor.download) return;
  event.preventDefault();
  go(anchor.getAttribute("href"));
});
addEventListener("popstate", draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => look());

const turn = async (way) => {
  if (state.study && (await state.study.turn(way))) draw();
};

look();
await speak(preferred());
globalKeys({
  "?": [t("Show the keys"), showKeys],
  "Ctrl+Z": [t("Undo"), () => turn("undo")],
  "Ctrl+Shift+Z": [t("Do again"), () => turn("redo")],
  ...Object.fromEntries(PAGES.filter((p) => p.key).map((p) =>
    [`g ${p.key}`, [t("Go to: {page}", { page: t(p.title) }), () => state.study && go(`/s/${state.study.id}/${p.name}`)]])),
});
await draw();
