"""Whether the rows are what the journal tells: it is walked backwards to the empty study."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from crosscase.domain.journal import Discrepancy
from crosscase.store.columns import meta
from crosscase.store.journal_tables import changes, counters, entries
from crosscase.store.rows import arrays
from crosscase.store.seals import UNSEALED, digest
from crosscase.store.tables import NOUNS
from crosscase.store.undo import REBUILD

_SLACK = timedelta(days=1)
"""Clocks of two machines differ; no entry is dated so much before the one it follows."""

_AT_ONCE = 500
_TOO_MANY = 1_000
"""So many rows more than there are, no line added: its count was never true."""


def discrepancies(db: Connection) -> Iterator[Discrepancy]:
    """Each row and entry that does not fit, once a way in which it differs.

    Words are compared by the numbers of their texts, so an erasure fits. Values that no entry
    changed are compared with the seal of the entry that added the row, where it has one.
    """
    yield from dict.fromkeys([*_of_entries(db), *_of_rows(db)])


def _of_entries(db: Connection) -> Iterator[Discrepancy]:
    told = [*db.execute(select(entries.c.n, entries.c.at).order_by(entries.c.n))]
    given = select(counters.c.next).where(counters.c.name == "entries")
    newest = int(db.execute(given).scalar() or 1) - 1
    for n in sorted(set(range(_first(db), newest + 1)) ^ {n for n, _ in told}):
        yield Discrepancy("entries", n, "no entry")
    for (_, before), (n, at) in pairwise((n, _moment(at)) for n, at in told):
        if at is None:
            yield Discrepancy("entries", n, "other values")
        elif before is not None and at < before - _SLACK:
            yield Discrepancy("entries", n, "earlier")
    lines = select(changes.c.entry, func.max(changes.c.seq), func.count()).group_by(changes.c.entry)
    for n, last, count in db.execute(lines.order_by(changes.c.entry)):
        if last != count:
            yield Discrepancy("entries", n, "no entry")


def _first(db: Connection) -> int:
    """The number of the first entry: a study made of a package goes on from that of the package."""
    begin = db.execute(select(entries.c.n, entries.c.verb).order_by(entries.c.n).limit(1)).first()
    return int(begin.n) if begin is not None and begin.verb == REBUILD else 1


def _of_rows(db: Connection) -> Iterator[Discrepancy]:
    there = {table.name: set(arrays(db, noun, "id")[0].tolist()) for noun, table in NOUNS.items()}
    known = _sealed(db) | _changed(db)
    backwards = select(changes).order_by(changes.c.entry.desc(), changes.c.seq.desc())
    for change in db.execute(backwards).mappings():
        try:
            yield from _back(change, there[change["table"]], known)
        except (KeyError, TypeError, ValueError):  # no line that crosscase wrote
            yield Discrepancy("entries", change["entry"], "other values")
    for name, rows in there.items():
        for number in sorted(rows):
            yield Discrepancy(name, number, "not added")


def _back(
    change: RowMapping, rows: set[int], known: dict[tuple[str, int], dict[str, Any]]
) -> Iterator[Discrepancy]:
    """One line back: the rows of its table, and the values known of rows, as they were before."""
    name, row = change["table"], change["row"]
    if change["op"] == "insert":
        if change["count"] > len(rows) + _TOO_MANY:  # whatever it added is here, or taken away
            raise ValueError(change["count"])
        added = set(range(row, row + change["count"]))
        gone = added - rows
        for number in sorted(gone):
            yield Discrepancy(name, number, "gone")
        rows -= added
        if change["after"] and not gone and not _as_added(change, known):
            yield Discrepancy(name, row, "other values", change["count"])
    elif change["op"] == "delete":
        if row in rows:
            yield Discrepancy(name, row, "not added")
        rows.add(row)
        known[name, row] = json.loads(change["before"])
    elif change["op"] == "update":
        held, after = known.setdefault((name, row), {}), json.loads(change["after"])
        if held and held | after != held:
            yield Discrepancy(name, row, "other values")
        held |= json.loads(change["before"])
    else:
        raise ValueError(change["op"])


def _as_added(change: RowMapping, known: dict[tuple[str, int], dict[str, Any]]) -> bool:
    """Whether the rows that a line added bear its seal; yes where they are not known whole."""
    name, first, said = change["table"], change["row"], json.loads(change["after"])
    rows = [known.get((name, n), {}) for n in range(first, first + change["count"])]
    if not all(set(said["columns"]) <= set(row) for row in rows):
        return True
    values = [[row[column] for column in said["columns"]] for row in rows]
    return digest(meta.tables[name], values, said["columns"]) == str(said["sha256"])


def _moment(at: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(at)).astimezone(UTC)
    except ValueError:
        return None


def _sealed(db: Connection) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of the tables whose rows are sealed, as they are now."""
    return {
        (table.name, row["id"]): dict(row)
        for table in NOUNS.values()
        if table.name not in UNSEALED
        for row in db.execute(select(table)).mappings()
    }


def _changed(db: Connection) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of the other tables that some entry changed, as they are now."""
    wanted: dict[str, list[int]] = {}
    query = select(changes.c.table, changes.c.row).where(changes.c.op == "update").distinct()
    for name, row in db.execute(query.where(changes.c.table.in_(UNSEALED))):
        wanted.setdefault(name, []).append(row)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for name, numbers in wanted.items():
        table = meta.tables[name]
        for at in range(0, len(numbers), _AT_ONCE):
            part = select(table).where(table.c.id.in_(numbers[at : at + _AT_ONCE]))
            found |= {(name, row["id"]): dict(row) for row in db.execute(part).mappings()}
    return found
