"""Pieces of a Word file that python-docx has no method for: links, bookmarks, captions, tables."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from crosscase.report.document import Line, Number, Strong, Table
from crosscase.report.widths import widths

_BLUE = "0B4A8A"
_PAGE = 9297  # twips between the margins


class Marks:
    """Bookmarks with numbers of their own, and the numbers of tables and figures."""

    def __init__(self) -> None:
        self._next = 0
        self._counted: dict[str, int] = {}

    def set(self, paragraph: Paragraph, name: str) -> None:
        """Let ``name`` point to the paragraph."""
        start = _made("w:bookmarkStart", id=str(self._next), name=name)
        end = _made("w:bookmarkEnd", id=str(self._next))
        self._next += 1
        paragraph._p.append(start)
        paragraph._p.append(end)

    def number(self, kind: str) -> int:
        """The next number of its kind."""
        self._counted[kind] = self._counted.get(kind, 0) + 1
        return self._counted[kind]


def add_caption(paragraph: Paragraph, kind: str, text: str, marks: Marks) -> None:
    """``Table 3. Text``, with the number as a field, so that Word can list and renumber it."""
    paragraph.add_run(f"{kind} ")
    field = _made("w:fldSimple", instr=f"SEQ {kind} \\* ARABIC")
    field.append(_run(str(marks.number(kind))))
    paragraph._p.append(field)
    paragraph.add_run(f". {text}")


def add_line(paragraph: Paragraph, line: Line) -> None:
    """The pieces of a line as runs; numbers as links."""
    for run in line:
        match run:
            case Number(text, key):
                link(paragraph, text, key)
            case Strong(text):
                paragraph.add_run(text).bold = True
            case str():
                paragraph.add_run(run)


def link(paragraph: Paragraph, text: str, mark: str) -> None:
    """A link to a bookmark of the same file."""
    paragraph._p.append(_link(text, mark))


def add_table(word: Word, block: Table) -> None:
    """A table with three lines and a head that repeats on each page.

    Built element by element: python-docx walks all cells anew for each cell it is asked for.
    """
    table = word.add_table(rows=0, cols=len(block.columns))
    table.autofit = False
    shares = widths(block)
    twips = [str(round(_PAGE * share / sum(shares))) for share in shares]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, twips, strict=True):
        column.set(qn("w:w"), width)
    _borders(table._tbl.tblPr)
    head = _row(block, tuple((Strong(name),) for name in block.columns), twips)
    told = _made("w:trPr")
    told.append(_made("w:cantSplit"))
    told.append(_made("w:tblHeader"))
    head.insert(0, told)
    table._tbl.append(head)
    for row in block.rows:
        table._tbl.append(_row(block, row, twips))


def _row(block: Table, cells: tuple[Line, ...], twips: list[str]) -> Any:
    size = 14 if len(block.columns) > 7 else 16
    row = _made("w:tr")
    for at, line in enumerate(cells):
        cell, paragraph, style = _made("w:tc"), _made("w:p"), _made("w:pPr")
        style.append(_made("w:spacing", before="20", after="20"))
        if at in block.numeric:
            style.append(_made("w:jc", val="right"))
        paragraph.append(style)
        for run in line:
            match run:
                case Number(text, key):
                    paragraph.append(_link(text, key, size=size))
                case Strong(text):
                    paragraph.append(_run(text, bold=True, size=size))
                case str():
                    paragraph.append(_run(run, size=size))
        width = _made("w:tcPr")
        width.append(_made("w:tcW", w=twips[at], type="dxa"))
        cell.append(width)
        cell.append(paragraph)
        row.append(cell)
    return row


def _borders(properties: Any) -> None:
    borders = _made("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "2")):
        borders.append(_made(f"w:{side}", val="single", sz=size, space="0", color="666666"))
    margins = _made("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_made(f"w:{side}", w="60", type="dxa"))
    later = (qn("w:shd"), qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))
    at = next((n for n, child in enumerate(properties) if child.tag in later), len(properties))
    look = next((n for n, c in enumerate(properties) if c.tag == qn("w:tblLook")), len(properties))
    properties.insert(look, margins)
    properties.insert(at, borders)  # Word refuses a file whose properties are out of order


def _link(text: str, mark: str, size: int = 0) -> Any:
    made = _made("w:hyperlink", anchor=mark, history="1")
    made.append(_run(text, size=size, colour=_BLUE))
    return made


def _run(text: str, *, bold: bool = False, size: int = 0, colour: str = "") -> Any:
    run, style = _made("w:r"), _made("w:rPr")
    if bold:
        style.append(_made("w:b"))
    if colour:
        style.append(_made("w:color", val=colour))
    if size:
        style.append(_made("w:sz", val=str(size)))
    if len(style):
        run.append(style)
    words = _made("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def _made(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
