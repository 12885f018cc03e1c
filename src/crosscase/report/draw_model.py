"""The model as a drawing: internal drivers, external drivers, the outcome between them.

Solid: at least two cases support and none contradicts. Dashed: contested. Dotted: one case or
none. No grey and no colour carries a meaning of its own, so a copy in grey loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from crosscase.report import fonts
from crosscase.report.figures import GREY, INK, PALE, Format, drawn, wrapped
from crosscase.report.model import Arrow, Model, Node

_STYLE = {"supported": "-", "contested": (0, (5, 2.5)), "single case": (0, (1, 2))}
_WIDTH, _HEIGHT, _STEP, _GAP = 2.3, 0.62, 0.36, 0.55
_LEFT, _MIDDLE, _RIGHT = 0.15, 5.55, 9.75
_WIDE = 12.2


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def draw_model(model: Model, form: Format) -> bytes:
    """The model as SVG, PNG or PDF; the same model gives the same bytes."""
    boxes, height = _place(model)

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, _WIDE)
        axes.set_ylim(height, 0)
        _heads(axes, model)
        for box in boxes.values():
            _draw_box(axes, box)
        _draw_arrows(axes, model, boxes)
        axes.text(
            _WIDE / 2,
            height - 0.3,
            "n of m cases: cases with a supporting passage, of the cases asked; not a strength.   "
            "solid: supported   dashed: contested   dotted: one case or none",
            ha="center",
            va="center",
            size=7.5,
            color="#444444",
        )

    return drawn(draw, (_WIDE * 0.74, height * 0.74), form)


def _place(model: Model) -> tuple[dict[str, _Box], float]:
    """Boxes by name: drivers in two columns, outcomes between, the unnamed below."""
    free = [n for n in model.nodes if not n.claims]
    used = [n for n in model.nodes if n.claims]
    left = [n for n in used if n.role == "internal driver"]
    right = [n for n in used if n.role == "external driver"]
    middle = [n for n in used if n.role == "outcome"]
    for node in (n for n in used if n.role == ""):
        (left if len(left) < len(right) else right).append(node)
    tall = {node.name: max(_HEIGHT, _STEP * _leaving(model, node) + 0.06) for node in used}
    need = [sum(tall[n.name] + _GAP for n in column) for column in (left, right)]
    inner = max(*need, len(middle) * 1.2, 1.4)
    boxes: dict[str, _Box] = {}
    for x, column, needed in ((_LEFT, left, need[0]), (_RIGHT, right, need[1])):
        y, spare = 0.6, (inner - needed) / max(len(column), 1)
        for node in column:
            y += (spare + _GAP) / 2
            boxes[node.name] = _Box(node, x, y, _WIDTH, tall[node.name])
            y += tall[node.name] + (spare + _GAP) / 2
    for at, node in enumerate(middle):
        part = inner / len(middle)
        boxes[node.name] = _Box(node, _MIDDLE, 0.7 + part * at, 1.3, part - 0.2)
    bottom = 0.6 + inner
    for at, node in enumerate(free):
        row, place = divmod(at, 4)
        y = bottom + 0.3 + row * (_HEIGHT + 0.2)
        boxes[node.name] = _Box(node, 0.15 + place * 3.0, y, 2.8, _HEIGHT)
    lines = -(-len(free) // 4)
    return boxes, bottom + (0.3 + lines * (_HEIGHT + 0.2) if free else 0.0) + 0.6


def _leaving(model: Model, node: Node) -> int:
    """How many arrows go from the box straight to an outcome."""
    return sum(node.name in a.causes and not _through(a) for a in model.arrows)


def _through(arrow: Arrow) -> bool:
    return bool(arrow.via) and arrow.shape in ("mediated", "moderated")


def _heads(axes: Axes, model: Model) -> None:
    for x, told in (
        (_LEFT + _WIDTH / 2, "INTERNAL DRIVERS"),
        (_MIDDLE + 0.65, "OUTCOME"),
        (_RIGHT + _WIDTH / 2, "EXTERNAL DRIVERS"),
    ):
        axes.text(x, 0.3, told, ha="center", va="center", size=8, color="#444444", weight="bold")


def _draw_box(axes: Axes, box: _Box) -> None:
    alone = not box.node.claims
    axes.add_patch(
        FancyBboxPatch(
            (box.x, box.y),
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=0.08",
            fc="white" if alone else PALE,
            ec=GREY if alone else INK,
            ls=(0, (2, 2)) if alone else "-",
            lw=1.0 if box.node.role != "outcome" else 1.6,
        )
    )
    width = 13 if box.node.role == "outcome" else 25
    name = wrapped(box.node.name, width, 6 if box.node.role == "outcome" else 2)
    x, y = box.middle
    if alone:
        axes.text(x, y + 0.17, "no proposition", ha="center", va="center", size=7, color="#444444")
        y -= 0.1
        name = wrapped(box.node.name, 32, 1)
    weight = "bold" if box.node.role == "outcome" else "normal"
    size = 7.6 if alone else 8.5
    axes.text(x, y, name, ha="center", va="center", size=size, weight=weight, linespacing=1.15)


def _draw_arrows(axes: Axes, model: Model, boxes: dict[str, _Box]) -> None:
    """One line a pair of boxes, with every proposition of that pair written on it."""
    pairs: dict[tuple[str, str], list[Arrow]] = {}
    curved: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in model.arrows:
        for cause in arrow.causes:
            if _through(arrow):
                curved.setdefault((cause, arrow.via), []).append(arrow)
            else:
                pairs.setdefault((cause, arrow.effect), []).append(arrow)
    for (cause, effect), arrows in pairs.items():
        if cause not in boxes or effect not in boxes:
            continue
        if boxes[effect].node.role == "outcome" and boxes[cause].x != boxes[effect].x:
            _straight(axes, boxes[cause], boxes[effect], arrows)
        else:
            _curve(axes, boxes[cause], boxes[effect], arrows)
    for (cause, via), arrows in curved.items():
        if cause in boxes and via in boxes:
            _curve(axes, boxes[cause], boxes[via], arrows)


def _straight(axes: Axes, start: _Box, end: _Box, arrows: list[Arrow]) -> None:
    """One line a proposition, one under the other, from a driver to the outcome."""
    from_left = start.x < end.x
    x = start.x + start.width if from_left else start.x
    to = end.x if from_left else end.x + end.width
    for at, arrow in enumerate(arrows):
        y = start.middle[1] + (at - (len(arrows) - 1) / 2) * _STEP + 0.06
        target = min(max(y, end.y + 0.1), end.y + end.height - 0.1)
        _line(axes, (x, y), (to, target), arrow, 0.0)
        middle = (x + to) / 2, (y + target) / 2 - 0.04
        axes.text(*middle, fonts.drawable(_short(arrow)), ha="center", va="bottom", size=7.3)


def _curve(axes: Axes, start: _Box, end: _Box, arrows: list[Arrow]) -> None:
    """Between two boxes of one column straight down or up; else a bow."""
    same = abs(start.x - end.x) < 0.01
    down = end.y > start.y
    if same:
        x = start.x + start.width / 2
        first = x, start.y + (start.height if down else 0)
        last = x, end.y + (0 if down else end.height)
        near = abs(first[1] - last[1]) < _HEIGHT * 2.6
        _line(axes, first, last, arrows[0], 0.0 if near else 0.4)
        at = (x + 0.12, (first[1] + last[1]) / 2)
    else:
        _line(axes, start.middle, end.middle, arrows[0], 0.2)
        (x1, y1), (x2, y2) = start.middle, end.middle
        at = ((x1 + x2) / 2, (y1 + y2) / 2)
    told = "\n".join(fonts.drawable(_short(arrow)) for arrow in arrows)
    axes.text(*at, told, ha="left" if same else "center", va="center", size=7.3)


def _short(arrow: Arrow) -> str:
    extra = f", {arrow.shape}" if _through(arrow) or arrow.shape == "joint" else ""
    return wrapped(arrow.proposition, 14, 1) + arrow.label.removeprefix(arrow.proposition) + extra


def _line(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], arrow: Arrow, bow: float
) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=11,
            shrinkA=0,
            shrinkB=1,
            lw=1.1,
            color=INK,
            linestyle=_STYLE.get(arrow.status, (0, (1, 2))),
            connectionstyle=f"arc3,rad={bow}",
        )
    )
