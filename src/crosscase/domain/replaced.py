"""A text with other words in some places, and where every stretch of it went."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from crosscase.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text after replacements: ``cuts`` are the stretches of the old one, in order, apart.

    ``places`` are the stretches of the new text that stand for them.
    """

    text: str
    cuts: tuple[Span, ...]
    places: tuple[Span, ...]
    _starts: tuple[int, ...] = field(repr=False)
    _ends: tuple[int, ...] = field(repr=False)

    def carry(self, span: Span) -> Span | None:
        """Where a stretch stands now; None when it touches a replacement."""
        first = bisect_right(self._ends, span.start)
        if first < len(self.cuts) and self.cuts[first].overlaps(span):
            return None
        return span.shift(self._shift(first))

    def follow(self, span: Span) -> Span:
        """Where a stretch stands now; a replacement that it touches belongs to it whole."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        start = span.start + self._shift(first)
        if first < len(self.cuts) and self.cuts[first].start < span.start:
            start = self.places[first].start
        end = span.end + self._shift(last + 1)
        if last >= 0 and self.cuts[last].end > span.end:
            end = self.places[last].end
        return Span(start, max(start, end))

    def _shift(self, before: int) -> int:
        """By how much the text after ``before`` replacements moved."""
        return self.places[before - 1].end - self.cuts[before - 1].end if before else 0


def replace(text: str, changes: Iterable[tuple[Span, str]]) -> Replaced:
    """Put other words in the place of stretches; of two that overlap the first (longest) stands."""
    parts: list[str] = []
    cuts: list[Span] = []
    places: list[Span] = []
    at = length = 0
    for cut, words in sorted(changes, key=lambda one: (one[0].start, -one[0].end)):
        if cut.start < at or not len(cut):
            continue
        parts += [text[at : cut.start], words]
        length += cut.start - at
        cuts.append(cut)
        places.append(Span(length, length + len(words)))
        length += len(words)
        at = cut.end
    return Replaced(
        "".join([*parts, text[at:]]),
        tuple(cuts),
        tuple(places),
        tuple(cut.start for cut in cuts),
        tuple(cut.end for cut in cuts),
    )
