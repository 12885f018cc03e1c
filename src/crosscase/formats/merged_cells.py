"""Cells that reach over several rows or columns, unfolded so that columns stay in line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosscase.domain.reading import GridCell
from crosscase.errors import TooLarge

MOST = 500_000
"""Cells of a file in all; tables and rows of HTML count among them."""

WIDEST = 1000
"""Columns that one cell may reach over, as in browsers."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that reaches over so many columns to the ``right`` and rows ``down``.

    ``goes_on``: it is a part of the cell above it, as Word says.
    """

    cell: GridCell
    right: int = 1
    down: int = 1
    goes_on: bool = False


def unfolded(rows: Iterable[list[Merged]], file: str) -> list[list[GridCell]]:
    """Rows of single cells: words that reach down stand in every row, to the right but once.

    Raises ``TooLarge`` beyond ``MOST`` cells.
    """
    grid: list[list[GridCell]] = []
    waiting: dict[int, tuple[int, GridCell]] = {}
    cells = 0
    for row in rows:
        line: list[GridCell] = []
        begun: dict[int, tuple[int, GridCell]] = {}
        for one in row:
            _go_on(line, waiting)
            at = len(line)
            above = grid[-1][at] if grid and at < len(grid[-1]) else one.cell
            wide = max(1, min(one.right, WIDEST))
            line += [above if one.goes_on else one.cell, *[GridCell("")] * (wide - 1)]
            if one.down > 1:
                begun.update((n, (one.down - 1, line[n])) for n in range(at, at + wide))
            cells += wide
            if cells > MOST:
                break
        _go_on(line, waiting)
        waiting |= begun
        grid.append(line)
        cells += max(0, len(line) - len(row))
        if cells > MOST:
            raise TooLarge(f"it has over {MOST:,} cells.", file=file, hint="Split it.")
    return grid


def _go_on(line: list[GridCell], waiting: dict[int, tuple[int, GridCell]]) -> None:
    """Put in what reaches down from above into the next columns of the row."""
    while (found := waiting.pop(len(line), None)) is not None:
        left, cell = found
        if left > 1:
            waiting[len(line)] = left - 1, cell
        line.append(cell)
