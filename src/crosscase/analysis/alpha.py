"""Agreement of coders on plain tables: a row a unit, a column a coder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from crosscase.errors import NotAllowed

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of agreement with the interval of its bootstrap.

    None where it says nothing: where nobody ever judged differently there is no chance to agree by.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class TableAgreement:
    """Agreement in one table. ``units`` are rows that at least two coders judged, ``judgements``
    what they hold together; ``percent`` is 0 … 1, pairs of coders that say the same.

    ``kappa`` is Cohen's for two coders and Light's (1971) mean over pairs for more.
    """

    level: Level
    units: int
    coders: int
    judgements: int
    percent: float | None
    alpha: Measure
    kappa: float | None
    ac1: float | None
    draws: int
    seed: int


def agreement_table(
    table: Sequence[Sequence[Value]], *, level: Level = "nominal", draws: int = 1000, seed: int = 0
) -> TableAgreement:
    """Percent, kappa, Gwet's AC1 and Krippendorff's alpha of a table of judgements.

    None, "" and NaN are missing. Values that are no numbers can only be nominal: the others raise
    ``NotAllowed``. The interval is of ``draws`` bootstraps over units (95 %, percentiles). Alpha
    agrees with the ``krippendorff`` package and R's irr, kappa with irr, AC1 with irrCAC.
    """
    values, counts, codes = tabulate(table, numeric=level != "nominal")
    chance_corrected = ac1(counts)
    counts = counts[counts.sum(axis=1) >= 2]
    value = alpha(counts, values, level)
    low, high = alpha_interval(counts, values, level, draws, seed)
    return TableAgreement(
        level,
        len(counts),
        codes.shape[1],
        int(counts.sum()),
        percent(counts),
        Measure(value, low, high),
        light_kappa(codes, len(values)),
        chance_corrected,
        draws,
        seed,
    )


def tabulate(
    table: Sequence[Sequence[Value]], *, numeric: bool
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The values in order, how often each unit bears each, and the place of each judgement (-1:
    missing)."""
    cells = [[None if _missing(cell) else cell for cell in row] for row in table]
    seen = {cell for row in cells for cell in row if cell is not None}
    if numeric:
        try:
            numbers = {cell: float(cell) for cell in seen}
        except ValueError as error:
            raise NotAllowed(
                f"These values are no numbers: {error}.", hint="Words are nominal."
            ) from error
        values = sorted(set(numbers.values()))
        place = {cell: values.index(number) for cell, number in numbers.items()}
    else:
        place = {cell: at for at, cell in enumerate(sorted(seen, key=str))}
        values = [float(at) for at in range(len(place))]
    width = max(map(len, cells), default=0)
    codes = np.full((len(cells), width), -1, dtype=np.int64)
    for at, row in enumerate(cells):
        for column, cell in enumerate(row):
            if cell is not None:
                codes[at, column] = place[cell]
    counts = np.zeros((len(cells), len(values)))
    rows, columns = np.nonzero(codes >= 0)
    np.add.at(counts, (rows, codes[rows, columns]), 1.0)
    return np.array(values), counts, codes


def alpha(counts: Floats, values: Floats, level: Level = "nominal") -> float | None:
    """Krippendorff's (2019, Content Analysis, 4th ed., section 12.3) alpha = 1 - Do / De.

    ``counts`` is units × values with at least two judgements a unit, so the cost is units × values
    and no coincidence matrix a unit is ever made.
    """
    if not len(counts):
        return None
    weights = np.ones((1, len(counts)))
    found = float(_alphas(weights, counts, values, level)[0])
    return found if np.isfinite(found) else None


