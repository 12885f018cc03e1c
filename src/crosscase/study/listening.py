"""Two passes of listening: what was played is written down, and what was read again is said."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from crosscase.analysis.listening import WHOLE, Listening, listening
from crosscase.domain.codings import Coding
from crosscase.domain.dates import iso_day
from crosscase.domain.listening import FASTEST, Hearing, Listened, Reread
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Source
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store import listened, undo
from crosscase.store.past import made_at
from crosscase.store.rows import Writer, read
from crosscase.study.desk import Desk
from crosscase.study.listen import may_hear
from crosscase.study.take import take

_LATE = 1.0
"""Seconds by which a page may tell the clock wrong."""


def played(
    desk: Desk, source: int, hearing: Hearing, begin: float, finish: float, took: float
) -> None:
    """Write down that the coder just heard a stretch of a recording, in ``took`` seconds.

    It is a log, outside the journal: undo passes it by. Raises ``NotInStudy`` for no recording,
    ``NotAllowed`` for a stretch that was not really played, or faster than twice its speed, or that
    somebody in it refused to have heard.
    """
    if not all(map(math.isfinite, (begin, finish, took))) or not 0 <= begin < finish:
        raise NotAllowed("This is no stretch of a recording.", hint="Play it again.")
    if finish - begin > FASTEST * (took + _LATE):
        raise NotAllowed(
            f"{finish - begin:.0f} seconds were not heard in {took:.0f}.",
            hint="What is played faster than twice its speed does not count.",
        )
    until = desk.clock()
    since = datetime.fromisoformat(until) - timedelta(seconds=min(took, 86_400.0))
    with desk.reading() as db:
        found = read(db, Source, id=source, kind="recording")
        if not found:
            raise NotInStudy(
                f"The study has no recording number {source}.", hint="Open the page again."
            )
        may_hear(db, found[0])
    with desk.store.deriving() as db:
        listened.keep(
            db,
            Listened(
                source,
                desk.coder,
                hearing,
                begin,
                finish,
                since.isoformat(timespec="seconds"),
                until,
            ),
        )


def passes(desk: Desk, snapshot: Snapshot | None = None) -> Listening:
    """What was heard of every interview; see ``analysis.listening``.

    ``snapshot``: the study as it stands, where it was taken already.
    """
    with desk.reading() as db:
        if snapshot is None or snapshot.n != undo.last(db):
            snapshot = take(db)
        return listening(snapshot, listened.kept(db), read(db, Reread), made_at(db, Coding))


def next_hearing(found: Listening, source: int, coder: str) -> Hearing:
    """In which pass a coder listens on: the second once the first is whole."""
    own = (one for one in found.shares if (one.source, one.coder) == (source, coder))
    return "second" if any(one.first >= WHOLE for one in own) else "first"


def read_again(desk: Desk, source: int, on: str = "") -> None:
    """Mark that the coder read a source again, from now or from the day ``on``; one act.

    Raises ``NotAllowed`` where it is marked already or ``on`` is no day, ``NotInStudy`` for an
    unknown source.
    """
    if on and iso_day(on) != on:
        raise NotAllowed(f"{on!r} is no day.", hint="Write it as 2026-03-01.")
    with desk.change("read again") as writer:
        if not read(writer.db, Source, id=source):
            raise NotInStudy(f"The study has no source number {source}.", hint="Choose another.")
        if _own(writer, source):
            raise NotAllowed("It is marked as read again already.")
        writer.add(Reread(0, source, writer.coder, on or desk.clock()))


def not_read_again(desk: Desk, source: int) -> None:
    """Take the coder's mark off a source. Raises ``NotInStudy`` where there is none."""
    with desk.change("not read again") as writer:
        marks = _own(writer, source)
        if not marks:
            raise NotInStudy("It is not marked as read again.")
        for mark in marks:
            writer.remove(Reread, mark.id)


def _own(writer: Writer, source: int) -> list[Reread]:
    return read(writer.db, Reread, source=source, coder=writer.coder)
