"""Rival explanations of each proposition: what speaks for and against them, beside its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosscase.analysis.people import place_of
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence, RivalEvidence, Stance


@dataclass(frozen=True, slots=True)
class Weight:
    """What takes one stance: the cases and groups it comes from, the pieces, their segments."""

    places: tuple[str, ...]
    pieces: int
    segments: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Places before pieces: many words of one case are still one case."""
        return len(self.places), self.pieces


@dataclass(frozen=True, slots=True)
class RivalStatus:
    """A rival of a proposition and its evidence, which is counted apart from the proposition's.

    ``stronger``: more cases and groups support it than support the proposition, or as many with
    more pieces of evidence. It is a count, not a proof: a person weighs them (Yin 2018, ch. 5).
    """

    id: int
    rival: str
    proposition: str
    statement: str
    supports: Weight
    contradicts: Weight
    qualifies: Weight
    own: Weight
    stronger: bool


def rivals(snapshot: Snapshot) -> list[RivalStatus]:
    """Every rival of the study, in the order of its propositions."""
    result = []
    for claim in snapshot.propositions:
        own = _weight(snapshot, [e for e in snapshot.evidence if e.proposition == claim.id])
        for rival in snapshot.rivals:
            if rival.proposition != claim.id:
                continue
            mine = [e for e in snapshot.rival_evidence if e.rival == rival.id]
            supports = _weight(snapshot, mine)
            result.append(
                RivalStatus(
                    rival.id,
                    rival.label,
                    claim.label,
                    rival.statement,
                    supports,
                    _weight(snapshot, mine, "contradicts"),
                    _weight(snapshot, mine, "qualifies"),
                    own,
                    supports.size > own.size,
                )
            )
    return result


def _weight(
    snapshot: Snapshot, items: Iterable[Evidence | RivalEvidence], stance: Stance = "supports"
) -> Weight:
    mine = [item for item in items if item.stance == stance]
    places = dict.fromkeys(place_of(snapshot, item.segment, item.case) for item in mine)
    segments = dict.fromkeys(item.segment for item in mine if item.segment is not None)
    return Weight(tuple(place for place in places if place), len(mine), tuple(segments))
