"""Where a finding leads: the row of the study that its ``where`` names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscase.domain.snapshot import Snapshot

Kind = Literal["proposition", "participant", "source", "code", "case", "group"]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the study: what it is, and its id."""

    kind: Kind
    id: int


def places(snapshot: Snapshot) -> dict[str, Place]:
    """Every name that the ``where`` of a finding can be, with the row behind it.

    Where two rows have one name, the rarer kind of thing wins: a proposition before a person, a
    person before a source, and so on in the order of ``Kind``.
    """
    named: list[tuple[str, Place]] = [
        *((p.label, Place("proposition", p.id)) for p in snapshot.propositions),
        *((p.pseudonym, Place("participant", p.id)) for p in snapshot.participants),
        *((s.name, Place("source", s.id)) for s in snapshot.sources),
        *((c.name, Place("code", c.id)) for c in snapshot.codes),
        *((c.name, Place("case", c.id)) for c in snapshot.cases),
        *((g.name, Place("group", g.id)) for g in snapshot.groups),
    ]
    return dict(reversed(named))
