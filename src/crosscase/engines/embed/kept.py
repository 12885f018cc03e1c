"""An embedder that remembers: no text goes through the encoder twice."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.suggestions import Embedder, Vectors

Kept = MutableMapping[str, NDArray[np.float32]]
"""Vectors by text. The caller owns it, and empties it when a text is erased."""


class KeptEmbedder:
    """``embedder``, with the vectors it has made kept in ``kept``."""

    def __init__(self, embedder: Embedder, kept: Kept | None = None) -> None:
        self.id = embedder.id
        self._embedder = embedder
        self._kept: Kept = {} if kept is None else kept

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text."""
        new = sorted({text for text in texts if text not in self._kept})
        if new or not texts:
            made = self._embedder.embed(new)
            if not texts:
                return made
            self._kept.update(zip(new, made, strict=True))
        return np.stack([self._kept[text] for text in texts])
