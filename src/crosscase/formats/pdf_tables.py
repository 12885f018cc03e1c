"""The tables of a PDF: cells between its lines and shaded boxes, rows on over its pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pypdfium2
import pypdfium2.raw as pdfium

from crosscase.domain.reading import GridCell
from crosscase.errors import TooLarge
from crosscase.formats.bounds import MAX_TEXT
from crosscase.formats.encodings import clean
from crosscase.formats.pdf_layout import Sheet, paragraphs
from crosscase.formats.pdf_pages import (
    ONE_AT_A_TIME,
    Sides,
    Sign,
    pages_of,
    pieces_of,
    shown_of,
    signs_of,
)

_MOST = 200_000
"""Lines and boxes that are drawn in a file in all."""

_THIN = 3.0
"""Points: what is not wider is a line; edges so near to one another are one."""

_STEP = 4.0
"""Points: words that are set in by less than that more are not set in further."""

_RULES = 0.3
"""An edge that is drawn over less of the table than this is no edge of its rows or columns."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at ``at`` from ``low`` to ``high``, upright or level."""

    at: float
    low: float
    high: float


@dataclass
class _Part:
    """What stands in a cell on one page, and how far from the cell's left edge it begins."""

    sheet: Sheet
    indent: float


_Row = list[list[_Part]]
"""The parts of each cell, a list a cell; a row goes on over the end of a page."""


@dataclass
class _Grid:
    """A table: the edges of its columns, and its rows so far."""

    edges: list[float]
    rows: list[_Row] = field(default_factory=list)

    def places(self, edges: Sequence[float]) -> list[int] | None:
        """The columns at which cells with these edges begin; None where they are another table's.

        A cell may go over several columns.
        """
        near = [
            next((n for n, own in enumerate(self.edges) if abs(own - edge) <= _THIN), None)
            for edge in edges
        ]
        at = [n for n in near if n is not None]
        whole = len(at) == len(near) and (at[0], at[-1]) == (0, len(self.edges) - 1)
        return at if whole else None

    def take(self, row: _Row, *, fresh: bool) -> None:
        """A row more, if it says something.

        ``fresh``: the first of a page, which may be the head again or go on with the row before.
        """
        if not any(row) or (fresh and _said(row) == _said(self.rows[0])):
            return
        if fresh and self.rows[-1][0] and not row[0]:
            for cell, more in zip(self.rows[-1], row, strict=True):
                cell += more
        else:
            self.rows.append(row)


def _said(row: _Row) -> list[str]:
    return [" ".join(p.text for part in cell for p in part.sheet.pieces) for cell in row]


def grids_of_pdf(data: bytes, file: str) -> tuple[list[list[list[GridCell]]], str]:
    """The rows of each table whose cells are ruled or shaded, and the words outside of tables.

    A table that goes on over pages is one; so is a row. Raises ``UnreadableFile`` for what is no
    PDF or is locked, ``TooLarge`` beyond the bounds.
    """
    grids: list[_Grid] = []
    outside: list[str] = []
    drawn = letters = 0
    with ONE_AT_A_TIME:
        for page in pages_of(data, file):
            if page is None:
                continue
            try:
                boxes = _boxes(page, file, _MOST - drawn)
                signs = signs_of(page)
                size = page.get_size()
            except pypdfium2.PdfiumError:
                continue
            drawn += len(boxes)
            letters += len(signs)
            if letters > MAX_TEXT:
                told = f"its text has over {MAX_TEXT:,} characters."
                raise TooLarge(told, file=file, hint="Split it.")
            on = _Page(boxes, signs, size)
            _take(on, grids)
            outside += on.outside()
    return [_written(grid) for grid in grids], clean(" ".join(outside), file)[0]


def _boxes(page: pypdfium2.PdfPage, file: str, left: int) -> list[Sides]:
    """What is drawn on a page; as large as the page is no box."""
    width, height = page.get_size()
    shown = shown_of(page)
    found: list[Sides] = []
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2):
        if len(found) >= left:
            told = f"over {_MOST:,} lines and boxes are drawn in it."
            raise TooLarge(told, file=file, hint="Export it as a table (xlsx, csv).")
        x, y, right, high = one.get_bounds()
        sides = shown(x, right, y, high)
        if sides[1] - sides[0] < 0.95 * width or sides[3] - sides[2] < 0.95 * height:
            found.append(sides)
    return found


