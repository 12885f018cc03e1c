"""Case × construct: how many of the people asked in a case mention it, in any order of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from crosscase.analysis.asked import Asked, asked_about
from crosscase.analysis.columns import number_in
from crosscase.analysis.judgements import judgements, of_constructs
from crosscase.analysis.people import heard
from crosscase.domain.snapshot import Ints, Snapshot
from crosscase.errors import NotInStudy

OUTCOME = "outcome"
"""``order_by`` of the mean outcome rating."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One case and construct: participants who mention it, of those ``asked``, and the segments.

    ``heard`` people are present in a source; ``uncoded`` of them have none that anybody coded, and
    were not asked. ``unasked`` people mention it though the question was not put to them; they are
    in no other number. A ``hidden`` cell shows no people and no segments, because so few could be
    known by it.
    """

    case: str
    construct: str
    participants: int
    heard: int
    segments: tuple[int, ...]
    uncoded: int = 0
    hidden: bool = False
    asked: int = 0
    unasked: int = 0


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
            replace(c, participants=0, segments=(), hidden=True, unasked=0)
            if 0 < c.participants < below
            else c
            for c in self.cells
        )
        return replace(self, cells=cells)


def case_matrix(
    snapshot: Snapshot, order: tuple[str, ...] | None = None, *, order_by: str = ""
) -> Matrix:
    """Case × construct: how many of the people asked in the case mention the construct.

    Who was asked: ``asked.asked_about``.

    ``order``: the names of the cases, first row first (all cases in the study's order if None).
    ``order_by``: an attribute of the cases, or ``outcome`` for their mean rating: the highest
    number first, words from A to Z, cases without a value last (Miles, Huberman and Saldaña 2014,
    case-ordered matrix). Raises ``NotInStudy`` when no case has such an attribute.
    """
    values: dict[str, str] = {}
    if order_by:
        values = case_variable(snapshot, order_by)
        order = tuple(sorted((c.name for c in snapshot.cases), key=ranked(values)))
    names = order if order is not None else tuple(case.name for case in snapshot.cases)
    ids = {case.name: case.id for case in snapshot.cases}
    constructs = [code for code in snapshot.codes if code.kind == "construct"]
    among = asked_about(snapshot, [code.id for code in constructs])
    behind = _segments(snapshot, {c.id: at for at, c in enumerate(constructs)}, among)
    present = _by_case(snapshot, heard(snapshot))
    of = [_by_case(snapshot, among[code.id].people) for code in constructs]
    dark = _by_case(snapshot, among[constructs[0].id].uncoded) if constructs else Counter()
    cells = []
    for name in names:
        case = ids[name]
        for at, construct in enumerate(constructs):
            people, unasked, segments = behind.get((case, at), (0, 0, ()))
            cells.append(
                Cell(
                    name,
                    construct.name,
                    people,
                    present[case],
                    segments,
                    dark[case],
                    asked=of[at][case],
                    unasked=unasked,
                )
            )
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
    raise NotInStudy.named("case attribute", name, case_variables(snapshot))


def case_variables(snapshot: Snapshot) -> list[str]:
    """What cases can be ordered by: their attributes, and the outcome."""
    return sorted({a.name for a in snapshot.attributes if a.about == "case"} | {OUTCOME})


def outcomes(snapshot: Snapshot) -> dict[int, float]:
    """The mean outcome rating of each rated case, by case id."""
    values: dict[int, list[float]] = {}
    for rating in snapshot.ratings:
        values.setdefault(rating.case, []).append(rating.value)
    return {case: sum(v) / len(v) for case, v in values.items()}


def ranked(values: dict[str, str]) -> Callable[[str], tuple[bool, float, str, str]]:
    """The sort key of a name by its value: numbers from the highest, words from A, none last."""
    numeric = all(number_in(value) is not None for value in values.values())

    def key(name: str) -> tuple[bool, float, str, str]:
        value = values.get(name, "")
        number = (number_in(value) or 0.0) if numeric else 0.0
        return (name not in values, -number, "" if numeric else value.casefold(), name)

    return key


def _by_case(snapshot: Snapshot, people: Iterable[int]) -> Counter[int]:
    """How many of the people each case has, by case id."""
    return Counter(snapshot.participant_by_id[number].case or 0 for number in people)


def _segments(
    snapshot: Snapshot, columns: dict[int, int], among: dict[int, Asked]
) -> dict[tuple[int, int], tuple[int, int, tuple[int, ...]]]:
    """For each case and column that meet: people asked who mention it, others, the segments."""
    found = of_constructs(snapshot, judgements(snapshot))
    place = np.full(max(columns, default=0) + 1, -1, dtype=np.int64)
    place[list(columns)] = list(columns.values())
    at = place[np.minimum(found.code, len(place) - 1)]
    at[found.code >= len(place)] = -1
    rows = np.flatnonzero((at >= 0) & (found.case > 0))
    if not len(rows):
        return {}
    step = int(found.participant.max()) + 1
    left_out = [at * step + p for code, at in columns.items() for p in among[code].skipped]
    skipped = np.isin(at[rows] * step + found.participant[rows], left_out)
    key = found.case[rows] * len(columns) + at[rows]
    keys = np.unique(key)
    people, others = (
        np.bincount(
            np.searchsorted(
                keys, np.unique(key[mine] * step + found.participant[rows[mine]]) // step
            ),
            minlength=len(keys),
        ).tolist()
        for mine in (~skipped, skipped)
    )
    segments = _split(keys, key[~skipped], found.segment[rows[~skipped]])
    return {
        divmod(k, len(columns)): (people[i], others[i], segments[i])
        for i, k in enumerate(keys.tolist())
    }


def _split(keys: Ints, key: Ints, segment: Ints) -> list[tuple[int, ...]]:
    """The different segments of each of the sorted keys."""
    order = np.lexsort((segment, key))
    starts = np.searchsorted(key[order], keys)
    parts = np.split(segment[order], starts[1:])
    return [tuple(dict.fromkeys(part.tolist())) for part in parts]
