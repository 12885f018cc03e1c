"""What every chapter is written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crosscase.domain.snapshot import Snapshot
from crosscase.report.document import Line, Paragraph, Run, Table, clean
from crosscase.report.numbers import Numbers
from crosscase.report.quotes import Quoter


class Finding(Protocol):
    """What a rule of ``check`` found: how grave (flaw, doubt, note), where, and what to do.

    ``segments`` are the passages it speaks of.
    """

    @property
    def severity(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def todo(self) -> str: ...
    @property
    def segments(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a report shall be written.

    ``quotes``: show the words; ``scanned``: it was compared with the real names of the key file;
    ``findings``: what ``check`` found (None if it was not asked); ``hide``: real names, by
    pseudonym, that are replaced wherever they stand, in speech too.
    """

    quotes: bool = True
    scanned: bool = False
    findings: tuple[Finding, ...] | None = None
    hide: Mapping[str, Sequence[str]] = field(default_factory=dict)


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
    *,
    fold: bool = False,
) -> Table:
    """A table; ``fold``: shown on demand, see ``document.Table``."""
    return Table(
        clean(caption),
        tuple(map(clean, columns)),
        tuple(tuple(row) for row in rows),
        frozenset(numeric),
        clean(note),
        fold,
    )
