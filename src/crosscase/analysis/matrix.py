"""Case × construct: how many of the people heard in a case mention it, in any order of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from crosscase.analysis.judgements import judgements, of_constructs
from crosscase.analysis.people import coded, heard
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy

OUTCOME = "outcome"
"""``order_by`` of the mean outcome rating."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One case and construct: participants who mention it, of those heard, and the segments.

    ``uncoded`` of those heard have no source that anybody coded: their silence says nothing.
    A ``hidden`` cell shows no people and no segments, because so few could be known by it.
    """

    case: str
    construct: str
    participants: int
    heard: int
    segments: tuple[int, ...]
    uncoded: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Case × construct of journal entry ``n``; cells in row order, every cell present.

    ``order_by`` is what the cases are ordered by ("" for the study's own order) and ``values``
    what each case has there, row by row.
    """

    n: int
    cases: tuple[str, ...]
    constructs: tuple[str, ...]
    cells: tuple[Cell, ...]
    order_by: str = ""
    values: tuple[str, ...] = ()

    def cell(self, case: str, construct: str) -> Cell:
        """The cell of a case and a construct."""
        row, column = self.cases.index(case), self.constructs.index(construct)
        return self.cells[row * len(self.constructs) + column]

    def hiding(self, below: int) -> Matrix:
        """The same matrix with cells of 1 to ``below`` - 1 people hidden."""
        cells = tuple(
            replace(c, participants=0, segments=(), hidden=True)
            if 0 < c.participants < below
            else c
            for c in self.cells
        )
        return replace(self, cells=cells)


def case_matrix(
    snapshot: Snapshot, order: tuple[str, ...] | None = None, *, order_by: str = ""
) -> Matrix:
    """Case × construct: how many of the people heard in the case mention the construct.

    ``order``: the names of the cases, first row first (all cases in the study's order if None).
    ``order_by``: an attribute of the cases, or ``outcome`` for their mean rating: the highest
    number first, words from A to Z, cases without a value last (Miles, Huberman and Saldaña 2014,
    case-ordered matrix). Raises ``NotInStudy`` when no case has such an attribute.
    """
    values: dict[str, str] = {}
    if order_by:
        values = case_variable(snapshot, order_by)
        order = tuple(sorted((c.name for c in snapshot.cases), key=_rank(values)))
    names = order if order is not None else tuple(case.name for case in snapshot.cases)
    ids = {case.name: case.id for case in snapshot.cases}
    constructs = [code for code in snapshot.codes if code.kind == "construct"]
    behind = _segments(snapshot, {c.id: at for at, c in enumerate(constructs)})
    present, looked_at = _by_case(snapshot, heard(snapshot)), _by_case(snapshot, coded(snapshot))
    cells = []
    for name in names:
        there = present.get(ids[name], 0)
        dark = there - looked_at.get(ids[name], 0)
        for at, construct in enumerate(constructs):
            people, segments = behind.get((ids[name], at), (0, ()))
            cells.append(Cell(name, construct.name, people, there, segments, dark))
    return Matrix(
        snapshot.n,
        names,
        tuple(code.name for code in constructs),
        tuple(cells),
        order_by,
        tuple(values.get(name, "") for name in names) if order_by else (),
    )


def case_variable(snapshot: Snapshot, name: str) -> dict[str, str]:
    """What each case has under an attribute's name (or the mean outcome rating), by case name.

    Raises ``NotInStudy`` with the nearest name when no case has it.
    """
    cases = {case.id: case.name for case in snapshot.cases}
    found = {
        cases[a.of]: a.value for a in snapshot.attributes if a.about == "case" and a.name == name
    }
    if found:
        return found
    if name == OUTCOME:
        return {cases[case]: f"{value:g}" for case, value in outcomes(snapshot).items()}
    known = {a.name for a in snapshot.attributes if a.about == "case"} | {OUTCOME}
    raise NotInStudy.named("case attribute", name, sorted(known))


def outcomes(snapshot: Snapshot) -> dict[int, float]:
    """The mean outcome rating of each rated case, by case id."""
    values: dict[int, list[float]] = {}
    for rating in snapshot.ratings:
        values.setdefault(rating.case, []).append(rating.value)
    return {case: sum(v) / len(v) for case, v in values.items()}


def _rank(values: dict[str, str]) -> Callable[[str], tuple[bool, float, str, str]]:
    """The sort key of a case's name."""
    numeric = all(_number(value) is not None for value in values.values())

    def key(name: str) -> tuple[bool, float, str, str]:
        value = values.get(name, "")
        number = (_number(value) or 0.0) if numeric else 0.0
        return (name not in values, -number, "" if numeric else value.casefold(), name)

    return key


def _by_case(snapshot: Snapshot, people: set[int]) -> Counter[int]:
    """How many of the people each case has, by case id."""
    return Counter(snapshot.participant_by_id[number].case or 0 for number in people)


def _number(value: str) -> float | None:
    try:
        return float(value.replace(",", "").removesuffix("%"))
    except ValueError:
        return None


def _segments(
    snapshot: Snapshot, columns: dict[int, int]
) -> dict[tuple[int, int], tuple[int, tuple[int, ...]]]:
    """For each case and column that meet: the people who mention it and the segments."""
    found = of_constructs(snapshot, judgements(snapshot))
    place = np.full(max(columns, default=0) + 1, -1, dtype=np.int64)
    place[list(columns)] = list(columns.values())
    at = place[np.minimum(found.code, len(place) - 1)]
    at[found.code >= len(place)] = -1
    rows = np.flatnonzero((at >= 0) & (found.case > 0))
    if not len(rows):
        return {}
    key = found.case[rows] * len(columns) + at[rows]
    order = np.lexsort((found.segment[rows], key))
    keys, starts = np.unique(key[order], return_index=True)
    step = int(found.participant.max()) + 1
    pairs = np.unique(key * step + found.participant[rows])
    people = np.bincount(np.searchsorted(keys, pairs // step), minlength=len(keys)).tolist()
    segments = found.segment[rows][order].tolist()
    ends = [*starts[1:].tolist(), len(segments)]
    return {
        divmod(k, len(columns)): (people[i], tuple(dict.fromkeys(segments[start:end])))
        for i, (k, start, end) in enumerate(zip(keys.tolist(), starts.tolist(), ends, strict=True))
    }
