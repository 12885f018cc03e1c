"""The words that a file stores with its passages, looked for in the text they are from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.spans import Span
from crosscase.formats.refi.edges import SPACE, Kinds

_ELLIPSES = ("…", "...")
_NEAR = 2
"""How many characters a quotation may be longer or shorter than its numbers say."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where stored words stand in a text: at the place nearest to the numbers, of how many."""

    span: Span
    often: int

    def __str__(self) -> str:
        nearest = f"the nearest of the {self.often} places of " if self.often > 1 else ""
        return f"placed on {nearest}the words stored with it"


def put(places: Sequence[Span | None], moved: Mapping[int, Standing]) -> list[Span | None]:
    """The places, those that are ``moved`` where their words stand."""
    return [moved[n].span if n in moved else place for n, place in enumerate(places)]


class Stored:
    """Stored words of a text ("" for none), in the order of its passages; blanks tell nothing."""

    def __init__(self, raw: str, kinds: Kinds, words: Sequence[str]) -> None:
        self._squeezed = "".join(raw.split())
        self._kinds = kinds
        self._words = [_cut(one) for one in words]
        self._said = words
        self._any = any(one for one, _ in self._words)

    @cached_property
    def _before(self) -> NDArray[np.int32]:
        """How many characters that are no blanks stand before each place."""
        before = np.zeros(len(self._kinds) + 1, dtype=np.int32)
        np.cumsum(self._kinds != SPACE, out=before[1:])
        return before

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """Where each character stands that is no blank."""
        return np.flatnonzero(self._kinds != SPACE)

    def named(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[bool]:
        """Whether the first passages are their words at these places; nowhere, they are not."""
        if not self._any:
            return [False] * len(self._words)
        begins, finishes = self._before[starts].tolist(), self._before[ends].tolist()
        named: list[bool] = []
        for (words, cut), begin, finish in zip(self._words, begins, finishes, strict=False):
            left = finish - begin - len(words)
            fits = bool(words) and (left > 0 if cut else left == 0)
            named.append(fits and self._squeezed.startswith(words, begin))
        return named

    def quoted(self, index: int, size: int) -> bool:
        """Whether the words stand anywhere in the text and are as many as the numbers say.

        ``size``: how much the numbers of the passage span, whatever they count. A label of one
        word stands in many a text, but is seldom as long as the passage.
        """
        words, cut = self._words[index]
        longest = len(self._said[index].encode("utf-8", "replace")) + _NEAR
        fits = len(words) - _NEAR <= size and (cut or size <= longest)
        return bool(words) and fits and words in self._squeezed

    def standing(self, index: int, near: int, size: int) -> Standing | None:
        """Where the words stand; None for none, or where they stand nowhere in the text.

        ``near`` and ``size``: the code point where the numbers begin, and how many they span. What
        is cut short is as long as that, and ends where the text does.
        """
        words, cut = self._words[index]
        at = int(self._before[min(max(near, 0), len(self._kinds))])
        earlier = self._squeezed.rfind(words, 0, at + len(words))
        later = self._squeezed.find(words, at)
        found = [one for one in (earlier, later) if words and one >= 0]
        if not found:
            return None
        begin = min(found, key=lambda one: abs(one - at))
        start = int(self._places[begin])
        end = int(self._places[begin + len(words) - 1]) + 1
        if cut:
            end = max(end, min(start + size, len(self._kinds)))
        return Standing(Span(start, end), self._squeezed.count(words))

    def held(self, index: int, place: Span) -> bool:
        """Whether a passage at this place begins with its words, or has them among many more."""
        words, _ = self._words[index]
        begin, end = int(self._before[place.start]), int(self._before[place.end])
        inside = self._squeezed.find(words, begin, end)
        return inside == begin or (inside > begin and end - begin > 2 * len(words))


def _cut(words: str) -> tuple[str, bool]:
    """Stored words without blanks, and whether they were cut short."""
    squeezed = "".join(words.split())
    for sign in _ELLIPSES:
        if squeezed.endswith(sign) and squeezed != sign:
            return squeezed.removesuffix(sign), True
    return squeezed, False
