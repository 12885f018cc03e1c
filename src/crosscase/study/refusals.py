"""Who refused a use of recordings, and where they are heard."""

from __future__ import annotations

from sqlalchemy import Connection

from crosscase.domain.people import Consent, Participant, Use
from crosscase.domain.sources import Presence
from crosscase.store.rows import read

Refusals = dict[int, list[str]]
"""By source: the pseudonyms of those who are present in it and refused."""


def refusals(db: Connection, use: Use) -> Refusals:
    """The sources in which somebody refused a use, and who did; one no outweighs any yes."""
    refuses = {c.participant for c in read(db, Consent, use=use) if not c.allowed}
    names = {p.id: p.pseudonym for p in read(db, Participant) if p.id in refuses}
    found: Refusals = {}
    for presence in read(db, Presence):
        if presence.participant in names:
            found.setdefault(presence.source, []).append(names[presence.participant])
    return found
