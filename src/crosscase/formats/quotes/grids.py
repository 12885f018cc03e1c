"""Reports of other programs as Word files, PDF or pages of HTML: the tables that stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crosscase.domain.reading import GridCell, Table
from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge
from crosscase.formats.docx import grids_of_docx
from crosscase.formats.encodings import clean, decode
from crosscase.formats.html_tags import words_by_whole_tag
from crosscase.formats.merged_cells import MOST, Merged, unfolded
from crosscase.formats.pdf_tables import grids_of_pdf
from crosscase.formats.sheets import HEAD_ROWS
from crosscase.formats.tables import above_head, head_at, order_of

Grid = list[list[GridCell]]

_SPAN = re.compile(
    r"(?<![\w-])(row|col)span\s{0,9}=\s{0,9}[\"']?\s{0,9}([0-9]{1,5})", re.IGNORECASE
)
_BREAKS = frozenset({"br", "p", "div", "li", "/p", "/div", "/li"})
_UNSEEN = frozenset({"script", "style", "title"})


@dataclass(frozen=True, slots=True)
class Report:
    """The tables of a file, and the words that stand outside of them."""

    grids: list[Grid]
    outside: str

    def rows_under(self, is_head: Callable[[Sequence[str]], bool], file: str) -> Rows | None:
        """The rows of all tables with such a head, under the columns of the first of them.

        The same columns may stand in another order.
        """
        found: list[tuple[tuple[str, ...], Grid]] = []
        above: list[str] = []
        for grid in self.grids:
            names = [
                tuple(" ".join(cell.words.split()) for cell in row) for row in grid[:HEAD_ROWS]
            ]
            at = head_at(names, is_head)
            if at is not None:
                found.append((names[at], grid[at + 1 :]))
                above += [name for row in names[:at] for name in row if name]
        if not found:
            return None
        columns = found[0][0]
        rows: Grid = []
        left = len(self.grids)
        for head, below in found:
            order = order_of(head, columns)
            if order is not None:
                rows += _in_order(below, order)
                left -= 1
        return Rows(columns, rows, tuple(self._told(left, above, file)))

    def _told(self, tables: int, above: list[str], file: str) -> Iterator[Remark]:
        if tables:
            told = f"{tables} other tables in it are not understood: left out"
            yield Remark("report-left-out", told, "doubt", file)
        if above:
            yield above_head(above, file)
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

    A cell that reaches over several rows says the same in each of them. Raises ``TooLarge``
    beyond the bounds.
    """
    grids: list[list[list[Merged]]] = []
    outside: list[str] = []
    spans: dict[str, int] = {}
    words = outside
    cells = depth = 0
    cell: list[str] | None = None

    def close() -> None:
        nonlocal cell
        if cell is not None:
            right, down = spans.get("col", 1), spans.get("row", 1)
            grids[-1][-1].append(Merged(_cell("".join(cell)), right, down))
        cell = None

    for tag, inside, said in words_by_whole_tag(decode(data, file).text):
        cells += tag in ("table", "tr", "td", "th")
        if cells > MOST:
            raise TooLarge(f"it has over {MOST:,} cells.", file=file, hint="Split it.")
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
                spans = {name.casefold(): int(many) for name, many in _SPAN.findall(inside)}
        words = cell if cell is not None else outside
        if tag not in _UNSEEN and (cell is not None or depth == 0):
            words.append("\n" + said if tag in _BREAKS else said)
    close()
    unmerged = [unfolded(grid, file) for grid in grids]
    return Report(unmerged, " ".join(clean("".join(outside), file)[0].split()))


def _in_order(rows: Grid, order: list[int]) -> Grid:
    """The rows with their cells in that order; what stands beyond it stays behind them."""
    if order == sorted(order):
        return rows
    empty = GridCell("")
    return [
        [*(row[at] if at < len(row) else empty for at in order), *row[len(order) :]] for row in rows
    ]


def _cell(written: str) -> GridCell:
    """The words of a cell; no-break blanks before them set them in."""
    text, _ = clean(written, "")
    bare = text.strip("\n\t ")
    deep = len(bare) - len(bare.lstrip("\u00a0\u2003"))
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return GridCell("\n".join(line for line in lines if line), deep)
