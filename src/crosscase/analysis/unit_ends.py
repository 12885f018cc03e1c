"""Where two coders mark the same code, character by character: the unitizing family by code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscase.analysis.coefficients import Coefficient, unitizing, unitizing_sources
from crosscase.analysis.coefficients.unitizing import Passage

ANY = "all"
"""The row that asks only what was marked at all."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A code on the characters ``start`` to ``end`` of a unit."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitEnds:
    """|uα of one code (of any, ``name`` all): do the two mark the same characters?"""

    name: str
    alpha: Coefficient


Unit = tuple[str, int, tuple[Sequence[Marked], Sequence[Marked]]]
"""A unit: its source, its length, and what each of the two marked."""


def unit_ends(units: Sequence[Unit], draws: int, seed: int) -> tuple[UnitEnds, ...]:
    """Krippendorff's |uα (2016, Quality & Quantity 50:2347, equation 6), of any code and by code.

    The units of a source are laid end to end. Each code is asked by itself, since the passages of
    one coder overlap; intervals of ``draws`` with ``seed`` need two sources.
    """
    codes = sorted({m.code for _, _, both in units for side in both for m in side})
    return tuple(UnitEnds(name, _alpha(units, name, draws, seed)) for name in (ANY, *codes))


def _alpha(units: Sequence[Unit], name: str, draws: int, seed: int) -> Coefficient:
    lengths: dict[str, int] = defaultdict(int)
    passages: dict[str, list[Passage]] = defaultdict(list)
    for source, length, both in units:
        start = lengths[source]
        lengths[source] += length
        for coder, side in enumerate(both):
            mine = [(m.start, m.end) for m in side if name in (ANY, m.code)]
            passages[source] += [(coder, start + a, start + b, name) for a, b in _joined(mine)]
    given = {source: (passages[source], length) for source, length in lengths.items()}
    if len(given) > 1:
        return unitizing_sources(given, coders=(0, 1), draws=draws, seed=seed).relevant
    ((rows, length),) = given.values()
    return unitizing(rows, length, coders=(0, 1)).relevant


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without overlaps, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
