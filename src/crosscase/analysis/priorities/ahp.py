"""The analytic hierarchy process: weights from comparisons of each two criteria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

RANDOM = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random matrices of 1 to 10 criteria (Saaty 1980, The Analytic
Hierarchy Process, p. 21)."""

TOLERATED = 0.10
"""Above this ratio Saaty (1980) asks to judge again."""


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights (0 … 1, together 1) of ``criteria``, in their order.

    ``lambda_max`` is the principal eigenvalue, ``index`` and ``ratio`` Saaty's consistency; the
    ratio is None for two criteria, which cannot contradict each other. ``ratios`` are those of the
    respondents, one each, whose judgements were put together.
    """

    criteria: tuple[str, ...]
    weights: tuple[float, ...]
    lambda_max: float
    index: float
    ratio: float | None
    ratios: tuple[float | None, ...]

    @property
    def consistent(self) -> bool:
        """Whether the ratio is at most 0.10."""
        return self.ratio is None or self.ratio <= TOLERATED

    def rows(self) -> list[dict[str, Any]]:
        """One row a criterion."""
        return [
            {"criterion": name, "weight": weight}
            for name, weight in zip(self.criteria, self.weights, strict=True)
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def ahp(criteria: Sequence[str], *judged: Sequence[Sequence[float]]) -> Priorities:
    """Weights of criteria from one respondent's matrix of comparisons, or from several.

    ``judged`` are matrices criteria × criteria: how many times the criterion of the row matters as
    much as that of the column (1/9 … 9 on Saaty's scale). Weights are the principal eigenvector
    (Saaty 1977, Journal of Mathematical Psychology 15:234), the index (lambda max - n) / (n - 1)
    and the ratio that over the mean index of random matrices (Saaty 1980). Several respondents are
    put together by the geometric mean of each cell (Aczél and Saaty 1983, Journal of Mathematical
    Psychology 27:93), which alone keeps the matrix reciprocal. Agrees with two examples that Saaty
    published.

    Raises ``NotAllowed`` for a matrix that is not square with a row a criterion, is not positive or
    not reciprocal within 1 %, and for fewer than 2 or more than 10 criteria.
    """
    names = [str(name) for name in criteria]
    if not 2 <= len(names) <= len(RANDOM) or not judged:
        raise NotAllowed(
            f"{len(names)} criteria and {len(judged)} matrices: there are weights for 2 to "
            f"{len(RANDOM)} criteria and one respondent or more.",
            hint="Group the criteria into a hierarchy, and weigh each group by itself.",
        )
    matrices = [_matrix(names, rows) for rows in judged]
    weights, largest = _eigen(np.exp(np.mean([np.log(m) for m in matrices], axis=0)))
    index, ratio = _consistency(largest, len(names))
    return Priorities(
        tuple(names),
        tuple(weights.tolist()),
        largest,
        index,
        ratio,
        tuple(_consistency(_eigen(m)[1], len(names))[1] for m in matrices),
    )


def _matrix(names: list[str], rows: Sequence[Sequence[float]]) -> Floats:
    sizes = {len(row) for row in rows}
    if len(rows) != len(names) or sizes != {len(names)}:
        raise NotAllowed(
            f"The matrix has {len(rows)} rows for {len(names)} criteria, or rows of other lengths.",
            hint="Give a row and a column for each criterion, in one order.",
        )
    matrix = np.array(rows, dtype=np.float64)
    if not (np.isfinite(matrix) & (matrix > 0)).all():
        raise NotAllowed("A comparison is not above 0.", hint="Give 1/9 to 9, and 1 for equal.")
    for one, other in zip(*np.nonzero(np.abs(np.log(matrix * matrix.T)) > 0.01), strict=True):
        raise NotAllowed(
            f"{names[one]} to {names[other]} is {matrix[one, other]:g}, but the other way round "
            f"{matrix[other, one]:g}.",
            hint="Each cell must be one over the cell across the diagonal.",
        )
    return matrix


def _eigen(matrix: Floats) -> tuple[Floats, float]:
    """The principal eigenvector, summing to 1, and its eigenvalue; real by Perron's theorem."""
    values, vectors = np.linalg.eig(matrix)
    at = int(values.real.argmax())
    vector = np.abs(vectors[:, at].real)
    weights: Floats = vector / vector.sum()
    return weights, float(values[at].real)


def _consistency(largest: float, many: int) -> tuple[float, float | None]:
    index = max(0.0, (largest - many) / (many - 1))  # below 0 by rounding only
    return index, index / RANDOM[many - 1] if RANDOM[many - 1] else None
