"""New editions in the place of those that are erased: what stood in the old ones moves across."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import select

from crosscase.domain.codings import Memo
from crosscase.domain.questions import Answer
from crosscase.domain.replaced import Replaced
from crosscase.domain.sources import Edition, EditionKind, Segment, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import WordTimes, moved
from crosscase.store import erase
from crosscase.store.rows import Writer, read, said_by
from crosscase.store.tables import NOUNS

Make = Callable[[Edition], Replaced]


def rewrite(
    writer: Writer,
    editions: Sequence[Edition],
    turns: Mapping[int, Sequence[Turn]],
    make: Make,
    *,
    people: Iterable[int],
    kind: EditionKind | None = None,
    whole: bool,
) -> None:
    """Write the editions of one source anew; their texts are erased.

    The newest of each kind and those on which segments were left are written, oldest first, so
    that the newest stays the newest. ``whole``: a segment or answer that a replacement touches is
    not moved (the caller takes it away); else it follows, with its new words. ``kind``: of the new
    editions (None: as they were; a translation stays one). ``people``: whose words they are.
    """
    db = writer.db
    of = tuple(people)
    ordinal = max(edition.ordinal for edition in editions)
    latest = {edition.kind == "translated": edition.id for edition in editions}
    left = {s.edition for e in editions for s in read(db, Segment, edition=e.id)}
    moved: dict[int, int] = {}
    for old in sorted(editions, key=lambda e: (e.ordinal, e.id)):
        if old.id not in left and old.id not in latest.values():
            continue
        ordinal += 1
        made = make(old)
        new = writer.add(
            Edition(
                0,
                old.source,
                ordinal,
                old.kind if old.kind == "translated" or kind is None else kind,
                made.text,
                False,
                moved.get(old.original or 0),
            ),
            of,
        )
        moved[old.id] = new
        _move(writer, old, new, made, turns.get(old.id, ()), of, whole=whole)
    for edition in editions:
        for turn in turns.get(edition.id, ()):
            remove_turn(writer, turn.id)
    table = NOUNS[Edition]
    query = select(table.c.text).where(table.c.id.in_([edition.id for edition in editions]))
    erase.erase(db, set(db.execute(query).scalars()))


def remove_turn(writer: Writer, number: int) -> None:
    """Take a turn away, with the times of its words."""
    for times in read(writer.db, WordTimes, turn=number):
        writer.remove(WordTimes, times.id)
    writer.remove(Turn, number)


def _move(
    writer: Writer,
    old: Edition,
    new: int,
    made: Replaced,
    turns: Sequence[Turn],
    people: tuple[int, ...],
    *,
    whole: bool,
) -> None:
    db = writer.db

    def place(start: int, end: int) -> Span | None:
        return made.carry(Span(start, end)) if whole else made.follow(Span(start, end))

    spans = [(turn, made.follow(turn.span)) for turn in turns]
    made_turns = writer.add_all(
        [
            Turn(0, new, t.ordinal, s.start, s.end, t.speaker, t.line, t.begin, t.finish)
            for t, s in spans
        ]
    )
    for turn, number in zip(turns, made_turns, strict=True):
        for times in read(db, WordTimes, turn=turn.id):
            writer.change(WordTimes, times.id, turn=number, marks=moved(times.marks, made))
    segments = read(db, Segment, edition=old.id)
    moves = [(s, to) for s in segments if (to := place(s.start, s.end)) is not None]
    if moves:  # sealed before anything moves in: undo then empties it before it takes the seal off
        writer.change(Edition, new, sealed=True)
    speakers = said_by(db)
    for segment, to in moves:
        values: dict[str, object] = {"edition": new, "start": to.start, "end": to.end}
        if (words := to.of(made.text)) != segment.quote:
            values["quote"] = words
        writer.change(Segment, segment.id, speakers.get(segment.id, ()), **values)
    for answer in read(db, Answer, edition=old.id):
        if (to := place(answer.start, answer.end)) is not None:
            writer.change(Answer, answer.id, edition=new, start=to.start, end=to.end)
    for memo in read(db, Memo, about="edition", of=old.id):
        writer.change(Memo, memo.id, of=new)
