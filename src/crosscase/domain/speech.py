"""What is heard in a recording: words with their times, and who says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.replaced import Replaced
from crosscase.domain.spans import Span
from crosscase.domain.suggestions import EngineId

RATE = 16_000
"""Samples a second: every recording is brought to this rate."""

Samples = NDArray[np.float32]
"""One channel, -1 to 1, at ``RATE``."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording: its channels (1 or more, of one length)."""

    channels: tuple[Samples, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.channels[0]) / RATE

    @property
    def mixed(self) -> Samples:
        """All channels in one."""
        if len(self.channels) == 1:
            return self.channels[0]
        mean: Samples = np.mean(self.channels, axis=0, dtype=np.float32)
        return mean


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``begin`` to ``finish``, in seconds of the recording."""

    begin: float
    finish: float


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as heard, with the blank before it where there is one.

    ``begin`` and ``finish`` are seconds of the recording, ``probability`` what the engine gives
    it (0 to 1), ``speaker`` who says it ("" where that is not known).
    """

    text: str
    begin: float
    finish: float
    probability: float
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an engine heard in one part of a recording."""

    words: tuple[SpokenWord, ...]
    language: str = ""


class Transcriber(Protocol):
    """Writes down what is said. One part (half a minute or less of one channel) at a time."""

    id: EngineId

    def language_of(self, speech: Samples) -> str:
        """The language of some speech ("en", "zh" …), or "" where the engine finds it itself."""

    def transcribe(self, part: Samples, language: str) -> Heard:
        """The words of one part, with times from its beginning.

        ``language``: as ``language_of`` gave it, or as the researcher says. Raises
        ``EngineError``.
        """


@dataclass(frozen=True, slots=True)
class WordTimes:
    """When each word of a turn is said: numbers alone, the words stand in the edition.

    ``marks``: for each word ``start,end,begin,finish,probability``, parted by blanks: code points
    of the edition, hundredths of a second of the recording, hundredths.
    """

    id: int
    turn: int
    marks: str


@dataclass(frozen=True, slots=True)
class Timed:
    """One word of an edition (code points) and when it is said (seconds)."""

    start: int
    end: int
    begin: float
    finish: float
    probability: float


def timed(marks: str) -> list[Timed]:
    """The words of a turn with their times."""
    rows = (map(int, mark.split(",")) for mark in marks.split())
    return [Timed(a, b, begin / 100, end / 100, sure / 100) for a, b, begin, end, sure in rows]


def marks_of(words: Iterable[Timed]) -> str:
    """Timed words as the study keeps them; ``timed`` reads them again."""
    return " ".join(
        f"{w.start},{w.end},{round(w.begin * 100)},{round(w.finish * 100)},"
        f"{round(w.probability * 100)}"
        for w in words
    )


def moved(marks: str, made: Replaced) -> str:
    """The marks of words after replacements.

    What stands in the place of words has their times, so that it is known when they are said; a
    person put it there, so it is sure.
    """
    found: list[Timed] = []
    for word in timed(marks):
        span = Span(word.start, word.end)
        place = made.follow(span)
        same = made.carry(span) is not None
        sure = word.probability if same else 1.0
        here = Timed(place.start, place.end, word.begin, word.finish, sure)
        if found and found[-1].end > place.start:
            last = found.pop()
            here = Timed(
                min(last.start, here.start),
                max(last.end, here.end),
                min(last.begin, here.begin),
                max(last.finish, here.finish),
                1.0,
            )
        found.append(here)
    return marks_of(found)


@dataclass(frozen=True, slots=True)
class Part:
    """What was heard in one part of a recording whose transcript is not finished.

    ``source`` is the recording, ``run`` names engine and settings; ``channel`` counts from 0,
    ``begin`` and ``finish`` are seconds. ``words`` have times of the whole recording.
    """

    source: int
    run: str
    channel: int
    begin: float
    finish: float
    words: tuple[SpokenWord, ...]
