"""Where something stands: half-open, in Unicode code points, or in seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]``: half open, in code points.

    Raises ``ValueError`` when it is empty the wrong way round or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of ``text`` that the span marks."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same span ``by`` code points later (or earlier)."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether every code point of this span is in ``other``."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A stretch of a recording, in seconds from its beginning; half open."""

    begin: float
    end: float

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            raise ValueError(f"no time span from {self.begin} to {self.end}")


def find_quote(text: str, quote: str, *, within: Iterable[Span] | None = None) -> list[Span]:
    """Every place where ``quote`` stands in ``text``, exactly, in order.

    ``within``: only places that lie inside one of these spans.
    """
    if not quote:
        return []
    places: list[Span] = []
    at = text.find(quote)
    while at >= 0:
        places.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    if within is None:
        return places
    bounds = list(within)
    return [place for place in places if any(place.within(bound) for bound in bounds)]
