"""What coders have heard of recordings: a log outside the journal, so undo never meets it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from crosscase.domain.listening import Listened
from crosscase.store.asides import listened
from crosscase.store.rows import Writer

_TOUCH = 1.0
"""Seconds between two stretches that count as one: less than a pause of breath."""


def keep(db: Connection, new: Listened) -> None:
    """Write a stretch down; with those of the same day that it touches it becomes one."""
    query = select(listened).where(
        listened.c.source == new.source,
        listened.c.coder == new.coder,
        listened.c.hearing == new.hearing,
        listened.c.begin <= new.finish + _TOUCH,
        listened.c.finish >= new.begin - _TOUCH,
    )
    same = [row for row in db.execute(query).mappings() if row["since"][:10] == new.since[:10]]
    db.execute(delete(listened).where(listened.c.id.in_([row["id"] for row in same])))
    row = {
        "id": Writer(db, 0).take_ids("listened", 1),
        "source": new.source,
        "coder": new.coder,
        "hearing": new.hearing,
        "begin": min([new.begin, *(row["begin"] for row in same)]),
        "finish": max([new.finish, *(row["finish"] for row in same)]),
        "since": min([new.since, *(row["since"] for row in same)]),
        "until": max([new.until, *(row["until"] for row in same)]),
    }
    db.execute(insert(listened), row)


def kept(db: Connection) -> list[Listened]:
    """Every stretch, by source, coder, pass and place."""
    c = listened.c
    columns = (c.source, c.coder, c.hearing, c.begin, c.finish, c.since, c.until)
    query = select(*columns).order_by(c.source, c.coder, c.hearing, c.begin, c.since)
    return [Listened(*row) for row in db.execute(query)]


def forget(db: Connection, source: int) -> None:
    """Take away what was heard of a source that is erased."""
    db.execute(delete(listened).where(listened.c.source == source))
