"""Two sides of one study in terms that both understand: rows by random id."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from sqlalchemy import Connection, Table

from crosscase.store import delta
from crosscase.store.columns import meta
from crosscase.store.delta import Values
from crosscase.study.sync_keys import key_of, name_of, shelf_of

_LABELS = ("name", "label", "pseudonym", "statement", "key", "text", "wording")


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


class Index:
    """The rows here by what makes them the ones they are, or by name; read when first asked."""

    def __init__(
        self,
        rows: Rows,
        tables: tuple[str, ...],
        by: Callable[[str, Mapping[str, Any]], Hashable | None],
    ) -> None:
        self._by = by
        self._found: dict[Hashable, list[str]] = {}
        for table in tables:
            for uid, values in rows.values(table).items():
                self.put(table, uid, values)

    def get(self, table: str, values: Mapping[str, Any]) -> list[str]:
        """The random ids of the rows that have the same key, oldest first."""
        key = self._by(table, values)
        return [] if key is None else self._found.get(key, [])

    def put(self, table: str, uid: str, values: Mapping[str, Any]) -> None:
        """A row came."""
        if (key := self._by(table, values)) is not None:
            self._found.setdefault(key, []).append(uid)

    def drop(self, table: str, uid: str, values: Mapping[str, Any]) -> None:
        """A row went."""
        if (key := self._by(table, values)) is not None:
            self._found[key].remove(uid)


class Sides:
    """This study and the copy: which row there is which row here, and what it is called."""

    def __init__(self, ours: Connection, theirs: Connection) -> None:
        self.ours = Rows(ours)
        self.theirs = Rows(theirs)
        self._met: dict[tuple[str, str], str] = {}
        self._whose: dict[tuple[str, str], str] = {}
        self._alike: dict[str, Index] = {}
        self._named: dict[tuple[str, ...], Index] = {}
        self._made: dict[tuple[str, int], frozenset[str]] = {}

    def here(self, table: str, uid: str, values: Values | None = None) -> str | None:
        """The random id that a row of the copy has here; None where it is not here.

        ``values``: how it stands there, where that is not how it stands now. A row that stands in
        the copy itself is never another one of the copy.
        """
        rows = self.ours.values(table)
        if uid in rows:
            return uid
        met = self._met.get((table, uid))
        if met is not None and met in rows:
            return met
        values = values or self.theirs.values(table).get(uid)
        if values is None:
            return None
        told = self.translated(table, values)
        alike = [
            other
            for other in self._by_key(table).get(table, told)
            if other not in self.theirs.values(table)
            and self._whose.get((table, other), uid) == uid
        ]
        if not alike:
            return None
        found = next((other for other in alike if rows[other] == told), alike[0])
        self._met[table, uid] = found
        self._whose[table, found] = uid
        return found

    def since(self, table: str, entry: int) -> frozenset[str]:
        """The random ids of the rows that were made here after an entry."""
        if (table, entry) not in self._made:
            made = delta.rows_made(self.ours.db, meta.tables[table], entry)
            self._made[table, entry] = frozenset(
                uid for uid, number in self.ours.numbers(table).items() if number in made
            )
        return self._made[table, entry]

    def translated(self, table: str, values: Values) -> dict[str, Any]:
        """Values of the copy, with references as they are called here."""
        found = dict(values)
        for column in values:
            target = delta.target_of(meta.tables[table], values, column)
            if target is not None and values[column]:
                found[column] = self.here(target, values[column]) or values[column]
        return found

    def named(self, table: str, values: Values) -> str | None:
        """The row here that has the name that these values (of here) would give to another."""
        return next(iter(self._by_name(table).get(table, values)), None)

    def put(self, table: str, uid: str, number: int, values: Values) -> None:
        """A row came, or stands otherwise."""
        self.drop(table, uid)
        for index in (self._by_key(table), self._by_name(table)):
            index.put(table, uid, values)
        self.ours.values(table)[uid] = values
        self.ours.numbers(table)[uid] = number

    def drop(self, table: str, uid: str) -> None:
        """A row went."""
        was = self.ours.values(table).get(uid)
        if was is None:
            return
        for index in (self._by_key(table), self._by_name(table)):
            index.drop(table, uid, was)
        del self.ours.values(table)[uid], self.ours.numbers(table)[uid]

    def _by_key(self, table: str) -> Index:
        if table not in self._alike:
            self._alike[table] = Index(self.ours, (table,), key_of)
        return self._alike[table]

    def _by_name(self, table: str) -> Index:
        shelf = shelf_of(table)
        if shelf not in self._named:
            self._named[shelf] = Index(self.ours, shelf, name_of)
        return self._named[shelf]

    def label(self, table: str, values: Values) -> str:
        """What a row is called: its noun, and its name or what it links.

        What somebody said is told by its place: a conflict is kept, and words would outlive a
        withdrawal in it.
        """
        if table == "segments":
            text = self.said(table, values, "edition")
            return f"passage {values['start']} to {values['end']} of {text}"
        if table == "editions":
            return f"text {values['ordinal']} of {self.said(table, values, 'source')}"
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
        if (table, column) in (("segments", "quote"), ("editions", "text")):
            return f"{len(value)} characters"
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
