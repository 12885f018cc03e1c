"""What every reader makes first of its file: lines, some with a label or a time already known."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from crosscase.domain.spans import Span
from crosscase.formats.times import INNER, Moment

LONGEST_TIDIED = 1_000_000
"""A line beyond this is no paragraph of a talk; times and escapes in it are left as they are."""

_ESCAPE = re.compile(r"\\(?=[\[\]*_#(){}.-])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: ``number`` from 1; ``label`` where the format itself names a speaker
    ("": nobody new).

    ``begins``: a new turn begins here whatever the words look like (a cue, a table row).
    """

    text: str
    number: int
    label: str | None = None
    time: Moment | None = None
    begins: bool = False


@dataclass(slots=True)
class Page:
    """The text that is kept, written line after line, and where each kept part came from."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)

    def write(self, at: int, line: str, start: int, *, speech: bool) -> Span:
        """Keeps ``line[start:]`` as line ``at``; its times (in speech) and escapes are left out."""
        end = len(line.rstrip())
        while start < end and line[start].isspace():
            start += 1
        cuts: list[tuple[int, int]] = []
        tidy = end - start <= LONGEST_TIDIED
        if tidy and speech and "[" in line:
            cuts += [found.span() for found in INNER.finditer(line, start, end)]
            self.left_out += [at] * len(cuts)
        if tidy and "\\" in line:
            cuts += [found.span() for found in _ESCAPE.finditer(line, start, end)]
            cuts.sort(key=lambda cut: (cut[0], -cut[1]))
        kept: list[tuple[int, int]] = []
        place = start
        for cut, after in [*cuts, (end, end)]:
            if cut < place:
                continue
            if after - cut > 1 and (cut == place or line[cut - 1].isspace()):
                while after < end and line[after].isspace():
                    after += 1  # one space is left where "a [00:01] b" had two
            if cut > place:
                kept.append((place, cut))
            place = after
        while kept and not line[slice(*kept[-1])].rstrip():
            kept.pop()
        if kept:
            kept[-1] = (kept[-1][0], kept[-1][0] + len(line[slice(*kept[-1])].rstrip()))
        begin = self.length
        self.places[at] = [(start, begin, 0)]
        for number, (source, stop) in enumerate(kept):
            if number == 0:
                self.places[at] = []
            self.places[at].append((source, self.length, stop - source))
            self.parts.append(line[source:stop])
            self.length += stop - source
        return Span(begin, self.length)

    def end_line(self) -> None:
        """Ends the line that was being written."""
        self.parts.append("\n")
        self.length += 1

    def place_of(self, at: int, column: int) -> int:
        """Where the sign at ``column`` of line ``at`` (or the next kept) stands in the text."""
        pieces = self.places.get(at, [(0, self.length, 0)])
        which = max(bisect_right(pieces, column, key=lambda piece: piece[0]) - 1, 0)
        source, kept, length = pieces[which]
        return kept + min(max(column - source, 0), length)

    def text(self) -> str:
        """All that was kept."""
        return "".join(self.parts)
