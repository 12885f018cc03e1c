"""Do raters rank alike: Kendall's W and Friedman's test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Concordance:
    """How far ``raters`` order ``items`` alike: ``w`` from 0 (not at all) to 1 (the same order).

    ``chi_squared`` is Friedman's statistic with ``df``; ``p`` is from ``draws`` random orders of
    every rater's own values, which holds with few raters too; ``p_asymptotic`` is chi-squared's.
    ``mean_ranks`` are in the order of the items; rank 1 is the lowest value.
    """

    raters: int
    items: int
    w: float
    chi_squared: float
    df: int
    p: float
    p_asymptotic: float
    mean_ranks: tuple[float, ...]
    draws: int
    seed: int


def concordance(
    ratings: Sequence[Sequence[float]], *, draws: int = 9_999, seed: int = 0
) -> Concordance:
    """Kendall's W and Friedman's test of ratings, a row a rater and a column an item.

    W = 12 S / (m² (n³ - n) - m T), with S the squared deviations of the items' sums of ranks and T
    the sum of t³ - t over tied values (Kendall and Babington Smith 1939, Annals of Mathematical
    Statistics 10:275, with Kendall's 1948 correction of ties); Friedman's (1937, JASA 32:675)
    chi-squared is m (n - 1) W. Agrees with ``scipy.stats.friedmanchisquare``. Raters are taken as
    independent.

    Raises ``NotAllowed`` for fewer than two raters or items, missing values, rows of several
    lengths, and raters who all tell no item from another.
    """
    from scipy.stats import chi2, rankdata

    if len({len(row) for row in ratings}) != 1 or len(ratings) < 2 or len(ratings[0]) < 2:
        raise NotAllowed(
            "W needs two raters and two items or more, and a value of each rater for each item.",
            hint="Leave out raters and items with missing values.",
        )
    table = np.array(ratings, dtype=np.float64)
    if not np.isfinite(table).all():
        raise NotAllowed(
            "A rating is missing.", hint="Leave out raters and items with missing values."
        )
    raters, items = table.shape
    ranks: Floats = rankdata(table, axis=1)
    most = _most(ranks)
    if most <= 0:
        raise NotAllowed(
            "Nobody rates any item above another, so there is no order.",
            hint="Rate on a finer scale, or ask for a ranking.",
        )
    w = float(_spread(ranks) / most)
    generator = np.random.default_rng(seed)
    # Ties stay with their rater, so only the spread of the sums changes.
    as_large = sum(
        float(_spread(generator.permuted(ranks, axis=1))) >= w * most - 1e-9 for _ in range(draws)
    )
    chi = raters * (items - 1) * w
    return Concordance(
        raters,
        items,
        w,
        chi,
        items - 1,
        (as_large + 1) / (draws + 1),
        float(chi2.sf(chi, items - 1)),
        tuple(ranks.mean(axis=0).tolist()),
        draws,
        seed,
    )


def _spread(ranks: Floats) -> float:
    sums = ranks.sum(axis=0)
    return float(((sums - sums.mean()) ** 2).sum())


def _most(ranks: Floats) -> float:
    """The spread if all raters had one order: m² (n³ - n) / 12 less what ties take away."""
    raters, items = ranks.shape
    ties = sum(
        int((counts**3 - counts).sum())
        for counts in (np.unique(row, return_counts=True)[1] for row in ranks)
    )
    return float(raters**2 * (items**3 - items) - raters * ties) / 12
