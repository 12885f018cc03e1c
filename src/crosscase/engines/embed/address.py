"""An OpenAI-compatible address that the researcher names; nothing else is talked to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscase.domain.suggestions import EngineId, Vectors
from crosscase.engines.client import connect
from crosscase.engines.embed.unit import unit
from crosscase.errors import EngineError

_AT_ONCE = 128


class AddressEmbedder:
    """``POST {address}/embeddings`` of ``model``. The texts leave this machine for ``address``.

    Raises ``EngineError`` when the package ``openai`` is absent or the address does not answer.
    """

    def __init__(self, address: str, model: str, key: str = "none") -> None:
        self.id = EngineId("address", model, {"address": address})
        self._client = connect(address, key)
        self._model = model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text."""
        from openai import OpenAIError

        rows: list[list[float]] = []
        for at in range(0, len(texts), _AT_ONCE):
            part = list(texts[at : at + _AT_ONCE])
            try:
                answer = self._client.embeddings.create(
                    model=self._model, input=part, encoding_format="float"
                )
            except OpenAIError as error:
                raise EngineError(
                    f"The embedder at {self.id.parameters['address']} failed: {error}",
                    hint="Is the address right, and does it know the model?",
                ) from error
            rows += [d.embedding for d in sorted(answer.data, key=lambda d: d.index)]
        if not texts:
            return np.zeros((0, 1), np.float32)
        return unit(rows, len(texts), self.id.name)
