"""Vectors of length 1, whatever a program gave."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from crosscase.domain.suggestions import Vectors
from crosscase.errors import EngineError


def unit(rows: ArrayLike, texts: int, who: str) -> Vectors:
    """``rows`` as Vectors: one row for each text, float32, each of length 1.

    A row of zeros becomes the first axis, so that every text has a direction. Raises
    ``EngineError`` when the number of rows is wrong or a number is not finite.
    """
    vectors = np.asarray(rows, dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) != texts or vectors.shape[1] == 0:
        raise EngineError(f"{who} gave vectors of shape {vectors.shape} for {texts} texts.")
    if not np.isfinite(vectors).all():
        raise EngineError(f"{who} gave a vector that is not finite.")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    empty = lengths[:, 0] == 0
    if empty.any():
        vectors = vectors.copy()
        vectors[empty, 0] = 1.0
        lengths[empty] = 1.0
    return np.asarray(vectors / lengths, dtype=np.float32)
