"""How often, by how many, of whom: mentions and distinct keywords kept apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscase.analysis.judgements import judgements, of_constructs
from crosscase.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Frequency:
    """One code: its mentions (codings), the people and cases behind them, and the segments."""

    code: str
    kind: str
    mentions: int
    participants: int
    cases: int
    unreviewed: int
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group: valid mentions, distinct keywords, people who spoke, and a head's share.

    ``people`` are participants with a source; ``mentions_a_head`` is mentions / people (0 where
    nobody spoke): 306 keywords of 50 people and 209 of 10 are 6 and 21 a head.
    """

    group: str
    people: int
    mentions: int
    keywords: int
    discarded: int
    unreviewed: int

    @property
    def mentions_a_head(self) -> float:
        """Valid mentions per participant of the group."""
        return self.mentions / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One case and construct: participants who mention it, of those heard, and the segments."""

    case: str
    construct: str
    participants: int
    heard: int
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Case × construct of journal entry ``n``; cells in row order, every cell present."""

    n: int
    cases: tuple[str, ...]
    constructs: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, case: str, construct: str) -> Cell:
        """The cell of a case and a construct."""
        row, column = self.cases.index(case), self.constructs.index(construct)
        return self.cells[row * len(self.constructs) + column]


def frequencies(snapshot: Snapshot, *, constructs: bool = False) -> list[Frequency]:
    """Each keyword (or construct) that has a coding, most mentioned first, then by name."""
    found = judgements(snapshot)
    if constructs:
        found = of_constructs(snapshot, found)
    if not len(found.code):
        return []
    order = np.argsort(found.code, kind="stable")
    sorted_ = found.only(order)
    codes, starts = np.unique(sorted_.code, return_index=True)
    ends = np.append(starts[1:], len(order))
    result = [
        Frequency(
            snapshot.code_by_id[int(code)].name,
            snapshot.code_by_id[int(code)].kind,
            int(end - start),
            _distinct(sorted_.participant[start:end]),
            _distinct(sorted_.case[start:end]),
            int(sorted_.unreviewed[start:end].sum()),
            tuple(np.unique(sorted_.segment[start:end]).tolist()),
        )
        for code, start, end in zip(codes, starts, ends, strict=True)
    ]
    return sorted(result, key=lambda f: (-f.mentions, f.code))


def by_group(snapshot: Snapshot) -> list[GroupCount]:
    """Valid and discarded mentions and distinct keywords of each group, in the design's order."""
    found = judgements(snapshot)
    heard = _heard(snapshot)
    thrown = _discarded_of(snapshot)
    result: list[GroupCount] = []
    for group in snapshot.groups:
        mine = found.only(np.flatnonzero(found.group == group.id))
        people = {p.id for p in snapshot.participants if p.group == group.id}
        result.append(
            GroupCount(
                group.label or group.name,
                len(people & heard),
                len(mine.coding),
                _distinct(mine.code),
                sum(count for person, count in thrown.items() if person in people),
                int(mine.unreviewed.sum()),
            )
        )
    return result


def case_matrix(snapshot: Snapshot, order: tuple[str, ...] | None = None) -> Matrix:
    """Case × construct: how many of the people heard in the case mention the construct.

    ``order``: the names of the cases, first row first (all cases in the study's order if None).
    """
    found = of_constructs(snapshot, judgements(snapshot))
    names = order or tuple(case.name for case in snapshot.cases)
    ids = {case.name: case.id for case in snapshot.cases}
    constructs = [code for code in snapshot.codes if code.kind == "construct"]
    heard = _heard(snapshot)
    cells: list[Cell] = []
    for name in names:
        mine = found.only(np.flatnonzero(found.case == ids[name]))
        present = sum(p.case == ids[name] and p.id in heard for p in snapshot.participants)
        for construct in constructs:
            rows = np.flatnonzero(mine.code == construct.id)
            cells.append(
                Cell(
                    name,
                    construct.name,
                    _distinct(mine.participant[rows]),
                    present,
                    tuple(np.unique(mine.segment[rows]).tolist()),
                )
            )
    return Matrix(snapshot.n, names, tuple(code.name for code in constructs), tuple(cells))


def _distinct(ids: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> int:
    """How many different ids that are not 0."""
    return int(np.count_nonzero(np.unique(ids)))


def _heard(snapshot: Snapshot) -> set[int]:
    """Participants who are present in a source."""
    return {presence.participant for presence in snapshot.presences}


def _discarded_of(snapshot: Snapshot) -> dict[int, int]:
    """Discarded passages by participant."""
    count: dict[int, int] = {}
    owner = snapshot.segment_participant
    for segment in {d.segment for d in snapshot.discards}:
        person = int(owner[snapshot.segment_row[segment]])
        count[person] = count.get(person, 0) + 1
    return count
