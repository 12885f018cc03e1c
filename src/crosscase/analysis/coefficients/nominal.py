"""Coefficients that ask only whether two judgements are the same.

Every argument is an array of sums; the first axis is the categories, the others are whatever is
computed at once (pairs, codes, draws of a bootstrap). An answer is NaN where it is undefined.
"""

from __future__ import annotations

import numpy as np

from crosscase.analysis.measure import Floats

# Chance and 1 differ by rounding alone below this: a coefficient would be noise over noise.
CERTAIN = 1 - 1e-12


def beyond(seen: Floats, chance: Floats) -> Floats:
    """(seen - chance) / (1 - chance): what was agreed of what chance had left to agree."""
    with np.errstate(invalid="ignore", divide="ignore"):
        left = np.where(chance < CERTAIN, 1 - chance, np.nan)
        result: Floats = (seen - chance) / left
    return result


def cohen(first: Floats, second: Floats, seen: Floats) -> Floats:
    """Cohen (1960, Educational and Psychological Measurement 20:37, eq. 1): two coders, each with
    margins of their own. ``first``, ``second``: shares of each category, ``seen``: of agreement."""
    return beyond(seen, (first * second).sum(axis=0))


def scott(first: Floats, second: Floats, seen: Floats) -> Floats:
    """Scott (1955, Public Opinion Quarterly 19:321): pi, two coders who share their margins."""
    return beyond(seen, (((first + second) / 2) ** 2).sum(axis=0))


def fleiss(share: Floats, seen: Floats) -> Floats:
    """Fleiss (1971, Psychological Bulletin 76:378, eq. 3 to 8): any number of coders.

    ``share``: the mean over units of a category's part in the unit's judgements, so that units
    with missing judgements count (Gwet 2014, Handbook of Inter-Rater Reliability, section 2.5).
    """
    return beyond(seen, (share**2).sum(axis=0))


def conger(share: Floats, seen: Floats) -> Floats:
    """Conger (1980, Psychological Bulletin 88:322): as Fleiss, each coder with own margins.

    ``share``: categories × coders, the part of a category in all that a coder judged. Chance is
    that of two different coders drawn at random.
    """
    coders = share.shape[1]
    together = (share.sum(axis=1) ** 2 - (share**2).sum(axis=1)).sum(axis=0)
    return beyond(seen, together / (coders * (coders - 1)))


def light(kappas: Floats) -> Floats:
    """Light (1971, Psychological Bulletin 76:365): the mean of the kappas of all pairs."""
    result: Floats = kappas.mean(axis=0)
    return result


def brennan_prediger(seen: Floats, categories: int) -> Floats:
    """Brennan and Prediger (1981, Educational and Psychological Measurement 41:687): chance is one
    in as many categories as there are."""
    return beyond(seen, np.full(np.shape(seen), 1 / max(categories, 1)))


def pabak(seen: Floats) -> Floats:
    """Byrt, Bishop and Carlin (1993, Journal of Clinical Epidemiology 46:423): 2 seen - 1, of two
    categories: kappa as it would be with both equally frequent and coders without bias."""
    result: Floats = 2 * seen - 1
    return result


def gwet(share: Floats, seen: Floats, weight: float = 1.0) -> Floats:
    """Gwet (2008, British Journal of Mathematical and Statistical Psychology 61:29, eq. 9): AC1.

    AC2 (Gwet 2014, Handbook of Inter-Rater Reliability, section 3.5) with ``seen`` weighted and
    ``weight`` the mean weight of a category with all of them (the sum of weights over their
    number: 1 without weights).
    """
    categories = share.shape[0]
    if categories < 2:
        return np.full(np.shape(seen), np.nan)
    return beyond(seen, weight * (share * (1 - share)).sum(axis=0) / (categories - 1))


def alpha(margin: Floats, apart: Floats, chance: Floats | None = None) -> Floats:
    """Krippendorff (2019, Content Analysis, 4th ed., section 12.3): 1 - observed / expected.

    ``margin``: judgements in each category, in units of at least two; ``apart``: the distance of
    ordered pairs within a unit of m judgements, each pair weighing 1 / (m - 1); ``chance``: the
    distance of all ordered pairs of judgements, nominal (0 or 1) where it is not given.
    """
    total = margin.sum(axis=0)
    if chance is None:
        chance = total**2 - (margin**2).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        # counted, since a chance of nought may be a little more by rounding
        varied = (margin > 0).sum(axis=0) > 1
        result: Floats = 1 - (total - 1) * apart / np.where(varied & (chance > 0), chance, np.nan)
    return result
