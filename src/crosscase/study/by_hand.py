"""Codings made by hand: apply a code to a stretch, move its edges, take it off."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.domain.codebook import Code, CodeKind
from crosscase.domain.codings import Coding
from crosscase.domain.sources import Edition, Segment
from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.rows import Noun, Writer, read
from crosscase.study.codings import Room
from crosscase.study.desk import Desk


class ByHand:
    """What a coder does with the mouse or the keyboard on a transcript."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def apply(
        self,
        edition: int,
        span: Span,
        name: str,
        kind: CodeKind = "keyword",
        *,
        assisted: bool = False,
    ) -> int:
        """Judge that the stretch says what the code says; a code of a new name is made.

        ``assisted``: the coder saw a suggestion. Returns the id of the coding. Raises
        ``NotInStudy`` for an unknown edition, ``NotAllowed`` for an empty name or a stretch
        outside the text.
        """
        if not name.strip():
            raise NotAllowed("A code needs a name.", hint="Type one.")
        with self._desk.change("code") as writer:
            room = Room(writer)
            segment = room.segment(_edition(writer, edition), span)
            return room.apply(room.code(name.strip(), kind, make=True), segment, assisted=assisted)

    def apply_all(self, stretches: Iterable[tuple[int, Span]], name: str, why: str = "") -> int:
        """Apply one keyword to many stretches (edition, span) as one act; how many there are.

        Raises as ``apply`` does; then nothing is applied.
        """
        if not name.strip():
            raise NotAllowed("A code needs a name.", hint="Type one.")
        count = 0
        with self._desk.change("code", why) as writer:
            room = Room(writer)
            code = room.code(name.strip(), make=True)
            for edition, span in stretches:
                room.apply(code, room.segment(_edition(writer, edition), span))
                count += 1
        return count

    def take_off(self, codings: Iterable[int], why: str = "") -> None:
        """Take judgements back. Raises ``NotInStudy`` for one that is not there any more."""
        with self._desk.change("uncode", why) as writer:
            for number in codings:
                writer.remove(Coding, number)

    def move(self, coding: int, span: Span) -> None:
        """Give a coding other edges in the same text."""
        with self._desk.change("resize") as writer:
            room = Room(writer)
            mine = _one(writer, Coding, coding, "coding")
            place = _one(writer, Segment, mine.segment, "segment")
            segment = room.segment(_edition(writer, place.edition), span)
            self._put(writer, mine, segment, mine.code)

    def split(self, coding: int, at: int) -> int:
        """Cut a coding in two at a code point of its text; the id of the second part.

        Raises ``NotAllowed`` when the point is not inside the coding.
        """
        with self._desk.change("split coding") as writer:
            room = Room(writer)
            mine = _one(writer, Coding, coding, "coding")
            place = _one(writer, Segment, mine.segment, "segment")
            if not place.start < at < place.end:
                raise NotAllowed(
                    f"{at} is not inside the coding, which goes from {place.start} to {place.end}.",
                    hint="Select the words with which the second part begins.",
                )
            edition = _edition(writer, place.edition)
            self._put(writer, mine, room.segment(edition, Span(place.start, at)), mine.code)
            code = _one(writer, Code, mine.code, "code")
            return room.apply(code, room.segment(edition, Span(at, place.end)))

    def recode(self, coding: int, name: str) -> None:
        """Say that the stretch says something else: the coding gets another code."""
        with self._desk.change("recode") as writer:
            room = Room(writer)
            mine = _one(writer, Coding, coding, "coding")
            self._put(writer, mine, mine.segment, room.code(name.strip(), make=True).id)

    def _put(self, writer: Writer, mine: Coding, segment: int, code: int) -> None:
        for same in read(writer.db, Coding, segment=segment, code=code, coder=mine.coder):
            if same.id != mine.id:  # two judgements that became one
                writer.remove(Coding, mine.id)
            return
        writer.change(Coding, mine.id, segment=segment, code=code)


def _edition(writer: Writer, number: int) -> Edition:
    return _one(writer, Edition, number, "edition")


def _one(writer: Writer, noun: type[Noun], number: int, called: str) -> Noun:
    found = read(writer.db, noun, id=number)
    if not found:
        raise NotInStudy(
            f"The study has no {called} number {number} any more.", hint="Open the page again."
        )
    return found[0]
