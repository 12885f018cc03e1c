"""What a comparison of so few could see: the smallest difference an exact test would find."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np

from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

POWER, LEVEL = 0.8, 0.05
STEPS = 200  # half a per cent each
MOST = 200
"""Above so many units a side the exact power is not worked out: they see small differences."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The smallest difference of shares (0 … 1) that ``first`` and ``second`` units would show.

    None where not even all against none would be found often enough.
    """

    first: int
    second: int
    difference: float | None
    power: float
    level: float

    @property
    def sentence(self) -> str:
        """What a reader should know before reading that nothing differs."""
        many = f"With {self.first} against {self.second} (cases, or people of no case)"
        test = f"exact test at {self.level:.0%}, power {self.power:.0%}"
        if self.difference is None:
            return f"{many} no difference would be seen, not even all against none ({test})."
        return f"{many} a difference under {self.difference:.2f} would not be seen ({test})."


@cache
def smallest_seen(first: int, second: int, power: float = POWER, level: float = LEVEL) -> Seen:
    """The smallest difference of two shares that Fisher's exact test would find often enough.

    ``first`` and ``second`` are the independent units of the groups (cases, or people of whom no
    two share a case). The two shares lie as far above as below one half. For each difference, in
    steps of 0.005, the chance that the two-sided p is at most ``level`` is added up over all
    tables (unconditional exact power: Bennett and Hsu 1960, Biometrika 47:393); the answer is the
    least difference from which on it is at least ``power``, None where not even all against none
    would be found that often. Nothing is drawn. A correction for many tests only makes it larger.

    Raises ``NotAllowed`` for a group without units or of more than ``MOST``.
    """
    if not 1 <= first <= MOST or not 1 <= second <= MOST:
        raise NotAllowed(
            f"Groups of {first} and {second} units: the exact power needs 1 to {MOST} in each.",
            hint="Larger groups see small differences; smaller ones do not exist.",
        )
    found = _found(first, second, level)
    least: float | None = None
    for step in range(STEPS, 0, -1):
        apart = step / STEPS
        if _chance(found, first, second, 0.5 + apart / 2, 0.5 - apart / 2) < power:
            break
        least = apart
    return Seen(first, second, least, power, level)


def power_of(first: int, second: int, share: float, other: float, level: float = LEVEL) -> float:
    """The chance (0 … 1) that Fisher's exact test finds ``share`` of ``first`` units to differ from
    ``other`` of ``second``, by exact enumeration. Agrees with a simulation in the tests."""
    return _chance(_found(first, second, level), first, second, share, other)


@cache
def _found(first: int, second: int, level: float) -> Floats:
    """Of each table (yes of the first × yes of the second) whether its p is at most ``level``."""
    found = np.zeros((first + 1, second + 1))
    for both in range(first + second + 1):
        seen = range(max(0, both - second), min(first, both) + 1)
        ways = {x: comb(first, x) * comb(second, both - x) for x in seen}
        whole, summed = sum(ways.values()), 0
        same: dict[int, list[int]] = {}
        for x, way in ways.items():
            same.setdefault(way, []).append(x)
        for way in sorted(same):
            summed += way * len(same[way])
            if summed > level * whole:
                break
            for x in same[way]:
                found[x, both - x] = 1.0
    return found


def _chance(found: Floats, first: int, second: int, share: float, other: float) -> float:
    ours = _binomial(first, share)
    theirs = _binomial(second, other)
    return float(ours @ found @ theirs)


def _binomial(units: int, share: float) -> Floats:
    """The chance of 0 to ``units`` yes."""
    yes = np.arange(units + 1)
    ways = np.array([float(comb(units, at)) for at in range(units + 1)])
    result: Floats = ways * share**yes * (1 - share) ** (units - yes)
    return result
