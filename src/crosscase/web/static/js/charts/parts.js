// What drawings are put together from.

import { svg } from "../dom.js";

/** A drawing of so many pixels, and what it shows in words. */
export const sheet = (width, height, label, ...children) =>
  svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "drawing", role: "group", "aria-label": label }, children);

/** Words in a drawing, in the middle of their height. */
export const say = (x, y, said, props = {}) => svg("text", { x, y, dy: "0.35em", ...props }, said);

/** A name cut to so many characters. */
export const short = (name, most) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

/** Make a part of a drawing something to press, with the mouse or with Enter; without `run` it only says its name. */
export function pressed(node, label, run = null) {
  node.prepend(svg("title", {}, label));
  if (!run) return node;
  for (const [name, value] of Object.entries({ tabindex: "0", role: "button", "aria-label": label })) node.setAttribute(name, value);
  node.classList.add("pressed");
  node.addEventListener("click", run);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    run(event);
  });
  return node;
}
