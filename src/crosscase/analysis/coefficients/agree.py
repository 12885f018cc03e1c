"""``agreement``: every coefficient of a table, overall, by pair of coders and by code."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, get_args

import numpy as np

from crosscase.analysis.coefficients.answer import (
    NAMES,
    Coefficient,
    Coefficients,
    TableAgreement,
)
from crosscase.analysis.coefficients.bootstrap import drawn, gathered
from crosscase.analysis.coefficients.measures import Distances, Found, merged, of_codes
from crosscase.analysis.coefficients.table import ORDERED, SETS, Judged, Scale, read
from crosscase.analysis.coefficients.tally import Items, Tally, pairs, tally
from crosscase.analysis.coefficients.weighted import around
from crosscase.analysis.measure import Floats, bounds
from crosscase.errors import NotAllowed


def agreement(
    table: Any,
    *,
    level: Scale = "nominal",
    bootstrap: int = 1000,
    seed: int = 1,
    clusters: Sequence[Hashable] | None = None,
    period: float | None = None,
) -> TableAgreement:
    """How far coders agree. ``table`` has a row a unit and a column a coder; None, "" and NaN are
    missing. It may be a list of lists, a NumPy array or a pandas DataFrame.

    ``level``: nominal, ordinal, interval, ratio, circular (round after ``period``), or masi and
    jaccard, where a cell holds a set of codes. Intervals (95 %, percentiles) are of ``bootstrap``
    draws of units, or of ``clusters`` (the interview of each unit), with ``seed``; 0 leaves them
    out. By code, a judgement is whether it gives the code or not.

    A coefficient that is undefined is None and says why; draws in which it is are left out of its
    interval. Raises ``NotAllowed`` for an unknown level, one coder, values that the level cannot
    hold, fewer than no draws, and clusters that are not one a unit or all the same.
    """
    if level not in get_args(Scale):
        raise NotAllowed(
            f"No level is called {level!r}.", hint=f"The levels are {', '.join(get_args(Scale))}."
        )
    if bootstrap < 0:
        raise NotAllowed(f"{bootstrap} draws cannot be made.", hint="0 leaves the intervals out.")
    judged = read(table, level)
    size = len(judged.values)
    if level == "circular" and period is None:
        period = around(judged.values)
    values = tally(judged.place, _values(judged))
    far = Distances.added(judged, level, period, values)
    names, codes = tuple(str(value) for value in judged.values), values
    if level in SETS:
        said, names = _members(judged)
        codes = tally(judged.place, said)
    point, draws = _computed(values, codes, far, bootstrap, seed, clusters)
    told = _Told(level, size, len(judged.coders))
    two = [f"{judged.coders[a]} + {judged.coders[b]}" for a, b in pairs(len(judged.coders))]
    return TableAgreement(
        level,
        period,
        len(judged.place),
        int(point[0]["judgements"][0]),
        judged.coders,
        told.all_of(("all",), _lifted(point[0]), _lifted(draws[0]), "all")[0],
        told.all_of(two, point[1], draws[1], "pair"),
        told.all_of(names, point[2], draws[2], "code"),
        bootstrap,
        seed,
        None if clusters is None else len(set(clusters)),
    )


def _values(judged: Judged) -> Items:
    unit, coder = np.nonzero(judged.place >= 0)
    return Items(unit, coder, judged.place[unit, coder], len(judged.values))


def _members(judged: Judged) -> tuple[Items, tuple[str, ...]]:
    """The codes in the sets, one by one."""
    codes = sorted({code for value in judged.values for code in value}, key=str)
    where = {code: at for at, code in enumerate(codes)}
    held = [sorted(where[code] for code in value) for value in judged.values]
    flat = np.array([code for some in held for code in some], dtype=np.int64)
    many = np.array([len(some) for some in held], dtype=np.int64)
    start = np.cumsum(many) - many
    unit, coder = np.nonzero(judged.place >= 0)
    value = judged.place[unit, coder]
    times = many[value]
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    item = flat[np.repeat(start[value], times) + within]
    said = Items(np.repeat(unit, times), np.repeat(coder, times), item, len(codes))
    return said, tuple(map(str, codes))


Three = tuple[Found, Found, Found]


def _computed(
    values: Tally,
    codes: Tally,
    far: Distances | None,
    draws: int,
    seed: int,
    clusters: Sequence[Hashable] | None,
) -> tuple[Three, Three]:
    """Of all, of pairs, of codes: as the table has it, and in every draw."""

    def measured(sums: Floats) -> Three:
        everyone, two = merged(values.named(sums[: values.rows]), far)
        return everyone, two, of_codes(codes.named(sums[-codes.rows :]))

    from scipy import sparse

    kinds = (values,) if codes is values else (values, codes)
    matrix = sparse.vstack([kind.matrix() for kind in kinds], format="csr")
    point = measured(matrix.sum(axis=1)[:, None])
    found = [measured(sums) for sums in drawn(gathered(matrix, clusters), draws, seed)]
    first, second, third = (_joined(part[at] for part in found) for at in range(3))
    return point, (first, second, third)


def _joined(parts: Iterable[Found]) -> Found:
    every = list(parts)
    names = every[0] if every else ()
    return {name: np.concatenate([part[name] for part in every], axis=-1) for name in names}


def _lifted(found: Found) -> Found:
    """As of many things, of which there is one."""
    return {name: value[None] for name, value in found.items()}


class _Told:
    """Numbers as coefficients, with the reasons where there are none."""

    def __init__(self, level: Scale, size: int, coders: int) -> None:
        self.level, self.size, self.coders = level, size, coders

    def all_of(
        self, names: Sequence[str], point: Found, draws: Found, of: str
    ) -> tuple[Coefficients, ...]:
        """The coefficients of each of ``names``."""
        return tuple(
            Coefficients(
                name,
                int(point["units"][at, 0]),
                _known(point["prevalence"][at, 0]),
                **{kind: self._one(kind, at, point, draws, of) for kind in NAMES},
            )
            for at, name in enumerate(names)
        )

    def _one(self, kind: str, at: int, point: Found, draws: Found, of: str) -> Coefficient:
        value = _known(point[kind][at, 0]) if kind in point else None
        if value is None:
            return Coefficient(None, why=self._why(kind, at, point, of))
        low, high = bounds(draws[kind][at]) if kind in draws else (None, None)
        return Coefficient(value, low, high)

    def _why(self, kind: str, at: int, point: Found, of: str) -> str:
        if not point["units"][at, 0]:
            return "No unit was judged by two coders."
        if kind in ("cohen_linear", "cohen_quadratic", "ac2") and of == "code":
            return "A code is given or not: weights change nothing, see cohen and ac1."
        if kind in ("cohen_linear", "cohen_quadratic") and self.level not in ORDERED:
            return f"Values of level {self.level} have no order to weigh."
        if kind in ("cohen", "cohen_linear", "cohen_quadratic", "scott") and kind not in point:
            return f"It is of two coders, and here are {self.coders}: see the pairs."
        if kind == "pabak" and kind not in point:
            return f"It is of two values, and here are {self.size}: see brennan_prediger."
        if kind in ("light", "conger") and 0 < point["prevalence"][at, 0] < 1:
            return "It needs a kappa of every pair, and one never met or never differed."
        return "Every judgement is the same: there is no chance agreement to correct for."


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
