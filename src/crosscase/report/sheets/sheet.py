"""A table as a plain value, with the kind of each column, so that no reader has to guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crosscase.domain.codebook import same_name
from crosscase.domain.numbered import free_name
from crosscase.domain.snapshot import Snapshot

Kind = Literal["words", "name", "whole", "number"]
"""Free words; a name of few (a factor); a whole number; any number."""

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a column and what stands in it."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of journal entry ``n``, made on ``day``. An empty cell is None: nothing is known.

    ``left`` says what of the study is not in it, with its count.
    """

    title: str
    n: int
    day: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    left: tuple[tuple[int, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the table, with its place."""
        for column in self.columns:
            yield f"the column {column.name}", column.name
        for number, row in enumerate(self.rows, start=2):
            said = "\n".join(value for value in row if isinstance(value, str))
            yield f"row {number}", said


def made(
    title: str,
    snapshot: Snapshot,
    columns: Sequence[tuple[str, Kind]],
    rows: Iterable[Sequence[Value]],
    left: Iterable[tuple[int, str]] = (),
) -> Sheet:
    """A sheet in which no two columns have one name and no cell an empty word."""
    taken: set[str] = set()
    return Sheet(
        title,
        snapshot.n,
        snapshot.at[:10],
        tuple(Column(_free(name, taken), kind) for name, kind in columns),
        tuple(tuple(None if value == "" else value for value in row) for row in rows),
        tuple((count, what) for count, what in left if count),
    )


def _free(name: str, taken: set[str]) -> str:
    """The name, numbered where another column has it."""
    found = free_name(name, taken, same_name)
    taken.add(same_name(found))
    return found


def attributes(
    snapshot: Snapshot, about: Literal["case", "participant"]
) -> tuple[list[str], Callable[[int], list[str]]]:
    """The names of the attributes of cases or people, and what gives one's values in that order."""
    said: dict[tuple[int, str], str] = {}
    names: dict[str, None] = {}
    for one in snapshot.attributes:
        if one.about == about:
            names[one.name] = None
            said.setdefault((one.of, one.name), one.value)
    return list(names), lambda number: [said.get((number, name), "") for name in names]
