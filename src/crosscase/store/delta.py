"""What a copy of a study did since an entry, told so that another copy understands it.

Rows go by their random ids, references by the ids of what they mean, words as themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, select

from crosscase.store.asides import synced
from crosscase.store.columns import meta
from crosscase.store.journal_tables import changes, entries, text_people, texts
from crosscase.store.past import raw_at
from crosscase.store.tables import NOUNS

Values = Mapping[str, Any]
"""The columns of a row: a reference is the random id of a row ("" for nothing)."""

ERASED = "\x00erased"
"""What stands for words that were erased: equal to no words."""

LOCAL: dict[str, frozenset[str]] = {"double_codings": frozenset({"entry", "last_coding"})}
"""Columns that hold numbers of this file's journal or rows: another copy has others."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a table before and after; None where it was, or is, not there.

    ``people``: the participants whose words its words are, by their random ids.
    """

    table: str
    uid: str
    before: Values | None
    after: Values | None
    people: tuple[str, ...] = ()


def uids(db: Connection, table: Table) -> dict[int, str]:
    """The random id of every row of a table."""
    return {int(n): str(uid) for n, uid in db.execute(select(table.c.id, table.c.uid))}


def entry_uids(db: Connection) -> dict[str, int]:
    """Every entry of the journal by its random id."""
    return {str(uid): int(n) for uid, n in db.execute(select(entries.c.uid, entries.c.n))}


def target_of(table: Table, row: Values, column: str) -> str | None:
    """The table that a column of a row refers to; None where it refers to none."""
    if column == "of" and "about" in table.c:
        about = f"{row['about']}s"
        return about if about in meta.tables and "uid" in meta.tables[about].c else None
    found = next(iter(table.c[column].foreign_keys), None)
    if found is None or found.column.table is texts:
        return None
    return str(found.column.table.name)


def done_since(db: Connection, n: int) -> list[RowChange]:
    """Every row that stands otherwise than after entry ``n``, in an order that can be followed.

    What is referred to comes before what refers to it.
    """
    at_now = entry_count(db)
    names: dict[str, dict[int, str]] = {}
    found: list[RowChange] = []
    for table in NOUNS.values():
        touched = _touched(db, table, n)
        if not touched:
            continue
        then, now = raw_at(db, table, n), raw_at(db, table, at_now)
        # rows that are gone by now are still what others referred to
        names[table.name] = {
            number: str(row["uid"]) for rows in (then, now) for number, row in rows.items()
        }
        changed = [number for number in sorted(touched) if then.get(number) != now.get(number)]
        rows = [row for number in changed for row in (then.get(number), now.get(number)) if row]
        said = _said(db, table, rows)
        speakers = _people(db, table, [now[number] for number in changed if number in now])
        for number in changed:
            was, here = then.get(number), now.get(number)
            uid = str((here or was or {})["uid"])
            found.append(
                RowChange(
                    table.name,
                    uid,
                    _told(db, table, was, said, names),
                    _told(db, table, here, said, names),
                    tuple(speakers.get(number, ())),
                )
            )
    return [change for change in found if change.before != change.after]


def rows_of(db: Connection, table: Table) -> Iterator[tuple[int, str, Values]]:
    """Every row of a table: its number, its random id and its values."""
    names: dict[str, dict[int, str]] = {}
    rows = [dict(row) for row in db.execute(select(table).order_by(table.c.id)).mappings()]
    said = _said(db, table, rows)
    for row in rows:
        told = _told(db, table, row, said, names)
        if told is not None:
            yield int(row["id"]), str(row["uid"]), told


def rows_changed(db: Connection, entry: int, table: Table) -> frozenset[int]:
    """The numbers of the rows of a table that an entry made or changed."""
    query = select(changes.c.row, changes.c.count).where(
        and_(changes.c.table == table.name, changes.c.entry == entry)
    )
    return frozenset(at for row, count in db.execute(query) for at in range(row, row + count))


def rows_made(db: Connection, table: Table, n: int) -> set[int]:
    """The numbers of the rows of a table that were made, or put back, after entry ``n``."""
    query = select(changes.c.row, changes.c.count).where(
        and_(changes.c.table == table.name, changes.c.entry > n, changes.c.op == "insert")
    )
    return {at for row, count in db.execute(query) for at in range(row, row + count)}


def people_of(db: Connection, table: Table, uid: str) -> tuple[str, ...]:
    """The participants whose words the words of a row are, by their random ids."""
    rows = [dict(row) for row in db.execute(select(table).where(table.c.uid == uid)).mappings()]
    return tuple(person for some in _people(db, table, rows).values() for person in some)


def taken(db: Connection) -> dict[str, int]:
    """The last entries of other copies that were taken in, and in which entry of this one."""
    rows = db.execute(select(synced.c.uid, synced.c.entry).order_by(synced.c.entry))
    return {str(uid): int(n) for uid, n in rows}


def take(db: Connection, entry: int, uid: str) -> None:
    """Remember that a copy was taken in up to its entry ``uid``."""
    db.execute(delete(synced).where(synced.c.uid == uid))  # of an act that was undone
    db.execute(insert(synced).values(entry=entry, uid=uid))


def entry_count(db: Connection) -> int:
    """The number of the newest entry."""
    return max(entry_uids(db).values(), default=0)


def verbs_since(db: Connection, n: int) -> set[str]:
    """What kinds of acts were done after entry ``n``."""
    return set(db.execute(select(entries.c.verb).where(entries.c.n > n)).scalars())


def _touched(db: Connection, table: Table, n: int) -> set[int]:
    query = select(changes.c.row, changes.c.count).where(
        and_(changes.c.table == table.name, changes.c.entry > n)
    )
    return {at for row, count in db.execute(query) for at in range(row, row + count)}


def _worded(table: Table) -> list[str]:
    return [column.name for column in table.c if column.info.get("words")]


def _said(db: Connection, table: Table, rows: Iterable[Values]) -> dict[int, str]:
    wanted = sorted({row[name] for row in rows for name in _worded(table)})
    found: dict[int, str] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        part = texts.c.id.in_(wanted[at : at + _AT_ONCE])
        for number, value, erased in db.execute(
            select(texts.c.id, texts.c.value, texts.c.erased).where(part)
        ):
            found[number] = ERASED if erased else value
    return found


def _people(db: Connection, table: Table, rows: list[dict[str, Any]]) -> dict[int, list[str]]:
    """Whose words the rows are, by the number of the row."""
    whose = uids(db, meta.tables["participants"])
    of: dict[int, list[str]] = {}
    numbers = sorted({row[name] for row in rows for name in _worded(table)})
    for at in range(0, len(numbers), _AT_ONCE):
        part = text_people.c.text.in_(numbers[at : at + _AT_ONCE])
        for number, person in db.execute(select(text_people).where(part)):
            if person in whose:
                of.setdefault(number, []).append(whose[person])
    return {
        row["id"]: sorted({uid for name in _worded(table) for uid in of.get(row[name], ())})
        for row in rows
    }


def _told(
    db: Connection,
    table: Table,
    row: dict[str, Any] | None,
    said: Mapping[int, str],
    names: dict[str, dict[int, str]],
) -> Values | None:
    """A row in words that another copy understands."""
    if row is None:
        return None
    told: dict[str, Any] = {}
    worded = set(_worded(table))
    for column, value in row.items():
        if column in ("id", "uid") or column in LOCAL.get(table.name, ()):
            continue
        target = target_of(table, row, column)
        if column in worded:
            told[column] = said[value]
        elif target is None:
            told[column] = value
        else:
            if target not in names:
                names[target] = uids(db, meta.tables[target])
            told[column] = "" if value is None else names[target].get(value, f"gone {value}")
    return told
