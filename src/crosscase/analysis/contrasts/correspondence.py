"""Correspondence analysis: rows and columns of a table of counts on one map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscase.analysis.columns import column_of, columns_of
from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its principal inertia, and that as a share of all (0 … 1)."""

    inertia: float
    share: float


@dataclass(frozen=True, slots=True)
class Point:
    """A row or a column of the table: its ``mass`` (0 … 1) and its ``inertia``.

    An entry an axis: principal ``coordinates``; ``contributions``, its share of the inertia of the
    axis (over all points of its kind 1); ``quality``, the share of its own inertia that lies on the
    axis (over all axes 1), which is low where the map shows it badly.
    """

    name: str
    mass: float
    inertia: float
    coordinates: tuple[float, ...]
    contributions: tuple[float, ...]
    quality: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A table of ``total`` counts. ``inertia`` is chi-squared over the total.

    ``axes`` come by their inertia. ``left_out`` names the rows and columns without a count.
    """

    total: float
    chi_squared: float
    inertia: float
    axes: tuple[Axis, ...]
    row_points: tuple[Point, ...]
    column_points: tuple[Point, ...]
    left_out: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a point and axis."""
        return [
            {
                "of": of,
                "name": point.name,
                "mass": point.mass,
                "inertia": point.inertia,
                "axis": at + 1,
                "coordinate": point.coordinates[at],
                "contribution": point.contributions[at],
                "quality": point.quality[at],
            }
            for of, points in (("row", self.row_points), ("column", self.column_points))
            for point in points
            for at in range(len(self.axes))
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def correspondence(table: Any, names: str) -> Correspondence:
    """Which rows and columns of a table of counts go together more than their sizes explain.

    ``table`` (a dict of columns, a list of dicts, a data frame) has a row a case or group, the
    column ``names`` with its name, and a column of counts a construct or keyword.

    Greenacre (2007, Correspondence Analysis in Practice, 2nd ed., appendix A): with P the table
    over its total and r and c its margins, the singular values of (P - rc') / sqrt(rc') are the
    roots of the principal inertias (A.4, A.5), and principal coordinates are the singular vectors
    over the root of the mass, times the singular value (A.8, A.9). Agrees with R's ``ca`` on
    Greenacre's table of smokers. It describes; people behind the counts are not thought independent
    and nothing is tested. Each axis is turned so that its farthest column lies above 0.

    Raises ``NotAllowed`` for counts below 0 or that are no numbers, for fewer than two rows or
    columns with counts, and for a table whose rows all have the same profile.
    """
    columns = columns_of(table)
    labels = [str(name) for name in column_of(columns, names)]
    across = [name for name in columns if name != names]
    counts = (
        np.array([_numbers(columns[name], name) for name in across])
        .reshape(len(across), len(labels))
        .T
    )
    down, along = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    left_out = [
        n for n, there in zip((*labels, *across), (*down, *along), strict=True) if not there
    ]
    counts = counts[np.ix_(down, along)]
    if min(counts.shape) < 2:
        raise NotAllowed(
            f"{counts.shape[0]} rows and {counts.shape[1]} columns have counts; a map needs two of "
            "each.",
            hint="Count more cases or groups, and more constructs or keywords.",
        )
    share = counts / counts.sum()
    rows, cols = share.sum(axis=1), share.sum(axis=0)
    residual = (share - np.outer(rows, cols)) / np.sqrt(np.outer(rows, cols))
    left, size, right = np.linalg.svd(residual, full_matrices=False)
    real = size > 1e-9
    if not real.any():
        raise NotAllowed(
            "All rows have the same profile, so there is nothing to map.",
            hint="Look at the totals alone: they are all that differs.",
        )
    left, size, right = left[:, real], size[real], right[real].T
    turn = np.sign(right[np.abs(right / np.sqrt(cols)[:, None]).argmax(axis=0), range(len(size))])
    inertia = float((size**2).sum())
    return Correspondence(
        float(counts.sum()),
        inertia * float(counts.sum()),
        inertia,
        tuple(Axis(float(s**2), float(s**2 / inertia)) for s in size),
        _points(
            [n for n, there in zip(labels, down, strict=True) if there], rows, left * turn, size
        ),
        _points(
            [n for n, there in zip(across, along, strict=True) if there], cols, right * turn, size
        ),
        tuple(left_out),
    )


def _points(names: list[str], mass: Floats, vectors: Floats, size: Floats) -> tuple[Point, ...]:
    coordinates = vectors * size / np.sqrt(mass)[:, None]
    parts = (vectors * size) ** 2
    own = parts.sum(axis=1)
    # A point of the average profile lies at the origin of every axis.
    quality = np.divide(parts, own[:, None], out=np.zeros_like(parts), where=own[:, None] > 1e-15)
    return tuple(
        Point(
            name,
            float(mass[at]),
            float(own[at]),
            tuple(coordinates[at].tolist()),
            tuple((vectors[at] ** 2).tolist()),
            tuple(quality[at].tolist()),
        )
        for at, name in enumerate(names)
    )


def _numbers(values: Any, name: str) -> list[float]:
    found = []
    for value in values:
        if isinstance(value, bool | str) or value is None or not 0 <= float(value) < np.inf:
            raise NotAllowed(
                f"The column {name!r} holds {value!r}, which is no count.",
                hint="Give counts from 0; leave other columns out of the table.",
            )
        found.append(float(value))
    return found
