"""The cells of csv, tsv and xlsx as strings, before anything is known of them."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import python_calamine

from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_REMARKS,
    MAX_ROWS,
    check_sheets,
    open_zip,
)
from crosscase.formats.encodings import decode

IsHead = Callable[[Sequence[str]], bool]

HEAD_ROWS = 5
"""Rows among which the head of a table is looked for: reports put a title above it."""

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000
_SAMPLE = 64_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells; ``lines[i]`` is the line or row of ``rows[i]``, from 1.

    ``padded``: every row is as long as the longest, as in xlsx.
    """

    name: str
    rows: list[list[str]]
    lines: list[int]
    remarks: tuple[Remark, ...] = ()
    padded: bool = False

    def filled(self) -> tuple[list[list[str]], list[int]]:
        """The rows with something in them, and their lines."""
        kept = [at for at, row in enumerate(self.rows) if any(cell.strip() for cell in row)]
        return [self.rows[at] for at in kept], [self.lines[at] for at in kept]


def sheets_in(
    data: bytes, file: str, heads: Sequence[IsHead] = ()
) -> tuple[list[Sheet], list[str]]:
    """The sheets of a file, and the names of those that were not read.

    Without ``heads`` it is the first sheet. With them it is every one, and delimited text is
    parted by what gives one of its first rows such a head; merged cells say the same in each row.
    """
    if data.startswith(b"PK\x03\x04"):
        return _read_xlsx(data, file, every=bool(heads))
    decoded = decode(data, file)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(decoded.text, heads)
    return [_read_csv(decoded.text, file, delimiter, decoded.remarks)], []


def _read_csv(text: str, file: str, delimiter: str, remarks: Sequence[Remark]) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    lines: list[int] = []
    told = list(remarks)
    cells = before = 0
    try:
        for row in reader:
            cells += len(row)
            _check_size(len(rows), len(row), cells, file)
            if reader.line_num - before > 500 and len(told) < MAX_REMARKS:
                said = "this row goes over 500 lines: is a quotation mark missing?"
                told.append(Remark("long-row", said, "doubt", file, before + 1))
            rows.append(row)
            lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        raise TooLarge(
            f"the row cannot be read ({error}).",
            file=file,
            line=before + 1,
            hint="Look for a missing quotation mark in it.",
        ) from error
    return Sheet("", rows, lines, tuple(told))


def _sniff(text: str) -> str:
    """The delimiter that gives most rows the same number of columns."""
    sample = text[:_SAMPLE]
    whole = sample if len(text) <= _SAMPLE or "\n" not in sample else sample[: sample.rfind("\n")]
    best, found = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        if delimiter not in whole:
            continue
        reader = csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for _, row in zip(range(200), reader, strict=False) if any(row)]
        except csv.Error:
            continue
        first = widths[0] if widths else 0
        same = sum(width == first for width in widths) / len(widths) if widths else 0.0
        score = (same if first > 1 else 0.0, first)
        if score > best:
            best, found = score, delimiter
    return found


def _delimiter(text: str, heads: Sequence[IsHead]) -> str:
    """What parts cells: the one that looks most like it, unless only another gives a head."""
    sniffed = _sniff(text)
    tried: tuple[str, ...] = (sniffed, *_DELIMITERS) if heads else ()
    for delimiter in tried:
        lines = io.StringIO(text[:_SAMPLE], newline="")
        try:
            rows = list(islice(csv.reader(lines, delimiter=delimiter), 2 * HEAD_ROWS))
        except csv.Error:
            continue
        if any(is_head(row) for is_head in heads for row in rows if len(row) > 1):
            return delimiter
    return sniffed


def _check_size(rows: int, columns: int, cells: int, file: str) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        raise TooLarge(
            f"it has over {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells.",
            file=file,
            hint="Split it.",
        )


def _read_xlsx(data: bytes, file: str, *, every: bool) -> tuple[list[Sheet], list[str]]:
    with open_zip(data, file, kind="xlsx") as archive:
        check_sheets(archive, file)
    sheets: list[Sheet] = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if not names:
            raise UnreadableFile("it has no sheet.", file=file, hint="Save it again as xlsx.")
        cells = 0
        for at, name in enumerate(names if every else names[:1]):
            rows: list[list[str]] = []
            sheet = book.get_sheet_by_index(at)
            for row in sheet.to_python(skip_empty_area=False):
                cells += len(row)
                _check_size(len(rows), len(row), cells, file)
                rows.append([_cell(value) for value in row])
            if every:
                _say_again(rows, getattr(sheet, "merged_cell_ranges", None) or ())
            sheets.append(Sheet(name, rows, list(range(1, len(rows) + 1)), padded=True))
    except (UnreadableFile, TooLarge):
        raise
    except (
        python_calamine.CalamineError,
        ValueError,
        OverflowError,
        MemoryError,
        OSError,
    ) as error:
        raise _no_book(error, file) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a crash inside calamine arrives
            raise
        raise _no_book(error, file) from error
    return sheets, names[len(sheets) :]


def _say_again(
    rows: list[list[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Words of a cell that reaches down stand in each of its rows; parts of one are empty."""
    for (top, left), (bottom, _) in merged:
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if left >= len(rows[at]) or rows[at][left] or not rows[top][left]:
                break
            rows[at][left] = rows[top][left]


def _no_book(error: BaseException, file: str) -> UnreadableFile:
    return UnreadableFile(
        f"this is not a sound xlsx file ({str(error)[:100]}).",
        file=file,
        hint="Open it in a spreadsheet program and save it again as xlsx.",
    )


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)
