"""A codebook as a table: a code a row, those below it set in; in Word, HTML, csv or xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from crosscase.domain.codebook import same_name
from crosscase.domain.reading import GridCell, Table
from crosscase.domain.remarks import Remark
from crosscase.formats.quotes.codebook import levelled
from crosscase.formats.quotes.columns import is_head as quotes_something
from crosscase.formats.quotes.grids import Rows
from crosscase.formats.refi.project import Project, ProjectCode, Set

_CODES = ("code", "code name", "code system", "codes", "编码")
_NAMES = ("name", "node", "nodes", "名称")
_DESCRIBED = ("description", "definition", "comment", "memo", "描述", "说明", "备注")
_COUNTED = frozenset(
    (
        *("files", "references", "sources", "coding references", "frequency", "grounded"),
        *("density", "coded segments", "documents", "文件", "参考点"),
    )
)
_GROUP = "code group "
_DEEPEST = 10
"""Levels above a code: what is set in further stands beside the one above it."""


def is_codebook_head(columns: Sequence[str]) -> bool:
    """Whether these are the columns of a codebook: codes described, nothing quoted.

    Where the column is merely called a name, something must be counted of it.
    """
    heads = _heads(columns)
    described = _first(heads, _DESCRIBED) is not None
    if quotes_something(columns) or not described:
        return False
    counted = any(head in _COUNTED for head in heads)
    return _first(heads, _CODES) is not None or (counted and _first(heads, _NAMES) is not None)


def rows_of(table: Table) -> Rows:
    """A table of csv or xlsx as rows."""
    rows = [[GridCell(cell) for cell in row] for row in table.rows]
    return Rows(table.columns, rows, table.remarks)


def codebook_in(rows: Rows, file: str) -> Project:
    """The codes of the table with their descriptions, each below the one it is set in under.

    Blanks before its words set a code in as an indent does.
    """
    heads = _heads(rows.columns)
    name = _first(heads, (*_CODES, *_NAMES)) or 0
    described = _first(heads, _DESCRIBED) or 0
    groups = [at for at, head in enumerate(heads) if head.startswith(_GROUP)]
    codes: dict[str, ProjectCode] = {}
    members: dict[str, list[str]] = {}
    twice: list[str] = []
    known: set[str] = set()
    for levels, row in _nested(rows.rows, name, heads[name]):
        guid = ""
        for level in levels:
            parent, guid = guid, f"{guid}\n{same_name(level)}"
            codes.setdefault(guid, ProjectCode(guid, level, parent))
        if guid in known:
            twice.append(levels[-1])
            continue
        known.add(guid)
        said = row[described].words.strip() if described < len(row) else ""
        codes[guid] = replace(codes[guid], description=said)
        for at in groups:
            if at < len(row) and (group := " ".join(row[at].words.split())):
                members.setdefault(group, []).append(guid)
    return Project(
        PurePath(file).stem,
        "a codebook in a table",
        codes=tuple(codes.values()),
        sets=tuple(Set(f"group {g}", g, codes=tuple(of)) for g, of in members.items()),
        remarks=(*rows.remarks, *_told(rows, {name, described, *groups}, len(codes), twice, file)),
    )


def _nested(
    rows: Sequence[list[GridCell]], column: int, head: str
) -> Iterator[tuple[tuple[str, ...], list[GridCell]]]:
    """Each row with the levels of its code, the last the code itself.

    A row below which others are set in is their level; where none is set in, names may tell it.
    """
    named: list[tuple[int, str, list[GridCell]]] = []
    for row in rows:
        cell = row[column] if column < len(row) else GridCell("")
        called = " ".join(cell.words.split())
        if called and same_name(called) != head:  # the sum over all is called like its column
            deep = cell.indent + len(cell.words) - len(cell.words.lstrip())
            named.append((deep, called, row))
    told = levelled(called for _, called, _ in named) if len({d for d, _, _ in named}) < 2 else {}
    above: list[tuple[int, str]] = []
    for deep, called, row in named:
        while above and (above[-1][0] >= deep or len(above) == _DEEPEST):
            above.pop()
        levels = told.get(called, (*(name for _, name in above), called))
        yield (levels if len(levels) <= _DEEPEST + 1 else (called,)), row
        above.append((deep, called))


def _told(rows: Rows, taken: set[int], codes: int, twice: list[str], file: str) -> list[Remark]:
    told = f"read as a codebook: {codes} codes; it brings no texts and no codings"
    remarks = [Remark("codebook-table", told, "note", file)]
    left = [column for at, column in enumerate(rows.columns) if at not in taken and column]
    if left:
        told = f"columns that are left out: {', '.join(left)[:300]}"
        remarks.append(Remark("codebook-left-out", told, "note", file))
    if twice:
        told = f"{len(twice)} codes stand twice: the first is taken ({', '.join(twice)[:300]})"
        remarks.append(Remark("code-twice", told, "doubt", file))
    return remarks


def _heads(columns: Sequence[str]) -> list[str]:
    return [" ".join(column.casefold().split()) for column in columns]


def _first(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)
