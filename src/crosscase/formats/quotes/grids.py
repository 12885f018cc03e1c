"""Reports of other programs as Word files, PDF or pages of HTML: the tables that stand in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crosscase.domain.reading import GridCell, Table
from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge
from crosscase.formats.docx import grids_of_docx
from crosscase.formats.encodings import clean, decode
from crosscase.formats.html_tags import words_by_tag
from crosscase.formats.pdf_tables import grids_of_pdf

Grid = list[list[GridCell]]

_HEAD_ROWS = 5
"""Rows among which the head of a table is looked for: reports put a title above it."""

_MOST = 500_000
"""Tables, rows and cells of a page of HTML in all."""

_BREAKS = frozenset({"br", "p", "div", "li", "/p", "/div", "/li"})
_UNSEEN = frozenset({"script", "style", "title"})


@dataclass(frozen=True, slots=True)
class Report:
    """The tables of a file, and the words that stand outside of them."""

    grids: list[Grid]
    outside: str

    def rows_under(self, is_head: Callable[[Sequence[str]], bool], file: str) -> Rows | None:
        """The rows of all tables with such a head, under the columns of the first of them."""
        found: list[tuple[tuple[str, ...], list[list[GridCell]]]] = []
        for grid in self.grids:
            for at, row in enumerate(grid[:_HEAD_ROWS]):
                columns = tuple(" ".join(cell.words.split()) for cell in row)
                if is_head(columns):
                    found.append((columns, grid[at + 1 :]))
                    break
        if not found:
            return None
        columns = found[0][0]
        rows = [row for head, rows in found if head == columns for row in rows]
        left = len(self.grids) - sum(head == columns for head, _ in found)
        return Rows(columns, rows, tuple(self._told(left, file)))

    def _told(self, tables: int, file: str) -> Iterator[Remark]:
        if tables:
            told = f"{tables} other tables in it are not understood: left out"
            yield Remark("report-left-out", told, "doubt", file)
        if self.outside:
            told = f"what stands outside of its table is left out: {self.outside[:300]!r}"
            yield Remark("report-left-out", told, "note", file)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells under named columns, and what was noticed."""

    columns: tuple[str, ...]
    rows: list[list[GridCell]]
    remarks: tuple[Remark, ...] = ()

    def table(self) -> Table:
        """The same as strings; a row longer or shorter than the head is cut or filled up."""
        wide = len(self.columns)
        rows = [tuple(cell.words for cell in row[:wide]) for row in self.rows]
        full = tuple(row + ("",) * (wide - len(row)) for row in rows)
        return Table(self.columns, full, tuple(range(2, len(full) + 2)), self.remarks)


def report_in_docx(data: bytes, file: str) -> Report:
    """The tables of a docx file. Raises ``UnreadableFile`` where it is none."""
    return Report(*grids_of_docx(data, file))


def report_in_pdf(data: bytes, file: str) -> Report:
    """The ruled or shaded tables of a PDF. Raises ``UnreadableFile`` where it is none."""
    return Report(*grids_of_pdf(data, file))


def report_in_html(data: bytes, file: str) -> Report:
    """The tables of a page of HTML; a table within another is a part of its cell's words.

    Raises ``TooLarge`` beyond the bounds.
    """
    grids: list[Grid] = []
    outside: list[str] = []
    words = outside
    cells = depth = 0
    cell: list[str] | None = None

    def close() -> None:
        nonlocal cell
        if cell is not None:
            grids[-1][-1].append(_cell("".join(cell)))
        cell = None

    for tag, said in words_by_tag(decode(data, file).text):
        cells += tag in ("table", "tr", "td", "th")
        if cells > _MOST:
            raise TooLarge(f"it has over {_MOST:,} cells.", file=file, hint="Split it.")
        if tag == "table":
            depth += 1
            if depth == 1:
                grids.append([])
        elif tag == "/table" and depth:
            depth -= 1
            if depth == 0:
                close()
        elif depth == 1 and tag in ("tr", "td", "th", "/tr", "/td", "/th"):
            close()
            if tag == "tr":
                grids[-1].append([])
            elif tag in ("td", "th"):
                if not grids[-1]:
                    grids[-1].append([])
                cell = []
        words = cell if cell is not None else outside
        if tag not in _UNSEEN and (cell is not None or depth == 0):
            words.append("\n" + said if tag in _BREAKS else said)
    close()
    return Report(grids, " ".join(clean("".join(outside), file)[0].split()))


def _cell(written: str) -> GridCell:
    """The words of a cell; no-break blanks before them set them in."""
    text, _ = clean(written, "")
    bare = text.strip("\n\t ")
    deep = len(bare) - len(bare.lstrip("\u00a0\u2003"))
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return GridCell("\n".join(line for line in lines if line), deep)
