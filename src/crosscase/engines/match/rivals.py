"""What a keyword has to beat: the other keywords that a passage lies near to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.suggestions import Scores

ALIKE = 0.85
"""Cosine from which two keywords mean so much the same that they are no rivals."""

NEAREST = 5
TYPICAL = 0.5
"""What a rival would score if there were one more: so a keyword alone has a rival too."""


def rivals(near: Scores, among: NDArray[np.float32]) -> Scores:
    """For each passage and keyword the mean of its strongest rivals, shape as ``near``.

    ``near`` (passages, keywords): how near they lie; ``among`` (keywords, keywords): how near the
    keywords lie to each other. Keywords that are ``ALIKE`` count as one and never as rivals of
    each other, so a keyword does not suffer from its twin. Of the rivals the ``NEAREST`` best
    count, and one typical one.
    """
    from scipy.sparse.csgraph import connected_components

    families, family = connected_components(among >= ALIKE, directed=False)
    if families == near.shape[1]:
        best = np.empty_like(near)
        best[:, family] = near
    else:
        best = np.full((len(near), families), -1.0, np.float32)
        for column in range(near.shape[1]):
            mine = family[column]
            np.maximum(best[:, mine], near[:, column], out=best[:, mine])
    some = min(NEAREST + 1, families)
    top = np.sort(np.partition(best, families - some, axis=1)[:, families - some :], axis=1)
    all_but_last = top[:, 1:].sum(1, keepdims=True) if some > NEAREST else top.sum(1, keepdims=True)
    least = top[:, 1:2] if some > NEAREST else np.full((len(near), 1), -2.0, np.float32)
    inside = best >= least
    without = np.where(inside, top.sum(1, keepdims=True) - best, all_but_last)
    count = np.where(inside, some - 1, min(some, NEAREST))
    return np.asarray(((without + TYPICAL) / (count + 1))[:, family], dtype=np.float32)
