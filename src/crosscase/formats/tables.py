"""Tables: csv, tsv and xlsx to rows of strings; a table of things said to a Reading."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import python_calamine

from crosscase.domain.numbered import free_name
from crosscase.domain.reading import Reading, Table
from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_REMARKS,
    MAX_ROWS,
    check_sheets,
    open_zip,
    read_bytes,
)
from crosscase.formats.cues import Cue, cue_time, read_cues
from crosscase.formats.encodings import clean, decode

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000
_SAID = ("text", "content", "utterance", "speech", "transcript", "words", "内容", "发言", "文本")
_WHO = ("speaker", "name", "label", "speaker_name", "speaker name", "who", "发言人", "说话人")
_BEGIN = ("start", "begin", "start_time", "start time", "starttime", "time", "timestamp", "开始")
_END = ("end", "stop", "end_time", "end time", "endtime", "结束")
_MILLISECONDS = 1000.0


def read_table(path: Path | str) -> Table:
    """The table in a csv, tsv or xlsx file (its first sheet).

    The first row with something in it names the columns. A row longer or shorter than that is
    kept whole, with a remark.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in {".csv", ".tsv", ".xlsx", ".txt"}:
        raise UnreadableFile(
            f"no table is read from {ending or 'a file without ending'}.",
            file=path.name,
            hint="Save it as csv or xlsx.",
        )
    return table_of(read_bytes(path), path.name)


def table_of(data: bytes, file: str) -> Table:
    """The table in ``data``: xlsx when it is such an archive, else delimited text."""
    if data.startswith(b"PK\x03\x04"):
        return _read_xlsx(data, file)
    decoded = decode(data, file)
    return _read_csv(decoded.text, file, decoded.remarks)


def read_table_talk(data: bytes, file: str) -> Reading:
    """The Reading of a table with a column of things said (Whisper's tsv, an export of turns)."""
    table = table_of(data, file)
    columns = [column.casefold().strip() for column in table.columns]
    said, who, begin, end = (_index(columns, names) for names in (_SAID, _WHO, _BEGIN, _END))
    if said is None or (who is None and begin is None):
        raise UnreadableFile(
            "this is a table, not a talk: it has no column of words with speaker or time.",
            file=file,
            hint="Load it as a table of answers or of cases.",
        )
    scale = _scale([row[end] for row in table.rows] if end is not None else [])
    cues = [
        Cue(
            row[said],
            line,
            cue_time(row[begin], row[end] if end is not None else None, scale=scale)
            if begin is not None
            else None,
            " ".join(row[who].split())[:120] if who is not None else "",
        )
        for row, line in zip(table.rows, table.lines, strict=True)
    ]
    return read_cues(cues, file=file, remarks=table.remarks, join=False)


def _index(columns: Sequence[str], names: Sequence[str]) -> int | None:
    return next((columns.index(name) for name in names if name in columns), None)


def _scale(ends: Sequence[str]) -> float:
    """Whole numbers beyond a day of seconds, or growing by thousands a row, are milliseconds."""
    filled = [end for end in ends if end.strip()]
    if not filled or not all(end.strip().isdecimal() and len(end.strip()) < 13 for end in filled):
        return 1.0
    return 1 / _MILLISECONDS if int(max(filled, key=lambda e: int(e))) > 300 * len(filled) else 1.0


def _read_csv(text: str, file: str, remarks: Sequence[Remark]) -> Table:
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _sniff(text)
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
    return _table(rows, lines, told, file)


def _sniff(text: str) -> str:
    """The delimiter that gives most rows the same number of columns."""
    sample = text[:64_000]
    whole = sample if len(text) <= 64_000 or "\n" not in sample else sample[: sample.rfind("\n")]
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


def _check_size(rows: int, columns: int, cells: int, file: str) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        raise TooLarge(
            f"it has over {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells.",
            file=file,
            hint="Split it.",
        )


def _read_xlsx(data: bytes, file: str) -> Table:
    with open_zip(data, file, kind="xlsx") as archive:
        check_sheets(archive, file)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if not names:
            raise UnreadableFile("it has no sheet.", file=file, hint="Save it again as xlsx.")
        sheet = book.get_sheet_by_index(0)
        values = sheet.to_python(skip_empty_area=False)
    except UnreadableFile:
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
    remarks: list[Remark] = []
    if len(names) > 1:
        told = f"the first sheet, {names[0]!r}, is read; not read: {', '.join(names[1:])[:300]}."
        remarks.append(Remark("other-sheets", told, "note", file))
    cells = 0
    rows: list[list[str]] = []
    for row in values:
        cells += len(row)
        _check_size(len(rows), len(row), cells, file)
        rows.append([_cell(value) for value in row])
    return _table(rows, list(range(1, len(rows) + 1)), remarks, file, padded=True)


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


def _table(
    rows: Iterable[list[str]],
    lines: Sequence[int],
    told: list[Remark],
    file: str,
    *,
    padded: bool = False,
) -> Table:
    kept = [
        (line, row)
        for line, row in zip(lines, rows, strict=True)
        if any(cell.strip() for cell in row)
    ]
    if not kept:
        raise UnreadableFile("the table is empty.", file=file, hint="Leave it out.")
    head_line, head = kept[0]
    while (
        padded and head and not head[-1].strip() and not any(row[len(head) - 1] for _, row in kept)
    ):
        head = head[:-1]
    wide, ragged, unfit = len(head), 0, 0
    result: list[list[str]] = []
    for line, row in kept[1:]:
        cells = row[: len(head)] if padded else row
        if len(cells) != len(head):
            ragged += 1
            if ragged <= MAX_REMARKS:
                said = f"{len(cells)} columns where the head has {len(head)}; all are kept."
                told.append(Remark("ragged-row", said, "doubt", file, line))
        wide = max(wide, len(cells))
        result.append(cells)
    if wide * len(result) > MAX_CELLS:
        raise TooLarge("one row is far longer than the rest.", file=file, hint="Look at its marks.")
    if ragged > MAX_REMARKS:
        said = f"{ragged - MAX_REMARKS} more rows are longer or shorter than the head."
        told.append(Remark("ragged-row", said, "doubt", file))
    columns = _columns(head, wide, told, file, head_line)
    rows_out: list[tuple[str, ...]] = []
    for cells in result:
        cleaned = [clean(cell, file) if cell else ("", ()) for cell in cells]
        unfit += sum(bool(remark) for _, remark in cleaned)
        rows_out.append(tuple(cell for cell, _ in cleaned) + ("",) * (wide - len(cells)))
    if unfit:
        said = f"{unfit} cells held characters that no text may hold; they became U+FFFD."
        told.append(Remark("unfit-characters", said, "doubt", file))
    return Table(columns, tuple(rows_out), tuple(line for line, _ in kept[1:]), tuple(told))


def _columns(
    head: Sequence[str], wide: int, told: list[Remark], file: str, line: int
) -> tuple[str, ...]:
    """A name for each column, none twice."""
    names: list[str] = []
    taken: set[str] = set()
    for at in range(wide):
        given = clean(" ".join(head[at].split()), file)[0] if at < len(head) else ""
        base = given or f"column {at + 1}"
        name = free_name(base, taken)
        if name != given and len(told) < MAX_REMARKS:
            said = f"column {at + 1} is called {name!r} here."
            told.append(Remark("column-named", said, "note", file, line))
        taken.add(name)
        names.append(name)
    return tuple(names)
