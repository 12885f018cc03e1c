"""Rows of a copy on their way in: those of one noun that follow each other are written together."""

from __future__ import annotations

from typing import Any

from crosscase.store.rows import Writer
from crosscase.store.tables import NOUNS


class Arrivals:
    """New rows with their numbers here; one by one a thousand would take seconds."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._values: list[Any] = []
        self._uids: list[str] = []
        self._people: list[tuple[int, ...]] = []

    def add(self, noun: type, fields: dict[str, Any], uid: str, people: list[int]) -> int:
        """Let a row wait to be written; the number that it has from now on."""
        if self._values and type(self._values[0]) is not noun:
            self.write()
        number = self._writer.take_ids(NOUNS[noun].name, 1)
        self._values.append(noun(id=number, **fields))
        self._uids.append(uid)
        self._people.append(tuple(people))
        return number

    def write(self) -> Writer:
        """Write whatever waits; the writer, for changes that need these rows to be there."""
        if self._values:
            self._writer.add_copied(self._values, self._uids, self._people)
            self._values, self._uids, self._people = [], [], []
        return self._writer
