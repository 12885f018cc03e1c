"""An embedder that tells how far it is, and can be stopped between two batches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscase.domain.progress import Tick
from crosscase.domain.suggestions import Embedder, Vectors

_AT_ONCE = 256
"""Texts between two ticks: a quarter of a second with what ships, a request with an address."""


class WatchedEmbedder:
    """``embedder``, a batch at a time, with a tick before each."""

    def __init__(self, embedder: Embedder, tick: Tick) -> None:
        self.id = embedder.id
        self._embedder = embedder
        self._tick = tick

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text. What ``tick`` raises passes through."""
        parts: list[Vectors] = []
        for at in range(0, len(texts), _AT_ONCE):
            self._tick("reading what was said", at / len(texts))
            parts.append(self._embedder.embed(texts[at : at + _AT_ONCE]))
        return np.concatenate(parts) if parts else self._embedder.embed(texts)
