"""A corrected transcript becomes a new edition, and everything that stood in the old one moves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from crosscase.domain.edits import EditMap, edit_map, to_words
from crosscase.domain.questions import Answer
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Edition, Segment, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import WordTimes, marks_of
from crosscase.domain.word_times import retimed
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.formats import inventory, roles
from crosscase.store.lookups import words_said
from crosscase.store.rows import Writer, read
from crosscase.study.add import people_of
from crosscase.study.codings import Room
from crosscase.study.desk import Desk
from crosscase.study.intake import Intake
from crosscase.study.keyfile import KeyFile
from crosscase.study.veil import Veil


@dataclass
class Corrected:
    """What came across into the new edition: segments, those whose words changed, those lost.

    ``left`` are the words of the segments that stay on the old edition, since less than half of
    them is in the new one; their codings stay, and ``check`` tells them.
    """

    carried: int = 0
    reworded: int = 0
    answers: int = 0
    left: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def correct(desk: Desk, source: str, path: Path, key: KeyFile, why: str = "") -> Corrected:
    """Read the corrected file as a new edition of ``source`` and carry every segment across.

    Raises ``NotInStudy`` for an unknown source, ``NotAllowed`` when the text is the same.
    """
    reading = roles.guess_roles(inventory.read(path), path.name)
    corrected = Corrected(remarks=list(reading.remarks))
    before = {pseudonym: list(known) for pseudonym, known in key.names.items()}
    with desk.change("correct", why) as writer:
        room = Room(writer)
        if source not in room.sources:
            raise NotInStudy.named("source", source, room.sources)
        old = room.edition_of(room.sources[source].id)
        intake = Intake(writer, key, Veil(key), people_of(writer))
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        reading.facts["sha256"] = sha
        number = intake.add_edition(old.source, old.ordinal + 1, reading)
        new = read(writer.db, Edition, id=number)[0]
        if new.text == old.text:
            raise NotAllowed(f"{path.name} says what {source!r} says already.")
        corrected.remarks += intake.remarks
        carry(writer, old, new, edit_map(old.text, new.text), corrected)
        carry_times(writer, old, new)
        if key.names != before:
            key.save()
    return corrected


def carry(
    writer: Writer,
    old: Edition,
    new: Edition,
    edits: EditMap,
    told: Corrected,
    only: frozenset[int] | None = None,
) -> None:
    """Move segments and answers from one edition to the next; ``only`` these segments, if given."""
    segments = [s for s in read(writer.db, Segment, edition=old.id) if only is None or s.id in only]
    if segments and not new.sealed:
        # sealed before anything moves in: undo then empties it before it takes the seal off
        writer.change(Edition, new.id, sealed=True)
    room = Room(writer)
    for segment in segments:
        span = edits.carry(segment.span)
        if span is None:
            told.left.append(segment.quote)
            continue
        if to_words(old.text, segment.span) == segment.span:
            span = to_words(new.text, span)
        quote = span.of(new.text)
        told.carried += 1
        told.reworded += quote != segment.quote
        writer.change(
            Segment,
            segment.id,
            room.speakers(new, span),
            edition=new.id,
            start=span.start,
            end=span.end,
            quote=quote,
        )
    for answer in read(writer.db, Answer, edition=old.id):
        place = edits.carry(Span(answer.start, answer.end))
        if place is not None:
            told.answers += 1
            writer.change(Answer, answer.id, edition=new.id, start=place.start, end=place.end)


def carry_times(writer: Writer, old: Edition, new: Edition) -> None:
    """Give the words of the new edition their times, and turns that have none theirs.

    A turn lasts from its first word to its last.
    """
    words = retimed(old.text, new.text, words_said(writer.db, old.id))
    for turn in read(writer.db, Turn, edition=new.id) if words else ():
        own = [w for w in words if turn.start <= w.start and w.end <= turn.end]
        if not own:
            continue
        writer.add(WordTimes(0, turn.id, marks_of(own)))
        if turn.begin is None:
            finish = max(word.finish for word in own)
            writer.change(Turn, turn.id, begin=own[0].begin, finish=finish)
