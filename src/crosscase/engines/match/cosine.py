"""The plain matcher: how near a passage and a keyword lie, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscase.domain.suggestions import Decided, Embedder, EngineId, Scores


class CosineMatcher:
    """The cosine of any embedder as a score; it learns nothing. A baseline, and for one's own."""

    def __init__(self, embedder: Embedder) -> None:
        self.id = EngineId(f"cosine of {embedder.id.name}", embedder.id.version)
        self._embedder = embedder

    def score(self, passages: Sequence[str], keywords: Sequence[str]) -> Scores:
        """Cosines, those below 0 as 0; shape (passages, keywords)."""
        if not passages or not keywords:
            return np.zeros((len(passages), len(keywords)), np.float32)
        near = self._embedder.embed(passages) @ self._embedder.embed(keywords).T
        return np.asarray(np.clip(near, 0, 1), dtype=np.float32)

    def learn(self, decided: Sequence[Decided]) -> CosineMatcher:
        """The same matcher."""
        return self