class _Page:
    """The rows that the lines and boxes of a page make, from the top, and the letters in them."""

    def __init__(
        self, boxes: Iterable[Sides], signs: Sequence[Sign], size: tuple[float, float]
    ) -> None:
        level: list[_Edge] = []
        upright: list[_Edge] = []
        for left, right, low, high in boxes:
            thin, flat = right - left <= _THIN, high - low <= _THIN
            if flat and not thin:
                level.append(_Edge((low + high) / 2, left, right))
            elif thin and not flat:
                upright.append(_Edge((left + right) / 2, low, high))
            elif not flat:
                level += (_Edge(low, left, right), _Edge(high, left, right))
                upright += (_Edge(left, low, high), _Edge(right, low, high))
        self._signs, self._size = signs, size
        self._upright = _drawn(upright)
        self._heights = [edge[0].at for edge in _drawn(level)]

    def rows(self) -> Iterator[tuple[list[float], list[list[_Part]]]]:
        """For each row of a table the edges of its columns, and what stands in each cell."""
        for at in reversed(range(len(self._heights) - 1)):
            edges = self._edges(at)
            if len(edges) > 1:
                cells: dict[int, list[Sign]] = defaultdict(list)
                for sign, column in _placed(
                    self._held[at], edges, lambda one: (one.left + one.right) / 2
                ):
                    cells[column].append(sign)
                yield edges, [self._part(cells[n], edges[n]) for n in range(len(edges) - 1)]

    def outside(self) -> Iterator[str]:
        """The words that stand in no table."""
        for at, signs in self._held.items():
            if not 0 <= at < len(self._heights) - 1 or len(self._edges(at)) < 2:
                yield from (piece.text for piece in pieces_of(signs, self._size[1]))

    def _edges(self, band: int) -> list[float]:
        middle = (self._heights[band] + self._heights[band + 1]) / 2
        return [
            edge[0].at for edge in self._upright if any(e.low <= middle <= e.high for e in edge)
        ]

    @cached_property
    def _held(self) -> dict[int, list[Sign]]:
        """The letters by the height over which they stand, the lowest 0; -1 below all."""
        held: dict[int, list[Sign]] = defaultdict(list)
        for sign, band in _placed(self._signs, self._heights, lambda one: (one.low + one.high) / 2):
            held[band].append(sign)
        return held

    def _part(self, signs: Sequence[Sign], left: float) -> list[_Part]:
        pieces = [*pieces_of(signs, self._size[1])]
        if not pieces:
            return []
        return [_Part(Sheet(*self._size, pieces), min(piece.left for piece in pieces) - left)]


def _placed(
    signs: Iterable[Sign], edges: Sequence[float], middle: Callable[[Sign], float]
) -> Iterator[tuple[Sign, int]]:
    """Each letter with the edge that it follows; a blank that PDFium made goes with the last."""
    at = -1
    for sign in signs:
        if not sign.made:
            at = bisect_right(edges, middle(sign)) - 1
        yield sign, at


def _drawn(edges: Iterable[_Edge]) -> list[list[_Edge]]:
    """Edges that are one and long enough, from the lowest (the left) on."""
    groups: list[list[_Edge]] = []
    for edge in sorted(edges, key=lambda one: one.at):
        if groups and edge.at - groups[-1][0].at <= _THIN:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    lengths = [_length(group) for group in groups]
    least = _RULES * max(lengths, default=0.0)
    return [group for group, length in zip(groups, lengths, strict=True) if length >= least]


def _length(edges: Iterable[_Edge]) -> float:
    """How much of a line these edges draw; what two of them draw counts once."""
    drawn = 0.0
    reached = float("-inf")
    for edge in sorted(edges, key=lambda one: one.low):
        drawn += max(edge.high - max(edge.low, reached), 0.0)
        reached = max(reached, edge.high)
    return drawn


def _take(page: _Page, grids: list[_Grid]) -> None:
    """The rows of a page, into the table that goes on from the page before or into new ones."""
    fresh = True
    for edges, cells in page.rows():
        grid = grids[-1] if grids else None
        at = grid.places(edges) if grid else None
        if grid is None or at is None:
            grids.append(_Grid(edges, [cells]))
        else:
            row: list[list[_Part]] = [[] for _ in grid.edges[1:]]
            for place, cell in zip(at, cells, strict=False):
                row[place] = cell
            grid.take(row, fresh=fresh)
        fresh = False


def _written(grid: _Grid) -> list[list[GridCell]]:
    """The words of a table, each column's cells set in by steps."""
    deep = [
        _steps(row[column][0].indent for row in grid.rows if row[column])
        for column in range(len(grid.edges) - 1)
    ]
    return [
        [
            GridCell(_words(cell), round(20 * steps[cell[0].indent]) if cell else 0)
            for cell, steps in zip(row, deep, strict=True)
        ]
        for row in grid.rows
    ]


def _words(cell: Sequence[_Part]) -> str:
    return clean("\n".join(paragraphs([part.sheet for part in cell])[0]), "")[0]


def _steps(indents: Iterable[float]) -> dict[float, float]:
    """What each indent is once those that are nearly the same are one."""
    steps: dict[float, float] = {}
    last = float("-inf")
    for indent in sorted(set(indents)):
        last = indent if indent - last >= _STEP else last
        steps[indent] = last
    return steps
