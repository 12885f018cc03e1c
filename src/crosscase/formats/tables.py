"""Tables: csv, tsv and xlsx to rows of strings; a table of things said to a Reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from crosscase.domain.numbered import free_name
from crosscase.domain.reading import Reading, Table
from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import MAX_CELLS, MAX_REMARKS, read_bytes
from crosscase.formats.cues import Cue, cue_time, read_cues
from crosscase.formats.encodings import clean
from crosscase.formats.sheets import HEAD_ROWS, IsHead, Sheet, sheets_in

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
    (sheet,), others = sheets_in(data, file)
    told = list(sheet.remarks)
    if others:
        said = f"the first sheet, {sheet.name!r}, is read; not read: {', '.join(others)[:300]}."
        told.append(Remark("other-sheets", said, "note", file))
    return _table(sheet, told, file)


def table_under(data: bytes, file: str, heads: Sequence[IsHead]) -> Table:
    """The rows under the first of ``heads`` that is found; what ``table_of`` gives where none is.

    Titles may stand above it. In xlsx it is looked for in every sheet, and the rows of all sheets
    with these columns, in whatever order, are one table.
    """
    sheets, _ = sheets_in(data, file, heads)
    for is_head in heads:
        below = [one for sheet in sheets if (one := _below(sheet, is_head, file)) is not None]
        if below:
            return _together(below, [sheet.name for sheet in sheets], file)
    return table_of(data, file)


def head_at(rows: Sequence[Sequence[str]], is_head: IsHead) -> int | None:
    """Which of the first rows is the head: the one that names most columns, no lone word below."""
    named = [sum(map(bool, row)) for row in rows[:HEAD_ROWS]]
    known = [at for at, many in enumerate(named) if (not at or many > 1) and is_head(rows[at])]
    return max(known, key=lambda at: named[at], default=None)


def order_of(columns: Sequence[str], wanted: Sequence[str]) -> list[int] | None:
    """Where each of the ``wanted`` columns stands; None unless both are the same columns."""
    if columns == wanted:
        return list(range(len(wanted)))
    if len(set(wanted)) < len(wanted) or sorted(columns) != sorted(wanted):
        return None
    return [columns.index(name) for name in wanted]


def heads_of(columns: Sequence[str]) -> list[str]:
    """The names of columns as they are compared: in small letters, on one line."""
    return [" ".join(column.casefold().split()) for column in columns]


def first_of(heads: Sequence[str], names: Sequence[str]) -> int | None:
    """Which column bears the first of these names that one bears; None where none does."""
    return next((heads.index(name) for name in names if name in heads), None)


def above_head(said: Iterable[str], file: str, line: int | None = None) -> Remark:
    """What is told of the cells above the head of a table."""
    told = f"what stands above the head of the table is left out: {' / '.join(said)[:300]!r}"
    return Remark("above-head", told, "note", file, line)


def _below(sheet: Sheet, is_head: IsHead, file: str) -> Sheet | None:
    """The sheet from its head on, with what stood above it told; None where it has none."""
    rows, lines = sheet.filled()
    names = [[" ".join(cell.split()) for cell in row] for row in rows[:HEAD_ROWS]]
    at = head_at(names, is_head)
    if at is None:
        return None
    remarks = list(sheet.remarks)
    if at:
        remarks.append(above_head((c for row in names[:at] for c in row if c), file, lines[0]))
    return Sheet(sheet.name, rows[at:], lines[at:], tuple(remarks), sheet.padded)


def _together(below: list[Sheet], names: list[str], file: str) -> Table:
    """The rows of the sheets with the columns of the first; the others are told."""
    first = below[0]
    head = _bare(first.rows[0])
    rows, lines, told, read = list(first.rows), list(first.lines), list(first.remarks), [first.name]
    for sheet in below[1:]:
        order = order_of(_bare(sheet.rows[0]), head)
        if order is not None:
            rest = range(len(head), max(map(len, sheet.rows)))
            rows += [[row[at] for at in (*order, *rest)] for row in sheet.rows[1:]]
            lines += sheet.lines[1:]
            told += sheet.remarks
            read.append(sheet.name)
    if len(read) > 1:
        said = f"{len(read)} sheets are read together: {', '.join(read)[:300]}."
        told.append(Remark("sheets-together", said, "note", file))
    if left := [name for name in names if name not in read]:
        coded = any(sheet.name in left for sheet in below)
        said = f"sheets that are not read: {', '.join(left)[:300]}."
        told.append(Remark("other-sheets", said, "doubt" if coded else "note", file))
    wide = max(map(len, rows))
    rows = [row + [""] * (wide - len(row)) for row in rows] if first.padded else rows
    return _table(Sheet(first.name, rows, lines, padded=first.padded), told, file)


def _bare(head: Sequence[str]) -> list[str]:
    """The names of the columns, without the empty ones at the end."""
    names = [" ".join(cell.split()) for cell in head]
    while names and not names[-1]:
        names.pop()
    return names


def read_table_talk(data: bytes, file: str) -> Reading:
    """The Reading of a table with a column of things said (Whisper's tsv, an export of turns)."""
    table = table_of(data, file)
    heads = heads_of(table.columns)
    said, who, begin, end = (first_of(heads, names) for names in (_SAID, _WHO, _BEGIN, _END))
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


def _scale(ends: Sequence[str]) -> float:
    """Whole numbers beyond a day of seconds, or growing by thousands a row, are milliseconds."""
    filled = [end for end in ends if end.strip()]
    if not filled or not all(end.strip().isdecimal() and len(end.strip()) < 13 for end in filled):
        return 1.0
    return 1 / _MILLISECONDS if int(max(filled, key=lambda e: int(e))) > 300 * len(filled) else 1.0


def _table(sheet: Sheet, told: list[Remark], file: str) -> Table:
    rows, lines = sheet.filled()
    padded = sheet.padded
    kept = list(zip(lines, rows, strict=True))
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
