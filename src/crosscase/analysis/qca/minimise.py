"""From rows of a truth table to the fewest conjunctions that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from crosscase.errors import NotAllowed

# A value for each condition, None where the conjunction does not ask for it.
Implicant = tuple[int | None, ...]
Rows = Sequence[tuple[int, ...]]

# One byte for each conjunction that can be thought of: fifteen conditions of two values fit.
LARGEST = 3**15


def order(implicant: Implicant) -> tuple[float, ...]:
    """As they are listed: by the values of the first condition, those that leave it out last."""
    return tuple(float("inf") if value is None else value for value in implicant)


def covers(implicant: Implicant, row: Iterable[int]) -> bool:
    """Whether the row has every value that the implicant asks for."""
    return all(asked in (None, value) for asked, value in zip(implicant, row, strict=True))


def implicants(
    levels: Sequence[int], positive: Rows, negative: Rows | None
) -> tuple[Implicant, ...]:
    """The prime implicants of ``positive``: the conjunctions that hold for one of its rows and for
    no ``negative`` one, and would hold for one if they asked for any value less. Rows that are
    neither are don't-cares; with ``negative`` None there are none, every other row is negative.

    The result of Quine (1952, American Mathematical Monthly 59:521) and McCluskey (1956, Bell
    System Technical Journal 35:1417). Instead of merging conjunctions pair by pair, an array has a
    place for each that can be thought of: along each axis the values of a condition, then "any".

    Raises ``NotAllowed`` where those are too many to hold.
    """
    shape = tuple(size + 1 for size in levels)
    if prod(shape) > LARGEST:
        raise NotAllowed(
            f"{len(levels)} conditions make {prod(shape):,} conjunctions, too many to compare.",
            hint="Leave conditions out or join some: so many configurations have no cases anyway.",
        )
    holds = _spread(shape, positive)
    bad = _spread(shape, negative if negative is not None else _others(levels, positive))
    prime = holds & ~bad
    for axis, size in enumerate(levels):
        wider = bad.take([size], axis=axis)
        values = tuple(slice(size) if at == axis else slice(None) for at in range(len(shape)))
        prime[values] &= wider
    found = np.argwhere(prime).tolist()
    asked = (
        tuple(None if value == size else value for value, size in zip(one, levels, strict=True))
        for one in found
    )
    return tuple(sorted(asked, key=order))


def _spread(shape: tuple[int, ...], rows: Rows) -> NDArray[np.bool_]:
    """Which conjunctions hold for at least one of the rows."""
    result = np.zeros(shape, dtype=bool)
    if len(rows):
        result[tuple(np.array(rows, dtype=np.int64).T)] = True
    for axis, size in enumerate(shape):
        some = [slice(None)] * len(shape)
        some[axis] = slice(size - 1, None)
        result[tuple(some)] = result.take(range(size - 1), axis=axis).any(axis=axis, keepdims=True)
    return result


def _others(levels: Sequence[int], rows: Rows) -> Rows:
    rest = np.ones(tuple(levels), dtype=bool)
    rest[tuple(np.array(rows, dtype=np.int64).T)] = False
    return [tuple(row) for row in np.argwhere(rest).tolist()]
