"""Where a quotation stands, whatever the program that wrote its two numbers counted.

The norm (REFI-QDA 1.5, section 10.2) counts Unicode code points from 0; programs count other
things. So the convention is found: every one is tried, and the one is taken under which most
quotations are the words that are stored with them and most begin and end where words do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.spans import Span
from crosscase.formats.refi.edges import Kinds, edges_of, kind_of
from crosscase.formats.refi.stored import Standing, Stored

Unit = Literal["code points", "UTF-16 units", "UTF-8 bytes"]
Breaks = Literal["as it stands", "as one", "as two"]
Numbers = NDArray[np.int64]

_MARK_WIDTH: dict[Unit, int] = {"code points": 1, "UTF-16 units": 1, "UTF-8 bytes": 3}


@dataclass(frozen=True, slots=True)
class Convention:
    """What the numbers count, how much a line break is, and whether the last one is included.

    ``mark``: a byte order mark counts in the texts that have one.
    """

    unit: Unit = "code points"
    breaks: Breaks = "as it stands"
    mark: bool = False
    last: bool = False

    def __str__(self) -> str:
        mark = "counted" if self.mark else "not counted"
        last = "included" if self.last else "not included"
        return f"{self.unit}, a line break {self.breaks}, a byte order mark {mark}, the end {last}"


CONVENTIONS = tuple(
    Convention(*choice)
    for choice in product(get_args(Unit), get_args(Breaks), (False, True), (False, True))
)
"""Every convention, the plainest first: it is taken where several fit equally."""

OWN = {
    "crosscase": Convention(),
    "crosscase (nvivo)": Convention("UTF-16 units", "as two"),
    "Taguette (.sqlite3)": Convention("UTF-8 bytes"),
}
"""What the numbers of a file count by its ``origin``, where that is known: nothing is to be found.

Of ours, and of a database of Taguette."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Two numbers as a file gives them, and the words stored with them ("" for none).

    None is where the text begins or ends. ``points``: the numbers are places between characters,
    so that none of them is a last character.
    """

    start: int | None
    end: int | None
    words: str = ""
    points: bool = False

    @property
    def size(self) -> int:
        """How much the numbers span, whatever they count; -1 where one of them is not known."""
        return -1 if self.start is None or self.end is None else self.end - self.start


_FEW = 0.1
"""By how much a passage the last number must fit better as included to be taken so.

