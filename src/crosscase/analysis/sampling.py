"""What share of a sample was right, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its interval: ``right`` of ``asked``, from ``low`` to ``high`` (0 … 1)."""

    right: int
    asked: int
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.right} of {self.asked} right, {self.low:.0%} to {self.high:.0%}"


def wilson(right: int, asked: int, z: float = 1.959964) -> Interval:
    """The score interval of a share (Wilson 1927, JASA 22:209); 95 % by default.

    Agrees with R's ``prop.test(correct = FALSE)``. Raises ``ValueError`` where nothing was asked.
    """
    if not 0 <= right <= asked or asked == 0:
        raise ValueError(f"{right} of {asked} is no share")
    share, weight = right / asked, 1 + z * z / asked
    middle = (share + z * z / (2 * asked)) / weight
    half = z / weight * sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    low, high = middle - half if right else 0.0, middle + half if right < asked else 1.0
    return Interval(right, asked, low, high)
