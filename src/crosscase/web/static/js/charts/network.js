// A network, laid out the same way each time from the same numbers.

import { svg } from "../dom.js";
import { pressed, say, sheet, short } from "./parts.js";

const ROUNDS = 300;
const FEW = 12; // nodes whose whole names find room
const [WIDE, HIGH, SIDE, EDGE] = [880, 470, 120, 36];

/**
 * Where the nodes stand: springs along the links, and all nodes push each other away (Fruchterman
 * and Reingold 1991), from a circle in the order given. `nodes`: how many; links: [[a, b, weight
 * 0 … 1]]. Gives [[x, y]], each 0 … 1.
 */
export function spread(nodes, links) {
  const spots = Array.from({ length: nodes }, (_, at) => [Math.cos((2 * Math.PI * at) / nodes), Math.sin((2 * Math.PI * at) / nodes)]);
  const near = Math.sqrt(4 / nodes);
  for (let round = 0; round < ROUNDS; round += 1) {
    const push = spots.map(() => [0, 0]);
    const act = (a, b, force) => {
      const [dx, dy] = [spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]];
      const far = Math.max(0.01, Math.hypot(dx, dy));
      const by = force(far) / far;
      push[a][0] += dx * by;
      push[a][1] += dy * by;
      push[b][0] -= dx * by;
      push[b][1] -= dy * by;
    };
    for (let a = 0; a < nodes; a += 1) for (let b = a + 1; b < nodes; b += 1) act(a, b, (far) => (near * near) / far);
    for (const [a, b, weight] of links) act(a, b, (far) => (-weight * far * far) / near);
    const most = 0.2 * (1 - round / ROUNDS);
    for (const [at, [dx, dy]] of push.entries()) {
      const far = Math.hypot(dx, dy) || 1;
      spots[at][0] += (dx / far) * Math.min(far, most);
      spots[at][1] += (dy / far) * Math.min(far, most);
    }
  }
  const scale = (axis) => {
    const low = Math.min(...spots.map((spot) => spot[axis]));
    const room = Math.max(...spots.map((spot) => spot[axis])) - low || 1;
    return (spot) => (spot[axis] - low) / room;
  };
  const [x, y] = [scale(0), scale(1)];
  return spots.map((spot) => [x(spot), y(spot)]);
}

/** Nodes: [{name, size 0 … 1, label, open}]; links: [{from, to, weight 0 … 1, label, open}] by place. */
export function network({ nodes, links, label }) {
  const spots = spread(nodes.length, links.map((link) => [link.from, link.to, link.weight]))
    .map(([x, y]) => [SIDE + x * (WIDE - 2 * SIDE), EDGE + y * (HIGH - 2 * EDGE)]);
  return sheet(WIDE, HIGH, label,
    links.map((link) => {
      const ends = { x1: spots[link.from][0], y1: spots[link.from][1], x2: spots[link.to][0], y2: spots[link.to][1] };
      const line = svg("line", { ...ends, class: "tie", "stroke-width": 1 + 7 * link.weight, opacity: 0.25 + 0.5 * link.weight });
      // a thin line is hard to hit: an unseen broad one lies over it
      return pressed(svg("g", {}, line, svg("line", { ...ends, stroke: "transparent", "stroke-width": 14 })), link.label, link.open);
    }),
    nodes.map((node, at) => {
      const [x, y] = spots[at];
      const size = 5 + 10 * node.size;
      return pressed(svg("g", {}, svg("circle", { cx: x, cy: y, r: size, class: "side0" }),
        say(x, y + size + 10, short(node.name, nodes.length > FEW ? 22 : 40), { "text-anchor": "middle", class: "halo", "paint-order": "stroke", "stroke-width": 4 })), node.label, node.open);
    }));
}