def alpha_interval(
    counts: Floats, values: Floats, level: Level = "nominal", draws: int = 1000, seed: int = 0
) -> tuple[float | None, float | None]:
    """The 2.5 and 97.5 percentiles of alpha over units drawn again with replacement."""
    if not len(counts) or not draws:
        return None, None
    units = len(counts)
    generator, found = np.random.default_rng(seed), []
    block = max(1, 4_000_000 // units)  # 32 MB of weights at a time
    for done in range(0, draws, block):
        size = min(block, draws - done)
        weights = generator.multinomial(units, np.full(units, 1 / units), size)
        found.append(_alphas(weights.astype(np.float64), counts, values, level))
    return bounds(np.concatenate(found))


def bounds(found: Floats, width: float = 95) -> tuple[float | None, float | None]:
    """The middle ``width`` per cent of the bootstrap, leaving out what is undefined."""
    found = found[np.isfinite(found)]
    if not len(found):
        return None, None
    low, high = np.percentile(found, [50 - width / 2, 50 + width / 2])
    return float(low), float(high)


def percent(counts: Floats) -> float | None:
    """The share of pairs of judgements of one unit that are the same, mean over units."""
    if not len(counts):
        return None
    many = counts.sum(axis=1)
    return float(np.mean((counts * (counts - 1)).sum(axis=1) / (many * (many - 1))))


def ac1(counts: Floats) -> float | None:
    """Gwet's (2008, BJMSP 61:29) AC1, which rare codes do not pull down as they do kappa.

    Chance rests on every judged unit, agreement on those that two or more coders judged, as in
    R's irrCAC.
    """
    many = counts.sum(axis=1)
    found = percent(counts[many >= 2])
    if found is None or counts.shape[1] < 2:
        return None
    counts = counts[many > 0]
    share = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    chance = float((share * (1 - share)).sum() / (counts.shape[1] - 1))
    return (found - chance) / (1 - chance) if chance < 1 else None


def light_kappa(codes: NDArray[np.int64], values: int) -> float | None:
    """Cohen's (1960) kappa of two coders; of more the mean over pairs (Light 1971).

    Each pair is compared on the units that both judged; None where a pair has no kappa.
    """
    found: list[float] = []
    if not values:
        return None
    for a in range(codes.shape[1]):
        for b in range(a + 1, codes.shape[1]):
            both = (codes[:, a] >= 0) & (codes[:, b] >= 0)
            square = np.zeros((values, values))
            np.add.at(square, (codes[both, a], codes[both, b]), 1.0)
            kappa = float(kappas(square.reshape(1, -1))[0])
            if not np.isfinite(kappa):
                return None
            found.append(kappa)
    return float(np.mean(found)) if found else None


def kappas(squares: Floats) -> Floats:
    """Cohen's (1960, EPM 20:37) kappa of each row: a flat coder × coder table; NaN if undefined."""
    size = round(squares.shape[1] ** 0.5)
    cube = squares.reshape(-1, size, size)
    total = cube.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = np.trace(cube, axis1=1, axis2=2) / total
        chance = (cube.sum(axis=1) * cube.sum(axis=2)).sum(axis=1) / total**2
        result: Floats = (seen - chance) / np.where(chance < 1 - 1e-12, 1 - chance, np.nan)
    return result


def _alphas(weights: Floats, counts: Floats, values: Floats, level: Level) -> Floats:
    """Alpha for each row of unit weights."""
    many = counts.sum(axis=1)
    margins = weights @ counts
    total = margins.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        if level == "nominal":
            apart = (many**2 - (counts**2).sum(axis=1)) / (many - 1)
            chance = total**2 - (margins**2).sum(axis=1)
            seen = weights @ apart
        elif level == "ordinal":  # the distance of two ranks depends on the margins drawn
            pairs = [
                _distances(row, counts, values, many, w)
                for row, w in zip(margins, weights, strict=True)
            ]
            seen, chance = (np.array(column) for column in zip(*pairs, strict=True))
        else:
            delta = _DELTAS[level](values)
            apart = ((counts @ delta) * counts).sum(axis=1) / (many - 1)
            seen, chance = weights @ apart, ((margins @ delta) * margins).sum(axis=1)
        result: Floats = 1 - (total - 1) * seen / np.where(chance > 0, chance, np.nan)
    return result


def _distances(
    margin: Floats, counts: Floats, values: Floats, many: Floats, weights: Floats
) -> tuple[float, float]:
    upto = np.cumsum(margin) - margin / 2
    delta = (upto[:, None] - upto[None, :]) ** 2
    apart = ((counts @ delta) * counts).sum(axis=1) / (many - 1)
    return float(weights @ apart), float(margin @ delta @ margin)


def _interval(values: Floats) -> Floats:
    delta: Floats = (values[:, None] - values[None, :]) ** 2
    return delta


def _ratio(values: Floats) -> Floats:
    total = values[:, None] + values[None, :]
    delta: Floats = (_interval(values) / np.where(total == 0, 1, total) ** 2).astype(np.float64)
    return delta


_DELTAS: dict[Level, Callable[[Floats], Floats]] = {"interval": _interval, "ratio": _ratio}


def _missing(cell: Value) -> bool:
    return cell is None or cell == "" or cell != cell
