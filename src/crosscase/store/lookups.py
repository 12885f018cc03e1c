"""What pages ask often, read without reading whole tables or texts."""

from __future__ import annotations

from sqlalchemy import Connection, select

from crosscase.domain.codings import Coding
from crosscase.domain.sources import Edition, Segment, Turn
from crosscase.domain.speech import Timed, WordTimes, timed
from crosscase.store.tables import NOUNS


def codings_on(db: Connection, edition: int) -> list[Coding]:
    """The codings whose segments lie in an edition, by place and then by id."""
    codings, places = NOUNS[Coding], NOUNS[Segment]
    columns = (
        codings.c.id,
        codings.c.coder,
        codings.c.code,
        codings.c.segment,
        codings.c.assisted,
        codings.c.unreviewed,
    )
    query = (
        select(*columns)
        .join(places, places.c.id == codings.c.segment)
        .where(places.c.edition == edition)
        .order_by(places.c.start, places.c.end, codings.c.id)
    )
    return [Coding(*row) for row in db.execute(query)]


def newest_editions(db: Connection) -> set[int]:
    """For each source the newest edition and the newest translation."""
    editions = NOUNS[Edition]
    newest: dict[tuple[int, bool], int] = {}
    query = select(editions.c.id, editions.c.source, editions.c.kind).order_by(editions.c.id)
    for number, source, kind in db.execute(query):
        newest[source, kind == "translated"] = number
    return set(newest.values())


def words_said(db: Connection, edition: int) -> list[Timed]:
    """When each word of an edition is said, in the order of the text."""
    turns, times = NOUNS[Turn], NOUNS[WordTimes]
    query = (
        select(times.c.marks)
        .join(turns, turns.c.id == times.c.turn)
        .where(turns.c.edition == edition)
        .order_by(turns.c.start, times.c.id)
    )
    return [word for marks in db.execute(query).scalars() for word in timed(marks)]


def source_of_editions(db: Connection) -> dict[int, int]:
    """The source of each edition, by id."""
    editions = NOUNS[Edition]
    rows = db.execute(select(editions.c.id, editions.c.source))
    return {int(number): int(source) for number, source in rows}
