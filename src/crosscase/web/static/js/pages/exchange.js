// Exchange: a project of another program comes in, the study goes elsewhere, and what came in is told.

import { h, link, show } from "../dom.js";
import arrived from "../exchange/arrived.js";
import bring from "../exchange/bring.js";
import out from "../exchange/out.js";
import { t } from "../words.js";

export default function exchange(main, context) {
  const { study, args: [tab] } = context;
  if (Number(tab)) return arrived(main, context, Number(tab));
  const to = (words, path, on) => link(words, `/s/${study.id}/exchange${path}`, { "aria-current": on ? "page" : null });
  const body = h("div");
  show(main, h("header", {}, h("h1", {}, t("Exchange"))),
    h("nav", { class: "tabs", "aria-label": t("What is shown") }, to(t("Bring a project in"), "", tab !== "out"), to(t("Take it elsewhere"), "/out", tab === "out")), body);
  return (tab === "out" ? out : bring)(body, context);
}
