"""Units, or whole clusters of them, drawn again with replacement."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

if TYPE_CHECKING:
    from scipy import sparse

HELD = 2_000_000  # how many numbers of a kind are in memory at a time (16 MB)


def gathered(sums: sparse.csr_array, clusters: Sequence[Hashable] | None) -> sparse.csr_array:
    """The columns of ``sums`` added up by cluster (an interview, a case), so that what is drawn is
    the cluster. Raises ``NotAllowed`` where not every unit has its cluster, or all have one."""
    from scipy import sparse

    if clusters is None:
        return sums
    names = list(clusters)
    if len(names) != sums.shape[1]:
        raise NotAllowed(
            f"There are {sums.shape[1]} units and {len(names)} clusters.",
            hint="Name the cluster of each unit, in the order of the rows.",
        )
    number = {name: at for at, name in enumerate(dict.fromkeys(names))}
    if len(number) < 2:
        raise NotAllowed(
            f"All units are of one cluster, {names[0]!r}; drawing it again tells nothing.",
            hint="Leave the clusters out to draw units.",
        )
    where = np.array([number[name] for name in names])
    belongs = sparse.csr_array(
        (np.ones(len(names)), (np.arange(len(names)), where)), shape=(len(names), len(number))
    )
    return (sums @ belongs).tocsr()


def drawn(sums: sparse.csr_array, draws: int, seed: int) -> Iterator[Floats]:
    """``sums`` (sums × units) over units drawn anew, as sums × some draws at a time.

    The ordinary bootstrap (Efron and Tibshirani 1993, chapter 6): as many units as there are, with
    replacement. The same seed gives the same draws, whatever is summed.
    """
    units = sums.shape[1]
    generator = np.random.default_rng(seed)
    block = max(1, min(draws, HELD // max(sums.shape)))
    for done in range(0, draws, block):
        size = min(block, draws - done)
        times = np.empty((units, size))
        for at in range(size):
            times[:, at] = np.bincount(generator.integers(0, units, units), minlength=units)
        yield sums @ times
