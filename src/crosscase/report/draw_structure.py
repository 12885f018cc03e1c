"""The data structure as a drawing: three columns, brackets between them, readable in grey."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from crosscase.analysis.data_structure import DataStructure, Theme
from crosscase.report.figures import INK, PALE, Format, drawn, wrapped

SHOWN = 6
"""Concepts of one theme that are drawn, those of most people; the others are counted."""

_WIDE, _LINE, _GAP = 9.6, 0.26, 0.3
_CONCEPT, _THEME, _DIMENSION = 0.1, 4.7, 7.4
_BOX = 2.0


def draw_structure(structure: DataStructure, form: Format, shown: int = SHOWN) -> bytes:
    """The structure as SVG, PNG or PDF; the same structure gives the same bytes.

    What belongs to no theme or dimension is left out: a figure shows what is argued.
    """
    placed = [d for d in structure.dimensions if d.name]
    lines = {(d.name, t.name): _lines(t, shown) for d in placed for t in d.themes}
    height = tall(structure, shown) * _WIDE

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, _WIDE)
        axes.set_ylim(height, 0)
        heads = ("FIRST-ORDER CONCEPTS", "SECOND-ORDER THEMES", "AGGREGATE DIMENSIONS")
        for x, head in zip((_CONCEPT, _THEME, _DIMENSION), heads, strict=True):
            axes.text(x, 0.3, head, size=8, color="#444444", weight="bold", va="center")
        y = 0.7
        for dimension in placed:
            middles = []
            for theme in dimension.themes:
                rows = lines[dimension.name, theme.name]
                places = [y + _LINE * (at + 0.5) for at in range(len(rows))]
                for place, row in zip(places, rows, strict=True):
                    axes.text(_CONCEPT, place, row, size=8, va="center", color=INK)
                middle = (places[0] + places[-1]) / 2
                _bracket(axes, _THEME - 0.45, _THEME - 0.05, places, middle)
                _box(axes, _THEME, middle, theme.name, filled=False)
                middles.append(middle)
                y += len(rows) * _LINE + _GAP
            centre = (middles[0] + middles[-1]) / 2
            _bracket(axes, _THEME + _BOX + 0.1, _DIMENSION - 0.05, middles, centre)
            _box(axes, _DIMENSION, centre, dimension.name, filled=True)

    return drawn(draw, (_WIDE * 0.78, height * 0.78), form)


def tall(structure: DataStructure, shown: int = SHOWN) -> float:
    """The height of the drawing, in its widths."""
    themes = [theme for d in structure.dimensions if d.name for theme in d.themes]
    deep = sum(len(_lines(theme, shown)) * _LINE + _GAP for theme in themes)
    return (0.7 + max(deep, 0.5)) / _WIDE


def _lines(theme: Theme, shown: int) -> list[str]:
    rows = [f"• {wrapped(concept.name, 52, 1)}" for concept in theme.concepts[:shown]]
    more = len(theme.concepts) - shown
    return [*rows, f"  and {more} more"] if more > 0 else rows


def _bracket(axes: Axes, left: float, right: float, places: Sequence[float], middle: float) -> None:
    spine = (left + right) / 2
    axes.plot([spine, spine], [places[0], places[-1]], color=INK, lw=0.8)
    for place in (places[0], places[-1]):
        axes.plot([left, spine], [place, place], color=INK, lw=0.8)
    axes.plot([spine, right], [middle, middle], color=INK, lw=0.8)


def _box(axes: Axes, x: float, middle: float, name: str, *, filled: bool) -> None:
    told = wrapped(name, 24)
    high = 0.16 + 0.2 * (told.count("\n") + 1)
    axes.add_patch(
        Rectangle(
            (x, middle - high / 2), _BOX, high, fc=PALE if filled else "white", ec=INK, lw=0.8
        )
    )
    weight = "bold" if filled else "normal"
    axes.text(x + _BOX / 2, middle, told, size=8, ha="center", va="center", weight=weight)
