"""The rows of a table of quotations, under the names that other programs give its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.quotes.cells import named_in, told_of_commas
from crosscase.formats.tables import first_of, heads_of

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
    "coder": (
        *("coder", "coded by", "created by", "excerpt creator", "author", "user", "modified by"),
        "编码者",
    ),
    "case": ("case", "case name", "个案"),
    "position": (
        *("beginning", "begin", "start position", "start", "reference", "position", "paragraph"),
    ),
    "comment": ("comment", "comments", "memo", "note", "备注"),
    "count": ("number of codes", "codes count"),
}
"""What ATLAS.ti, MAXQDA, Dedoose, Taguette and crosscase call the columns, the best first."""

_APPLIED = re.compile(r"code: (.+) applied", re.IGNORECASE)
_NUMBER = re.compile(r"\s?\d{1,2}$")
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
    position: str = ""


def quoted_rows(
    table: Table, file: str, known: frozenset[str]
) -> tuple[list[Quoted], list[Remark]]:
    """The rows that have words, and what was noticed; ``known`` are names of codes.

    Raises ``UnreadableFile`` where there is no column of quotations or none of codes.
    """
    heads = heads_of(table.columns)
    at = {noun: first_of(heads, names) for noun, names in _NAMES.items() if noun != "codes"}
    at["quotation"] = _worded(table, heads)
    coded = _coded(heads)
    applied = {
        n: m[1] for n, column in enumerate(table.columns) if (m := _APPLIED.fullmatch(column))
    }
    missing = ["quotations"] if at["quotation"] is None else []
    missing += ["codes"] if not (coded or applied) else []
    if missing:
        columns = ", ".join(column for column in table.columns if column)
        raise UnreadableFile(
            f"it has no column of {' and none of '.join(missing)}; it has: {columns[:300]}.",
            file=file,
            hint="Call the quotations quotation, segment, excerpt or 引文; the codes code or 编码.",
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
        commas: list[str] = []
    else:
        cells = ["\n".join(filter(None, (row[n].strip() for n in coded))) for row in table.rows]
        said = [cell(row, "count") for row in table.rows]
        counts = [int(one) if one.isdecimal() and len(one) < 5 else None for one in said]
        named, unsure = named_in(cells, counts, known)
        commas = list(told_of_commas(cells, counts, named, known))
    rows = [
        Quoted(
            line,
            cell(row, "quotation"),
            tuple(codes),
            line_of(row, "source"),
            line_of(row, "coder"),
            line_of(row, "case"),
            cell(row, "comment"),
            line_of(row, "position"),
        )
        for row, line, codes in zip(table.rows, table.lines, named, strict=True)
        if cell(row, "quotation")
    ]
    remarks = list(table.remarks)
    remarks += [Remark("quotes-commas", told, "doubt", file) for told in commas]
    for number in unsure:
        told = f"where one code ends and the next begins is not sure: {named[number]!r}"
        remarks.append(Remark("quotes-codes-unsure", told, "doubt", file, table.lines[number]))
    if empty := len(table.rows) - len(rows):
        told = f"{empty} rows have no words (a code or a picture alone): left out"
        remarks.append(Remark("quotes-no-words", told, "doubt", file))
    taken = {column for column in at.values() if column is not None} | {*applied, *coded}
    left = [column for n, column in enumerate(table.columns) if n not in taken]
    if left:
        told = f"columns that are left out: {', '.join(left)[:300]}"
        remarks.append(Remark("quotes-left-out", told, "note", file))
    return rows, remarks


def _coded(heads: list[str]) -> list[int]:
    """The column of codes and others like it: of the same name, or with a number behind it."""
    bare = [_NUMBER.sub("", head) for head in heads]
    named = first_of(heads, _NAMES["codes"])
    first = first_of(bare, _NAMES["codes"]) if named is None else named
    return [] if first is None else [at for at, head in enumerate(bare) if head == bare[first]]


def _worded(table: Table, heads: list[str]) -> int | None:
    """The best column of quotations that holds words: some programs call a number a segment."""
    found = [heads.index(name) for name in _NAMES["quotation"] if name in heads]
    worded = (
        column for column in found if not all(row[column].strip().isdecimal() for row in table.rows)
    )
    return next(worded, found[0] if found else None)


def is_head(columns: Sequence[str]) -> bool:
    """Whether these are the columns of a table of quotations: words and their codes."""
    heads = heads_of(columns)
    coded = _coded(heads) or any(map(_APPLIED.fullmatch, columns))
    return bool(coded) and first_of(heads, _NAMES["quotation"]) is not None
