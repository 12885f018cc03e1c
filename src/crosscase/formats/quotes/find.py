"""Where the words of a quotation stand in a text: as they are, else the place most like them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from crosscase.domain.spans import Span
from crosscase.formats.labels import candidate

LEAST = 85.0
"""The likeness (0 to 100, rapidfuzz's partial ratio) below which a place is not taken."""

_SHORT = 12
"""Characters under which a quotation is only found as it is, between words."""

_ALIKE = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―−", '\'\'\'\'""""""-------')
_AROUND = " \t\n\"'“”„‘’«».…[]()"


@dataclass(frozen=True, slots=True)
class Found:
    """A place, how like the words it is (100: they are the same), and how often they stand."""

    span: Span
    score: float
    times: int = 1


class Haystack:
    """A text in which quotations are looked for, blanks, case and kinds of marks apart."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._even, self._places = _even(text)

    def find(self, words: str, near: int = 0) -> Found | None:
        """The place of the words: where they are as they stand, else the most alike.

        With the labels of speakers or without, as the text has them. Where they stand several
        times, that is taken which begins nearest to ``near``.
        """
        spoken = _spoken(words)
        for said in dict.fromkeys((words, words.strip(_AROUND), spoken, spoken.strip(_AROUND))):
            needle, _ = _even(said)
            if needle and (found := self._exactly(needle, near)):
                return found
        likes = map(self._alike, dict.fromkeys((words.strip(_AROUND), spoken.strip(_AROUND))))
        return max(filter(None, likes), key=lambda found: found.score, default=None)

    def _alike(self, words: str) -> Found | None:
        """The place most like the words."""
        needle, _ = _even(words)
        if not _SHORT <= len(needle) <= len(self._even):
            return None
        like = fuzz.partial_ratio_alignment(needle, self._even, score_cutoff=LEAST)
        if like is None or like.score < LEAST or like.dest_end <= like.dest_start:
            return None
        return Found(self.whole(self._raw(like.dest_start, like.dest_end)), min(like.score, 99.9))

    def _exactly(self, needle: str, near: int) -> Found | None:
        spans: list[Span] = []
        at = self._even.find(needle)
        while at >= 0:
            span = self._raw(at, at + len(needle))
            if len(needle) >= _SHORT or self._apart(span):
                spans.append(span)
            at = self._even.find(needle, at + len(needle))
        if not spans:
            return None
        return Found(min(spans, key=lambda span: abs(span.start - near)), 100.0, len(spans))

    def _raw(self, start: int, end: int) -> Span:
        return Span(self._places[start], self._places[end - 1] + 1)

    def whole(self, span: Span) -> Span:
        """The place with the words at its ends whole."""
        text, first, last = self._text, span.start, span.end
        while first > 0 and _goes_on(text, first):
            first -= 1
        while last < len(text) and _goes_on(text, last):
            last += 1
        return Span(first, last)

    def _apart(self, span: Span) -> bool:
        """Whether no word goes on over an end of the place."""
        return not (_goes_on(self._text, span.start) or _goes_on(self._text, span.end))


def _spoken(words: str) -> str:
    """The words without the labels of speakers at the beginnings of lines: texts have none."""
    labels = ((line, candidate(line)) for line in words.split("\n"))
    return "\n".join(line[label.start :] if label else line for line, label in labels)


def _even(text: str) -> tuple[str, list[int]]:
    """The text without blanks and case, and the place of each of its characters."""
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if character.isspace():
            continue
        if character.isascii():
            same = character.lower()
        else:
            same = unicodedata.normalize("NFKC", character).casefold().translate(_ALIKE)
        for one in same:
            if not one.isspace():
                kept.append(one)
                places.append(at)
    return "".join(kept), places


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on from before this place to behind it."""
    return 0 < at < len(text) and _wordly(text[at - 1]) and _wordly(text[at])


def _wordly(character: str) -> bool:
    """Whether the character is part of a word that may go on; Chinese signs stand alone."""
    wide = unicodedata.east_asian_width(character) in "WF"
    return not wide and (character.isalnum() or unicodedata.combining(character) > 0)