An end inside a word is 2 worse than one behind it: one passage in twenty may be marked by a slip.
"""

NOWHERE = Marked(-1, -1)
"""What is no passage of any text."""


class Text:
    """A text as it came, with the passages marked in it; ``mark``: it had a byte order mark."""

    def __init__(self, raw: str, marked: Sequence[Marked], *, mark: bool = False) -> None:
        self.raw = raw
        self.mark = mark
        self.marked = tuple(marked)
        self._starts = np.array([_bounded(m.start or 0) for m in marked], dtype=np.int64)
        self._ends = np.array([_bounded(m.end or 0) for m in marked], dtype=np.int64)
        self._first = np.array([m.start is None for m in marked], dtype=np.bool_)
        self._last = np.array([m.end is None for m in marked], dtype=np.bool_)
        self._closed = np.array([not m.points for m in marked], dtype=np.bool_)
        self._scores: dict[Convention, tuple[int, int]] = {}

    @cached_property
    def _points(self) -> NDArray[np.uint32]:
        return np.frombuffer(self.raw.encode("utf-32-le", "surrogatepass"), dtype="<u4")

    @cached_property
    def _widest(self) -> int:
        return int(self._points.max(initial=0))

    def plainest(self, convention: Convention) -> Convention:
        """The plainest convention under which numbers mean the same places of this text."""
        unit, breaks = convention.unit, convention.breaks
        mark = self.mark and convention.mark
        narrow = self._widest < (0x80 if unit == "UTF-8 bytes" else 0x10000)
        if narrow and not (mark and unit == "UTF-8 bytes"):
            unit = "code points"
        counted = "\n" in self.raw or "\r" in self.raw
        if not (self._pairs.size if breaks == "as one" else counted):
            breaks = "as it stands"
        return Convention(unit, breaks, mark, convention.last)

    @cached_property
    def _pairs(self) -> Numbers:
        """Where a carriage return is followed by a line feed."""
        points = self._points
        return np.flatnonzero((points[:-1] == 13) & (points[1:] == 10))

    def _widths(self, unit: Unit, breaks: Breaks) -> Numbers:
        points = self._points
        if unit == "code points":
            widths = np.ones(len(points), dtype=np.int64)
        elif unit == "UTF-16 units":
            widths = 1 + (points > 0xFFFF).astype(np.int64)
        else:
            steps = np.array([0x80, 0x800, 0x10000])
            widths = 1 + np.searchsorted(steps, points, side="right").astype(np.int64)
        if breaks == "as one":
            widths[self._pairs] = 0
        elif breaks == "as two":
            widths[(points == 10) | (points == 13)] = 2
            widths[self._pairs] = 1
            widths[self._pairs + 1] = 1
        return widths

    @cached_property
    def _positions(self) -> dict[tuple[Unit, Breaks], Numbers]:
        return {}

    def _at(self, numbers: Numbers, unit: Unit, breaks: Breaks) -> Numbers:
        """The code points at which these numbers fall; -1 outside or inside a character."""
        if (unit, breaks) not in self._positions:
            widths = self._widths(unit, breaks)
            self._positions[unit, breaks] = np.concatenate(([0], np.cumsum(widths)))
        positions = self._positions[unit, breaks]
        found = np.searchsorted(positions, numbers)
        exact = positions[np.minimum(found, len(positions) - 1)] == numbers
        return np.where(exact & (found < len(positions)), found, -1)

    def forget(self) -> None:
        """Let go of what was worked out for every convention: of many texts it is too much."""
        self._positions.clear()
        self._scores.clear()

    def places(self, convention: Convention) -> tuple[Numbers, Numbers]:
        """Where each passage begins and ends in ``raw``, in code points; -1 where it cannot be."""
        convention = self.plainest(convention)
        unit, breaks = convention.unit, convention.breaks
        shift = _MARK_WIDTH[unit] if convention.mark else 0
        starts = self._at(self._starts - shift, unit, breaks)
        ends = self._at(self._ends - shift + self._closed * convention.last, unit, breaks)
        if convention.last:
            inside = self._at(self._ends - shift, unit, breaks)
            within = self._closed & (inside >= 0) & (inside < len(self.raw))
            ends = np.where((ends < 0) & within, inside + 1, ends)
        starts = np.where(self._first, 0, starts)
        ends = np.where(self._last, len(self.raw), ends)
        bad = (starts < 0) | (ends <= starts)
        return np.where(bad, -1, starts), np.where(bad, -1, ends)

    def clean(self, places: Sequence[Span | None]) -> list[Span | None]:
        """The same passages of the text whose line ends are single and whose mark is taken off."""
        mark = self.raw.startswith("\ufeff")
        if not (mark or self._pairs.size):
            return list(places)
        ends = np.array([(at.start, at.end) if at else (0, 0) for at in places]).reshape(-1, 2)
        moved = ends - np.searchsorted(self._pairs, ends - 1) - (mark & (ends > 0))
        return [
            Span(start, end) if at else None
            for at, (start, end) in zip(places, moved.tolist(), strict=True)
        ]

    @cached_property
    def _kinds(self) -> Kinds:
        """What each character of the text is."""
        table = np.zeros(self._widest + 1, dtype=np.int8)
        for character in set(self.raw):
            table[ord(character)] = kind_of(character)
        return table[self._points]

    @cached_property
    def edges(self) -> tuple[Kinds, Kinds]:
        """For each place how well a passage begins or ends there, 0 to 2; see ``edges_of``."""
        return edges_of(self._kinds)

    @cached_property
    def stored(self) -> Stored:
        """The words stored with the passages."""
        return Stored(self.raw, self._kinds, [marked.words for marked in self.marked])

    def named(self, places: Sequence[Span | None]) -> list[bool]:
        """Whether each passage is the words stored with it, blanks apart."""
        pairs = [(at.start, at.end) if at else (0, 0) for at in places]
        return self.stored.named(*np.array(pairs, dtype=np.int64).reshape(-1, 2).T)

    def moved(self, places: Sequence[Span | None], named: Sequence[bool]) -> dict[int, Standing]:
        """Where the words stored with a passage stand, for all that ``places`` put elsewhere.

        ``named``: which passages are the words stored with them.
        """
        found: dict[int, Standing] = {}
        for at, (marked, place) in enumerate(zip(self.marked, places, strict=True)):
            if not marked.words or named[at] or (place and self.stored.held(at, place)):
                continue
            near = place.start if place else marked.start or 0
            size = place.end - place.start if place else marked.size
            if (standing := self.stored.standing(at, near, size)) is not None:
                found[at] = standing
        return found

    def score(self, convention: Convention) -> tuple[int, int]:
        """How many passages are their stored words, and how well all of them begin and end."""
        convention = self.plainest(convention)
        if convention not in self._scores:
            starts, ends = self.places(convention)
            names = sum(self.stored.named(starts, ends))
            placed = starts >= 0
            first, last = self.edges
            fits = int(first[starts[placed]].sum(dtype=int) + last[ends[placed]].sum(dtype=int))
            self._scores[convention] = (names, fits)
        return self._scores[convention]


@dataclass(frozen=True, slots=True)
class Found:
    """The convention of a project; ``rivals`` fit equally and put some passage elsewhere."""

    convention: Convention
    rivals: tuple[Convention, ...] = ()


def find_convention(texts: Sequence[Text], origin: str = "") -> Found:
    """The convention under which most passages are what they are said to be.

    The last number is not included, as the norm has it, unless more than a few passages say so.
    ``origin``: the program that wrote them; those of ``OWN`` are taken at their word.
    """
    if origin in OWN:
        return Found(OWN[origin])
    scores = dict.fromkeys(CONVENTIONS, (0, 0))
    for text in texts:
        for convention, (names, fits) in scores.items():
            more = text.score(convention)
            scores[convention] = (names + more[0], fits + more[1])
        text.forget()
    best = max(scores.values())
    equal = [convention for convention in CONVENTIONS if scores[convention] == best]
    plain = replace(equal[0], last=False)
    names, fits = scores[plain]
    few = _FEW * sum(len(text.marked) for text in texts)
    if plain not in equal and names == best[0] and best[1] - fits <= few:
        equal.insert(0, plain)
    first = equal[0]
    rivals = tuple(other for other in equal[1:] if not _same(texts, first, other))
    return Found(first, rivals)


def spans(text: Text, convention: Convention) -> Iterator[Span | None]:
    """Each passage of the text as a span of ``raw``; None where the numbers fit nowhere."""
    for start, end in zip(*text.places(convention), strict=True):
        yield Span(int(start), int(end)) if start >= 0 else None


def _same(texts: Sequence[Text], one: Convention, other: Convention) -> bool:
    return all(
        np.array_equal(mine, theirs)
        for text in texts
        if text.plainest(one) != text.plainest(other)
        for mine, theirs in zip(text.places(one), text.places(other), strict=True)
    )


def _bounded(number: int) -> int:
    """A number that fits the arithmetic: what lies that far out is outside of every text."""
    return number if abs(number) < 2**40 else -(2**40)
