"""Where the words of a quotation stand in a text: as they are, else the place most like them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from crosscase.domain.spans import Span
from crosscase.formats.labels import candidate

LEAST = 85.0
"""The likeness (0 to 100, rapidfuzz's partial ratio) below which a place is not taken."""

NEARLY = 99.0
"""The most that a place is like words that do not stand there as they are."""

_PROMISING = 70.0
"""The likeness from which a place is looked at more closely."""

_HALF = 50.0
_PIECE = 5
"""Characters that, one after the other the same, are no chance."""

_LEFT_OUT = re.compile(r"\[[^\[\]]{0,200}\]|…|\.\.\.+")
"""What stands for words that were left out, or was put in by who quotes."""

_BETWEEN = 1_000
"""Characters that may have been left out at one place."""

_SHORT = 12
"""Characters under which a quotation is only found as it is, between words."""

_ALIKE = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―−", '\'\'\'\'""""""-------')
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
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
        if spans := self.all(words):
            first = min(spans, key=lambda span: abs(span.start - near))
            return Found(first, 100.0, len(spans))
        return self.nearly(words)

    def nearly(self, words: str) -> Found | None:
        """The place most like words that stand nowhere as they are; None for none like enough."""
        spoken = _spoken(words)
        if found := self._in_pieces(spoken):
            return found
        likes = map(self._alike, dict.fromkeys((words, words.strip(_AROUND), spoken)))
        return max(filter(None, likes), key=lambda found: found.score, default=None)

    def all(self, words: str) -> list[Span]:
        """Every place where the words stand as they are, with labels of speakers or without."""
        spoken = _spoken(words)
        for said in dict.fromkeys((words, words.strip(_AROUND), spoken, spoken.strip(_AROUND))):
            needle, _ = _even(said)
            if needle and (spans := self._spans(needle)):
                return spans
        return []

    def _in_pieces(self, words: str) -> Found | None:
        """Where words stand of which some were left out (…) or put in ([the firm])."""
        pieces = [needle for piece in _LEFT_OUT.split(words) if (needle := _even(piece)[0])]
        cut = _LEFT_OUT.search(words) and sum(map(len, pieces)) >= _SHORT
        if not cut or min(map(len, pieces)) < _PIECE:
            return None
        start = self._even.find(pieces[0])
        while start >= 0:
            end = start + len(pieces[0])
            for piece in pieces[1:]:
                at = self._even.find(piece, end, end + _BETWEEN)
                if at < 0:
                    break
                end = at + len(piece)
            else:
                return Found(self.whole(self._raw(start, end)), NEARLY)
            start = self._even.find(pieces[0], start + 1)
        return None

    def _alike(self, words: str) -> Found | None:
        """The place most like the words."""
        needle, _ = _even(words)
        if not _SHORT <= len(needle) <= len(self._even):
            return None
        like = fuzz.partial_ratio_alignment(needle, self._even, score_cutoff=_PROMISING)
        if like is None or like.score < _PROMISING or like.dest_end <= like.dest_start:
            return None
        span = self._fitted(needle, like.dest_start, like.dest_end)
        score = fuzz.ratio(needle, _even(span.of(self._text))[0])
        return Found(span, min(score, NEARLY)) if score >= LEAST else None

    def _fitted(self, needle: str, start: int, end: int) -> Span:
        """The place with its ends where what is alike begins and ends.

        The one that was found is as long as the needle; what was said may be longer or shorter.
        """
        first = max(0, start - len(needle) // 4 - _PIECE)
        there = self._even[first : end + len(needle) // 4 + _PIECE]
        same = [
            block
            for block in Indel.opcodes(needle, there)
            if block.tag == "equal" and block.src_end - block.src_start >= _PIECE
        ]
        if not same:
            return self._snapped(self._raw(start, end), needle)
        head, tail = needle[: same[0].src_start], needle[same[-1].src_end :]
        start, end = same[0].dest_start, same[-1].dest_end
        if head and fuzz.ratio(head, there[max(0, start - len(head)) : start]) >= _HALF:
            start = max(0, start - len(head))
        if tail and fuzz.ratio(tail, there[end : end + len(tail)]) >= _HALF:
            end = min(len(there), end + len(tail))
        return self._snapped(self._raw(first + start, first + end), needle)

    def _snapped(self, span: Span, needle: str) -> Span:
        """The place between ends of words, without marks at them that the needle has not."""
        text, first, last = self._text, self._nearest(span.start), self._nearest(span.end)
        while first < last and not (text[first].isalnum() or _even(text[first])[0] == needle[0]):
            first += 1
        while first < last and not (
            text[last - 1].isalnum() or _even(text[last - 1])[0] == needle[-1]
        ):
            last -= 1
        return Span(first, last) if first < last else span

    def _nearest(self, at: int) -> int:
        """The nearest place at which no word goes on."""
        low = high = at
        while _goes_on(self._text, low):
            low -= 1
        while _goes_on(self._text, high):
            high += 1
        return low if at - low <= high - at else high

    def _spans(self, needle: str) -> list[Span]:
        spans: list[Span] = []
        at = self._even.find(needle)
        while at >= 0:
            span = self._raw(at, at + len(needle))
            if len(needle) >= _SHORT or self._apart(span):
                spans.append(span)
            at = self._even.find(needle, at + len(needle))
        return spans

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
        if character.isspace() or character in _UNSEEN:
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
