"""Who searched for evidence against a proposition, when, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.domain.codings import is_search
from crosscase.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Search:
    """The searches for contrary evidence of one proposition.

    ``dates``: when they were made, the first first (none: nobody searched). ``read`` passages
    that they proposed were decided on by a person, ``taken`` of them became evidence, ``waiting``
    are undecided.
    """

    proposition: str
    dates: tuple[str, ...]
    read: int
    taken: int
    waiting: int

    @property
    def sentence(self) -> str:
        """What a reader should know of it."""
        if not self.dates:
            return "Nobody searched for contrary evidence."
        more = f", {self.waiting} not yet read" if self.waiting else ""
        return (
            f"Searched for contrary evidence on {', '.join(self.dates)}: {self.read} passages "
            f"read, {self.taken} taken{more}."
        )


def searches(snapshot: Snapshot) -> list[Search]:
    """Every proposition with its searches, in the order of the propositions.

    Decisions are kept with the label under which a proposition was searched.
    """
    found = []
    for claim in snapshot.propositions:
        dates = {memo.date for memo in snapshot.memos if is_search(memo) and memo.of == claim.id}
        decided = [
            d for d in snapshot.decisions if d.about == "contrary" and d.proposal == claim.label
        ]
        read = {d.segment for d in decided}
        taken = {d.segment for d in decided if d.verdict != "reject"}
        waiting = sum(u.about == "contrary" and u.into == claim.id for u in snapshot.undecided)
        found.append(Search(claim.label, tuple(sorted(dates)), len(read), len(taken), waiting))
    return found
