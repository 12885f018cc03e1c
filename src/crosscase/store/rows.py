"""Values in and out of tables; every change of a row leaves its line in the journal."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Connection,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)

from crosscase.domain.sources import Segment
from crosscase.errors import NotInStudy
from crosscase.store.bulk import insert_all
from crosscase.store.journal_tables import changes, counters, text_people, texts
from crosscase.store.seals import UNSEALED, seal, sealed_columns
from crosscase.store.tables import NOUNS

Noun = TypeVar("Noun")
Raw = dict[str, Any]

_AT_ONCE = 1_000
"""Rows fetched together: one by one takes twice as long, all together much memory."""

# built once: a load runs them for every row or two
_TAKE = (
    update(counters)
    .where(counters.c.name == bindparam("counter"))
    .values(next=counters.c.next + bindparam("count"))
    .returning(counters.c.next)
)
_NOTE = insert(changes)

_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
"""The digit of a UUID that says by which standard it is made; two of its bits are random."""


class Writer:
    """Writes rows inside one act: one transaction, one journal entry, both or neither."""

    def __init__(self, db: Connection, entry: int) -> None:
        self.db = db
        self.entry = entry
        self.coder = 0
        self._seq = 0
        self._known: dict[str, int] = {}

    def take_ids(self, name: str, count: int) -> int:
        """Reserve ``count`` numbers of a counter that never gives a number twice; the first."""
        after = self.db.execute(_TAKE, {"counter": name, "count": count}).scalar()
        if after is None:
            after = 1 + count
            self.db.execute(insert(counters), {"name": name, "next": after})
        return int(after) - count

    def text(self, value: str, people: Iterable[int] = ()) -> int:
        """The number of a text; the same words of nobody in particular are kept once an act."""
        return self._texts([value], [tuple(people)])[0]

    def _texts(self, values: Sequence[str], people: Sequence[tuple[int, ...]]) -> list[int]:
        """Numbers for many texts at once."""
        new: dict[tuple[str, tuple[int, ...]], int] = {}
        for key in zip(values, people, strict=True):
            if not (key[1] == () and key[0] in self._known):
                new.setdefault(key, 0)
        if new:
            first = self.take_ids("texts", len(new))
            for at, key in enumerate(new):
                new[key] = first + at
                if not key[1]:
                    self._known[key[0]] = first + at
            insert_all(
                self.db,
                texts,
                ("id", "value", "erased"),
                [(n, k[0], False) for k, n in new.items()],
            )
            of = [(n, p) for key, n in new.items() for p in set(key[1])]
            insert_all(self.db, text_people, ("text", "participant"), of)
        return [
            new[key] if key in new else self._known[key[0]]
            for key in zip(values, people, strict=True)
        ]

    def add(self, value: Noun, people: Iterable[int] = ()) -> int:
        """Insert one value (its ``id`` is ignored); the id it got.

        ``people``: the participants whose words its words are.
        """
        return self.add_all([value], [tuple(people)])[0]

    def add_all(
        self, values: Sequence[Noun], people: Sequence[tuple[int, ...]] | None = None
    ) -> list[int]:
        """Insert values of one noun; their ids, one after the other."""
        if not values:
            return []
        first = self.take_ids(NOUNS[type(values[0])].name, len(values))
        numbers = list(range(first, first + len(values)))
        self._insert(values, numbers, people)
        return numbers

    def restore(self, values: Sequence[Noun], people: Sequence[tuple[int, ...]]) -> None:
        """Insert values of one noun under the ids that they have, in a study without that noun.

        The ids must ascend; the next ones given go on after them.
        """
        if values:
            numbers: list[int] = [value.id for value in values]  # type: ignore[attr-defined]
            self.take_ids(NOUNS[type(values[0])].name, numbers[-1])
            self._insert(values, numbers, people)

    def add_copied(
        self,
        values: Sequence[Noun],
        uids: Sequence[str],
        people: Sequence[tuple[int, ...]],
    ) -> None:
        """Insert values of one noun under ids that ``take_ids`` gave for them.

        ``uids``: the random ids that they have in another copy of the study.
        """
        numbers: list[int] = [value.id for value in values]  # type: ignore[attr-defined]
        self._insert(values, numbers, people, uids)

    def _insert(
        self,
        values: Sequence[Noun],
        numbers: Sequence[int],
        people: Sequence[tuple[int, ...]] | None,
        uids: Sequence[str] | None = None,
    ) -> None:
        table = NOUNS[type(values[0])]
        of = people or [()] * len(values)
        columns: dict[str, Sequence[Any]] = {"id": numbers, "uid": uids or _uids(len(numbers))}
        for field in dataclasses.fields(values[0]):  # type: ignore[arg-type]
            if field.name != "id":
                column = [getattr(value, field.name) for value in values]
                words = table.c[field.name].info.get("words")
                columns[field.name] = self._texts(column, of) if words else column
        names = sealed_columns(table)
        rows = [*zip(*(columns[name] for name in names), strict=True)]
        insert_all(self.db, table, names, rows)
        at = 0
        for _, run in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
            count = sum(1 for _ in run)
            sealed = _sealed(table, rows[at : at + count])
            self._note(table, numbers[at], "insert", count=count, after=sealed)
            at += count

    def change(self, noun: type, number: int, people: Iterable[int] = (), **values: object) -> None:
        """Set fields of one row; what they were is kept in the journal."""
        table = NOUNS[noun]
        was = self._raw(table, number)
        now = {
            name: self.text(str(value), people) if table.c[name].info.get("words") else value
            for name, value in values.items()
        }
        self.put(table, number, now, was)

    def put(self, table: Table, number: int, now: Mapping[str, Any], was: Raw) -> None:
        """Set raw columns of one row (words as numbers of texts)."""
        self.db.execute(update(table).where(table.c.id == number).values(**now))
        self._note(table, number, "update", before={k: was[k] for k in now}, after=dict(now))

    def remove(self, noun: type, number: int) -> None:
        """Delete one row; the journal keeps it whole, without words."""
        table = NOUNS[noun]
        self.take_away(table, number)

    def take_away(self, table: Table, number: int) -> None:
        """Delete one raw row."""
        was = self._raw(table, number)
        self.db.execute(delete(table).where(table.c.id == number))
        self._note(table, number, "delete", before=was)

    def put_back(self, table: Table, row: Raw) -> None:
        """Insert a raw row under the number it had."""
        self.db.execute(insert(table).values(**row))
        sealed = _sealed(table, [[row[name] for name in sealed_columns(table)]])
        self._note(table, row["id"], "insert", after=sealed)

    def _raw(self, table: Table, number: int) -> Raw:
        row = self.db.execute(select(table).where(table.c.id == number)).mappings().first()
        if row is None:
            raise NotInStudy(f"The study has no {table.name[:-1]} number {number} any more.")
        return dict(row)

    def _note(
        self,
        table: Table,
        row: int,
        op: str,
        *,
        count: int = 1,
        before: Raw | None = None,
        after: Raw | None = None,
    ) -> None:
        self._seq += 1
        self.db.execute(
            _NOTE,
            {
                "entry": self.entry,
                "seq": self._seq,
                "table": table.name,
                "row": row,
                "count": count,
                "op": op,
                "before": None if before is None else json.dumps(before, sort_keys=True),
                "after": None if after is None else json.dumps(after, sort_keys=True),
            },
        )


def _sealed(table: Table, rows: Sequence[Sequence[Any]]) -> Raw | None:
    return None if table.name in UNSEALED else seal(table, rows)


def _uids(count: int) -> list[str]:
    """Random UUIDs (RFC 9562, version 4); drawn all together, a hundred thousand take no second."""
    drawn = os.urandom(16 * count).hex()
    return [
        f"{u[:8]}-{u[8:12]}-4{u[13:16]}-{_VARIANT[u[16]]}{u[17:20]}-{u[20:]}"
        for u in (drawn[at : at + 32] for at in range(0, len(drawn), 32))
    ]


def read(db: Connection, noun: type[Noun], **where: object) -> list[Noun]:
    """All values of a noun in the order of their ids; ``where``: columns that must be equal."""
    table = NOUNS[noun]
    names = [f.name for f in dataclasses.fields(noun)]  # type: ignore[arg-type]
    columns: list[Any] = []
    joined: Any = table
    for name in names:
        column = table.c[name]
        if column.info.get("words"):
            alias = texts.alias(f"t_{name}")
            joined = joined.join(alias, alias.c.id == column)
            columns.append(alias.c.value.label(name))
        else:
            columns.append(column)
    query = select(*columns).select_from(joined).order_by(table.c.id)
    if where:
        query = query.where(and_(*(table.c[name] == value for name, value in where.items())))
    return [noun(*row) for row in db.execute(query).all()]


def words(db: Connection, noun: type, name: str) -> Iterator[tuple[int, str]]:
    """The id and the text in one column of words of every row, in the order of ids, one by one."""
    table = NOUNS[noun]
    query = (
        select(table.c.id, texts.c.value)
        .join(texts, texts.c.id == table.c[name])
        .order_by(table.c.id)
    )
    for some in db.execute(query).partitions(_AT_ONCE):
        yield from ((number, text) for number, text in some)


def said_by(db: Connection) -> dict[int, set[int]]:
    """For each segment the participants whose words it holds."""
    segments = NOUNS[Segment]
    query = select(segments.c.id, text_people.c.participant).join(
        text_people, text_people.c.text == segments.c.quote
    )
    found: dict[int, set[int]] = {}
    for segment, participant in db.execute(query):
        found.setdefault(segment, set()).add(participant)
    return found


def arrays(db: Connection, noun: type, *names: str) -> list[NDArray[np.int64]]:
    """Columns of whole numbers of a table, never empty ones, in the order of ids.

    The database writes each column as one text: a hundred thousand rows are a hundred thousand
    objects less, which Python would go through again and again to see which are still in use.
    """
    table = NOUNS[noun]
    columns = [
        func.aggregate_strings(cast(cast(table.c[name], Integer), String), ",")
        for name in ("id", *names)
    ]
    ids, *found = [
        np.fromstring(column or "", np.int64, sep=",")
        for column in db.execute(select(*columns)).one()
    ]
    order = np.argsort(ids)
    return [column[order] for column in found]
