"""Which items to show together, so that best and worst of each set compare them all evenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.frame import frame
from crosscase.errors import NotAllowed

Places = NDArray[np.int64]

STARTS = 40
TRIES = 4000  # exchanges tried from each start


@dataclass(frozen=True, slots=True)
class Design:
    """Sets of items to be shown: in each, a respondent names the best and the worst.

    ``sets`` (an entry a set) hold the items in the order in which they are shown. ``times`` is how
    often the rarest and the commonest item is shown, ``pairs`` how often the rarest and the
    commonest two are shown together, ``places`` how often the rarest and commonest item stands at
    one place of a set. ``balanced``: a balanced incomplete block design, every two equally often.
    """

    items: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    times: tuple[int, int]
    pairs: tuple[int, int]
    places: tuple[int, int]
    balanced: bool
    seed: int

    @property
    def sentence(self) -> str:
        """The design in one sentence, for the method section."""
        told = "equally often" if self.balanced else f"{self.pairs[0]} to {self.pairs[1]} times"
        return (
            f"{len(self.sets)} sets of {len(self.sets[0])} of {len(self.items)} items; each item "
            f"is shown {self.times[0]} times, every two together {told}."
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row an item of a set: ``set`` (from 1), ``place`` (from 1) and ``item``."""
        return [
            {"set": number, "place": place, "item": item}
            for number, shown in enumerate(self.sets, 1)
            for place, item in enumerate(shown, 1)
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def best_worst_design(items: Sequence[str], size: int = 4, times: int = 4, seed: int = 0) -> Design:
    """Sets of ``size`` items in which each item is shown exactly ``times``.

    The pairs are made as even as a search finds: from random starts, items of two sets change
    places while the sum of squares of the pairs' counts does not grow (the criterion of a balanced
    incomplete block design, Louviere, Flynn and Marley 2015, Best-Worst Scaling, chapter 2; a
    design is balanced where it is least). Places within a set are then evened out. The same seed
    gives the same design.

    Raises ``NotAllowed`` for items named twice, sets that are not of 2 to all but one items, and
    numbers that do not go into whole sets.
    """
    names = [str(item) for item in items]
    _check(names, size, times)
    generator = np.random.default_rng(seed)
    mean = times * (size - 1) / (len(names) - 1)
    least = _evenness(len(names), mean)
    best: Places | None = None
    cost = np.inf
    for _ in range(STARTS):
        found, spread = _searched(len(names), size, times, least, generator)
        if spread < cost:
            best, cost = found, spread
        if cost <= least:
            break
    assert best is not None
    places = _placed(best, len(names))
    together = _together(places, len(names))[np.triu_indices(len(names), 1)]
    at_place = np.array([np.bincount(column, minlength=len(names)) for column in places.T])
    return Design(
        tuple(names),
        tuple(tuple(names[at] for at in row) for row in places.tolist()),
        (times, times),
        (int(together.min()), int(together.max())),
        (int(at_place.min()), int(at_place.max())),
        bool(together.min() == together.max()),
        seed,
    )


def _check(names: list[str], size: int, times: int) -> None:
    if len(set(names)) != len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise NotAllowed(f"The item {twice[0]!r} is named twice.", hint="Name each item once.")
    if not 2 <= size < len(names):
        raise NotAllowed(
            f"Sets of {size} cannot be made of {len(names)} items.",
            hint="Show at least 2 at a time, and fewer than all.",
        )
    if times < 1 or len(names) * times % size:
        good = [t for t in range(1, 3 * size + 1) if len(names) * t % size == 0][:3]
        raise NotAllowed(
            f"{len(names)} items shown {times} times do not go into whole sets of {size}.",
            hint=f"Show each item {', '.join(map(str, good))} … times.",
        )


def _evenness(many: int, mean: float) -> float:
    """The least sum of squares that whole counts of that mean can have."""
    pairs = many * (many - 1) // 2
    low = int(mean)
    higher = round((mean - low) * pairs)
    return float(higher * (low + 1) ** 2 + (pairs - higher) * low**2)


def _together(sets: Places, many: int) -> Places:
    """How often each two items stand in one set (the diagonal: how often each is shown)."""
    shown = np.zeros((len(sets), many), dtype=np.int64)
    np.put_along_axis(shown, sets, 1, axis=1)
    result: Places = shown.T @ shown
    return result


def _dealt(many: int, size: int, times: int, generator: np.random.Generator) -> Places:
    """Each item ``times`` in sets without repeats: the items still owed most often go first."""
    left = np.full(many, times)
    sets = np.empty((many * times // size, size), dtype=np.int64)
    for row in sets:
        order = np.lexsort((generator.random(many), -left))
        row[:] = order[:size]
        left[row] -= 1
    return sets


def _searched(
    many: int, size: int, times: int, least: float, generator: np.random.Generator
) -> tuple[Places, float]:
    sets = _dealt(many, size, times, generator)
    counted = _together(sets, many)
    cost = float((counted[np.triu_indices(many, 1)] ** 2).sum())
    together: list[list[int]] = counted.tolist()
    members = [set(row) for row in sets.tolist()]
    blocks = generator.integers(0, len(sets), (TRIES, 2)).tolist()
    chosen = generator.integers(0, size, (TRIES, 2)).tolist()
    for (one, other), (here, there) in zip(blocks, chosen, strict=True):
        if cost <= least:
            break
        a, b = int(sets[one, here]), int(sets[other, there])
        if one == other or a in members[other] or b in members[one]:
            continue
        # Who stands in both sets meets a and b as often after the exchange as before.
        mine, theirs = members[one] - members[other] - {a}, members[other] - members[one] - {b}
        change = sum(2 + 2 * together[b][c] - 2 * together[a][c] for c in mine)
        change += sum(2 + 2 * together[a][c] - 2 * together[b][c] for c in theirs)
        if change > 0:
            continue
        for item, others, by in ((a, mine, -1), (b, mine, 1), (b, theirs, -1), (a, theirs, 1)):
            for c in others:
                together[item][c] += by
                together[c][item] += by
        sets[one, here], sets[other, there] = b, a
        members[one] ^= {a, b}
        members[other] ^= {a, b}
        cost += change
    return sets, cost


def _placed(sets: Places, many: int) -> Places:
    """The same sets, ordered so that each item stands about equally often at each place."""
    from scipy.optimize import linear_sum_assignment

    stood = np.zeros((many, sets.shape[1]))
    placed = np.empty_like(sets)
    for number, row in enumerate(sets):
        seats, order = linear_sum_assignment(stood[row].T)
        placed[number, seats] = row[order]
        stood[row[order], seats] += 1
    return placed
