"""The data structure: concepts, themes and dimensions as a figure, and what may be doubted."""

from __future__ import annotations

from crosscase.analysis.data_structure import DataStructure, of_study
from crosscase.engines.phrases import telling_words
from crosscase.errors import NotAllowed
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Figure, Section, clean
from crosscase.report.draw_structure import SHOWN, draw_structure, tall
from crosscase.report.words import count, some

_NAMED = 8
"""Names in a row of the table of doubts; the command has all."""


_TALLEST = 1.25
"""The height of a figure that fits a page with its caption, in widths of the page's text."""


def structure(chapter: Chapter) -> list[Section]:
    """Nothing where no keyword belongs to anything yet."""
    try:
        found = of_study(chapter.study, telling_words)
    except NotAllowed:
        return []
    if not any(dimension.name for dimension in found.dimensions):
        return []
    levels = (
        "No keyword is in a theme: constructs stand for the second order, their roles for the "
        "dimensions. "
        if found.by_role
        else ""
    )
    lead = (
        f"{levels}Up to {SHOWN} concepts of each theme, those of most people first (Gioia, Corley "
        "and Hamilton 2013)."
    )
    figure = Figure(
        "Data structure: first-order concepts, second-order themes, aggregate dimensions",
        draw_structure(found, "svg"),
        draw_structure(found, "png"),
        _told(found),
        min(1.0, _TALLEST / tall(found)),
    )
    return [Section("Data structure", (text(lead), figure, *_doubts(chapter, found)), 2)]


def _told(found: DataStructure) -> str:
    """The figure in words, for those who cannot see it."""
    parts = [
        f"{dimension.name}: {', '.join(theme.name for theme in dimension.themes)}"
        for dimension in found.dimensions
        if dimension.name
    ]
    return clean("; ".join(parts) + ".")


def _doubts(chapter: Chapter, found: DataStructure) -> list[Block]:
    if not found.doubts:
        return [text("Nothing of the structure is doubted by its rules.")]
    by_kind: dict[str, list[str]] = {}
    for doubt in found.doubts:
        by_kind.setdefault(doubt.what, []).append(chapter.quoter.safe(doubt.about))
    rows = [
        (cell(what), cell(len(names)), cell(some(names, _NAMED))) for what, names in by_kind.items()
    ]
    many = count(len(found.doubts), "place")
    note = f"{many} to look at; none is an error by itself."
    caption = "What may be doubted of the data structure"
    return [table(caption, ("What", "How many", "Which"), rows, {1}, note)]
