"""A table of named columns, whatever holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from crosscase.errors import NotAllowed

Columns = Mapping[str, Sequence[Any]]


def columns_of(table: Any) -> Columns:
    """The columns of a dict of columns, a list of dicts or a data frame.

    Raises ``NotAllowed`` where it is none of them, has no rows, or columns of several lengths.
    """
    if isinstance(table, Mapping):
        columns = {str(name): list(values) for name, values in table.items()}
    elif hasattr(table, "columns"):
        columns = {str(name): list(table[name]) for name in table.columns}
    else:
        rows = list(table)
        if not all(isinstance(row, Mapping) for row in rows):
            raise NotAllowed(
                "The table is no table of named columns.",
                hint="Give a dict of columns, a list of dicts or a data frame.",
            )
        names = {str(name): name for row in rows for name in row}
        columns = {name: [row.get(key) for row in rows] for name, key in names.items()}
    if len({len(values) for values in columns.values()}) != 1 or not any(columns.values()):
        raise NotAllowed(
            "The table has no rows, or columns of several lengths.",
            hint="Give a value for every row in each column.",
        )
    return columns


def column_of(columns: Columns, name: str) -> Sequence[Any]:
    """One column. Raises ``NotAllowed`` where there is none of that name."""
    if name not in columns:
        raise NotAllowed(
            f"The table has no column {name!r}.", hint=f"It has: {', '.join(columns)}."
        )
    return columns[name]


def number_in(value: str) -> float | None:
    """The number that a researcher wrote in a cell ("1,100", "12%"); None where it is none."""
    try:
        number = float(value.replace(",", "").removesuffix("%"))
    except ValueError:
        return None
    return number if isfinite(number) else None
