"""How far apart two values are, at each level, and what weighs their disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from crosscase.analysis.coefficients.table import Scale
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed


def apart(values: Sequence[Any], level: Scale, period: float | None = None) -> Floats:
    """The distance of each two values in Krippendorff's alpha (2019, section 12.3.5), squared where
    the level is one of numbers. Ordinal distances rest on margins: see ``ranked``.

    ``period``: the length of a circular scale (12 for months), else that of ``around``. Jaccard
    (1912) and MASI (Passonneau 2006, LREC, p. 831) are distances of sets. Raises ``NotAllowed``
    where ``period`` is no length.
    """
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level in ("jaccard", "masi"):
        return _sets(values, monotone=level == "masi")
    points = np.array(values, dtype=np.float64)
    gap = points[:, None] - points[None, :]
    if level == "circular":
        round_ = around(values) if period is None else period
        if round_ <= 0:
            raise NotAllowed(f"A period of {period} is no length.", hint="Months have 12.")
        circle: Floats = np.sin(np.pi * gap / round_) ** 2
        return circle
    if level == "ratio":
        total = points[:, None] + points[None, :]
        ratio: Floats = (gap / np.where(total == 0, 1, total)) ** 2
        return ratio
    squared: Floats = gap**2
    return squared


def around(values: Sequence[Any]) -> float:
    """The length of a circle that goes from the smallest value to the largest and, by one step,
    back: right where the values count whole steps and both ends occur."""
    return float(max(values, default=0)) - float(min(values, default=0)) + 1


def ranked(margin: Floats) -> Floats:
    """The mid-rank of each value (Krippendorff 2019, section 12.3.5): judgements below and half of
    its own. Two values are apart the square of the difference of theirs."""
    result: Floats = np.cumsum(margin, axis=0) - margin / 2
    return result


def ranked_chance(margin: Floats) -> Floats:
    """The ordinal distance of all ordered pairs of judgements, without making the pairs."""
    rank = ranked(margin)
    result: Floats = 2 * (
        margin.sum(axis=0) * (margin * rank**2).sum(axis=0) - (margin * rank).sum(axis=0) ** 2
    )
    return result


def steps(values: Sequence[Any], level: Scale) -> Floats:
    """The distance that weighted kappa takes once (linear) or squared (quadratic).

    Places on the scale where values are ranks, else their difference.
    """
    points = np.array(values, dtype=np.float64)
    if level == "ordinal":
        points = np.arange(len(values), dtype=np.float64)
    result: Floats = np.abs(points[:, None] - points[None, :])
    return result


def loss(values: Sequence[Any], level: Scale, period: float | None = None) -> Floats:
    """One less Gwet's (2014, Handbook of Inter-Rater Reliability, section 3.5) weights for AC2: 0
    for the same value, 1 for the two that are furthest apart.

    Ordinal: the pairs of places between the two, of all pairs. Sets keep their distance as it is.
    """
    if level == "ordinal":
        gap = steps(values, level)
        far = gap * (gap + 1) / 2
    else:
        far = apart(values, level, period)
    if level in ("jaccard", "masi"):
        return far
    most = far.max(initial=0)
    result: Floats = far / most if most else far
    return result


def weighted_cohen(first: Floats, second: Floats, seen: Floats, distance: Floats) -> Floats:
    """Cohen (1968, Psychological Bulletin 70:213, eq. 5): 1 - seen distance / that of chance.

    ``first``, ``second``: shares of each category; ``seen``: the mean ``distance`` of the two.
    """
    chance = (first * np.tensordot(distance, second, axes=(1, 0))).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Floats = 1 - seen / np.where(chance > 0, chance, np.nan)
    return result


def chance_of(margin: Floats, distance: Floats) -> Floats:
    """The distance of all ordered pairs of judgements."""
    result: Floats = (margin * np.tensordot(distance, margin, axes=(1, 0))).sum(axis=0)
    return result


def _sets(values: Sequence[frozenset[Any]], *, monotone: bool) -> Floats:
    """1 - overlap; MASI takes overlap two thirds where one set holds the other, one third where
    they cross, none where they are apart."""
    codes = {code: at for at, code in enumerate(sorted({c for v in values for c in v}, key=str))}
    member = np.zeros((len(values), len(codes)))
    for at, value in enumerate(values):
        member[at, [codes[code] for code in value]] = 1
    common, size = member @ member.T, member.sum(axis=1)
    either = size[:, None] + size[None, :] - common
    overlap = np.where(either > 0, common / np.where(either > 0, either, 1), 1.0)
    if not monotone:
        return 1 - overlap
    smaller = np.minimum(size[:, None], size[None, :])
    held = np.where(common == smaller, 2 / 3, np.where(common > 0, 1 / 3, 0.0))
    return 1 - overlap * np.where(overlap == 1, 1.0, held)
