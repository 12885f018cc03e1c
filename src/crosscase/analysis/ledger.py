"""Proposition × case: supports, contradicts, silent; and which claims rest on one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscase.analysis.asked import asked_about
from crosscase.analysis.people import by_id, case_name, group_label
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence

Standing = Literal["supports", "contradicts", "mixed", "qualifies", "silent"]
Said = Literal["supports", "contradicts", "mixed", "qualifies", "silent", "not asked"]


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """What one case (or, for people of no case, one group) says to a proposition.

    ``asked`` is False where nobody of it was asked about a cause of the proposition (see
    ``asked.asked_about``) and nothing of it is evidence: then silence means nothing, and ``said``
    is "not asked".
    """

    proposition: str
    case: str
    standing: Standing
    segments: tuple[int, ...]
    asked: bool = True

    @property
    def said(self) -> Said:
        """The standing, with the silence of those who were not asked told from the other."""
        return "not asked" if self.standing == "silent" and not self.asked else self.standing


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """How a proposition stands.

    ``supported``: at least two cases support and none contradicts; ``contested``: some case
    contradicts; ``single case``: one case supports; ``no evidence``: none does.
    ``without``: for each case, the status if that case were left out, where it changes.
    ``asked``: the cases that were asked, those that speak to it among them; ``not_asked``: cases
    and groups whose silence means nothing.
    """

    proposition: str
    status: str
    supporting: tuple[str, ...]
    contradicting: tuple[str, ...]
    groups: tuple[str, ...]
    without: dict[str, str]
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()


def ledger(snapshot: Snapshot) -> list[LedgerCell]:
    """Every proposition against every case, and every group whose people have no case."""
    places = _places(snapshot)
    people = asked_about(snapshot, {cause.code for cause in snapshot.causes})
    cells: list[LedgerCell] = []
    for proposition in snapshot.propositions:
        causes = [c.code for c in snapshot.causes if c.proposition == proposition.id]
        asked = _places_of(snapshot, {p for code in causes for p in people[code].people})
        by_place: dict[str, list[Evidence]] = {}
        for item in snapshot.evidence:
            if item.proposition == proposition.id:
                by_place.setdefault(_place(snapshot, item), []).append(item)
        for place in places:
            items = by_place.get(place, [])
            segments = tuple(item.segment for item in items if item.segment is not None)
            was_asked = place in asked or bool(items)
            cells.append(
                LedgerCell(proposition.label, place, _standing(items), segments, was_asked)
            )
    return cells


def statuses(snapshot: Snapshot) -> list[ClaimStatus]:
    """How each proposition stands, with every case left out once."""
    cells = ledger(snapshot)
    names = {case.name for case in snapshot.cases}
    result: list[ClaimStatus] = []
    for proposition in snapshot.propositions:
        mine = [cell for cell in cells if cell.proposition == proposition.label]
        of_cases = [cell for cell in mine if cell.case in names]
        status = _status(of_cases)
        without = {
            left.case: changed
            for left in of_cases
            if left.standing != "silent"
            and (changed := _status([cell for cell in of_cases if cell is not left])) != status
        }
        result.append(
            ClaimStatus(
                proposition.label,
                status,
                tuple(c.case for c in of_cases if c.standing in ("supports", "mixed")),
                tuple(c.case for c in of_cases if c.standing in ("contradicts", "mixed")),
                tuple(c.case for c in mine if c.case not in names and c.standing != "silent"),
                without,
                tuple(c.case for c in of_cases if c.asked),
                tuple(c.case for c in mine if c.said == "not asked"),
            )
        )
    return result


def _places(snapshot: Snapshot) -> list[str]:
    caseless = [g.label or g.name for g in snapshot.groups if not g.has_cases]
    return [case.name for case in snapshot.cases] + caseless


def _place(snapshot: Snapshot, item: Evidence) -> str:
    cases = {case.id: case.name for case in snapshot.cases}
    groups = {group.id: group.label or group.name for group in snapshot.groups}
    if item.case is not None:
        return cases[item.case]
    owner = int(snapshot.segment_participant[snapshot.segment_row[item.segment or 0]])
    person = snapshot.participant_by_id.get(owner)
    if person is None:
        return ""
    return cases.get(person.case or 0, "") or groups.get(person.group or 0, "")


def _places_of(snapshot: Snapshot, people: set[int]) -> set[str]:
    """The cases, and groups without cases, of the people."""
    members = by_id(snapshot, people)
    return {case_name(snapshot, p.case) or group_label(snapshot, p.group) for p in members}


def _standing(items: list[Evidence]) -> Standing:
    stances = {item.stance for item in items}
    if {"supports", "contradicts"} <= stances:
        return "mixed"
    for stance in ("contradicts", "supports", "qualifies"):
        if stance in stances:
            return stance
    return "silent"


def _status(cells: list[LedgerCell]) -> str:
    supporting = sum(cell.standing in ("supports", "mixed") for cell in cells)
    if any(cell.standing in ("contradicts", "mixed") for cell in cells):
        return "contested"
    return {0: "no evidence", 1: "single case"}.get(supporting, "supported")
