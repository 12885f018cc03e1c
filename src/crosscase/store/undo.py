"""Undo appends the inverse act; redo undoes the undoing."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, select

from crosscase.domain.journal import Entry
from crosscase.errors import DependedOn, NotAllowed
from crosscase.store.columns import meta
from crosscase.store.journal_tables import changes, entries, texts
from crosscase.store.rows import Writer

WITHDRAW, PROTECT, SILENCE = "withdraw", "protect", "silence"
REBUILD = "rebuild"
"""The first act of a study that was made of a package."""

ERASURES = frozenset({WITHDRAW, PROTECT, SILENCE})
"""Acts of these verbs are barriers: they are not undone, undo goes on past them and restores
nothing that they erased."""


def last(db: Connection) -> int:
    """The number of the newest entry (0 where nothing was done yet)."""
    return int(db.execute(select(func.max(entries.c.n))).scalar() or 0)


def history(db: Connection) -> list[Entry]:
    """All entries, oldest first, each with whether its inverse stands."""
    coder, why = texts.alias("c"), texts.alias("w")
    rows = db.execute(
        select(
            entries.c.n, entries.c.verb, coder.c.value, entries.c.at, why.c.value, entries.c.undoes
        )
        .join(coder, coder.c.id == entries.c.coder)
        .join(why, why.c.id == entries.c.why)
        .order_by(entries.c.n)
    ).all()
    counts: dict[int, int] = {}
    for n, count in db.execute(select(changes.c.entry, changes.c.count)):
        counts[n] = counts.get(n, 0) + count
    undone: set[int] = set()
    for n, *_rest, undoes in reversed(rows):
        if undoes is not None and n not in undone:
            undone.add(undoes)
    return [
        Entry(n, verb, who, at, text, undoes, n in undone, counts.get(n, 0))
        for n, verb, who, at, text, undoes in rows
    ]


def next_undo(log: list[Entry], coder: str) -> Entry:
    """The coder's last act that still stands."""
    for entry in reversed(log):
        stands = entry.coder == coder and entry.undoes is None and not entry.undone
        if stands and entry.verb not in ERASURES:
            return entry
    raise NotAllowed(f"{coder} has nothing left to undo.")


def next_redo(log: list[Entry], coder: str) -> Entry:
    """The coder's last undoing, as long as they did nothing new since."""
    by_number = {entry.n: entry for entry in log}
    for entry in reversed(log):
        if entry.coder != coder:
            continue
        if entry.undoes is None:
            break
        if by_number[entry.undoes].undoes is None and not entry.undone:
            return entry
    raise NotAllowed(f"{coder} has nothing to redo.")


def check_undo(db: Connection, log: list[Entry], target: Entry) -> None:
    """Raise ``DependedOn`` when later acts that stand touch what ``target`` touched."""
    mine = _touched(db, target.n)
    later = [e for e in log if e.n > target.n and e.verb not in ERASURES]
    standing = [e for e in later if not e.undone and e.undoes is None]
    blockers = [e for e in standing if _rests_on(db, mine, e.n)]
    if blockers:
        acts = "; ".join(f"{e.n} {e.verb} by {e.coder}" for e in blockers[:5])
        raise DependedOn(
            f"{len(blockers)} later act{'s rest' if len(blockers) > 1 else ' rests'}"
            f" on entry {target.n} ({target.verb}): {acts}.",
            hint="Undo these first.",
        )


def _touched(db: Connection, n: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for table, row, count in db.execute(
        select(changes.c.table, changes.c.row, changes.c.count).where(changes.c.entry == n)
    ):
        found.setdefault(table, set()).update(range(row, row + count))
    return found


def _rests_on(db: Connection, mine: dict[str, set[int]], later: int) -> bool:
    theirs = _touched(db, later)
    for name, rows in theirs.items():
        if mine.get(name, set()) & rows:
            return True
        table = meta.tables[name]
        if "about" in table.c and "of" in table.c:
            abouts = db.execute(select(table.c.id, table.c.about, table.c.of))
            if any(i in rows and of in mine.get(f"{about}s", ()) for i, about, of in abouts):
                return True
        links = [
            (column, next(iter(column.foreign_keys)).column.table.name)
            for column in table.columns
            if column.foreign_keys and not column.info.get("words")
        ]
        wanted = [(column, mine[to]) for column, to in links if to in mine]
        if not wanted:
            continue
        low, high = min(rows), max(rows)
        for column, targets in wanted:
            found = db.execute(
                select(table.c.id, column).where(and_(table.c.id >= low, table.c.id <= high))
            )
            if any(number in rows and target in targets for number, target in found):
                return True
    return False


def invert(db: Connection, writer: Writer, n: int) -> None:
    """Write the inverse of entry ``n``: its changes, last first.

    What an erasure took away since is not restored, and what it rewrote stays as it left it.
    """
    erased = _erased_since(db, n)
    rows = db.execute(
        select(changes).where(changes.c.entry == n).order_by(changes.c.seq.desc())
    ).mappings()
    for change in list(rows):
        table = meta.tables[change["table"]]
        if change["op"] == "insert":
            for number in reversed(range(change["row"], change["row"] + change["count"])):
                if not erased or _is_there(db, table, number):
                    writer.take_away(table, number)
        elif change["op"] == "delete":
            row = json.loads(change["before"])
            if not erased or _can_return(db, table, row):
                writer.put_back(table, row)
        elif change["row"] not in erased.get(table.name, ()):
            was: dict[str, Any] = json.loads(change["after"])
            writer.put(table, change["row"], json.loads(change["before"]), was)


def _erased_since(db: Connection, n: int) -> dict[str, set[int]]:
    """The rows that erasures after entry ``n`` touched, by table."""
    found: dict[str, set[int]] = {}
    query = select(entries.c.n).where(and_(entries.c.n > n, entries.c.verb.in_(ERASURES)))
    for number in db.execute(query).scalars().all():
        for name, rows in _touched(db, number).items():
            found.setdefault(name, set()).update(rows)
    return found


def _is_there(db: Connection, table: Table, number: int) -> bool:
    return db.execute(select(table.c.id).where(table.c.id == number)).first() is not None


def _can_return(db: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Whether all that a row stands on is there, and none of its words was erased."""
    for column in table.columns:
        value = row.get(column.name)
        if value is None or not column.foreign_keys:
            continue
        home = next(iter(column.foreign_keys)).column.table
        if not _is_there(db, home, value):
            return False
        if home is texts:
            if db.execute(select(texts.c.erased).where(texts.c.id == value)).scalar():
                return False
        elif home.name == "editions" and not _can_return(db, home, _row(db, home, value)):
            return False
    return True


def _row(db: Connection, table: Table, number: int) -> dict[str, Any]:
    return dict(db.execute(select(table).where(table.c.id == number)).mappings().one())


def continue_from(db: Connection, n: int) -> None:
    """Let the first entry of a journal without any have the number ``n``."""
    Writer(db, 0).take_ids("entries", n - 1)


def begin_entry(
    db: Connection, *, uid: str, verb: str, coder: str, at: str, why: str, undoes: int | None
) -> Writer:
    """Append a journal entry and hand out the writer of its rows."""
    writer = Writer(db, 0)
    n = writer.take_ids("entries", 1)
    values = {"n": n, "uid": uid, "verb": verb, "at": at, "undoes": undoes}
    values |= {"coder": writer.text(coder), "why": writer.text(why)}
    db.execute(insert(entries).values(**values))
    writer.entry = n
    return writer
