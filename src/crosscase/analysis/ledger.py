"""Proposition × case: what each case is to each claim; and which claims rest on one case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from crosscase.analysis.asked import asked_about
from crosscase.analysis.people import by_id, case_name, group_label, place_of
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence, Override, Replication

Standing = Literal["supports", "contradicts", "mixed", "qualifies", "silent"]
_STANDINGS: dict[Replication, Standing] = {
    "literal": "supports",
    "theoretical": "supports",
    "disconfirming": "contradicts",
    "mixed": "mixed",
    "qualifies": "qualifies",
    "silent": "silent",
    "not asked": "silent",
}
Said = Literal["supports", "contradicts", "mixed", "qualifies", "silent", "not asked"]


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """What one case (or, for people of no case, one group) says to a proposition.

    ``asked`` is False where nobody of it was asked about a cause of the proposition (see
    ``asked.asked_about``) and nothing of it is evidence: then silence means nothing, and ``said``
    is "not asked". ``contrast``: a contrast was predicted for the case before it was coded.
    ``found`` is what the evidence adds up to where a coder ``overruled`` it, who gave ``why``.
    """

    proposition: str
    case: str
    standing: Standing
    segments: tuple[int, ...]
    asked: bool = True
    contrast: bool = False
    overruled: bool = False
    found: Said | None = None
    why: str = ""

    @property
    def replication(self) -> Replication:
        """What the case is to the proposition (Yin 2018, ch. 2, replication logic).

        ``literal``: it supports it, as the others do; ``theoretical``: it supports it by the
        contrast that was predicted before; ``disconfirming``: it speaks against it; ``silent``:
        it was asked and says nothing. A contrast named after the fact makes no theoretical one.
        """
        if self.said == "supports":
            return "theoretical" if self.contrast else "literal"
        return "disconfirming" if self.said == "contradicts" else self.said

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
    names = {case.id: case.name for case in snapshot.cases}
    foretold = {
        (said.proposition, names[said.case])
        for said in snapshot.predictions
        if said.expected == "theoretical" and not said.post_hoc
    }
    overrides = {(o.proposition, names[o.case]): o for o in snapshot.overrides}
    for proposition in snapshot.propositions:
        causes = [c.code for c in snapshot.causes if c.proposition == proposition.id]
        asked = _places_of(snapshot, {p for code in causes for p in people[code].people})
        by_place: dict[str, list[Evidence]] = {}
        for item in snapshot.evidence:
            if item.proposition == proposition.id:
                by_place.setdefault(place_of(snapshot, item.segment, item.case), []).append(item)
        for place in places:
            items = by_place.get(place, [])
            segments = tuple(item.segment for item in items if item.segment is not None)
            was_asked = place in asked or bool(items)
            key = (proposition.id, place)
            standing = _standing(items)
            cell = LedgerCell(
                proposition.label, place, standing, segments, was_asked, key in foretold
            )
            cells.append(_overruled(cell, overrides[key]) if key in overrides else cell)
    return cells


def _overruled(cell: LedgerCell, by: Override) -> LedgerCell:
    """The cell as a coder says it is; what was found stays beside it."""
    return replace(
        cell,
        standing=_STANDINGS[by.replication],
        asked=by.replication != "not asked",
        contrast=by.replication == "theoretical",
        overruled=True,
        found=cell.said,
        why=by.why,
    )


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
