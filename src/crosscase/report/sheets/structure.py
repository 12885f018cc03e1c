"""The data structure as a table: one row a concept of a theme of a dimension."""

from __future__ import annotations

from crosscase.analysis.data_structure import of_study
from crosscase.domain.snapshot import Snapshot
from crosscase.engines.phrases import telling_words
from crosscase.report.sheets.sheet import Kind, Sheet, made

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("dimension", "name"),
    ("theme", "name"),
    ("concept", "words"),
    ("people", "whole"),
    ("cases", "whole"),
    ("mentions", "whole"),
    ("doubts", "words"),
)


def structure(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Dimensions, themes, concepts, and what may be doubted of each concept.

    It holds no words of participants, so that nothing of the ``withheld`` is in it to leave out.
    """
    found = of_study(snapshot, telling_words)
    doubts: dict[str, list[str]] = {}
    for doubt in found.doubts:
        doubts.setdefault(doubt.about, []).append(doubt.what)
    rows = [
        (
            row["dimension"],
            row["theme"],
            row["concept"],
            row["people"],
            row["cases"],
            row["mentions"],
            "; ".join(doubts.get(row["concept"], ())),
        )
        for row in found.rows()
    ]
    return made("Data structure", snapshot, _COLUMNS, rows, ())
