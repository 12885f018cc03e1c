"""What came of asking people to take part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crosscase.analysis.people import heard
from crosscase.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of asking ("" where none is written): people listed, and those heard."""

    name: str
    listed: int
    heard: int


def recruitment(snapshot: Snapshot) -> list[Outcome]:
    """How many people each outcome of asking was written for, the most frequent first."""
    present = heard(snapshot)
    listed = Counter(person.recruited for person in snapshot.participants)
    found = Counter(p.recruited for p in snapshot.participants if p.id in present)
    return sorted(
        (Outcome(name, number, found[name]) for name, number in listed.items()),
        key=lambda outcome: (-outcome.listed, outcome.name),
    )
