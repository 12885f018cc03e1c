"""A codebook as a table: a code a row, those below it set in; in Word, HTML, csv or xlsx."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from crosscase.domain.codebook import same_name
from crosscase.domain.reading import GridCell, Table
from crosscase.domain.remarks import Remark
from crosscase.formats.quotes.codebook import parted, told_of_codebook
from crosscase.formats.quotes.columns import is_head as quotes_something
from crosscase.formats.quotes.grids import Rows
from crosscase.formats.quotes.levels import nested, under_named
from crosscase.formats.refi.project import Project, ProjectCode, Set
from crosscase.formats.tables import first_of, heads_of

_CODES = ("code", "code name", "code system", "codes", "tag", "编码")
_NAMES = ("name", "node", "nodes", "名称")
_DESCRIBED = ("description", "definition", "comment", "memo", "描述", "说明", "备注", "定义")
_ABOVE = ("belongs to", "parent", "parent code", "theme", "category", "主题", "类别")
_COUNTED = frozenset(
    (
        *("files", "references", "sources", "frequency", "grounded", "density", "segments"),
        *("documents", "highlights", "occurrences", "mentions", "文件", "参考点"),
    )
)
"""Words in the heads of columns that count something of a code."""

_GROUP = "code group "
_GROUPS = ("groups", "code groups")
_WORDS = re.compile(r"[\W_]+")


def is_codebook_head(columns: Sequence[str]) -> bool:
    """Whether these are the columns of a codebook: codes and something of them, nothing quoted.

    A column of codes may stand alone. Where it is merely called a name, it must be described and
    counted.
    """
    heads = heads_of(columns)
    if quotes_something(columns):
        return False
    described = first_of(heads, _DESCRIBED) is not None
    counted = any(word in _COUNTED for head in heads for word in _WORDS.split(head))
    if first_of(heads, _CODES) is not None:
        alone = len(heads) == 1
        return described or counted or alone or first_of(heads, _ABOVE) is not None
    return described and counted and first_of(heads, _NAMES) is not None


def rows_of(table: Table) -> Rows:
    """A table of csv or xlsx as rows."""
    rows = [[GridCell(cell) for cell in row] for row in table.rows]
    return Rows(table.columns, rows, table.remarks)


def codebook_in(rows: Rows, file: str) -> Project:
    """The codes of the table with their descriptions, each below the one it is set in under.

    Blanks before its words set a code in as an indent does, and so does an unnamed column. Where
    a column names what codes belong to, they are below that.
    """
    heads = heads_of(rows.columns)
    name = first_of(heads, (*_CODES, *_NAMES)) or 0
    described, above = first_of(heads, _DESCRIBED), first_of(heads, _ABOVE)
    groups = [at for at, head in enumerate(heads) if head.startswith(_GROUP) or head in _GROUPS]
    columns = _levels(heads, name)
    codes: dict[str, ProjectCode] = {}
    members: dict[str, list[str]] = {}
    twice: list[str] = []
    known: set[str] = set()
    if above is None:
        found = nested(rows.rows, columns, heads[name])
    else:
        found = under_named(rows.rows, name, above)
    for levels, row in found:
        guid = ""
        for level in levels:
            parent, guid = guid, f"{guid}\n{same_name(level)}"
            codes.setdefault(guid, ProjectCode(guid, level, parent))
        if guid in known:
            twice.append(levels[-1])
            continue
        known.add(guid)
        if described is not None and described < len(row):
            codes[guid] = replace(codes[guid], description=row[described].words.strip())
        for at in groups:
            for group in parted(row[at].words) if at < len(row) else ():
                members.setdefault(group, []).append(guid)
    taken = {*columns, *groups, *(at for at in (described, above) if at is not None)}
    return Project(
        PurePath(file).stem,
        "a codebook in a table",
        codes=tuple(codes.values()),
        sets=tuple(Set(f"group {g}", g, codes=tuple(of)) for g, of in members.items()),
        remarks=(*rows.remarks, *_told(rows, taken, len(codes), twice, file)),
    )


def _told(rows: Rows, taken: set[int], codes: int, twice: list[str], file: str) -> list[Remark]:
    left = [column for at, column in enumerate(rows.columns) if at not in taken and column]
    remarks = [*told_of_codebook(codes, left, file)]
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
