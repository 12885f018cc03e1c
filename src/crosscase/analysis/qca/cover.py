"""All the smallest choices of implicants that together cover every positive row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

import numpy as np

from crosscase.analysis.qca.minimise import Implicant, Rows, covers

Model = tuple[Implicant, ...]


def models(
    primes: Sequence[Implicant], positive: Rows, most: int
) -> tuple[tuple[Model, ...], bool]:
    """The models with the fewest of ``primes`` that cover every row of ``positive``, in order; no
    more than ``most`` of them, and whether these are all.

    Implicants that cover the same rows stand for one another, so that only the sets of rows are
    searched. Each set is a number whose bits are the rows.
    """
    alike: dict[int, list[Implicant]] = {}
    for prime in primes:
        rows = sum(1 << at for at, row in enumerate(positive) if covers(prime, row))
        alike.setdefault(rows, []).append(prime)
    found = (
        tuple(model)
        for chosen in _smallest(tuple(alike), len(positive))
        for model in product(*(alike[rows] for rows in chosen))
    )
    first = list(islice(found, most + 1))
    told = [tuple(prime for prime in primes if prime in set(model)) for model in first[:most]]
    place = {prime: at for at, prime in enumerate(primes)}
    told.sort(key=lambda model: [place[prime] for prime in model])
    return tuple(told), len(first) <= most


def _smallest(sets: tuple[int, ...], rows: int) -> Iterator[tuple[int, ...]]:
    """Every cover of the rows with the fewest sets."""
    if not rows:
        return
    search = _Search(sets, rows)
    yield from search.covers(search.everything, (1 << len(sets)) - 1, search.fewest)


@dataclass
class _Search:
    """``holding[row]``: the sets that have the row, as bits. The search goes through the row with
    the fewest sets; a set once tried is not tried again beside it, so that no cover comes twice.
    """

    sets: tuple[int, ...]
    rows: int
    everything: int = field(init=False)
    holding: list[int] = field(init=False)
    fewest: int = field(init=False)
    worth: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.everything = (1 << self.rows) - 1
        self.holding = [
            sum(1 << at for at, held in enumerate(self.sets) if held >> row & 1)
            for row in range(self.rows)
        ]
        self.fewest, self.worth = self.solve()

    def solve(self) -> tuple[int, list[float]]:
        """How many sets it takes, and what each row is worth.

        The number is the optimum of an integer programme over the largest sets. The worths are the
        dual of its relaxation: no set holds rows worth more than 1 together, so that the rows that
        are missing need at least as many sets as they are worth.
        """
        from scipy.optimize import Bounds, LinearConstraint, linprog, milp

        largest = [
            one for one in self.sets if not any(one | other == other != one for other in self.sets)
        ]
        chart = np.array([[one >> row & 1 for one in largest] for row in range(self.rows)])
        worth = linprog(-np.ones(self.rows), A_ub=chart.T, b_ub=np.ones(len(largest)))
        found = milp(
            np.ones(len(largest)),
            integrality=np.ones(len(largest)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(chart, lb=1),
        )
        return round(found.fun), worth.x.tolist()

    def covers(self, missing: int, allowed: int, left: int) -> Iterator[tuple[int, ...]]:
        """The covers of the ``missing`` rows with ``left`` of the ``allowed`` sets."""
        open_rows = list(_bits(missing))
        if sum(self.worth[row] for row in open_rows) > left + 1e-6:
            return
        by_row = [self.holding[row] & allowed for row in open_rows]
        if left == 1:
            last = allowed
            for some in by_row:
                last &= some
            yield from ((self.sets[at],) for at in _bits(last))
            return
        by_row.sort(key=int.bit_count)
        if not by_row[0] or _apart(by_row) > left:
            return
        for at in _bits(by_row[0]):
            allowed &= ~(1 << at)
            rest = missing & ~self.sets[at]
            # The fewest sets cover everything: with sets left over, nothing could be left to do.
            for more in self.covers(rest, allowed, left - 1):
                yield (self.sets[at], *more)


def _apart(by_row: list[int]) -> int:
    """A number of sets it takes at least: of rows no two of which one set could cover."""
    taken, count = 0, 0
    for some in by_row:
        if not some & taken:
            taken |= some
            count += 1
    return count


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
