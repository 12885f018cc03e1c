"""What the tests of the readers share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscase.domain.reading import Reading
from crosscase.formats.text import read_text


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real interviews; tests that need it skip where it is absent."""
    folder = os.environ.get("CROSSCASE_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CROSSCASE_DATA names no folder of real interviews")
    return Path(folder)


@pytest.fixture
def talk():
    """Reads a drawn passage as a text file."""

    def read(drawn: str, name: str = "talk.txt") -> Reading:
        return read_text(drawn.encode(), name)

    return read


@pytest.fixture
def said():
    """Who said what in a reading, as pairs."""

    def pairs(reading: Reading) -> list[tuple[str, str]]:
        return [(turn.label, turn.span.of(reading.text)) for turn in reading.turns]

    return pairs


@pytest.fixture
def sound():
    """Checks what every Reading promises of its spans."""

    def check(reading: Reading) -> None:
        end = 0
        for turn in reading.turns:
            assert end <= turn.span.start < turn.span.end <= len(reading.text)
            words = turn.span.of(reading.text)
            assert words == words.strip()
            end = turn.span.end
        for comment in reading.comments:
            assert comment.span.end <= len(reading.text)
        for text in (reading.text, *(turn.label for turn in reading.turns)):
            assert not any(c == "\r" or c == "\0" or "\ud800" <= c <= "\udfff" for c in text)

    return check
