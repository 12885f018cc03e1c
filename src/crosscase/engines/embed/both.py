"""USE and our MiniLM side by side: for merging, where each sees what the other does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscase.domain.suggestions import Embedder, EngineId, Vectors
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.use import UseEmbedder

SHARE = 0.5
"""Share of MiniLM in a cosine; the rest is USE."""


class BothEmbedder:
    """896 dimensions; a cosine is the mean of the two embedders' cosines. English."""

    def __init__(self, minilm: Embedder | None = None, use: Embedder | None = None) -> None:
        self._minilm = minilm or MiniLMEmbedder()
        self._use = use or UseEmbedder()
        self.id = EngineId(
            "crosscase-both", "1", {"minilm": self._minilm.id.version, "share": SHARE}
        )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text; shape (texts, 896)."""
        return np.hstack(
            [
                np.sqrt(SHARE) * self._minilm.embed(texts),
                np.sqrt(1 - SHARE) * self._use.embed(texts),
            ]
        ).astype(np.float32)
