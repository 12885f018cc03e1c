"""Transcripts with sync points: which words are said when, and which words a time means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from crosscase.formats.refi import nodes
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.offsets import NOWHERE, Marked


@dataclass(frozen=True, slots=True)
class Enclosing:
    """The words between two sync points, and how many milliseconds more they are than was asked.

    None where the text begins or ends before a sync point does.
    """

    marked: Marked
    before: int | None
    after: int | None

    @property
    def wider(self) -> float:
        """Milliseconds more; without end where a sync point is missing."""
        return sum(float("inf") if one is None else one for one in (self.before, self.after))


class SyncPoints:
    """The sync points of one transcript, in the order of its text.

    Those whose time runs back are told (``astray``) and tell no time. Positions count as the file
    does; times are milliseconds.
    """

    def __init__(self, transcript: Node) -> None:
        self._at: dict[str, int] = {}
        self._times: dict[str, int] = {}
        told: list[tuple[int, int]] = []
        for node in nodes.children(transcript, "syncpoint"):
            position, time = nodes.number(node, "position"), nodes.number(node, "timestamp")
            if position >= 0:
                self._at[nodes.guid(node)] = position
            if time >= 0:
                self._times[nodes.guid(node)] = time
            if position >= 0 and time >= 0:
                told.append((position, time))
        self.astray = 0
        self._positions: list[int] = []
        self._arrives: list[int] = []
        self._leaves: list[int] = []
        for position, time in sorted(told):
            if self._leaves and time < self._leaves[-1]:
                self.astray += 1
            elif self._positions and position == self._positions[-1]:
                self._leaves[-1] = time
            else:
                self._positions.append(position)
                self._arrives.append(time)
                self._leaves.append(time)

    @property
    def tell_times(self) -> bool:
        """Whether a time means some words rather than others; one point alone tells nothing."""
        return len(self._positions) > 1

    def stretches(self) -> Iterator[tuple[Marked, float | None, float | None]]:
        """The words from each point to the next, and the seconds at which they begin and end."""
        places = [None, *self._positions, None]
        begins = [None, *(time / 1000 for time in self._leaves)]
        finishes = [*(time / 1000 for time in self._arrives), None]
        for at, (begin, finish) in enumerate(zip(begins, finishes, strict=True)):
            yield Marked(places[at], places[at + 1], points=True), begin, finish

    def between(self, selection: Node) -> Marked:
        """The words from one point to another, both by name; nowhere where one is not there."""
        first, last = (self._at.get(guid) for guid in _ends(selection))
        if first is None or last is None:
            return NOWHERE
        return Marked(first, last, nodes.said(selection, "name"), points=True)

    def place_of(self, selection: Node) -> str:
        """The times of the two points of a selection, "?" where one is not known."""
        return "–".join(
            clock(self._times[guid]) if guid in self._times else "?" for guid in _ends(selection)
        )

    def enclosing(self, begin: int, end: int) -> Enclosing | None:
        """The words between the nearest points at or around these times; None for no time."""
        if not (self.tell_times and 0 <= begin <= end):
            return None
        first = bisect_right(self._leaves, begin) - 1
        last = max(bisect_left(self._arrives, end), first + 1)
        start = self._positions[first] if first >= 0 else None
        stop = self._positions[last] if last < len(self._positions) else None
        return Enclosing(
            Marked(start, stop, points=True),
            begin - self._leaves[first] if start is not None else None,
            self._arrives[last] - end if stop is not None else None,
        )


def clock(milliseconds: int) -> str:
    """A time of a recording as people write it: ``0:14.7``, ``1:02:03``."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    tail = f"{second:02}" + (f".{rest:03}".rstrip("0") if rest else "")
    return f"{hours}:{minute:02}:{tail}" if hours else f"{minute}:{tail}"


def _ends(selection: Node) -> tuple[str, str]:
    return nodes.guid(selection, "fromsyncpoint"), nodes.guid(selection, "tosyncpoint")
