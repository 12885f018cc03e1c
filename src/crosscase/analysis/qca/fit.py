"""How well memberships in conditions fit those in the outcome."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscase.analysis.measure import Floats


@dataclass(frozen=True, slots=True)
class Fit:
    """Of X as a sufficient condition of Y: each 0 … 1, None where no case is a member."""

    consistency: float | None
    pri: float | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Needed:
    """Of X as a necessary condition of Y: each 0 … 1, None where it would divide by nothing."""

    consistency: float | None
    relevance: float | None
    coverage: float | None


def sufficiency(x: Floats, y: Floats) -> Fit:
    """Consistency Σmin(x, y) / Σx and coverage Σmin(x, y) / Σy: Ragin (2006, Political Analysis
    14:291). PRI, the proportional reduction in inconsistency, takes from both sums of consistency
    what X shares with Y and its absence alike, Σmin(x, y, 1 - y): Schneider and Wagemann (2012,
    Set-Theoretic Methods for the Social Sciences, section 9.2).
    """
    shared = np.minimum(x, y).sum()
    both = np.minimum(np.minimum(x, y), 1 - y).sum()
    return Fit(
        _share(shared, x.sum()), _share(shared - both, x.sum() - both), _share(shared, y.sum())
    )


def necessity(x: Floats, y: Floats) -> Needed:
    """Consistency Σmin(x, y) / Σy and coverage Σmin(x, y) / Σx: Ragin (2006). The relevance of
    necessity, Σ(1 - x) / Σ(1 - min(x, y)), is low for a condition that nearly every case has:
    Schneider and Wagemann (2012, section 9.2.1).
    """
    shared = np.minimum(x, y)
    return Needed(
        _share(shared.sum(), y.sum()),
        _share((1 - x).sum(), (1 - shared).sum()),
        _share(shared.sum(), x.sum()),
    )


def _share(part: float, whole: float) -> float | None:
    """None where the whole is nothing but the rounding of sums."""
    return float(part / whole) if whole > 1e-12 else None
