"""A table of judgements, read once: a row a unit, a column a coder."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from crosscase.errors import NotAllowed

Places = NDArray[np.int64]
Scale = Literal["nominal", "ordinal", "interval", "ratio", "circular", "jaccard", "masi"]

ORDERED = ("ordinal", "interval", "ratio")
NUMERIC = (*ORDERED, "circular")
SETS = ("jaccard", "masi")


@dataclass(frozen=True, slots=True)
class Judged:
    """``place`` (units × coders) is where in ``values`` each judgement stands, -1 where missing.

    ``values`` are in order: numbers by size, words by the alphabet, sets as frozen sets.
    """

    place: Places
    values: tuple[Any, ...]
    coders: tuple[str, ...]


def read(table: Any, level: Scale = "nominal") -> Judged:
    """A list of lists, a NumPy array or a pandas DataFrame; None, "" and NaN are missing.

    At the levels of sets a cell holds the codes that a coder gave (a set, list or tuple); an empty
    one is a judgement. Raises ``NotAllowed`` where the table has no rows, rows of several lengths,
    fewer than two coders, or values that its level cannot hold.
    """
    names: tuple[str, ...] = ()
    if hasattr(table, "to_numpy"):
        names = tuple(str(name) for name in table.columns)
        table = table.astype(object).where(table.notna(), None).to_numpy()
    plain = isinstance(table, np.ndarray) and table.ndim == 2 and table.dtype.kind in "biuf"
    if plain and level not in SETS:
        place, values = _numbers(table, level)
    else:
        place, values = _cells(table, level)
    _check(place)
    return Judged(place, values, names or tuple(str(at + 1) for at in range(place.shape[1])))


def _numbers(table: NDArray[Any], level: Scale) -> tuple[Places, tuple[Any, ...]]:
    there = ~np.isnan(table) if table.dtype.kind == "f" else np.ones(table.shape, dtype=bool)
    values, at = np.unique(table[there], return_inverse=True)
    if level in NUMERIC:
        for value in values[~np.isfinite(values)]:
            raise _no_number(level, value)
    place = np.full(table.shape, -1, dtype=np.int64)
    place[there] = at
    return place, tuple(values.tolist())


def _cells(table: Sequence[Sequence[Any]], level: Scale) -> tuple[Places, tuple[Any, ...]]:
    rows = [list(row) for row in table]
    width = len(rows[0]) if rows else 0
    for at, row in enumerate(rows):
        if len(row) != width:
            raise NotAllowed(
                f"Row {at + 1} has {len(row)} cells, the first has {width}.",
                hint="Give every unit a cell for each coder, empty where one did not judge it.",
            )
    flat = [None if _missing(cell) else _value(cell, level) for row in rows for cell in row]
    values = sorted({cell for cell in flat if cell is not None}, key=_order)
    where = {value: at for at, value in enumerate(values)}
    found = [-1 if cell is None else where[cell] for cell in flat]
    return np.array(found, dtype=np.int64).reshape(len(rows), width), tuple(values)


def _value(cell: Any, level: Scale) -> Hashable:
    """The cell as its level sees it."""
    if level in NUMERIC:
        try:
            number = float(cell)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            raise _no_number(level, cell)
        return number
    if level in SETS:
        if isinstance(cell, str) or not hasattr(cell, "__iter__"):
            raise NotAllowed(
                f"The level is {level}, but {cell!r} is no set of codes.",
                hint="Give a list of codes in each cell, or ask for the level nominal.",
            )
        return frozenset(cell)
    if not isinstance(cell, Hashable):
        raise NotAllowed(
            f"The cell {cell!r} is not one value.",
            hint="Several codes in a cell need the level masi or jaccard.",
        )
    return cell


def _no_number(level: Scale, cell: Any) -> NotAllowed:
    return NotAllowed(
        f"The level {level} is of numbers, and values like {cell!r} are no numbers.",
        hint="Ask for the level nominal, which takes words.",
    )


def _order(value: Any) -> tuple[float, Any, str]:
    if isinstance(value, frozenset):
        return len(value), tuple(sorted(map(str, value))), ""
    if isinstance(value, int | float):
        return float(value), "", ""
    return math.inf, str(value), type(value).__name__


def _missing(cell: Any) -> bool:
    if cell is None or isinstance(cell, str):
        return not cell
    return isinstance(cell, float | np.floating) and bool(np.isnan(cell))


def _check(place: Places) -> None:
    units, coders = place.shape
    if not units:
        raise NotAllowed("The table has no rows.", hint="Give a row for each unit.")
    if coders < 2:
        raise NotAllowed(
            f"The table has {coders} coder; agreement needs two.",
            hint="Give a column for each coder, empty where one did not judge the unit.",
        )
