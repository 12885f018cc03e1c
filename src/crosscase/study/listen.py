"""A recording is heard again: the file, where consent allows, and when each word is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from crosscase.domain.sources import Source, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import Timed
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.lookups import source_of_editions, words_said
from crosscase.store.rows import read
from crosscase.study import recordings
from crosscase.study.desk import Desk
from crosscase.study.refusals import refusals
from crosscase.study.transcript import current_edition

_Timed = tuple[int, int, float, float]
"""Start and end (code points), begin and finish (seconds)."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What can be heard of a stretch of text: seconds of the recording of ``source``.

    Withheld (``allowed`` False) where somebody who speaks in it refused; it has no seconds then.
    """

    source: int
    allowed: bool
    begin: float = 0.0
    finish: float = 0.0


def clips(desk: Desk, places: Sequence[tuple[int, Span]]) -> list[Clip | None]:
    """The sound of stretches of editions, from their first word to their last.

    Where words have no times, the turns of the stretch are heard as a whole. None where there is no
    recording or nothing of the stretch has a time.
    """
    with desk.reading() as db:
        recorded = {source.id for source in read(db, Source, kind="recording")}
        withheld = refusals(db, "audio").keys() | refusals(db, "record").keys()
        sources = source_of_editions(db)
        said: dict[int, list[_Timed]] = {}
        found: list[Clip | None] = []
        for edition, span in places:
            source = sources.get(edition, 0)
            if source not in recorded:
                found.append(None)
                continue
            if edition not in said:
                said[edition] = _times(db, edition)
            here = [w for w in said[edition] if w[0] < span.end and span.start < w[1]]
            if not here:
                found.append(None)
            elif source in withheld:
                found.append(Clip(source, False))
            else:
                begin, finish = min(w[2] for w in here), max(w[3] for w in here)
                found.append(Clip(source, True, begin, finish))
    return found


def _times(db: Connection, edition: int) -> list[_Timed]:
    """When the words of an edition are said, and its turns that have a time and no timed word."""
    words = [(w.start, w.end, w.begin, w.finish) for w in words_said(db, edition)]
    starts = [start for start, *_ in words]
    turns = [
        (turn.start, turn.end, turn.begin, turn.finish)
        for turn in read(db, Turn, edition=edition)
        if turn.begin is not None and turn.finish is not None and turn.finish > turn.begin
    ]
    return words + [
        turn for turn in turns if bisect_left(starts, turn[0]) == bisect_left(starts, turn[1])
    ]


def may_hear(db: Connection, source: Source) -> None:
    """Raise ``NotAllowed`` where somebody in a recording refused it, or that the voice be heard."""
    if names := refusals(db, "record").get(source.id):
        raise NotAllowed(
            f"{', '.join(names)} refused to be recorded, and speaks in {source.name!r}.",
            hint="Read the transcript, or ask for consent and record it.",
        )
    if names := refusals(db, "audio").get(source.id):
        raise NotAllowed(
            f"{', '.join(names)} refused that the voice be heard.",
            hint="Read the transcript, or ask for consent and record it.",
        )


def recording(desk: Desk, source: int) -> Path:
    """The file of a recording.

    Raises ``NotInStudy`` where there is none, ``NotAllowed`` where somebody who speaks in it
    refused to be recorded, or that the voice be heard.
    """
    with desk.reading() as db:
        found = read(db, Source, id=source, kind="recording")
        if found:
            may_hear(db, found[0])
    if not found:
        raise NotInStudy(
            f"The study has no recording number {source}.", hint="Open the page again."
        )
    return recordings.find(desk.store.path, found[0])


def word_times(desk: Desk, source: int) -> list[Timed]:
    """When each word of the current text is said, in order; empty where no engine heard it."""
    with desk.reading() as db:
        edition = current_edition(db, source)
        if edition is None:
            return []
        return words_said(db, edition.id)
