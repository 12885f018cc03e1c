"""Salience of plain free lists, how sure its ranks are, and whether chance would do as well."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats, Measure, bounds
from crosscase.analysis.shares import benjamini_hochberg
from crosscase.errors import NotAllowed

TOP = 3
CHANCE = 9_999
"""How many times a factor is placed at random for the comparison with chance."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One factor: named by ``respondents``, at ``mean_rank`` (1 = first) of those who name it.

    ``smith`` is Smith's S and ``sutrop`` Sutrop's index, both 0 … 1, with bootstrap intervals.
    ``rank_low`` to ``rank_high`` holds its rank by S in 95 % of the bootstraps, ``top`` (0 … 1) is
    in how many it is among the first three. ``p`` is how often a factor that lists name at random
    has as large an S; ``adjusted`` the same over all factors.
    """

    name: str
    respondents: int
    mean_rank: float
    smith: Measure
    sutrop: Measure
    rank_low: int
    rank_high: int
    top: float
    p: float
    adjusted: float


@dataclass(frozen=True, slots=True)
class FreeLists:
    """The factors of ``lists`` free lists, most salient first; ``draws`` made with ``seed``."""

    lists: int
    factors: tuple[Ranked, ...]
    draws: int
    seed: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a factor."""
        return [
            {
                "factor": one.name,
                "respondents": one.respondents,
                "mean_rank": one.mean_rank,
                "smith": one.smith.value,
                "smith_low": one.smith.low,
                "smith_high": one.smith.high,
                "sutrop": one.sutrop.value,
                "sutrop_low": one.sutrop.low,
                "sutrop_high": one.sutrop.high,
                "rank_low": one.rank_low,
                "rank_high": one.rank_high,
                "top": one.top,
                "p": one.p,
                "adjusted": one.adjusted,
            }
            for one in self.factors
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def free_lists(
    lists: Iterable[Sequence[str]],
    *,
    units: Sequence[Hashable] | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> FreeLists:
    """Which factors come to mind first and to many, from one list of factors a respondent.

    Formulas and sources: ``ranked``. ``units`` names the case of each list where people of one case
    do not answer alone; whole cases are drawn then. Raises ``NotAllowed`` without lists, for a list
    that names a factor twice, and units of another number.
    """
    given = [[str(name) for name in one] for one in lists]
    if not any(given) or draws < 1:
        raise NotAllowed(
            "No list names anything, or nothing is drawn.",
            hint="Give a list of factors for each respondent, and draws from 1.",
        )
    for at, one in enumerate(given, 1):
        if len(set(one)) < len(one):
            raise NotAllowed(
                f"List {at} names a factor twice.", hint="Keep the first place of each factor."
            )
    if units is not None and len(units) != len(given):
        raise NotAllowed(
            f"There are {len(given)} lists and {len(units)} units.",
            hint="Name the unit of each list, in the order of the lists.",
        )
    return FreeLists(len(given), tuple(ranked(given, units, draws, seed)), draws, seed)


def ranked(
    lists: Sequence[Sequence[str]], units: Sequence[Hashable] | None, draws: int, seed: int
) -> list[Ranked]:
    """Smith's S, Sutrop's index, ranks and the comparison with chance; most salient first.

    S = mean over respondents of (L - r + 1) / L, with L the length of the list and r the place in
    it, 0 where not named (Smith 1993, CAM 5:1). Sutrop's index = F / (N · mean rank) (Sutrop 2001,
    Field Methods 13:263). Intervals draw lists (or ``units``) again. Chance is the null model of
    Chaves, Nascimento and Albuquerque (2019, Acta Botanica Brasilica 33:360): every list keeps its
    length and takes its factors at random from all that anybody named; a factor is then named with
    probability L / K at a place that is equally likely, so one factor placed ``CHANCE`` times tells
    of all. p is (b + 1) / (m + 1); adjusted after Benjamini and Hochberg (1995).
    """
    names = sorted({name for one in lists for name in one})
    place = {name: at for at, name in enumerate(names)}
    score, rank = np.zeros((2, len(lists), len(names)))
    for row, one in enumerate(lists):
        for at, name in enumerate(one):
            score[row, place[name]] = (len(one) - at) / len(one)
            rank[row, place[name]] = at + 1
    smith, sutrop = _indices(np.ones((1, len(lists))), score, rank)
    smiths, sutrops = _indices(_weights(lists, units, draws, seed), score, rank)
    places = _places(smiths)
    low, high = np.percentile(places, [2.5, 97.5], axis=0, method="inverted_cdf")
    chance = np.sort(_chance([len(one) for one in lists], len(names), seed))
    as_large = len(chance) - np.searchsorted(chance, smith[0] - 1e-12)
    p = (as_large + 1) / (len(chance) + 1)
    adjusted = benjamini_hochberg(dict(enumerate(p.tolist())))
    named = np.count_nonzero(rank, axis=0)
    found = [
        Ranked(
            name,
            int(named[at]),
            float(rank[:, at].sum() / named[at]),
            Measure(float(smith[0, at]), *bounds(smiths[:, at])),
            Measure(float(sutrop[0, at]), *bounds(sutrops[:, at])),
            int(low[at]),
            int(high[at]),
            float((places[:, at] <= TOP).mean()),
            float(p[at]),
            adjusted[at],
        )
        for at, name in enumerate(names)
    ]
    return sorted(found, key=lambda f: (-(f.smith.value or 0.0), f.name))


def _weights(
    lists: Sequence[Sequence[str]], units: Sequence[Hashable] | None, draws: int, seed: int
) -> Floats:
    """How often each draw takes each list."""
    seat: dict[Hashable, int] = {}
    keys = units if units is not None else range(len(lists))
    of = np.array([seat.setdefault(key, len(seat)) for key in keys])
    even = np.full(len(seat), 1 / len(seat))
    taken: NDArray[np.int64] = np.random.default_rng(seed).multinomial(len(seat), even, draws)
    return taken[:, of].astype(np.float64)


def _indices(weights: Floats, score: Floats, rank: Floats) -> tuple[Floats, Floats]:
    """Smith's S and Sutrop's index for each row of weights; F / (N · R / F) = F² / (N · R)."""
    people = weights.sum(axis=1, keepdims=True)
    named, places = weights @ (rank > 0), weights @ rank
    return weights @ score / people, named**2 / (people * np.maximum(places, 1e-300))


def _places(scores: Floats) -> NDArray[np.int64]:
    """The rank of each column in each row, 1 for the largest; ties share the better one."""
    ordered = np.sort(np.round(scores, 12), axis=1)
    places = np.empty(scores.shape, dtype=np.int64)
    for row, values in enumerate(np.round(scores, 12)):
        places[row] = len(values) - np.searchsorted(ordered[row], values, side="right") + 1
    return places


def _chance(lengths: Sequence[int], many: int, seed: int) -> Floats:
    """S of a factor that every list names at random, ``CHANCE`` times."""
    generator = np.random.default_rng([seed, 1])
    total = np.zeros(CHANCE)
    for length in lengths:
        place = generator.integers(0, many, CHANCE)
        total += np.maximum(length - place, 0) / max(length, 1)
    return total / len(lengths)
