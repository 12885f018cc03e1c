"""A codebook as a table: a code a row, those below it set in; in Word, HTML, csv or xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from crosscase.domain.codebook import same_name
from crosscase.domain.reading import GridCell, Table
from crosscase.domain.remarks import Remark
from crosscase.formats.quotes.codebook import parted
from crosscase.formats.quotes.columns import is_head as quotes_something
from crosscase.formats.quotes.grids import Rows
from crosscase.formats.quotes.levels import nested
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
_GROUPS = ("groups", "code groups")


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

    Blanks before its words set a code in as an indent does, and so does an unnamed column.
    """
    heads = _heads(rows.columns)
    name = _first(heads, (*_CODES, *_NAMES)) or 0
    described = _first(heads, _DESCRIBED) or 0
    groups = [at for at, head in enumerate(heads) if head.startswith(_GROUP) or head in _GROUPS]
    columns = _levels(heads, name)
    codes: dict[str, ProjectCode] = {}
    members: dict[str, list[str]] = {}
    twice: list[str] = []
    known: set[str] = set()
    for levels, row in nested(rows.rows, columns, heads[name]):
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
            for group in parted(row[at].words) if at < len(row) else ():
                members.setdefault(group, []).append(guid)
    return Project(
        PurePath(file).stem,
        "a codebook in a table",
        codes=tuple(codes.values()),
        sets=tuple(Set(f"group {g}", g, codes=tuple(of)) for g, of in members.items()),
        remarks=(
            *rows.remarks,
            *_told(rows, {*columns, described, *groups}, len(codes), twice, file),
        ),
    )


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


def _levels(heads: list[str], name: int) -> list[int]:
    """The column of names and the unnamed ones behind it: each is a level further down."""
    found = [name]
    for at in range(name + 1, len(heads)):
        if heads[at] not in ("", f"column {at + 1}"):
            break
        found.append(at)
    return found


def _heads(columns: Sequence[str]) -> list[str]:
    return [" ".join(column.casefold().split()) for column in columns]


def _first(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)
