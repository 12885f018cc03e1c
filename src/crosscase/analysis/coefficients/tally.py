"""What each unit adds to the sums that the coefficients are made of.

All coefficients are functions of a few sums over units. So a bootstrap draws units by weighting
columns of one sparse matrix (sums × units) and never looks at a judgement again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.coefficients.table import Places
from crosscase.analysis.measure import Floats

if TYPE_CHECKING:  # scipy takes a moment to import: only who asks for agreement pays
    from scipy import sparse

Numbers = NDArray[np.int64]
Shape = tuple[int, ...]


@dataclass(slots=True)
class Tally:
    """``sums`` × units, and where in the rows each named block of sums stands."""

    units: int
    rows: int = 0
    blocks: dict[str, tuple[int, Shape]] = field(default_factory=dict)
    parts: list[tuple[Numbers, Numbers, Floats]] = field(default_factory=list)

    def add(self, name: str, shape: Shape, row: Numbers, unit: Numbers, value: Floats) -> None:
        """A block of sums of ``shape``; each ``value`` of a ``unit`` goes to a ``row`` of it."""
        self.blocks[name] = (self.rows, shape)
        self.parts.append((row + self.rows, unit, value))
        self.rows += int(np.prod(shape))

    def matrix(self) -> sparse.csr_array:
        """All sums × units, sparse: a unit touches as many sums as it has judgements and pairs."""
        from scipy import sparse

        rows, units, values = (np.concatenate(part) for part in zip(*self.parts, strict=True))
        shape = (self.rows, self.units)
        return sparse.coo_array((values, (rows, units)), shape=shape).tocsr()

    def named(self, sums: Floats) -> dict[str, Floats]:
        """The sums (rows × draws) by the names of their blocks, each of its shape × draws."""
        return {
            name: sums[start : start + int(np.prod(shape))].reshape(*shape, sums.shape[1])
            for name, (start, shape) in self.blocks.items()
        }


@dataclass(frozen=True, slots=True)
class Items:
    """What was said: judgement by judgement, the unit, the coder and the category or code.

    One a judgement where a cell holds a value; none or several where it holds a set of codes.
    """

    unit: Numbers
    coder: Numbers
    item: Numbers
    size: int


def pairs(coders: int) -> list[tuple[int, int]]:
    """All pairs of coders, in order."""
    return list(combinations(range(coders), 2))


def tally(place: Places, said: Items) -> Tally:
    """The sums of ``said``. Blocks, with m the judgements of a unit and n those that say an item:

    judged, shared: units that one, or two, judged · judgements: of shared units · agreed_total
    margin: n in shared units · share: n / m · apart: n (m - n) / (m - 1), the distance of ordered
    pairs · discord: that over m · coder, coder_total: what each coder said, in all · pair: units of
    two coders · first, second, both: how many of those each, and both, gave the item.
    """
    units, coders = place.shape
    there = place >= 0
    many = there.sum(axis=1)
    result = Tally(units)
    judged, shared = np.flatnonzero(many > 0), np.flatnonzero(many > 1)
    result.add("judged", (1,), np.zeros_like(judged), judged, np.ones(len(judged)))
    result.add("shared", (1,), np.zeros_like(shared), shared, np.ones(len(shared)))
    result.add("judgements", (1,), np.zeros_like(shared), shared, many[shared].astype(np.float64))

    key, times = np.unique(said.unit * said.size + said.item, return_counts=True)
    unit, item = np.divmod(key, said.size)
    n, m = times.astype(np.float64), many[unit].astype(np.float64)
    two, size = m > 1, (said.size,)
    result.add("margin", size, item[two], unit[two], n[two])
    result.add("share", size, item, unit, n / m)
    split = two & (n < m)
    left = n[split] * (m - n)[split] / (m[split] - 1)
    result.add("apart", size, item[split], unit[split], left)
    result.add("discord", size, item[split], unit[split], left / m[split])

    at_unit, at_coder = np.nonzero(there)
    result.add("coder_total", (coders,), at_coder, at_unit, np.ones(len(at_unit)))
    by_coder = said.item * coders + said.coder
    result.add("coder", (said.size, coders), by_coder, said.unit, np.ones(len(by_coder)))
    _pairs(result, there, said)
    return result


def _pairs(result: Tally, there: NDArray[np.bool_], said: Items) -> None:
    """The blocks of pairs, items × pairs."""
    two = pairs(there.shape[1])
    found: dict[str, list[tuple[Numbers, Numbers]]]
    found = {"pair": [], "first": [], "second": [], "both": []}
    key = said.unit * said.size + said.item
    of = [np.flatnonzero(said.coder == coder) for coder in range(there.shape[1])]
    for at, (a, b) in enumerate(two):
        both = there[:, a] & there[:, b]
        units = np.flatnonzero(both)
        found["pair"].append((np.full(len(units), at), units))
        firsts, seconds = (mine[both[said.unit[mine]]] for mine in (of[a], of[b]))
        for name, mine in (("first", firsts), ("second", seconds)):
            found[name].append((said.item[mine] * len(two) + at, said.unit[mine]))
        same = np.intersect1d(key[firsts], key[seconds], assume_unique=True)
        unit, item = np.divmod(same, said.size)
        found["both"].append((item * len(two) + at, unit))
    for name, parts in found.items():
        row, unit = (np.concatenate(part) for part in zip(*parts, strict=True))
        shape = (len(two),) if name == "pair" else (said.size, len(two))
        result.add(name, shape, row, unit, np.ones(len(row)))


@dataclass(frozen=True, slots=True)
class Meetings:
    """Each time that two coders gave a unit different values: which pair, where, and the values."""

    units: Numbers
    pair: Numbers
    low: Numbers
    high: Numbers
    many: Floats

    @classmethod
    def of(cls, place: Places) -> Meetings:
        """All of a table; ``many`` is how many coders judged the unit."""
        found = []
        for number, (a, b) in enumerate(pairs(place.shape[1])):
            first, second = place[:, a], place[:, b]
            units = np.flatnonzero((first >= 0) & (second >= 0) & (first != second))
            first, second = first[units], second[units]
            pair = np.full(len(units), number)
            found.append((units, pair, np.minimum(first, second), np.maximum(first, second)))
        units, pair, low, high = (np.concatenate(part) for part in zip(*found, strict=True))
        many = (place >= 0).sum(axis=1).astype(np.float64)
        return cls(units, pair, low, high, many[units])

    def add_distance(self, result: Tally, name: str, of: Floats) -> None:
        """Blocks of a distance ``of`` each two values: ``name``, each meeting weighing
        1 / (m - 1); ``mean_name``, all ordered pairs over m (m - 1); ``pair_name``, as it is."""
        far, m = of[self.low, self.high], self.many
        one, two = np.zeros_like(self.units), self._pairs(result)
        result.add(name, (1,), one, self.units, far / (m - 1))
        result.add(f"mean_{name}", (1,), one, self.units, 2 * far / (m * (m - 1)))
        result.add(f"pair_{name}", (two,), self.pair, self.units, far)

    def add_cells(self, result: Tally, size: int) -> tuple[Numbers, Numbers]:
        """Blocks for a distance that changes with the draw; the two values of each cell.

        cells: each two values that met, weighing 1 / (m - 1) · pair_cells: the same by pair of
        coders, weighing 1.
        """
        kinds, cell = np.unique(self.low * size + self.high, return_inverse=True)
        two = self._pairs(result)
        result.add("cells", (len(kinds),), cell, self.units, 1 / (self.many - 1))
        by_pair = cell * two + self.pair
        result.add("pair_cells", (len(kinds), two), by_pair, self.units, np.ones(len(cell)))
        low, high = np.divmod(kinds, size)
        return low, high

    def _pairs(self, result: Tally) -> int:
        return result.blocks["pair"][1][0]
