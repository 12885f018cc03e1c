// A passage is heard where it is read: its words and no more, one passage at a time.

import { button, h } from "./dom.js";
import { fail } from "./ui.js";
import { number, t } from "./words.js";

let heard = null;

function stop() {
  heard?.sound.pause();
  heard?.sound.removeAttribute("src");
  heard?.tell(false);
  heard = null;
}

/** A button that plays the words of a passage; null where they have no sound or it is withheld. */
export function clip(study, { source, sound: seconds }) {
  if (!seconds) return null;
  const [begin, finish] = seconds;
  const tell = (on) => {
    one.textContent = on ? "■" : "▶";
    one.setAttribute("aria-label", on ? t("Stop playing") : t("Play this passage"));
  };
  const play = () => {
    const mine = heard?.button === one;
    stop();
    if (mine) return;
    const sound = new Audio(`/api/studies/${study.id}/recordings/${source}/sound#t=${begin},${finish}`);
    heard = { button: one, sound, tell };
    sound.addEventListener("timeupdate", () => {
      if (heard?.sound === sound && (sound.currentTime >= finish || !one.isConnected)) stop();
    });
    for (const name of ["pause", "ended"]) sound.addEventListener(name, () => heard?.sound === sound && stop());
    sound.addEventListener("error", () => {
      if (heard?.sound !== sound) return;
      stop();
      fail({ message: t("The recording is not here, or consent does not allow that it is heard."), kind: "Sound" });
    });
    tell(true);
    sound.play().catch(() => {});
  };
  const one = button("▶", play, "link clip");
  tell(false);
  return one;
}

/** How many of the passages may not be heard; null where none is withheld. */
export function withheld(rows) {
  const n = rows.filter((row) => row.withheld).length;
  return n ? h("p", { class: "soft" }, t("{n} of these passages have a recording that consent does not allow to be heard.", { n: number(n) })) : null;
}
