"""Rows as they stood at an earlier journal entry: the journal walked backwards."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, and_, select

from crosscase.store.journal_tables import changes, entries, texts
from crosscase.store.tables import NOUNS

Noun = TypeVar("Noun")


def raw_at(db: Connection, table: Table, n: int) -> dict[int, dict[str, Any]]:
    """The rows of a table as they stood after entry ``n``, by number; words as numbers of texts.

    A row that is there no more has its random id from the journal.
    """
    rows: dict[int, dict[str, Any]] = {
        row["id"]: dict(row) for row in db.execute(select(table)).mappings()
    }
    later = select(changes).where(and_(changes.c.table == table.name, changes.c.entry > n))
    for change in db.execute(
        later.order_by(changes.c.entry.desc(), changes.c.seq.desc())
    ).mappings():
        if change["op"] == "insert":
            for number in range(change["row"], change["row"] + change["count"]):
                rows.pop(number, None)
        elif change["op"] == "delete":
            rows[change["row"]] = json.loads(change["before"])
        else:
            rows[change["row"]] |= json.loads(change["before"])
    return rows


def rows_at(db: Connection, noun: type[Noun], n: int) -> list[Noun]:
    """All values of a noun as they stood after entry ``n``, in the order of their ids.

    Words that were erased since read as erased.
    """
    table = NOUNS[noun]
    rows = raw_at(db, table, n)
    fields = [field.name for field in dataclasses.fields(noun)]  # type: ignore[arg-type]
    worded = [name for name in fields if table.c[name].info.get("words")]
    wanted = sorted({row[name] for row in rows.values() for name in worded})
    said: dict[int, str] = {}
    for at in range(0, len(wanted), 500):
        query = select(texts.c.id, texts.c.value).where(texts.c.id.in_(wanted[at : at + 500]))
        said.update((number, value) for number, value in db.execute(query))
    return [
        noun(*(said[row[name]] if name in worded else row[name] for name in fields))
        for _, row in sorted(rows.items())
    ]


def made_at(db: Connection, noun: type[Any]) -> dict[int, str]:
    """When each row of a noun was made, by its id; one that was undone and redone, when redone."""
    query = (
        select(changes.c.row, changes.c.count, entries.c.at)
        .join(entries, entries.c.n == changes.c.entry)
        .where(and_(changes.c.table == NOUNS[noun].name, changes.c.op == "insert"))
        .order_by(changes.c.entry, changes.c.seq)
    )
    found: dict[int, str] = {}
    for first, count, at in db.execute(query):
        found.update(dict.fromkeys(range(first, first + count), at))
    return found


def added_by(db: Connection, n: int) -> dict[str, list[range]]:
    """The numbers of the rows that entry ``n`` put into each table, by the table's name."""
    query = select(changes.c.table, changes.c.row, changes.c.count).where(
        and_(changes.c.entry == n, changes.c.op == "insert")
    )
    found: dict[str, list[range]] = {}
    for table, first, count in db.execute(query.order_by(changes.c.seq)):
        found.setdefault(table, []).append(range(first, first + count))
    return found
