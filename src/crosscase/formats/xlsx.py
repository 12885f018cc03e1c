"""A spreadsheet of one sheet, written row by row: words and numbers, never a formula.

The parts are those of ECMA-376 (Office Open XML), SpreadsheetML: words stand in their cells
(``inlineStr``), so no row waits in memory for another.
"""

from __future__ import annotations

import itertools
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from crosscase.errors import TooLarge
from crosscase.formats.archive import entry

Value = str | int | float | bool | None
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELL = 32_767
"""Signs of UTF-16 in a cell; all three bounds are those that spreadsheet programs document."""

CUT = " […] cut here; csv holds all of it"
_ROWS_AT_ONCE = 1_000
_UNFIT = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD, _WORDS = 1, 2
"""The second and third of the ``cellXfs`` below: bold; words that stay words when edited."""

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>",
}
_SHEET_BEGINS = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)
_SHEET_ENDS = "</sheetData></worksheet>"


def write_sheet(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], file: str
) -> None:
    """Write a bold head and ``rows`` to ``path``; the same rows give the same bytes.

    Words over ``MAX_CELL`` are cut, and the cell says so. Raises ``TooLarge`` (naming ``file``)
    for more rows, columns or bytes than a sheet can hold.
    """
    if len(columns) > MAX_COLUMNS:
        raise _too_large(f"over {MAX_COLUMNS:,} columns", file)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in _PARTS.items():
            archive.writestr(entry(name), _XML + part)
        with archive.open(entry("xl/worksheets/sheet1.xml"), "w") as stream:
            _write(stream, columns, rows, file)


def _write(
    stream: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Value]], file: str
) -> None:
    letters = [_letters(at) for at in range(len(columns))]
    written = 0
    parts = itertools.chain(
        (_SHEET_BEGINS, _row(1, letters, columns, _HEAD)),
        (
            _row(number, letters, row, _WORDS)
            for number, row in enumerate(_bounded(rows, file), start=2)
        ),
        (_SHEET_ENDS,),
    )
    while some := "".join(itertools.islice(parts, _ROWS_AT_ONCE)).encode():
        written += len(some)
        if written > zipfile.ZIP64_LIMIT:
            raise _too_large(f"a sheet of over {zipfile.ZIP64_LIMIT:,} bytes", file)
        stream.write(some)


def _bounded(rows: Iterable[Sequence[Value]], file: str) -> Iterator[Sequence[Value]]:
    for number, row in enumerate(rows, start=2):
        if number > MAX_ROWS:
            raise _too_large(f"over {MAX_ROWS:,} rows", file)
        yield row


def _row(number: int, letters: Sequence[str], row: Sequence[Value], style: int) -> str:
    """The XML of one row; an empty cell is left out."""
    cells = [f'<row r="{number}">']
    for column, value in zip(letters, row, strict=True):
        if isinstance(value, str):
            if value:
                cells.append(
                    f'<c r="{column}{number}" s="{style}" t="inlineStr">'
                    f'<is><t xml:space="preserve">{_words(value)}</t></is></c>'
                )
        elif value is not None:
            cells.append(f'<c r="{column}{number}"{_number(value)}</c>')
    cells.append("</row>")
    return "".join(cells)


def _words(value: str) -> str:
    """The words as they may stand in XML; what XML cannot hold becomes ``_xHHHH_``."""
    if len(value) > MAX_CELL // 2:
        value = _shortened(value)
    return _UNFIT.sub(_escaped, value) if _UNFIT.search(value) else value


def _escaped(found: re.Match[str]) -> str:
    return _MARKUP.get(found[0]) or f"_x{ord(found[0]):04X}_"


def _shortened(value: str) -> str:
    """The words, cut where UTF-16, by which spreadsheet programs count, is too long."""
    wide = value.encode("utf-16-le", "surrogatepass")
    if len(wide) <= 2 * MAX_CELL:
        return value
    return wide[: 2 * (MAX_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _number(value: float) -> str:
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v>'
    if not math.isfinite(value):
        return ' t="e"><v>#NUM!</v>'
    return f"><v>{value}</v>"


def _letters(at: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    letters = ""
    while at >= 0:
        at, rest = divmod(at, 26)
        letters = chr(65 + rest) + letters
        at -= 1
    return letters


def _too_large(what: str, file: str) -> TooLarge:
    return TooLarge(f"xlsx cannot hold {what}.", file=file, hint="Write csv instead.")
