"""What an import brought into the study, told from its journal entry at any later time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from crosscase.domain.codings import Coder
from crosscase.domain.design import Noticed
from crosscase.domain.journal import Entry
from crosscase.domain.remarks import Severity
from crosscase.domain.sources import Edition, Segment, Source
from crosscase.errors import NotInStudy
from crosscase.store import undo
from crosscase.store.past import added_by
from crosscase.store.rows import read
from crosscase.study.desk import Desk

IMPORT = "import"
"""The act that brings a project in."""

VERIFIED = "verified"
"""The remark that says how many quotations were verified."""

_DOUBTFUL = "doubtful"
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A quotation that was not verified, and why.

    It stands in ``source`` (None where it has no place), at ``span`` in code points of the current
    text: None where the passage cannot be told from others on its line, or the text was corrected.
    """

    told: str
    name: str = ""
    line: int | None = None
    source: int | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """Remarks of one kind: how many there are, and the first of them, each with its file."""

    code: str
    severity: Severity
    count: int
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Arrived:
    """One import: its journal entry, rows added by the name of their table, and what was noticed.

    Remarks go when the import is undone; the numbers of rows stay with the journal.
    """

    entry: Entry
    made: dict[str, int]
    coders: tuple[str, ...]
    verified: str
    doubtful: tuple[Doubtful, ...]
    remarks: tuple[Noted, ...]


def arrived(desk: Desk, n: int) -> Arrived:
    """What came in with entry ``n``. Raises ``NotInStudy`` where that is no import."""
    with desk.reading() as db:
        entry = next((e for e in undo.history(db) if (e.n, e.verb) == (n, IMPORT)), None)
        if entry is None:
            raise NotInStudy(f"Entry {n} is no import.", hint="Choose one in the history.")
        added = added_by(db, n)
        told = [one for one in read(db, Noticed) if _in(added, "noticed", one.id)]
        doubts = [one for one in told if one.code.endswith(_DOUBTFUL)]
        return Arrived(
            entry,
            {table: sum(map(len, rows)) for table, rows in added.items()},
            tuple(c.name for c in read(db, Coder) if _in(added, "coders", c.id)),
            next((one.text for one in told if one.code == VERIFIED), ""),
            tuple(_placed(db, doubts, added)),
            tuple(_kinds(one for one in told if one not in doubts and one.code != VERIFIED)),
        )


def _in(added: dict[str, list[range]], table: str, number: int) -> bool:
    return any(number in rows for rows in added.get(table, ()))


def _placed(
    db: Connection, doubts: Sequence[Noticed], added: dict[str, list[range]]
) -> Iterator[Doubtful]:
    """Each doubt with its passage: that on its line, or the one there whose words it repeats."""
    sources = {source.name: source.id for source in read(db, Source)} if doubts else {}
    texts: dict[int, tuple[Edition, list[Segment]]] = {}
    for doubt in doubts:
        source = sources.get(doubt.file)
        if source is None or doubt.line is None:
            yield Doubtful(doubt.text, doubt.file, doubt.line)
            continue
        if source not in texts:
            edition = read(db, Edition, source=source)[-1]
            texts[source] = edition, read(db, Segment, edition=edition.id)
        edition, segments = texts[source]
        there = [s for s in segments if line_of(edition.text, s.start) == doubt.line]
        mine = [s for s in there if repr(s.quote[:60]) in doubt.text] or there
        span = (mine[0].start, mine[0].end) if len(mine) == 1 else None
        yield Doubtful(doubt.text, doubt.file, doubt.line, source, span)


def line_of(text: str, at: int) -> int:
    """The line of a text in which a code point stands, counted from 1."""
    return text.count("\n", 0, at) + 1


def _kinds(told: Iterable[Noticed]) -> Iterator[Noted]:
    """Remarks by kind, the gravest first, the most frequent before the others."""
    rank = {"flaw": 0, "doubt": 1, "note": 2}

    def kind(one: Noticed) -> tuple[int, str, Severity]:
        return rank[one.severity], one.code, one.severity

    found = [
        Noted(code, severity, len(all_), tuple((r.file, r.text) for r in all_[:_MOST_TOLD]))
        for (_, code, severity), group in groupby(sorted(told, key=kind), kind)
        for all_ in [list(group)]
    ]
    yield from sorted(found, key=lambda one: (rank[one.severity], -one.count))
