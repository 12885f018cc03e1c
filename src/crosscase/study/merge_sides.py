"""Two sides of one study in terms that both understand: rows by random id."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from sqlalchemy import Connection, Table

from crosscase.store import delta
from crosscase.store.delta import Values
from crosscase.store.tables import meta
from crosscase.study.sync_keys import key_of

_LABELS = ("name", "label", "pseudonym", "statement", "key", "quote", "text", "wording")


class Rows:
    """The rows of one side, read when a table is first asked for."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self._values: dict[str, dict[str, Values]] = {}
        self._numbers: dict[str, dict[str, int]] = {}

    def _read(self, table: str) -> None:
        if table not in self._values:
            self._values[table], self._numbers[table] = {}, {}
            for number, uid, values in delta.rows_of(self.db, meta.tables[table]):
                self._values[table][uid] = values
                self._numbers[table][uid] = number

    def values(self, table: str) -> dict[str, Values]:
        """How every row of a table stands."""
        self._read(table)
        return self._values[table]

    def numbers(self, table: str) -> dict[str, int]:
        """The number of every row of a table."""
        self._read(table)
        return self._numbers[table]


class Sides:
    """This study and the copy: which row there is which row here, and what it is called."""

    def __init__(self, ours: Connection, theirs: Connection) -> None:
        self.ours = Rows(ours)
        self.theirs = Rows(theirs)
        self._met: dict[tuple[str, str], str] = {}
        self._keys: dict[str, dict[Hashable, str]] = {}

    def here(self, table: str, uid: str, values: Values | None = None) -> str | None:
        """The random id that a row of the copy has here; None where it is not here.

        ``values``: how it stands there, where that is not how it stands now.
        """
        if uid in self.ours.values(table):
            return uid
        met = self._met.get((table, uid))
        if met is not None and met in self.ours.values(table):
            return met
        values = values or self.theirs.values(table).get(uid)
        key = None if values is None else key_of(table, self.translated(table, values))
        found = None if key is None else self._keyed(table).get(key)
        if found is not None:
            self._met[table, uid] = found
        return found

    def translated(self, table: str, values: Values) -> dict[str, Any]:
        """Values of the copy, with references as they are called here."""
        found = dict(values)
        for column in values:
            target = delta.target_of(meta.tables[table], values, column)
            if target is not None and values[column]:
                found[column] = self.here(target, values[column]) or values[column]
        return found

    def named(self, table: str, values: Values) -> str | None:
        """The row here that already is what these values (of here) would make of another."""
        key = key_of(table, values)
        return None if key is None else self._keyed(table).get(key)

    def put(self, table: str, uid: str, number: int, values: Values) -> None:
        """A row came, or stands otherwise."""
        self.drop(table, uid)
        self.ours.values(table)[uid] = values
        self.ours.numbers(table)[uid] = number
        if (key := key_of(table, values)) is not None:
            self._keyed(table).setdefault(key, uid)

    def drop(self, table: str, uid: str) -> None:
        """A row went."""
        was = self.ours.values(table).pop(uid, None)
        self.ours.numbers(table).pop(uid, None)
        key = None if was is None else key_of(table, was)
        if key is not None and self._keyed(table).get(key) == uid:
            del self._keyed(table)[key]

    def _keyed(self, table: str) -> dict[Hashable, str]:
        if table not in self._keys:
            self._keys[table] = {}
            for uid, values in self.ours.values(table).items():
                if (key := key_of(table, values)) is not None:
                    self._keys[table].setdefault(key, uid)
        return self._keys[table]

    def label(self, table: str, values: Values) -> str:
        """What a row is called: its noun, and its name or what it links."""
        noun = str(values["kind"]) if table == "codes" else table.removesuffix("s")
        name = next((str(values[n]) for n in _LABELS if values.get(n)), "")
        if name:
            return f"{noun} {name[:80]!r}"
        columns = [c for c in values if values[c] and self._target(table, values, c)]
        parts = [self.said(table, values, column) for column in columns]
        return f"{noun} of {', '.join(parts)}" if parts else noun

    def said(self, table: str, values: Values, column: str) -> str:
        """A value in words: what is referred to goes by its label."""
        value = values[column]
        target = self._target(table, values, column)
        if target is None:
            return str(value)[:200]
        rows = self.ours.values(target) | self.theirs.values(target)
        return self.label(target, rows[value]) if value in rows else ""

    @staticmethod
    def _target(table: str, values: Values, column: str) -> str | None:
        return delta.target_of(meta.tables[table], values, column)


def may_refer(table: Table, target: str) -> bool:
    """Whether rows of a table can refer to rows of another."""
    of_any = "about" in table.c and "of" in table.c
    return of_any or any(f.column.table.name == target for f in table.foreign_keys)


def refers_to(table: Table, values: Mapping[str, Any], target: str, uid: str) -> bool:
    """Whether a row refers to another."""
    return any(
        values[column] == uid and delta.target_of(table, values, column) == target
        for column in values
    )
