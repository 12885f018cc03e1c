"""What every chapter is written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscase.domain.snapshot import Snapshot
from crosscase.report.document import Line, Paragraph, Run, Table, clean
from crosscase.report.numbers import Numbers
from crosscase.report.quotes import Quoter

Finding = tuple[str, str, str, str, str]
"""What ``check`` found: severity, rule, where, what it says, what to do."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a report shall be written.

    ``quotes``: show the words; ``scanned``: it was compared with the real names of the key file;
    ``findings``: what ``check`` found (None if it was not asked).
    """

    quotes: bool = True
    scanned: bool = False
    findings: tuple[Finding, ...] | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """The study, its numbers, its quotes and the wishes."""

    study: Snapshot
    numbers: Numbers
    quoter: Quoter
    wishes: Wishes

    def fact(self, key: str) -> str:
        """A statement of the design, "" where it is not made."""
        return self.quoter.safe(self.study.facts_by_key.get(key, "").strip())


def text(*runs: Run) -> Paragraph:
    """A paragraph."""
    return Paragraph(runs)


def notice(*runs: Run) -> Paragraph:
    """A paragraph the reader must not miss."""
    return Paragraph(runs, notice=True)


def cell(*runs: Run | int | float) -> Line:
    """The inside of a table's cell, cleaned."""
    return tuple(
        clean(r) if isinstance(r, str) else str(r) if isinstance(r, int | float) else r
        for r in runs
    )


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Line]],
    numeric: Iterable[int] = (),
    note: str = "",
) -> Table:
    """A table."""
    return Table(
        clean(caption),
        tuple(map(clean, columns)),
        tuple(tuple(row) for row in rows),
        frozenset(numeric),
        clean(note),
    )
