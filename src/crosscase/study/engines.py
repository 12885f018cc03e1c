"""Which engines propose: what ships, or what the researcher names."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from crosscase.domain.suggestions import Embedder, Matcher
from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.folder import FolderEmbedder
from crosscase.engines.embed.use import UseEmbedder
from crosscase.engines.match.cosine import CosineMatcher
from crosscase.engines.match.mixed import MixedMatcher


@dataclass
class Engines:
    """The doors to embedder and matcher, opened when first asked for.

    ``language``: the study's ("zh" takes what knows Chinese). ``folder``: a local
    sentence-transformers folder instead of what ships.
    """

    language: str = "en"
    folder: Path | None = None
    _embedder: Embedder | None = field(default=None, init=False)
    _matcher: Matcher | None = field(default=None, init=False)

    def embedder(self) -> Embedder:
        """Texts to vectors."""
        if self._embedder is None:
            if self.folder is not None:
                self._embedder = FolderEmbedder(self.folder)
            else:
                self._embedder = UseEmbedder() if self.language == "zh" else BothEmbedder()
        return self._embedder

    def matcher(self) -> Matcher:
        """How well keywords name passages."""
        if self._matcher is None:
            own = self.folder is not None
            self._matcher = CosineMatcher(self.embedder()) if own else MixedMatcher()
        return self._matcher
