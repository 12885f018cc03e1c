"""When each source was collected."""

from __future__ import annotations

from collections import defaultdict

from crosscase.domain.dates import iso_day
from crosscase.domain.snapshot import Snapshot


def dated(snapshot: Snapshot) -> dict[int, str]:
    """The day (ISO) of each source, by id, as far as it says.

    Its own day; else one in its name; else the last day on which its people gave consent, which is
    asked at the beginning of a talk. A source that says nothing is absent.
    """
    consents: dict[int, str] = {}
    for consent in snapshot.consents:
        if day := iso_day(consent.date):
            consents.setdefault(consent.participant, day)
    agreed: dict[int, list[str]] = defaultdict(list)
    for presence in snapshot.presences:
        if presence.participant in consents:
            agreed[presence.source].append(consents[presence.participant])
    found = {}
    for source in snapshot.sources:
        day = iso_day(source.date) or iso_day(source.name) or max(agreed[source.id], default="")
        if day:
            found[source.id] = day
    return found
