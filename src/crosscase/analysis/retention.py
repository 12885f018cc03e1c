"""Until when recordings and words may be kept, and what is past its day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from crosscase.domain.dates import iso_day
from crosscase.domain.snapshot import Snapshot

RECORDINGS, TRANSCRIPTS = "keep.recordings", "keep.transcripts"
"""Statements of the design: the last day of each, for everybody."""

KEEP_UNTIL = "keep_until"
"""The column of participants with the last day of one person's recordings and words."""


@dataclass(frozen=True, slots=True)
class Due:
    """What was to be deleted after the day ``until``: a recording (its sound), or a participant.

    ``of`` is the id of the source or of the participant, ``name`` how the study calls them.
    """

    what: Literal["recording", "participant"]
    of: int
    name: str
    until: str


def due(snapshot: Snapshot, today: str) -> tuple[Due, ...]:
    """What is kept though its last day is before ``today`` (``2026-03-12``); recordings first.

    The sound of a recording is due when the study's day for recordings is past, or the day of one
    who is present. A participant is due when their own day is past, or the study's for transcripts.
    A day that cannot be read is no day.
    """
    facts = snapshot.facts_by_key
    recordings, transcripts = (iso_day(facts.get(key, "")) for key in (RECORDINGS, TRANSCRIPTS))
    own = {
        one.of: day
        for one in snapshot.attributes
        if one.about == "participant" and one.name == KEEP_UNTIL and (day := iso_day(one.value))
    }
    present: dict[int, list[str]] = defaultdict(list)
    for presence in snapshot.presences:
        if presence.participant in own:
            present[presence.source].append(own[presence.participant])
    found: list[Due] = []
    for source in snapshot.sources:
        days = sorted(filter(None, (recordings, *present[source.id])))
        if source.kind == "recording" and source.sha256 and days and days[0] < today:
            found.append(Due("recording", source.id, source.name, days[0]))
    heard = {presence.participant for presence in snapshot.presences}
    for person in snapshot.participants:
        days = sorted(filter(None, (transcripts, own.get(person.id, ""))))
        if person.id in heard and days and days[0] < today:
            found.append(Due("participant", person.id, person.pseudonym, days[0]))
    return tuple(found)
