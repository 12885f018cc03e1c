"""Words that are gone for good: texts emptied, derived rows dropped, the file written anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, insert, select, text, update

from crosscase.domain.sources import Source
from crosscase.store.asides import parts, suggestions, tombstones, unfinished
from crosscase.store.journal_tables import changes, entries, text_people, texts
from crosscase.store.rows import Writer
from crosscase.store.tables import NOUNS

_AT_ONCE = 500
_WORDED = [
    (table, column) for table in NOUNS.values() for column in table.c if column.info.get("words")
]


def kept(db: Connection) -> Iterator[tuple[int, str]]:
    """Every text that is not erased, whether a row still refers to it or the journal alone."""
    for number, value in db.execute(
        select(texts.c.id, texts.c.value).where(~texts.c.erased).order_by(texts.c.id)
    ):
        yield int(number), str(value)


def of_person(db: Connection, participant: int) -> set[int]:
    """The texts that are this participant's words, alone or among others'."""
    query = select(text_people.c.text).where(text_people.c.participant == participant)
    return set(db.execute(query).scalars())


def let_go(db: Connection, entry: int) -> set[int]:
    """The texts of rows that an entry took away or changed, as these rows were before."""
    columns = {table.name: [c.name for c in table.c if c.info.get("words")] for table, _ in _WORDED}
    query = select(changes.c.table, changes.c.before).where(
        (changes.c.entry == entry) & changes.c.before.is_not(None)
    )
    found: set[int] = set()
    for table, before in db.execute(query):
        row = json.loads(before)
        found |= {row[name] for name in columns.get(table, ()) if name in row}
    return found


def referred(db: Connection) -> set[int]:
    """The texts that some row of the study, or an entry of the journal, stands on."""
    found: set[int] = set()
    for table, column in _WORDED:
        found |= set(db.execute(select(column).select_from(table)).scalars())
    for column in (entries.c.coder, entries.c.why):
        found |= set(db.execute(select(column)).scalars())
    return found


def reword(writer: Writer, words: dict[int, str]) -> None:
    """Give rows new words in the place of the texts ``words`` names, and erase those texts."""
    new: dict[int, int] = {}
    for table, column in _WORDED:
        rows = writer.db.execute(select(table.c.id, column).order_by(table.c.id)).all()
        for row, number in rows:
            if number in words:
                if number not in new:
                    new[number] = writer.text(words[number])
                writer.put(table, row, {column.name: new[number]}, {column.name: number})
    erase(writer.db, words)


def erase(db: Connection, numbers: Iterable[int]) -> None:
    """Empty texts for good; whatever refers to them reads nothing."""
    gone = sorted(numbers)
    for at in range(0, len(gone), _AT_ONCE):
        part = gone[at : at + _AT_ONCE]
        db.execute(delete(text_people).where(text_people.c.text.in_(part)))
        db.execute(update(texts).where(texts.c.id.in_(part)).values(value="", erased=True))


def drop_derived(db: Connection) -> int:
    """Drop what engines and the search made of texts; how many suggestions had waited."""
    waiting = db.execute(delete(suggestions)).rowcount
    db.execute(delete(parts))
    db.execute(text("DROP TABLE IF EXISTS searched"))
    return int(waiting)


def bury(db: Connection, uid: str, at: str) -> None:
    """Remember, by an opaque id, that somebody withdrew."""
    db.execute(insert(tombstones).values(uid=uid, at=at))


def begin(db: Connection, entry: int) -> None:
    """An erasure has begun: until ``finish`` its words may lie in a free page or a copy."""
    db.execute(insert(unfinished).values(entry=entry))


def is_unfinished(db: Connection) -> bool:
    """Whether an erasure was broken off after its act."""
    return db.execute(select(unfinished.c.entry)).first() is not None


def finish(db: Connection) -> None:
    """Every erasure is done to the end."""
    db.execute(delete(unfinished))


def recordings_gone(db: Connection) -> set[str]:
    """The hashes of recordings that unfinished erasures took away, with their source or alone."""
    query = (
        select(changes.c.before)
        .join(unfinished, unfinished.c.entry == changes.c.entry)
        .where((changes.c.table == "sources") & changes.c.before.is_not(None))
    )
    rows = [json.loads(before) for before in db.execute(query).scalars()]
    gone = {str(row["sha256"]) for row in rows if "sha256" in row}
    return gone - set(db.execute(select(NOUNS[Source].c.sha256)).scalars())


def buried(db: Connection) -> dict[str, str]:
    """Who withdrew (opaque ids), and when."""
    rows = db.execute(select(tombstones.c.uid, tombstones.c.at)).all()
    return {str(uid): str(at) for uid, at in rows}
