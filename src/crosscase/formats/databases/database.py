"""A stranger's SQLite file, read from a copy in memory in which nothing of it can run.

Triggers, views, virtual tables and computed columns are refused before they are asked for.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import MAX_ROWS, MAX_TEXT

Row = tuple[Any, ...]

_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_STEPS = 200_000_000
"""Instructions of SQLite's machine that one file may cost; a million rows take a tenth."""

_HINT = "Export the project again from the program it came from."


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Database]:
    """The database in these bytes; raises ``UnreadableFile`` where they are none."""
    kept = bytearray(data)
    if len(kept) > 20:
        kept[18:20] = b"\x01\x01"  # a file in WAL mode asks for a second file: not this copy
    db = sqlite3.connect(":memory:")
    try:
        db.deserialize(bytes(kept))
        for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
            db.execute(f"PRAGMA {pragma}")
        if sys.version_info >= (3, 12):
            db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * MAX_TEXT)
        db.text_factory = lambda words: words.decode("utf-8", "replace")
        yield Database(db, file)
    except (
        sqlite3.Error,
        ValueError,
        OverflowError,
        MemoryError,
    ) as error:  # damage is any of them
        raise UnreadableFile(
            f"the database in it cannot be read ({error}).", file=file, hint=_HINT
        ) from error
    finally:
        db.close()


class Database:
    """The tables of a file: real ones alone, by their columns."""

    def __init__(self, db: sqlite3.Connection, file: str) -> None:
        self._db = db
        self._file = file
        real = (
            "SELECT name, sql FROM sqlite_master AS one WHERE type = 'table' AND NOT EXISTS "
            "(SELECT 1 FROM pragma_table_xinfo(one.name) WHERE hidden > 1)"
        )
        self._tables = {
            str(name).casefold()
            for name, sql in db.execute(real)
            if str(sql).casefold().split()[:2] == ["create", "table"]
        }
        self._columns = {
            table: [
                str(row[1]) for row in db.execute("SELECT * FROM pragma_table_info(?)", (table,))
            ]
            for table in self._tables
        }
        self._left = _STEPS // 10_000
        db.set_progress_handler(self._tire, 10_000)
        db.set_authorizer(self._may)

    def has(self, table: str) -> bool:
        """Whether it is a table of the file: no view, nothing virtual, nothing computed."""
        return table.casefold() in self._tables

    def count(self, table: str) -> int:
        """How many rows a table has that is not read; 0 where there is none."""
        if not self.has(table):
            return 0
        return len(self._db.execute(f'SELECT 1 FROM "{table}" LIMIT {MAX_ROWS}').fetchall())

    def rows(self, table: str, columns: Sequence[str], later: Sequence[str] = ()) -> list[Row]:
        """Every row of a table in these columns, in the order of the file.

        ``later``: more columns, which an older release did not have; they are None there. Raises
        ``UnreadableFile`` where there is no such table, ``TooLarge`` for too many rows.
        """
        if not self.has(table):
            raise UnreadableFile(
                f"it has no table {table!r}, which every project of its kind has.",
                file=self._file,
                hint=_HINT,
            )
        there = self._columns[table.casefold()]
        wanted = (*columns, *(column if column.casefold() in there else None for column in later))
        names = ", ".join(f'"{column}"' if column else "NULL" for column in wanted)
        found = self._db.execute(f'SELECT {names} FROM "{table}" LIMIT {MAX_ROWS + 1}').fetchall()
        if len(found) > MAX_ROWS:
            raise TooLarge(
                f"its table {table!r} has over {MAX_ROWS:,} rows.",
                file=self._file,
                hint="Split the project.",
            )
        return found

    def _may(
        self, act: int, what: str | None, column: str | None, base: str | None, inner: str | None
    ) -> int:
        """Reading columns, and nothing that stands in a view or trigger."""
        return sqlite3.SQLITE_OK if act in _READS and inner is None else sqlite3.SQLITE_DENY

    def _tire(self) -> int:
        self._left -= 1
        return int(self._left < 0)


def whole(value: object) -> int:
    """A whole number (R writes them as 3.0); what is none is -1: it lies outside of every text."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else -1


def text_of(value: object) -> str:
    """What stands in a cell, "" for nothing."""
    return "" if value is None else str(value)
