"""Where a coder works: the open study, who they are, and what time it is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection

from crosscase.domain.codings import Coder
from crosscase.errors import NotInStudy
from crosscase.store.file import StudyStore
from crosscase.store.rows import Writer, read

Noun = TypeVar("Noun")


def now() -> str:
    """The present second, in UTC, as the journal writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Desk:
    """The one door for every change, and the reading room."""

    store: StudyStore
    coder: str
    clock: Callable[[], str] = field(default=now)

    @contextlib.contextmanager
    def change(self, verb: str, why: str = "", undoes: int | None = None) -> Iterator[Writer]:
        """One act of this coder: its rows and its journal entry, both or neither."""
        with self.store.change(verb, self.coder, self.clock(), why, undoes) as writer:
            writer.coder = coder_id(writer, self.coder)
            yield writer

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the study."""
        with self.store.reading() as db:
            yield db

    def all(self, noun: type[Noun], **where: object) -> list[Noun]:
        """Every value of a noun, in the order of their ids."""
        with self.store.reading() as db:
            return read(db, noun, **where)


def coder_id(writer: Writer, name: str) -> int:
    """The id of a coder; who judges for the first time is written down in the same act."""
    for coder in read(writer.db, Coder):
        if coder.name == name:
            return coder.id
    return writer.add(Coder(0, name))


def by_name(db: Connection, noun: type[Noun], called: str, name: str, attribute: str) -> Noun:
    """The one value whose ``attribute`` is ``name``.

    Raises ``NotInStudy`` (with the nearest name) when there is none.
    """
    values = read(db, noun)
    for value in values:
        if getattr(value, attribute) == name:
            return value
    raise NotInStudy.named(called, name, [str(getattr(value, attribute)) for value in values])
