"""A figure with the interval of its bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure and the interval of its bootstrap.

    None where it says nothing: where nobody ever judged differently there is no chance to agree by.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


def bounds(found: Floats, width: float = 95) -> tuple[float | None, float | None]:
    """The middle ``width`` per cent of the bootstrap, leaving out what is undefined."""
    found = found[np.isfinite(found)]
    if not len(found):
        return None, None
    low, high = np.percentile(found, [50 - width / 2, 50 + width / 2])
    return float(low), float(high)
