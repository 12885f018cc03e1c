"""A sentence-transformers folder of the researcher's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from crosscase.domain.suggestions import EngineId, Vectors
from crosscase.engines.embed.unit import unit
from crosscase.errors import EngineError


class FolderEmbedder:
    """A model in a local folder, read by ``sentence_transformers`` (not part of crosscase).

    Raises ``EngineError`` when the folder or the package is absent. Nothing is downloaded.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise EngineError(
                f"No model folder {folder}.", hint="Name a folder that is on this machine."
            )
        try:
            import sentence_transformers
        except ImportError as error:
            raise EngineError(
                "A model folder needs the package sentence-transformers, which is not installed.",
                hint="pip install sentence-transformers, or use the embedder that ships.",
            ) from error
        self.id = EngineId(
            "sentence-transformers", str(sentence_transformers.__version__), {"model": folder.name}
        )
        self._model: Any = sentence_transformers.SentenceTransformer(
            str(folder), device="cpu", local_files_only=True
        )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text."""
        if not texts:
            return np.zeros((0, 1), np.float32)
        rows = self._model.encode(list(texts), show_progress_bar=False)
        return unit(rows, len(texts), self.id.name)
