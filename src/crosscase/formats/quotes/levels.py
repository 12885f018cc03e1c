"""Which code stands below which in a table of codes: by how far it is set in, or by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosscase.domain.codebook import same_name
from crosscase.domain.reading import GridCell
from crosscase.formats.quotes.codebook import levelled

Row = list[GridCell]

_DEEPEST = 10
"""Levels above a code: what is set in further stands beside the one above it."""

_BULLET = re.compile(
    "[\u00b7\u2022\u2023\u2219\u25a0-\u25ff\u26aa\u26ab\u2b1b\u2b1c\u2b24\u2b55"
    "\U0001f534\U0001f535\U0001f7e0-\U0001f7eb]\ufe0f?\\s+"
)


def name_of(row: Row, column: int) -> str:
    """The name of a code in a cell, without the bullet or circle before it; "" for none."""
    words = row[column].words.strip() if column < len(row) else ""
    bullet = _BULLET.match(words)
    return " ".join(words[bullet.end() if bullet else 0 :].split())


def nested(
    rows: Sequence[Row], columns: Sequence[int], head: str
) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Each row with the levels of its code, the last the code itself.

    A row below which others are set in is their level: in its cell, or in a column further right
    (``columns``). Where none is set in, names may tell it.
    """
    named: list[tuple[tuple[int, int], str, Row | None]] = []
    for row in rows:
        cells = [(at, called) for at in columns if (called := name_of(row, at))]
        for at, called in cells:
            if same_name(called) == head:  # the sum over all is called like its column
                continue
            words = row[at].words
            inside = row[at].indent + len(words) - len(words.lstrip())
            named.append(((at, inside), called, row if at == cells[-1][0] else None))
    flat = len({deep for deep, _, _ in named}) < 2
    told = levelled(called for _, called, _ in named) if flat else {}
    above: list[tuple[tuple[int, int], str]] = []
    for deep, called, its in named:
        while above and (above[-1][0] >= deep or len(above) == _DEEPEST):
            above.pop()
        levels = told.get(called, (*(name for _, name in above), called))
        if its is not None:
            yield (levels if len(levels) <= _DEEPEST + 1 else (called,)), its
        above.append((deep, called))


def under_named(
    rows: Sequence[Row], column: int, above: int
) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The same where another column names the code ``above``; who is above itself is at the top."""
    up: dict[str, str] = {}
    for row in rows:
        if called := name_of(row, column):
            parent = name_of(row, above)
            up.setdefault(
                same_name(called), "" if same_name(parent) == same_name(called) else parent
            )
    for row in rows:
        if called := name_of(row, column):
            levels = [called]
            at = name_of(row, above)
            while at and same_name(at) != same_name(called) and len(levels) <= _DEEPEST:
                levels.insert(0, at)
                at = up.get(same_name(at), "")
            yield (tuple(levels) if not at else (called,)), row
