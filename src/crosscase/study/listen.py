"""A recording is heard again: the file, where consent allows, and when each word is said."""

from __future__ import annotations

from pathlib import Path

from crosscase.domain.people import Consent, Participant
from crosscase.domain.sources import Presence, Source
from crosscase.domain.speech import Timed
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.lookups import words_said
from crosscase.store.rows import read
from crosscase.study import recordings
from crosscase.study.desk import Desk
from crosscase.study.transcript import current_edition


def recording(desk: Desk, source: int) -> Path:
    """The file of a recording.

    Raises ``NotInStudy`` where there is none, ``NotAllowed`` where somebody who speaks in it
    refused that the voice be heard.
    """
    with desk.reading() as db:
        found = read(db, Source, id=source, kind="recording")
        present = {p.participant for p in read(db, Presence, source=source)}
        refused = {c.participant for c in read(db, Consent, use="audio") if not c.allowed} & present
        names = [p.pseudonym for p in read(db, Participant) if p.id in refused]
    if not found:
        raise NotInStudy(
            f"The study has no recording number {source}.", hint="Open the page again."
        )
    if names:
        raise NotAllowed(
            f"{', '.join(names)} refused that the voice be heard.",
            hint="Read the transcript, or ask for consent and record it.",
        )
    return recordings.find(desk.store.path, found[0])


def word_times(desk: Desk, source: int) -> list[Timed]:
    """When each word of the current text is said, in order; empty where no engine heard it."""
    with desk.reading() as db:
        edition = current_edition(db, source)
        if edition is None:
            return []
        return words_said(db, edition.id)
