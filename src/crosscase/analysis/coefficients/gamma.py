"""The gamma coefficient: agreement on where passages are and what they are, by aligning them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.coefficients.unitizing import Passage
from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

MOST = 1_000_000
"""How many ways of putting one passage of each coder together are looked at."""

TRIES = 100
"""How often a shift is drawn anew that lies too near to another."""

Aligned = tuple[Passage | None, ...]


@dataclass(frozen=True, slots=True)
class Gamma:
    """Agreement: 1 for the same passages, 0 for no more than chance, below 0 for less.

    ``disorder`` is that of the best alignment, ``expected`` the mean of ``draws`` random continua
    made with ``seed``; ``error`` is what those few leave open, the half width of 95 % of gamma.
    ``p`` is how often chance has as little disorder. ``alignment`` has a row a group of passages
    that belong together, an entry a coder, None where a coder marked nothing of the kind.
    """

    value: float
    error: float
    disorder: float
    expected: float
    p: float
    coders: tuple[str, ...]
    alignment: tuple[Aligned, ...]
    draws: int
    seed: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a group of aligned passages, a column a coder: start, end and category."""
        return [
            {
                name: "" if one is None else f"{one[1]}–{one[2]} {one[3]}"
                for name, one in zip(self.coders, aligned, strict=True)
            }
            for aligned in self.alignment
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def gamma(
    rows: Iterable[Passage],
    length: int,
    *,
    coders: Sequence[Hashable] | None = None,
    place: float = 1.0,
    kind: float = 1.0,
    draws: int = 50,
    seed: int = 0,
) -> Gamma:
    """How far coders agree on passages, when those that belong together are matched first.

    ``rows`` are (coder, start, end, category) on a continuum of ``length``; passages of one coder
    may overlap. ``place`` and ``kind`` weigh differences of place and of category.

    Mathet, Widlöcher and Métivier (2015, Computational Linguistics 41:437): two passages differ by
    the square of (|start - start| + |end - end|) / (sum of their lengths) times ``place``, plus 1
    times ``kind`` where categories differ; nothing differs by 1 from all, itself too. A group, one
    passage or none of each coder, has the mean difference of its pairs as disorder; an alignment
    puts each passage into one group, and its disorder is their sum over the mean number of passages
    a coder. Gamma is 1 - best / expected. The best is found exactly, by an integer programme over
    groups that are no worse than their passages apart. Chance continua take a coder at random for
    each coder and turn the whole annotation round by a random shift, any two shifts half a mean
    passage apart where there is room (section 5.2), so that lengths, categories and gaps stay like
    the real ones. Disorders agree with pygamma-agreement 0.5.9 to six digits; gamma with its
    shuffled continua to about 0.01, where ``length`` runs from the first passage to the last as
    there.

    Raises ``NotAllowed`` for fewer than two coders or draws, passages outside the continuum, none
    at all, and more possible groups than ``MOST``.
    """
    given = list(rows)
    people = list(dict.fromkeys([row[0] for row in given] if coders is None else coders))
    _check(given, length, people, draws)
    names = sorted({row[3] for row in given}, key=str)
    mine = [[row for row in given if row[0] == coder] for coder in people]
    units = [
        np.array([(s, e, names.index(k)) for _, s, e, k in some], dtype=np.float64).reshape(-1, 3)
        for some in mine
    ]
    disorder, groups = _best(units, place, kind)
    generator = np.random.default_rng(seed)
    chance = np.array(
        [_best(_shuffled(units, length, generator), place, kind)[0] for _ in range(draws)]
    )
    expected = float(chance.mean())
    if expected <= 0:
        raise NotAllowed(
            "Chance has no disorder here, so agreement cannot be told from it.",
            hint="Give passages that do not fill the whole text with one category.",
        )
    spread = 1.959964 * float(chance.std(ddof=1)) / np.sqrt(draws)
    return Gamma(
        1 - disorder / expected,
        float(disorder / expected**2 * spread),
        disorder,
        expected,
        float((np.count_nonzero(chance <= disorder + 1e-9) + 1) / (draws + 1)),
        tuple(str(person) for person in people),
        tuple(
            tuple(None if at < 0 else some[at] for at, some in zip(group, mine, strict=True))
            for group in groups
        ),
        draws,
        seed,
    )


def _check(given: list[Passage], length: int, people: Sequence[Hashable], draws: int) -> None:
    if len(people) < 2 or draws < 2 or not given:
        raise NotAllowed(
            f"{len(given)} passages of {len(people)} coders and {draws} draws: gamma needs "
            "passages, two coders and two draws.",
            hint="Name those who marked nothing too: coders=[…].",
        )
    for row in given:
        if row[0] not in people or not 0 <= row[1] < row[2] <= length:
            raise NotAllowed(
                f"The passage {row!r} is not within 0 to {length}, or of no coder who is named.",
                hint="Count characters, seconds or frames from 0; the end is not included.",
            )


def _apart(one: Floats, other: Floats, place: float, kind: float) -> Floats:
    """Differences of the passages of two coders; the last row and column are those with nothing."""
    found = np.ones((len(one) + 1, len(other) + 1))
    a, b = one[:, None, :], other[None, :, :]
    edges = np.abs(a[..., 0] - b[..., 0]) + np.abs(a[..., 1] - b[..., 1])
    lengths = a[..., 1] - a[..., 0] + b[..., 1] - b[..., 0]
    found[:-1, :-1] = place * (edges / lengths) ** 2 + kind * (a[..., 2] != b[..., 2])
    return found


def _best(
    units: Sequence[Floats], place: float, kind: float
) -> tuple[float, list[tuple[int, ...]]]:
    """The least disorder of all alignments, and the groups of one that has it (-1: nothing)."""
    cost, groups = _groups(units, place, kind)
    starts = np.cumsum([0, *(len(some) for some in units)])
    chosen = _chosen(cost, groups, starts)
    mean = starts[-1] / len(units)
    found = sorted(
        (tuple(int(at) for at in group) for group in groups[chosen]),
        key=lambda group: min(units[coder][at, 0] for coder, at in enumerate(group) if at >= 0),
    )
    return float(cost[chosen].sum() / mean), found


def _groups(units: Sequence[Floats], place: float, kind: float) -> tuple[Floats, NDArray[np.int64]]:
    """The disorder of each group worth having, and its passages (-1: none of that coder).

    A passage alone costs 1, and a group that costs as much as its passages alone is not needed.
    """
    many, shape = len(units), tuple(len(some) + 1 for some in units)
    if np.prod(np.array(shape, dtype=np.float64)) > MOST:
        raise NotAllowed(
            f"{' × '.join(str(size - 1) for size in shape)} passages: too many groups to align.",
            hint="Cut the text into parts, or compare fewer coders at a time.",
        )
    total = np.zeros(shape)
    for one, other in combinations(range(many), 2):
        wide = [1] * many
        wide[one], wide[other] = shape[one], shape[other]
        total += _apart(units[one], units[other], place, kind).reshape(wide)
    cost = total / (many * (many - 1) / 2)
    there: NDArray[np.int64] = np.zeros(shape, dtype=np.int64)
    for coder, size in enumerate(shape):
        wide = [1] * many
        wide[coder] = size
        there = there + (np.arange(size) < size - 1).reshape(wide)
    keep = (there == 1) | ((there > 1) & (cost < there))
    groups = np.argwhere(keep)
    groups[groups == np.array(shape) - 1] = -1
    return cost[keep], groups


def _chosen(
    cost: Floats, groups: NDArray[np.int64], starts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """The groups of least cost that hold each passage once, by an integer programme."""
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    row, column = np.nonzero(groups >= 0)
    holds = sparse.csr_array(
        (np.ones(len(row)), (starts[column] + groups[row, column], row)),
        shape=(int(starts[-1]), len(groups)),
    )
    found = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(holds, 1, 1),
        options={"mip_rel_gap": 0.0},
    )
    chosen: NDArray[np.bool_] = found.x > 0.5
    return chosen


def _shuffled(units: Sequence[Floats], length: int, generator: np.random.Generator) -> list[Floats]:
    """A chance continuum. A passage that is turned over the end stays whole and reaches past it."""
    apart = float(np.mean([wide for some in units for wide in some[:, 1] - some[:, 0]])) / 2
    shifts: list[float] = []
    for _ in units:
        for _ in range(TRIES):
            shift = float(generator.uniform(0, length))
            gaps = [abs(shift - other) for other in shifts]
            if all(apart <= gap <= length - apart for gap in gaps):
                break
        shifts.append(shift)
    while True:
        made = []
        for shift in shifts:
            turned = units[int(generator.integers(len(units)))].copy()
            wide = turned[:, 1] - turned[:, 0]
            turned[:, 0] = (turned[:, 0] + shift) % length
            turned[:, 1] = turned[:, 0] + wide
            made.append(turned)
        if any(len(some) for some in made):
            return made
