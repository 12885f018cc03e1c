"""From measurements to memberships."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed


def calibrate(
    values: Iterable[float],
    *,
    anchors: tuple[float, float, float] | None = None,
    thresholds: Sequence[float] = (),
    inside: float = 0.95,
) -> list[float]:
    """The membership of each case in a set, from what was measured of it, in the same order.

    ``anchors`` (full non-membership, crossover, full membership) give fuzzy memberships, 0 … 1, by
    the direct method of Ragin (2008, Redesigning Social Inquiry, chapter 5): the log odds of a
    membership are the distance to the crossover, scaled on each side so that its anchor has the
    membership ``inside`` (or 1 - ``inside``). Ragin rounds the log odds of 0.95, 2.94, to 3.
    Anchors that fall make a set of the low values.

    ``thresholds``, rising, give whole numbers from 0: how many of them a value reaches. One makes a
    crisp condition, more a multi-value one.

    Raises ``NotAllowed`` for values that are no numbers, for both or neither way, for anchors or
    thresholds that are not in order, and for ``inside`` not between 0.5 and 1.
    """
    measured = _numbers(values)
    if (anchors is None) == (not thresholds):
        raise NotAllowed(
            "A calibration has either anchors or thresholds.",
            hint="anchors=(out, crossover, in) for a fuzzy set, thresholds=[…] for a crisp or "
            "multi-value one.",
        )
    if anchors is None:
        return _reached(measured, thresholds)
    out, crossover, full = (float(anchor) for anchor in anchors)
    if not (out < crossover < full or out > crossover > full):
        raise NotAllowed(
            f"The anchors {out:g}, {crossover:g} and {full:g} neither rise nor fall.",
            hint="They are, in this order: fully out of the set, the crossover, fully in it.",
        )
    if not 0.5 < inside < 1:
        raise NotAllowed(
            f"The membership at the anchors cannot be {inside:g}.",
            hint="It is above 0.5 and below 1, usually 0.95.",
        )
    odds = np.log(inside / (1 - inside))
    away = measured - crossover
    upward = (away >= 0) == (full > crossover)
    scale = np.where(upward, odds / (full - crossover), odds / (crossover - out))
    return [float(value) for value in _logistic(away * scale)]


def _logistic(odds: Floats) -> Floats:
    """Written with tanh, which overflows for no distance."""
    result: Floats = (1 + np.tanh(odds / 2)) / 2
    return result


def _reached(measured: Floats, thresholds: Sequence[float]) -> list[float]:
    steps = np.asarray(thresholds, dtype=float)
    if not (np.diff(steps) > 0).all():
        raise NotAllowed(
            f"The thresholds {', '.join(f'{step:g}' for step in steps)} do not rise.",
            hint="Give each once, the lowest first.",
        )
    return [float(place) for place in np.searchsorted(steps, measured, side="right")]


def _numbers(values: Iterable[float]) -> Floats:
    given = list(values)
    try:
        measured = np.array([float(value) for value in given])
    except (TypeError, ValueError):
        measured = np.array([np.nan])
    if not np.isfinite(measured).all():
        raise NotAllowed(
            "A value to calibrate is missing or no number.",
            hint="Leave the case out or find its value: a membership cannot be guessed.",
        )
    return measured
