"""What was collected: sources, their editions, turns and segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscase.domain.spans import Span

SourceKind = Literal["transcript", "recording", "answers", "note", "document", "image"]
EditionKind = Literal["first", "corrected", "protected", "translated"]
SpeakerRole = Literal["interviewer", "participant", "unknown"]


@dataclass(frozen=True, slots=True)
class Source:
    """Something collected. ``name`` holds no real name; ``sha256`` is of the file as it came."""

    id: int
    name: str
    kind: SourceKind
    sha256: str = ""
    language: str = ""
    date: str = ""
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A participant speaks in a source."""

    id: int
    source: int
    participant: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of a source at one time. ``original``: the edition it translates."""

    id: int
    source: int
    ordinal: int
    kind: EditionKind
    text: str
    sealed: bool = False
    original: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks a turn: a participant, an interviewer, or unknown."""

    id: int
    label: str
    role: SpeakerRole = "unknown"
    participant: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's unbroken speech. ``begin`` and ``finish`` are seconds of the recording."""

    id: int
    edition: int
    ordinal: int
    start: int
    end: int
    speaker: int | None = None
    line: int | None = None
    begin: float | None = None
    finish: float | None = None

    @property
    def span(self) -> Span:
        """Where the words of the turn stand in the edition."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of one edition with its words; ``unit``: proposed as a meaning unit."""

    id: int
    edition: int
    start: int
    end: int
    quote: str
    unit: bool = False

    @property
    def span(self) -> Span:
        """Where the words stand in the edition."""
        return Span(self.start, self.end)
