"""The framework matrix: what each case or participant says on each construct, summed up by people.

Ritchie and Spencer (1994), in Bryman and Burgess, Analyzing qualitative data, ch. 9.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crosscase.analysis.judgements import judgements, of_constructs
from crosscase.analysis.matrix import case_variable, case_variables, ranked
from crosscase.analysis.people import group_label, heard
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy

By = Literal["case", "participant"]
DATE, ROLE, GROUP = "interview date", "role", "group"
"""What rows can be ordered by beside their attributes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A summary: whose, when, and the segments it rests on; ``lost`` went with a withdrawal."""

    id: int
    coder: str
    text: str
    date: str
    segments: tuple[int, ...]
    lost: int


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """One row and construct: the summaries, and every passage that could carry one."""

    row: int
    construct: int
    summaries: tuple[Written, ...]
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """Rows by constructs, row by row; rows and constructs as (id, name).

    ``values`` is what each row has under ``order_by``.
    """

    n: int
    by: By
    rows: tuple[tuple[int, str], ...]
    constructs: tuple[tuple[int, str], ...]
    cells: tuple[FrameworkCell, ...]
    order_by: str = ""
    values: tuple[str, ...] = ()

    def cell(self, row: int, construct: int) -> FrameworkCell | None:
        """The cell of a row and a construct, by their ids; None where there is none."""
        found = (c for c in self.cells if c.row == row and c.construct == construct)
        return next(found, None)


def framework(
    snapshot: Snapshot, by: By = "case", *, order_by: str = "", order: Sequence[str] = ()
) -> Framework:
    """The framework matrix of cases, or of the participants who were heard.

    ``order_by``: an attribute, ``interview date`` (of the first), for cases also ``outcome``, for
    participants ``role`` or ``group``: numbers from the highest, dates and words from the first,
    rows without a value last (the ordered displays of Miles, Huberman and Saldaña 2014, ch. 8).
    ``order``: names in the order wanted, by hand; others follow. Raises ``NotInStudy`` for an
    unknown variable.
    """
    names = _names(snapshot, by)
    values = _values(snapshot, by, order_by) if order_by else {}
    rows = list(names)
    if order_by:
        rank = ranked({names[row]: value for row, value in values.items()})
        rows.sort(key=lambda row: rank(names[row]))
    by_hand = {name: at for at, name in enumerate(order)}
    rows.sort(key=lambda row: by_hand.get(names[row], len(by_hand)))
    constructs = tuple((c.id, c.name) for c in snapshot.codes if c.kind == "construct")
    said = _segments(snapshot, by)
    written = _written(snapshot, by)
    return Framework(
        snapshot.n,
        by,
        tuple((row, names[row]) for row in rows),
        constructs,
        tuple(
            FrameworkCell(
                row,
                code,
                tuple(written.get((row, code), ())),
                tuple(sorted(said.get((row, code), ()))),
            )
            for row in rows
            for code, _ in constructs
        ),
        order_by,
        tuple(values.get(row, "") for row in rows) if order_by else (),
    )


def row_variables(snapshot: Snapshot, by: By) -> list[str]:
    """What the rows can be ordered by."""
    if by == "case":
        return [*case_variables(snapshot), DATE]
    own = {a.name for a in snapshot.attributes if a.about == "participant"}
    return [*sorted(own), ROLE, GROUP, DATE]


def _names(snapshot: Snapshot, by: By) -> dict[int, str]:
    if by == "case":
        return {case.id: case.name for case in snapshot.cases}
    there = heard(snapshot)
    return {p.id: p.pseudonym for p in snapshot.participants if p.id in there}


def _values(snapshot: Snapshot, by: By, name: str) -> Mapping[int, str]:
    people = snapshot.participants
    if name == DATE:
        first: dict[int, str] = {}
        for presence in snapshot.presences:
            date = snapshot.source_by_id[presence.source].date
            person = snapshot.participant_by_id[presence.participant]
            row = person.case if by == "case" else person.id
            if date and row:
                first[row] = min(date, first.get(row, date))
        return first
    if by == "case":
        ids = {case.name: case.id for case in snapshot.cases}
        return {ids[case]: value for case, value in case_variable(snapshot, name).items()}
    found = {
        a.of: a.value for a in snapshot.attributes if a.about == "participant" and a.name == name
    }
    if found:
        return found
    if name == ROLE:
        return {p.id: p.role for p in people if p.role}
    if name == GROUP:
        return {p.id: group_label(snapshot, p.group) for p in people if p.group}
    raise NotInStudy.named("participant attribute", name, row_variables(snapshot, by))


def _segments(snapshot: Snapshot, by: By) -> dict[tuple[int, int], set[int]]:
    found = of_constructs(snapshot, judgements(snapshot))
    rows = found.case if by == "case" else found.participant
    said: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row, code, segment in zip(
        rows.tolist(), found.code.tolist(), found.segment.tolist(), strict=True
    ):
        said[row, code].add(segment)
    return said


def _written(snapshot: Snapshot, by: By) -> dict[tuple[int, int], list[Written]]:
    tied: dict[int, list[int]] = defaultdict(list)
    for quote in snapshot.summary_quotes:
        tied[quote.summary].append(quote.segment)
    coders = {coder.id: coder.name for coder in snapshot.coders}
    found: dict[tuple[int, int], list[Written]] = defaultdict(list)
    for one in snapshot.summaries:
        row = one.case if by == "case" else one.participant
        if row is not None:
            found[row, one.code].append(
                Written(
                    one.id, coders[one.coder], one.text, one.date, tuple(tied[one.id]), one.lost
                )
            )
    return found
