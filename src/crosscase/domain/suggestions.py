"""What engines propose. A suggestion is not data until a coder decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.spans import Span

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); each row has length 1."""

Scores = NDArray[np.float32]
"""Shape (passages, keywords); each in 0 … 1."""

Verdict = Literal["accept", "change", "reject"]
About = Literal["keyword", "discard", "merge", "assign", "answer", "contrary"]
MOST_CONTRARY = 20
"""How many passages one search proposes: as many as a person reads at one sitting."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a participant's speech that an engine looks at.

    ``key`` is the caller's own name for it (a segment id); ``question`` the words of the guide
    question it answers ("" where unknown).
    """

    key: int
    text: str
    language: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword an engine may propose again. ``key`` is the caller's name for it (a code id)."""

    key: int
    name: str
    definition: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What a coder already decided of one pair: the lesson an engine learns from."""

    passage: str
    keyword: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """One keyword for one passage.

    ``keyword`` is the key of an existing keyword or None, then ``name`` is new and in the
    speaker's words. ``span`` marks the words in the passage it rests on.
    """

    passage: int
    name: str
    score: float
    reason: str
    keyword: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Subtraction:
    """A passage that does not seem to answer, proposed for discarding."""

    passage: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Keywords that seem to mean the same; ``name`` is the member that says it best."""

    name: str
    members: tuple[int, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """A keyword for a construct; ``construct`` None proposes a new (inductive) one by ``name``."""

    keyword: int
    construct: int | None
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Contrary:
    """A passage that may speak against a proposition; a person says whether it does."""

    passage: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class EngineId:
    """Which program proposed: kept with every decision."""

    name: str
    version: str
    parameters: Mapping[str, str | int | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A suggestion nobody has decided yet. It is never counted.

    ``about`` is what was proposed: a keyword for a segment, a discard of a segment, a merge of the
    keyword ``code`` into ``into``, an assignment of ``code`` to the construct ``into``, an answer.
    ``name`` is the proposed name (of a new keyword or construct where the id is None). An answer
    is a stretch (``start`` to ``end`` of ``edition``) for the question ``into``; a contrary passage
    is a segment that may speak against the proposition ``into``.
    """

    id: int
    about: About
    segment: int | None
    code: int | None
    into: int | None
    name: str
    score: float
    reason: str
    engine: str
    edition: int | None = None
    start: int | None = None
    end: int | None = None


class Embedder(Protocol):
    """Texts to vectors."""

    id: EngineId

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text."""


class Matcher(Protocol):
    """How well keywords name passages."""

    id: EngineId

    def score(self, passages: Sequence[str], keywords: Sequence[str]) -> Scores:
        """A score in 0 … 1 for each passage and keyword."""

    def learn(self, decided: Sequence[Decided]) -> Matcher:
        """A matcher that has taken these decisions to heart; this one stays as it was."""
