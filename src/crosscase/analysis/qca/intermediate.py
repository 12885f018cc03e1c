"""Which remainders an intermediate solution may use: the easy counterfactuals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.qca.minimise import Implicant


def between(
    levels: Sequence[int],
    narrow: Sequence[Implicant],
    wide: Sequence[Implicant],
    expected: Mapping[int, tuple[int, ...]],
) -> NDArray[np.bool_]:
    """Which configurations lie between a complex and a parsimonious model, in an array with an axis
    a condition: those of the complex model and the easy counterfactuals.

    Ragin and Sonnett (2005, in Kropp and Minkenberg, Vergleichen in der Politikwissenschaft; Ragin
    2008, chapter 9): a complex term may lose what its parsimonious term does not ask for, where
    that only adds cases with an expected value. So a condition may take, beside the value in the
    complex term, those that are expected, and no other.
    """
    result = np.zeros(tuple(levels), dtype=bool)
    for term in narrow:
        result[_box(levels, term, {})] = True
        for base in wide:
            if all(asked in (None, value) for asked, value in zip(base, term, strict=True)):
                free = {at: more for at, more in expected.items() if base[at] is None}
                result[_box(levels, term, free)] = True
    return result


def _box(
    levels: Sequence[int], term: Implicant, free: Mapping[int, tuple[int, ...]]
) -> tuple[NDArray[np.intp], ...]:
    """Where the term holds, or would with its ``free`` conditions at the values given for them."""
    return np.ix_(
        *(
            range(size) if value is None else sorted({value, *free.get(at, ())})
            for at, (size, value) in enumerate(zip(levels, term, strict=True))
        )
    )
