"""The matcher that ships: near in meaning, nearer than its rivals, and taught by the coder."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.suggestions import Decided, Embedder, EngineId, Matcher, Scores, Vectors
from crosscase.engines.embed.kept import KeptEmbedder
from crosscase.engines.embed.minilm import MiniLMEmbedder
from crosscase.engines.embed.use import UseEmbedder
from crosscase.engines.match.lessons import Lessons, kinship
from crosscase.engines.match.rivals import rivals

TUNED = 0.9
"""Share of the tuned MiniLM in how near two texts lie; the rest is USE."""

RIVALS = 0.6
"""How much of the rivals' mean is taken off."""

STEEP, SHIFT = 20.6, -7.1
"""The logistic curve that makes a probability of it (Platt 1999)."""

USE_STEEP, USE_SHIFT = 0.45, 0.43
"""What brings the cosine of USE alone onto the scale of the mixture."""

_AT_ONCE = 2048


class MixedMatcher:
    """Tuned MiniLM and USE, mixed; for Chinese and other scripts USE alone.

    A score is the probability that a coder gives the passage that keyword. It depends on the
    other keywords that are asked about at once (see ``rivals``), never on other passages, and on
    no order. All weights were chosen on eight topics of the train split of ArgKP-2021 that the
    encoder had not seen (``training/README.md``).

    ``lessons``: decisions it has learned (see ``learn``).
    """

    def __init__(
        self,
        minilm: Embedder | None = None,
        use: Embedder | None = None,
        *,
        lessons: Lessons | None = None,
    ) -> None:
        self._minilm = KeptEmbedder(MiniLMEmbedder()) if minilm is None else minilm
        self._use = KeptEmbedder(UseEmbedder()) if use is None else use
        self._lessons = Lessons(()) if lessons is None else lessons
        self.id = EngineId(
            "keyword-matcher",
            "1",
            {
                "tuned": TUNED,
                "rivals": RIVALS,
                "steep": STEEP,
                "shift": SHIFT,
                "minilm": self._minilm.id.version,
                "weights": self._minilm.id.parameters.get("sha256", ""),
                "use": self._use.id.version,
                "decisions": len(self._lessons),
            },
        )

    def score(self, passages: Sequence[str], keywords: Sequence[str]) -> Scores:
        """Probabilities in 0 … 1; shape (passages, keywords)."""
        out = np.zeros((len(passages), len(keywords)), np.float32)
        if not passages or not keywords:
            return out
        names = _Texts(keywords, self._minilm, self._use)
        among = near(names, names)
        taught = _Texts(self._lessons.passages, self._minilm, self._use)
        rules = self._lessons.rules(
            keywords, _latent(near(taught, names), among), _kin(taught, taught)
        )
        for at in range(0, len(passages), _AT_ONCE):
            said = _Texts(passages[at : at + _AT_ONCE], self._minilm, self._use)
            latent = _latent(near(said, names), among)
            if rules:
                kin = _kin(said, taught)
                for column, (rows, weights) in rules.items():
                    latent[:, column] += kin[:, rows] @ weights
            out[at : at + _AT_ONCE] = 1 / (1 + np.exp(-np.clip(latent, -30, 30)))
        return out

    def learn(self, decided: Sequence[Decided]) -> Matcher:
        """A matcher that knows these decisions beside those it knew; this one stays as it was."""
        return MixedMatcher(self._minilm, self._use, lessons=self._lessons.and_also(decided))


class _Texts:
    """Texts with both vectors; ``tuned`` says for which of them MiniLM can be asked."""

    def __init__(self, texts: Sequence[str], minilm: Embedder, use: Embedder) -> None:
        self.tuned: NDArray[np.bool_] = np.array([_latin(text) for text in texts], dtype=bool)
        self.use: Vectors = use.embed(texts)
        rows = np.flatnonzero(self.tuned)
        made = minilm.embed([texts[row] for row in rows.tolist()])
        self.minilm: Vectors = np.zeros((len(texts), made.shape[1]), np.float32)
        self.minilm[rows] = made


def near(left: _Texts, right: _Texts) -> Scores:
    """How near the texts lie, shape (left, right), on the scale of the mixture."""
    plain = left.use @ right.use.T
    mixed = TUNED * (left.minilm @ right.minilm.T) + (1 - TUNED) * plain
    both = left.tuned[:, None] & right.tuned[None, :]
    return np.where(both, mixed, USE_STEEP * plain + USE_SHIFT).astype(np.float32)


def _latent(near_: Scores, among: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log odds of a match, shape as ``near_``."""
    if not len(near_):
        return near_
    above = near_ - RIVALS * rivals(near_, among)
    return np.asarray(STEEP * above + SHIFT, dtype=np.float32)


def _kin(left: _Texts, right: _Texts) -> NDArray[np.float64]:
    """How much a decision on one passage says of another: see ``lessons.kinship``."""
    return kinship(near(left, right).astype(np.float64))


def _latin(text: str) -> bool:
    """Whether most letters of ``text`` are Latin: MiniLM has hardly read any others."""
    letters = [c for c in text if c.isalpha()]
    latin = sum(c < "\u0250" or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return 2 * latin >= len(letters)
