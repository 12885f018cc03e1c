"""Which engines propose: what ships, or what the researcher names."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from crosscase.domain.progress import Tick, unseen
from crosscase.domain.speech import Transcriber
from crosscase.domain.suggestions import Embedder, EngineId, Matcher
from crosscase.engines.embed.address import AddressEmbedder
from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.folder import FolderEmbedder
from crosscase.engines.embed.kept import KeptEmbedder
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.use import UseEmbedder
from crosscase.engines.embed.watched import WatchedEmbedder
from crosscase.engines.language_model import LanguageModel
from crosscase.engines.match.cosine import CosineMatcher
from crosscase.engines.match.mixed import MixedMatcher
from crosscase.errors import NotAllowed


@dataclass
class Engines:
    """The doors to embedder, matcher and language model, opened when first asked for.

    ``language``: the study's ("zh" takes what knows Chinese). ``embedder_at``: a local
    sentence-transformers folder, or an OpenAI-compatible address, instead of what ships;
    ``language_model_at``: such an address; both with ``model``. Only an address sends anything
    anywhere, and it sends it there. ``tick`` is told how far they are.
    """

    language: str = "en"
    embedder_at: str = ""
    language_model_at: str = ""
    model: str = ""
    key: str = "none"
    tick: Tick = unseen
    _embedder: Embedder | None = field(default=None, init=False)
    _matcher: Matcher | None = field(default=None, init=False)

    def embedder(self) -> Embedder:
        """Texts to vectors."""
        if self._embedder is None:
            self._embedder = self._watched(self._chosen())
        return self._embedder

    def matcher(self) -> Matcher:
        """How well keywords name passages."""
        if self._matcher is None:
            own = bool(self.embedder_at)
            self._matcher = (
                CosineMatcher(self.embedder())
                if own
                else MixedMatcher(
                    KeptEmbedder(self._watched(MiniLMEmbedder())),
                    KeptEmbedder(self._watched(UseEmbedder())),
                )
            )
        return self._matcher

    def language_model(self) -> LanguageModel | None:
        """The language model the researcher named, if they named one."""
        if not self.language_model_at:
            return None
        return LanguageModel(self.language_model_at, self._named(), self.key, self.tick)

    def _chosen(self) -> Embedder:
        if self.embedder_at.startswith(("http://", "https://")):
            return AddressEmbedder(self.embedder_at, self._named(), self.key)
        if self.embedder_at:
            return FolderEmbedder(Path(self.embedder_at))
        return UseEmbedder() if self.language == "zh" else BothEmbedder()

    def _watched(self, embedder: Embedder) -> Embedder:
        return WatchedEmbedder(embedder, self.tick)

    def _named(self) -> str:
        if not self.model:
            raise NotAllowed("An address needs the name of a model.", hint="Say --model NAME.")
        return self.model


def transcriber(name: str = "", model: str = "", key: str = "none") -> Transcriber:
    """Who writes down what is said.

    ``name``: "" or "whisper" for Whisper base, or with ``model`` (a folder) that model; or an
    OpenAI-compatible address, which then needs the name of its model. Only an address sends
    anything anywhere. Raises ``NotAllowed`` for another name, ``EngineError``.
    """
    from crosscase.engines.transcribe.address import AddressTranscriber
    from crosscase.engines.transcribe.faster import FasterWhisper

    if name.startswith(("http://", "https://")):
        if not model:
            raise NotAllowed("An address needs the name of a model.", hint="Say --model NAME.")
        return AddressTranscriber(name, model, key)
    if name not in ("", "whisper"):
        raise NotAllowed(
            f"There is no transcriber {name!r}.",
            hint="Say whisper, or an address such as http://127.0.0.1:8080/v1.",
        )
    return FasterWhisper(Path(model)) if model else FasterWhisper.base()


def told(engine: EngineId) -> str:
    """An engine with its version, as decisions keep it."""
    return f"{engine.name} {engine.version}"
