"""Shares of people who sit in cases: intervals and exact tests that know they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_ORDERS = 20_000
"""Up to so many ways of dealing cases out are all tried; above it a seeded sample is drawn."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A case, or a person of no case: ``yes`` of ``people`` mention it."""

    yes: int
    people: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The share of one group less that of the other, with its 95 % interval (-1 … 1).

    ``first`` and ``second`` are how many independent people each share is worth.
    """

    value: float
    low: float
    high: float
    first: float
    second: float


def score_bounds(share: float, people: float, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of ``people``, who need be no whole number."""
    middle = (share + z * z / (2 * people)) / (1 + z * z / people)
    half = z / (1 + z * z / people)
    half *= sqrt(max(0.0, share * (1 - share)) / people + z * z / (4 * people * people))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(p: float, m: float, q: float, n: float) -> Difference:
    """The difference of two shares with Newcombe's hybrid score interval.

    Newcombe (1998, Statistics in Medicine 17:873, method 10): square-and-add of Wilson's bounds.
    Agrees with ``statsmodels`` ``confint_proportions_2indep(method="newcomb")`` and the paper's
    example 56/70 against 48/80: 0.2, 0.0524 to 0.3339.
    """
    (l1, u1), (l2, u2) = score_bounds(p, m), score_bounds(q, n)
    low = p - q - sqrt((p - l1) ** 2 + (u2 - q) ** 2)
    high = p - q + sqrt((u1 - p) ** 2 + (q - l2) ** 2)
    return Difference(p - q, low, high, m, n)


def effective(units: Sequence[Unit]) -> float:
    """How many independent people the people of these units are worth.

    People / design effect, where the design effect is the between-unit (ratio) variance of the
    share over its binomial variance (Rao and Scott 1992, Biometrics 48:577), never below 1. Where
    all or none of several mention it the variance shows nothing: each unit is worth one.
    """
    people = sum(u.people for u in units)
    nested = people > len(units)
    if not nested or len(units) < 2:
        return float(len(units))
    share = sum(u.yes for u in units) / people
    if share in (0.0, 1.0):
        return float(len(units))
    spread = sum((u.yes - share * u.people) ** 2 for u in units)
    between = len(units) / (len(units) - 1) * spread / people**2
    return people / max(1.0, between / (share * (1 - share) / people))


def difference(first: Sequence[Unit], second: Sequence[Unit]) -> Difference:
    """The difference of the people's shares, its interval widened for people who share a case."""
    p, q = (sum(u.yes for u in g) / sum(u.people for u in g) for g in (first, second))
    return newcombe(p, effective(first), q, effective(second))


def permuted(first: Sequence[Unit], second: Sequence[Unit], seed: int = 0) -> tuple[float, str]:
    """How often dealing whole cases out to two groups gives as large a difference of shares.

    The permutation test of cluster-randomised comparisons (Gail et al. 1996, Statistics in
    Medicine 15:1069), two-sided; all ways of dealing out up to ``MOST_ORDERS``, else 9,999 drawn
    with ``seed`` and (b + 1) / (m + 1) (Phipson and Smyth 2010). Gives p and what was done.
    """
    both = [*first, *second]
    yes = np.array([u.yes for u in both], dtype=np.float64)
    people = np.array([u.people for u in both], dtype=np.float64)
    ways = comb(len(both), len(first))
    chosen = np.zeros((min(ways, 9_999) if ways > MOST_ORDERS else ways, len(both)))
    if ways > MOST_ORDERS:
        order = np.random.default_rng(seed).permuted(
            np.tile(np.arange(len(both)), (len(chosen), 1)), axis=1
        )
        np.put_along_axis(chosen, order[:, : len(first)], 1.0, axis=1)
    else:
        for row, members in enumerate(combinations(range(len(both)), len(first))):
            chosen[row, list(members)] = 1.0
    apart = np.abs(chosen @ yes / (chosen @ people) - (1 - chosen) @ yes / ((1 - chosen) @ people))
    mine = np.arange(len(both)) < len(first)
    seen = abs(yes[mine].sum() / people[mine].sum() - yes[~mine].sum() / people[~mine].sum())
    as_large = int(np.count_nonzero(apart >= seen - 1e-12))
    if ways > MOST_ORDERS:
        return (as_large + 1) / (len(chosen) + 1), f"permutation of cases, 9,999 drawn, seed {seed}"
    return as_large / ways, f"permutation of cases, all {ways:,} ways"


def one_a_unit(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    """Fisher's exact test of one person a unit, over every choice of that person.

    Of each case one person is drawn, so those compared are independent (within-cluster
    resampling, Hoffman, Sen and Weinberg 2001, Biometrika 88:1121). How many of them mention it
    follows exactly from the shares (a sum of unlike coins); twice the mean p over all draws, at
    most 1, is a valid p (Rüschendorf 1982; Vovk and Wang 2020, Biometrika 107:791). Where every
    unit is one person nothing is drawn and it is Fisher's own p.
    """
    m, n = len(first), len(second)
    if all(u.people == 1 for u in (*first, *second)):
        return fisher(sum(u.yes for u in first), m, sum(u.yes for u in second), n)
    chances, others = _coins(first), _coins(second)
    mean = sum(
        float(a * b) * fisher(x, m, y, n)
        for x, a in enumerate(chances)
        for y, b in enumerate(others)
        if a * b > 1e-15
    )
    return min(1.0, 2 * mean)


def any_in_unit(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    """Fisher's exact test of units, a unit counting as yes where any of its people does.

    The larger a case, the sooner one of its people mentions a thing: with cases on one side and
    single people on the other this finds differences that are none. ``one_a_unit`` does not.
    """
    yes, no = (sum(u.yes > 0 for u in group) for group in (first, second))
    return fisher(yes, len(first), no, len(second))


def fisher(yes: int, people: int, others: int, of: int) -> float:
    """Fisher's (1935) exact two-sided p of ``yes`` of ``people`` against ``others`` of ``of``.

    All tables that are no likelier than this one, in whole numbers, so that ties are ties. Agrees
    with R's ``fisher.test`` and ``scipy.stats.fisher_exact``.
    """
    both = yes + others
    ways = [comb(people, x) * comb(of, both - x) for x in range(min(people, both) + 1)]
    return sum(way for way in ways if way <= ways[yes]) / sum(ways)


def benjamini_hochberg(values: Mapping[int, float]) -> dict[int, float]:
    """The values with the false discovery rate held over all of them.

    Benjamini and Hochberg (1995, JRSS B 57:289). Agrees with R's ``p.adjust(method = "BH")``.
    """
    ranked = sorted(values, key=lambda key: values[key], reverse=True)
    result, lowest = {}, 1.0
    for at, key in enumerate(ranked):
        lowest = min(lowest, values[key] * len(ranked) / (len(ranked) - at))
        result[key] = lowest
    return result


def _coins(units: Sequence[Unit]) -> list[float]:
    """The chance that 0, 1, 2 … of the units show yes when one person of each is drawn."""
    chances: Floats = np.ones(1)
    for unit in units:
        share = unit.yes / unit.people
        chances = np.convolve(chances, [1 - share, share])
    return list(map(float, chances))
