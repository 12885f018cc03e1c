"""The rows of a table of quotations, under the names that other programs give its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.quotes.cells import named_in

_NAMES: dict[str, tuple[str, ...]] = {
    "quotation": (
        *("quotation", "quote", "text content", "quotation content", "coded segment", "segment"),
        *("excerpt copy", "excerpt content", "excerpt", "words", "content", "passage", "text"),
        *("引文", "引语", "片段"),
    ),
    "codes": (
        *("codes", "code", "codes applied combined", "codes applied", "code name", "tags", "tag"),
        *("keywords", "keyword", "编码", "关键词"),
    ),
    "source": (
        *("document", "document name", "source", "media title", "media", "transcript", "file"),
        *("resource", "文档", "来源", "文件"),
    ),
    "coder": ("coder", "coded by", "created by", "excerpt creator", "author", "user", "编码者"),
    "case": ("case", "case name", "个案"),
    "comment": ("comment", "comments", "memo", "note", "备注"),
    "count": ("number of codes", "codes count"),
}
"""What ATLAS.ti, MAXQDA, Dedoose, Taguette and crosscase call the columns, the best first."""

_APPLIED = re.compile(r"code: (.+) applied", re.IGNORECASE)
_YES = frozenset({"true", "1", "yes", "x"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """One row: a passage in the words of the table, and what is said of it."""

    line: int
    words: str
    codes: tuple[str, ...]
    source: str = ""
    coder: str = ""
    case: str = ""
    comment: str = ""


def quoted_rows(
    table: Table, file: str, known: frozenset[str]
) -> tuple[list[Quoted], list[Remark]]:
    """The rows that have words, and what was noticed; ``known`` are names of codes.

    Raises ``UnreadableFile`` where there is no column of quotations or none of codes.
    """
    heads = [" ".join(column.casefold().split()) for column in table.columns]
    at = {noun: _first(heads, names) for noun, names in _NAMES.items()}
    applied = {
        n: m[1] for n, column in enumerate(table.columns) if (m := _APPLIED.fullmatch(column))
    }
    for noun, name in (("quotation", "quotations"), ("codes", "codes")):
        if at[noun] is None and not (noun == "codes" and applied):
            raise UnreadableFile(
                f"it has no column of {name}.",
                file=file,
                hint=f"Call it one of: {', '.join(_NAMES[noun][:6])}.",
            )

    def cell(row: tuple[str, ...], noun: str) -> str:
        column = at[noun]
        return row[column].strip() if column is not None else ""

    def line_of(row: tuple[str, ...], noun: str) -> str:
        return " ".join(cell(row, noun).split())

    if applied:
        named = [
            [name for column, name in applied.items() if row[column].strip().casefold() in _YES]
            for row in table.rows
        ]
        unsure: list[int] = []
    else:
        counts = [cell(row, "count") for row in table.rows]
        named, unsure = named_in(
            [cell(row, "codes") for row in table.rows],
            [int(count) if count.isdecimal() and len(count) < 5 else None for count in counts],
            known,
        )
    rows = [
        Quoted(
            line,
            cell(row, "quotation"),
            tuple(codes),
            line_of(row, "source"),
            line_of(row, "coder"),
            line_of(row, "case"),
            cell(row, "comment"),
        )
        for row, line, codes in zip(table.rows, table.lines, named, strict=True)
        if cell(row, "quotation")
    ]
    remarks = list(table.remarks)
    for number in unsure:
        told = f"where one code ends and the next begins is not sure: {named[number]!r}"
        remarks.append(Remark("quotes-codes-unsure", told, "doubt", file, table.lines[number]))
    if empty := len(table.rows) - len(rows):
        told = f"{empty} rows have no words (a code or a picture alone): left out"
        remarks.append(Remark("quotes-no-words", told, "doubt", file))
    taken = {column for column in at.values() if column is not None} | set(applied)
    left = [column for n, column in enumerate(table.columns) if n not in taken]
    if left:
        told = f"columns that are left out: {', '.join(left)[:300]}"
        remarks.append(Remark("quotes-left-out", told, "note", file))
    return rows, remarks


def is_head(columns: Sequence[str]) -> bool:
    """Whether these are the columns of a table of quotations: words and their codes."""
    heads = [" ".join(column.casefold().split()) for column in columns]
    coded = _first(heads, _NAMES["codes"]) is not None or any(map(_APPLIED.fullmatch, columns))
    return coded and _first(heads, _NAMES["quotation"]) is not None


def _first(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)
