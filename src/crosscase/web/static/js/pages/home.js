// Home: who you are, your studies, and the first step.

import { post } from "../api.js";
import { button, h, link, show } from "../dom.js";
import { form, tryTo } from "../ui.js";
import { moment, t } from "../words.js";

export default async function home(main, { home: told, go, again }) {
  const open = async (path) => {
    const answer = await tryTo(() => post("/api/studies", { path }));
    if (answer) go(`/s/${answer.id}`);
  };
  const callMe = async () => {
    const given = await form(t("Who judges?"), [{ name: "name", label: t("Your name, as it shall stand in the journal"), value: told.coder }]);
    if (given && (await tryTo(() => post("/api/coder", given))) !== null) again();
  };
  show(main,
    h("header", {}, h("h1", {}, t("Studies")), h("div", { class: "tools" }, told.coder ? button(t("Coder: {name}", { name: told.coder }), callMe, "quiet") : button(t("Say who you are"), callMe, "main"))),
    h("div", { class: "scroll" }, h("table", {}, h("tbody", {}, told.studies.map((s) => h("tr", {},
      h("td", {}, button(s.name, () => open(s.path), "link")), h("td", { class: "soft" }, s.path),
      h("td", { class: "soft" }, moment(new Date(s.changed * 1000).toISOString()))))))));
}
