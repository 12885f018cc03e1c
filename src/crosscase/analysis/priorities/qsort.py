"""Q methodology: people who sort statements alike, and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

RELIABILITY = 0.8
"""How far a person's two sorts of the same statements agree, by custom (Brown 1980)."""

Z = 1.959964


@dataclass(frozen=True, slots=True)
class Sorter:
    """One person: loadings on the factors (-1 … 1), and the factor they are flagged for (from 1).

    Flagged where a loading is beyond 1.96 / root of the statements, and its square more than half
    of all squares; None where there is no such factor.
    """

    name: str
    loadings: tuple[float, ...]
    factor: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: on each factor its z score and its place in the factor array.

    ``distinguishes`` are the pairs of factors (from 1) whose z scores differ beyond chance (95 %);
    a statement of consensus has none.
    """

    name: str
    z: tuple[float, ...]
    array: tuple[float, ...]
    distinguishes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class QSort:
    """Factors of people. ``explained`` is the share of variance (0 … 1) of each rotated factor,
    ``reliability`` and ``error`` the composite reliability and standard error of its z scores."""

    people: tuple[Sorter, ...]
    statements: tuple[Statement, ...]
    explained: tuple[float, ...]
    reliability: tuple[float, ...]
    error: tuple[float, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a statement and factor."""
        return [
            {
                "statement": one.name,
                "factor": at + 1,
                "z": one.z[at],
                "array": one.array[at],
                "distinguishes": any(at + 1 in pair for pair in one.distinguishes),
            }
            for one in self.statements
            for at in range(len(self.explained))
        ]

    def people_rows(self) -> list[dict[str, Any]]:
        """One row a person: loadings by factor, and the factor they are flagged for."""
        return [
            {"person": one.name, "factor": one.factor}
            | {f"f{at}": loading for at, loading in enumerate(one.loadings, 1)}
            for one in self.people
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def qsort(sorts: Mapping[str, Sequence[float]], statements: Sequence[str], factors: int) -> QSort:
    """By-person factor analysis of sorts of statements.

    ``sorts`` has for each person the place (-4 … 4, say) of each of ``statements``, in their order;
    all sorts must use the same places equally often, as on one grid.

    Persons are correlated (Pearson); principal components are rotated by varimax (Kaiser 1958,
    Psychometrika 23:187, without his normalisation of rows); a factor's z scores weigh the sorts of
    those flagged for it by f / (1 - f²) and are standardised (Brown 1980, Political Subjectivity,
    pp. 239-247); the array deals the grid out by z, ties by the order of the statements. With p
    people flagged the reliability is 0.8p / (1 + 0.8(p - 1)), the error of z the root of one less
    that, and two factors differ on a statement beyond 1.96 times the root of the sum of squared
    errors. The same choices as R's ``qmethod``. Each factor is turned so that most of its people
    load above 0.

    Raises ``NotAllowed`` for sorts of other lengths or grids, more factors than people less one,
    and a factor for which nobody is flagged.
    """
    names = list(sorts)
    table = _table(sorts, statements)
    if not 1 <= factors < len(names):
        raise NotAllowed(
            f"{factors} factors cannot be drawn from {len(names)} people.",
            hint="Ask for fewer factors than people.",
        )
    loadings = _loadings(np.asarray(np.corrcoef(table)), factors)
    flags = _flags(loadings, len(statements))
    for at in range(factors):
        if not flags[:, at].any():
            raise NotAllowed(
                f"Nobody loads on factor {at + 1} alone, so it has no array.",
                hint="Ask for fewer factors.",
            )
    z, reliability = _scores(table, loadings, flags)
    error = np.sqrt(1 - reliability)
    grid = np.sort(table[0])
    arrays = np.empty_like(z)
    np.put_along_axis(arrays, np.argsort(z, axis=0, kind="stable"), grid[:, None], axis=0)
    return QSort(
        tuple(
            Sorter(
                name,
                tuple(loadings[at].tolist()),
                int(flags[at].argmax()) + 1 if flags[at].any() else None,
            )
            for at, name in enumerate(names)
        ),
        tuple(
            Statement(
                str(name),
                tuple(z[at].tolist()),
                tuple(arrays[at].tolist()),
                tuple(
                    (one + 1, other + 1)
                    for one, other in combinations(range(factors), 2)
                    if abs(z[at, one] - z[at, other]) > Z * np.hypot(error[one], error[other])
                ),
            )
            for at, name in enumerate(statements)
        ),
        tuple(((loadings**2).sum(axis=0) / len(names)).tolist()),
        tuple(reliability.tolist()),
        tuple(error.tolist()),
    )


def _table(sorts: Mapping[str, Sequence[float]], statements: Sequence[str]) -> Floats:
    first: list[float] | None = None
    for name, places in sorts.items():
        if len(places) != len(statements):
            raise NotAllowed(
                f"{name!r} sorts {len(places)} statements, but there are {len(statements)}.",
                hint="Give each person a place for each statement.",
            )
        grid = sorted(map(float, places))
        first = first or grid
        if grid != first or grid[0] == grid[-1]:
            raise NotAllowed(
                f"{name!r} does not use the places of the grid as often as the first sort does.",
                hint="Every sort must fill one grid, which has more than one place.",
            )
    return np.array(list(sorts.values()), dtype=np.float64).reshape(len(sorts), len(statements))


def _loadings(correlations: Floats, factors: int) -> Floats:
    """Principal components of the people, rotated, each turned to its people."""
    values, vectors = np.linalg.eigh(correlations)
    top = np.argsort(values)[::-1][:factors]
    found = varimax(vectors[:, top] * np.sqrt(np.maximum(values[top], 0.0)))
    order = np.argsort(-(found**2).sum(axis=0), kind="stable")
    found = found[:, order]
    turned: Floats = found * np.where((found**3).sum(axis=0) < 0, -1.0, 1.0)
    return turned


def varimax(loadings: Floats, tolerance: float = 1e-12, most: int = 1000) -> Floats:
    """The orthogonal rotation that makes the variance of squared loadings largest.

    Kaiser (1958), by the singular value iteration that R's ``varimax(normalize = FALSE)`` runs.
    """
    rotation, reached = np.eye(loadings.shape[1]), 0.0
    for _ in range(most):
        turned = loadings @ rotation
        target = turned**3 - turned * (turned**2).mean(axis=0)
        left, size, right = np.linalg.svd(loadings.T @ target)
        rotation = left @ right
        if size.sum() < reached * (1 + tolerance):
            break
        reached = float(size.sum())
    result: Floats = loadings @ rotation
    return result


def _flags(loadings: Floats, statements: int) -> NDArray[np.bool_]:
    squares = loadings**2
    alone = squares > squares.sum(axis=1, keepdims=True) / 2
    flags: NDArray[np.bool_] = alone & (np.abs(loadings) > Z / np.sqrt(statements))
    return flags


def _scores(table: Floats, loadings: Floats, flags: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    # A loading of 1 would weigh without end; R's qmethod meets the same and is left with it.
    held = np.clip(loadings, -1 + 1e-9, 1 - 1e-9)
    raw = table.T @ np.where(flags, held / (1 - held**2), 0.0)
    z = (raw - raw.mean(axis=0)) / raw.std(axis=0, ddof=1)
    people = flags.sum(axis=0)
    reliability: Floats = RELIABILITY * people / (1 + (people - 1) * RELIABILITY)
    return z, reliability
