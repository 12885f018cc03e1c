"""Which codes stand together: pairs of keywords and of constructs, counted in three ways."""

from __future__ import annotations

from typing import get_args

from crosscase.analysis.cooccurrence import Within, cooccurrence
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.sheet import Kind, Sheet, Value, made

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("level", "name"),
    ("first", "name"),
    ("second", "name"),
    ("passages", "whole"),
    ("passages jaccard", "number"),
    ("overlaps", "whole"),
    ("people", "whole"),
    ("people jaccard", "number"),
)


def together(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Each two codes that stand together at least once, of all people: it holds no words.

    ``passages`` bear both codes; ``overlaps`` are pairs of passages that share a place, a passage
    with itself included; ``people`` mention both. Jaccard (1912): c / (a + b - c).
    """
    rows: list[tuple[Value, ...]] = []
    for level in ("keyword", "construct"):
        counts: dict[tuple[str, str], dict[Within, tuple[int, float]]] = {}
        for within in get_args(Within):
            found = cooccurrence(snapshot, within=within, constructs=level == "construct")
            matrix = found.counts.tocoo()
            bears = found.counts.diagonal().tolist()
            for a, b, many in zip(
                matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True
            ):
                if a < b:
                    share = many / (bears[a] + bears[b] - many) if within != "overlap" else 0.0
                    pair = counts.setdefault((found.codes[a], found.codes[b]), {})
                    pair[within] = (many, share)
        for (first, second), pair in sorted(counts.items()):
            passages, overlaps, people = (
                pair.get(within, (0, 0.0)) for within in ("segment", "overlap", "participant")
            )
            shares = round(passages[1], 6), round(people[1], 6)
            rows.append(
                (level, first, second, passages[0], shares[0], overlaps[0], people[0], shares[1])
            )
    return made("Codes that stand together", snapshot, _COLUMNS, rows)
