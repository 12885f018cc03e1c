"""How the command line speaks: tables and sentences, or JSON; data out, talk to stderr."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crosscase.domain.remarks import Remark
from crosscase.errors import CrosscaseError

_NUMBER = re.compile(r"[-+]?[\d.,/]*%?")
_GAP = 2
"""Blanks between two columns of a table."""


def say(text: str, *, quiet: bool = False) -> None:
    """Tell the researcher something, on stderr."""
    if not quiet:
        Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(escape(text))


def complain(error: CrosscaseError) -> None:
    """Say what is the matter and the next step."""
    say(str(error))
    if error.hint:
        say(error.hint)


def give(data: object) -> None:
    """Print data as JSON, on stdout."""
    print(json.dumps(_plain(data), ensure_ascii=False, indent=2))  # noqa: T201


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    most: int | None = None,
    quiet: bool = False,
) -> None:
    """Print rows as a table, on stdout; as a list a row where a word would not fit its column.

    ``most`` of them (all if None); how many more there are, and how to see them, goes to stderr.
    """
    body = [list(map(str, row)) for row in rows]
    whole = len(body)
    body = body[:most]
    out = Console(highlight=False, emoji=False)
    widths = _widths([*zip(columns, *body, strict=True)], out.width)
    if widths:
        out.print(_columns(title, columns, body, widths))
    else:
        out.print(_lists(title, columns, body))
    if whole > len(body):
        say(f"{whole - len(body)} more: --most {whole}", quiet=quiet)


def fits(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bool:
    """Whether the terminal can show these rows when only words of the first column are wrapped."""
    names, *others = zip(columns, *(map(str, row) for row in rows), strict=True)
    longest = max(cell_len(word) for name in names for word in [*name.split(), ""])
    widest = (max(map(cell_len, column)) for column in others)
    return longest + sum(_GAP + wide for wide in widest) <= Console().width


def tell_remarks(remarks: Sequence[Remark], *, quiet: bool, most: int = 20) -> None:
    """Say what was noticed: flaws first, at most ``most`` of them."""
    rank = {"flaw": 0, "doubt": 1, "note": 2}
    alike: dict[tuple[str, str], list[Remark]] = {}
    for remark in sorted(remarks, key=lambda r: rank[r.severity]):
        alike.setdefault((remark.code, remark.text), []).append(remark)
    told = list(alike.values())
    for same in told[:most]:
        more = f" (and in {len(same) - 1} more places)" if len(same) > 1 else ""
        say(f"{same[0].severity}: {same[0]}{more}", quiet=quiet)
    if len(told) > most:
        say(f"… and {len(told) - most} more; --json lists all.", quiet=quiet)


def _columns(title: str, columns: Sequence[str], body: list[list[str]], widths: list[int]) -> Table:
    shown = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for at, column in enumerate(columns):
        right = bool(body) and all(_NUMBER.fullmatch(row[at]) for row in body)
        justify: Literal["right", "left"] = "right" if right else "left"
        shown.add_column(column, justify=justify, overflow="fold", width=widths[at])
    for row in body:
        shown.add_row(*map(escape, row))
    return shown


def _lists(title: str, columns: Sequence[str], body: list[list[str]]) -> Table:
    """What stands in a column beside its name, line by line, and a blank line after each row."""
    shown = Table(title=title or None, title_justify="left", box=None, show_header=False)
    shown.add_column(style="bold")
    shown.add_column(overflow="fold")
    for row in body:
        for column, cell in zip(columns, row, strict=True):
            if cell:
                shown.add_row(escape(column), escape(cell))
        shown.add_row()
    return shown


def _widths(columns: list[tuple[str, ...]], width: int) -> list[int]:
    """The width of each column: its longest word, then its share of what is left of the line.

    Columns that need little take it first. Empty where the longest words alone are too wide.
    """
    widths = [_least(column, width) for column in columns]
    left = width - sum(widths) - _GAP * (len(widths) - 1)
    if left < 0:
        return []
    needs = [max(map(cell_len, c)) - w for c, w in zip(columns, widths, strict=True)]
    for rank, at in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        more = max(0, min(needs[at], left // (len(needs) - rank)))
        widths[at] += more
        left -= more
    return widths


def _least(column: Iterable[str], width: int) -> int:
    """What the longest word of a column takes; a word of half a line and more may be broken.

    Chinese is set without blanks and breaks anywhere.
    """
    words = (word for cell in column for word in cell.split() if word.isascii())
    return min(max(map(cell_len, words), default=1), width // 2)


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
