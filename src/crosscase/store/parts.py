"""What was heard so far of a recording: derived rows, outside the journal."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from crosscase.domain.speech import Part, SpokenWord
from crosscase.store.asides import parts
from crosscase.store.rows import Writer


def keep(db: Connection, part: Part) -> None:
    """Write one part down."""
    row = {
        "id": Writer(db, 0).take_ids("parts", 1),
        "source": part.source,
        "run": part.run,
        "channel": part.channel,
        "begin": part.begin,
        "finish": part.finish,
        "words": json.dumps(
            [[w.text, w.begin, w.finish, w.probability] for w in part.words], ensure_ascii=False
        ),
    }
    db.execute(insert(parts), row)


def kept(db: Connection, source: int, run: str) -> list[Part]:
    """The parts of a recording that a run of these settings has heard."""
    query = (
        select(parts)
        .where(parts.c.source == source, parts.c.run == run)
        .order_by(parts.c.channel, parts.c.begin)
    )
    return [
        Part(
            row["source"],
            row["run"],
            row["channel"],
            row["begin"],
            row["finish"],
            tuple(SpokenWord(*word) for word in json.loads(row["words"])),
        )
        for row in db.execute(query).mappings()
    ]


def forget(db: Connection, source: int) -> None:
    """Take every part of a recording away: its words stand in an edition now."""
    db.execute(delete(parts).where(parts.c.source == source))
