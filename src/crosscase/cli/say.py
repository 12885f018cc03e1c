"""How the command line speaks: tables and sentences, or JSON; data out, talk to stderr."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crosscase.domain.remarks import Remark
from crosscase.errors import CrosscaseError


def say(text: str, *, quiet: bool = False) -> None:
    """Tell the researcher something, on stderr."""
    if not quiet:
        Console(stderr=True, highlight=False, soft_wrap=True).print(escape(text))


def complain(error: CrosscaseError) -> None:
    """Say what is the matter and the next step."""
    say(str(error))
    if error.hint:
        say(error.hint)


def give(data: object) -> None:
    """Print data as JSON, on stdout."""
    print(json.dumps(_plain(data), ensure_ascii=False, indent=2))  # noqa: T201


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table, on stdout."""
    shown = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    body = [list(map(str, row)) for row in rows]
    for at, column in enumerate(columns):
        numeric = bool(body) and all(_is_number(row[at]) for row in body)
        shown.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in body:
        shown.add_row(*(escape(cell) for cell in row))
    Console(highlight=False).print(shown)


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


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit() or cell == ""


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
