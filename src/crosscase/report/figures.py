"""Drawing with matplotlib so that the same numbers give the same bytes, readable in grey."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, Literal

import matplotlib
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from crosscase.report import fonts

Format = Literal["svg", "png", "pdf"]
INK, PALE, GREY = "#1c1c1c", "#f2f2f0", "#8a8a86"

_PLAIN: dict[Format, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}


def drawn(draw: Callable[[Figure], None], size: tuple[float, float], form: Format) -> bytes:
    """What ``draw`` puts on a figure of ``size`` inches, as a file."""
    families = [_family(str(path)) for path in fonts.files()]
    settings: dict[Any, Any] = {
        "svg.hashsalt": "crosscase",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "font.family": families,
        "font.size": 9.0,
        "text.usetex": False,
        "text.parse_math": False,
        "axes.unicode_minus": True,
    }
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        for key, value in settings.items():
            matplotlib.rcParams[key] = value
        figure = Figure(figsize=size)
        FigureCanvasAgg(figure)
        draw(figure)
        file = io.BytesIO()
        figure.savefig(file, format=form, dpi=200, metadata=_PLAIN[form], facecolor="white")
    return file.getvalue()


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[tuple[int, int]]],
    form: Format,
) -> bytes:
    """People who mention of people heard, as greys with the numbers in them."""
    size = (2.7 + 0.82 * len(columns), 0.29 * (len(rows) + 5.6))

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(-1.9, len(columns) + 1.5)
        axes.set_ylim(len(rows), -5.6)
        for at, name in enumerate(columns):
            axes.text(at + 0.25, -0.25, wrapped(name, 24), rotation=38, ha="left", va="bottom")
        for y, name in enumerate(rows):
            axes.text(-0.15, y + 0.5, wrapped(name, 22, 1), ha="right", va="center")
            for x, (part, whole) in enumerate(cells[y]):
                share = part / whole if whole else 0.0
                shade = str(0.97 - 0.72 * share) if whole else "white"
                axes.fill([x, x + 1, x + 1, x], [y, y, y + 1, y + 1], fc=shade, ec="white", lw=1.5)
                told = f"{part}/{whole}" if whole else "–"
                ink = "white" if share > 0.55 else INK
                axes.text(x + 0.5, y + 0.5, told, ha="center", va="center", color=ink, size=8)

    return drawn(draw, size, form)


def paired_bars(
    rows: Sequence[str],
    groups: Sequence[str],
    shares: Sequence[Sequence[tuple[int, int]]],
    form: Format,
) -> bytes:
    """For each row the share of every group's people, as bars in greys with the counts."""
    step = 0.2 * len(groups) + 0.16
    size = (6.6, 0.75 + step * len(rows))
    greys = [str(0.22 + 0.56 * at / max(1, len(groups) - 1)) for at in range(len(groups))]

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0.34, 0.03, 0.6, 0.97 - 0.42 / size[1]))
        axes.set_xlim(0, 1.12)
        axes.set_ylim(len(rows), 0)
        for y, name in enumerate(rows):
            axes.text(-0.02, y + 0.5, wrapped(name, 26), ha="right", va="center")
            for at, (part, whole) in enumerate(shares[y]):
                height = 0.8 / len(groups)
                top = y + 0.1 + at * height
                width = part / whole if whole else 0.0
                axes.fill(
                    [0, width, width, 0],
                    [top, top, top + height * 0.88, top + height * 0.88],
                    fc=greys[at],
                    ec=INK,
                    lw=0.5,
                    label=fonts.drawable(groups[at]) if y == 0 else None,
                )
                told = f"{part}/{whole}"
                axes.text(width + 0.012, top + height * 0.44, told, va="center", size=7)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.legend(
            loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, frameon=False, fontsize=8
        )

    return drawn(draw, size, form)


def curve(totals: Sequence[int], new: Sequence[int], form: Format) -> bytes:
    """Different keywords so far as a line, new ones of each interview as bars."""

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0.09, 0.17, 0.89, 0.8))
        for at, height in enumerate(new, 1):
            axes.fill([at - 0.35, at + 0.35, at + 0.35, at - 0.35], [0, 0, height, height], fc=GREY)
        axes.plot(range(1, len(totals) + 1), totals, color=INK, lw=1.4, marker="o", ms=2.5)
        axes.set_xlim(0.3, len(totals) + 0.7)
        axes.set_ylim(0, max(totals) * 1.06 + 1)
        axes.set_xlabel("interviews")
        axes.set_ylabel("keywords")
        axes.spines[["top", "right"]].set_visible(False)

    return drawn(draw, (6.4, 2.6), form)


def intervals(
    rows: Sequence[str],
    values: Sequence[tuple[float, float | None, float | None]],
    label: str,
    form: Format,
) -> bytes:
    """For each row a value as a dot on the line of its interval, where there is one."""
    size = (6.6, 0.62 + 0.26 * len(rows))
    ends = [end for value in values for end in value if end is not None]

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0.36, 0.5 / size[1], 0.6, 1 - 0.55 / size[1]))
        for y, (name, (value, low, high)) in enumerate(zip(rows, values, strict=True)):
            axes.annotate(
                wrapped(name, 34, 1),
                (0, y),
                xytext=(-6, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                va="center",
            )
            if low is not None and high is not None:
                axes.plot([low, high], [y, y], color=GREY, lw=1.6, solid_capstyle="butt")
            axes.plot([value], [y], color=INK, marker="o", ms=4)
        axes.axvline(0, color=INK, lw=0.6)
        axes.set_xlim(min(0, *ends) - 0.02, max(1, *ends) + 0.02)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlabel(label)
        axes.set_yticks([])
        axes.grid(axis="x", color=PALE, lw=0.8)
        axes.set_axisbelow(True)
        axes.spines[["top", "right", "left"]].set_visible(False)

    return drawn(draw, size, form)


def wrapped(text: str, width: int, lines: int = 3) -> str:
    """A name over a few short lines, cut with an ellipsis where it is longer than that."""
    words = [word[i : i + width] for word in text.split() for i in range(0, len(word), width)]
    rows = [""]
    for word in words[: width * lines]:
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1][: width - 2] + " …"]
    return fonts.drawable("\n".join(rows))


def _family(path: str) -> str:
    font_manager.fontManager.addfont(path)
    return str(font_manager.FontProperties(fname=path).get_name())
