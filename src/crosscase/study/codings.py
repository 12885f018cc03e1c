"""Judgements: the one place where a coding comes into being."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from crosscase.domain.codebook import Assignment, Code, CodeKind, Merge, check_merge, same_name
from crosscase.domain.codings import Coding, Discard
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.domain.spans import Span, find_quote
from crosscase.errors import NotAllowed, NotInStudy, TextDoesNotMatch
from crosscase.store.rows import Writer, read


@dataclass
class _Open:
    """An edition on the table: its segments by place, its turns, and who is present."""

    segments: dict[tuple[int, int], int]
    turns: list[Turn]
    present: tuple[int, ...]
    sealed: bool

    @cached_property
    def _edges(self) -> tuple[list[Turn], list[int], list[int]]:
        """The turns by their start, the starts, and how far any turn so far has reached."""
        turns = sorted(self.turns, key=lambda turn: turn.start)
        reach = accumulate((turn.end for turn in turns), max)
        return turns, [turn.start for turn in turns], list(reach)

    def heard(self, span: Span) -> list[Turn]:
        """The turns of which the span covers something."""
        turns, starts, reach = self._edges
        there = turns[bisect_right(reach, span.start) : bisect_left(starts, span.end)]
        return [turn for turn in there if turn.span.overlaps(span)]


@dataclass
class Room:
    """What a coder has on the table during one act; each name is looked up once, when needed."""

    writer: Writer

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by name."""
        return {source.name: source for source in read(self.writer.db, Source)}

    @cached_property
    def keywords(self) -> dict[str, Code]:
        """Keywords by the form under which names are one."""
        return {same_name(c.name): c for c in self._codes if c.kind == "keyword"}

    @cached_property
    def ideas(self) -> dict[str, Code]:
        """Themes and constructs by the form under which names are one."""
        return {same_name(c.name): c for c in self._codes if c.kind != "keyword"}

    @cached_property
    def _codes(self) -> list[Code]:
        return read(self.writer.db, Code)

    @cached_property
    def _open(self) -> dict[int, _Open]:
        return {}

    @cached_property
    def _who(self) -> dict[int, int | None]:
        return {speaker.id: speaker.participant for speaker in read(self.writer.db, Speaker)}

    def _opened(self, edition: Edition) -> _Open:
        """What is known of an edition, read when the first judgement falls on it."""
        if edition.id not in self._open:
            db = self.writer.db
            self._open[edition.id] = _Open(
                {(s.start, s.end): s.id for s in read(db, Segment, edition=edition.id)},
                read(db, Turn, edition=edition.id),
                tuple(p.participant for p in read(db, Presence, source=edition.source)),
                edition.sealed,
            )
        return self._open[edition.id]

    @cached_property
    def _newest(self) -> dict[int, Edition]:
        return {}

    def edition_of(self, source: int) -> Edition:
        """The newest edition of a source that is no translation."""
        if source not in self._newest:
            texts = read(self.writer.db, Edition, source=source)
            own = [e for e in texts if e.kind != "translated"]
            if not own:
                raise NotInStudy(
                    "This source is a recording that is not transcribed yet.",
                    hint="`crosscase transcribe` writes down what is said in it.",
                )
            self._newest[source] = own[-1]
        return self._newest[source]

    def place(self, source: str, quote: str) -> tuple[Edition, Span]:
        """The one place where the words stand in the source's speech.

        Raises ``NotInStudy`` for an unknown source, ``TextDoesNotMatch`` when the words stand
        there not at all or more than once.
        """
        if source not in self.sources:
            # NAME.zh and NAME.en are two editions of the source NAME
            source = source.rpartition(".")[0] or source
        if source not in self.sources:
            raise NotInStudy.named("source", source, self.sources)
        edition = self.edition_of(self.sources[source].id)
        speech = [turn.span for turn in self._opened(edition).turns] or None
        places = find_quote(edition.text, quote, within=speech)
        if len(places) != 1:
            often = "not at all" if not places else f"{len(places)} times, not once"
            raise TextDoesNotMatch(
                f"{quote[:80]!r} stands in {source!r} {often}.",
                hint="Copy the words from the transcript; give more of them if they recur.",
            )
        return edition, places[0]

    def segment(self, edition: Edition, span: Span) -> int:
        """The id of the segment at this place; it is made, and its edition sealed, if need be."""
        if not 0 <= span.start < span.end <= len(edition.text):
            raise NotAllowed(
                f"{span.start} to {span.end} is no stretch of a text of {len(edition.text)}."
            )
        there = self._opened(edition)
        key = (span.start, span.end)
        if key not in there.segments:
            if not there.sealed:
                self.writer.change(Edition, edition.id, sealed=True)
                there.sealed = True
            quote = span.of(edition.text)
            there.segments[key] = self.writer.add(
                Segment(0, edition.id, span.start, span.end, quote), self.speakers(edition, span)
            )
        return there.segments[key]

    def speakers(self, edition: Edition, span: Span) -> tuple[int, ...]:
        """The participants whose words the span covers."""
        there = self._opened(edition)
        if not there.turns:
            return there.present
        found = {self._who.get(turn.speaker or 0) for turn in there.heard(span)}
        return tuple(sorted(p for p in found if p))

    def code(self, name: str, kind: CodeKind = "keyword", *, make: bool = False) -> Code:
        """The code of that name; with ``make`` a new one of that kind if there is none.

        A keyword may bear the name of a theme or construct; themes and constructs share their
        names. Raises ``NotInStudy`` (nearest name) when there is none.
        """
        shelf = self.keywords if kind == "keyword" else self.ideas
        found = shelf.get(same_name(name))
        if found is None:
            if not make:
                raise NotInStudy.named(kind, name, [code.name for code in shelf.values()])
            found = Code(self.writer.add(Code(0, kind, name)), kind, name)
            shelf[same_name(name)] = found
        return found

    def apply(
        self, code: Code, segment: int, *, assisted: bool = False, unreviewed: bool = False
    ) -> int:
        """Create the coding: this coder, this code, this segment. Twice is one judgement."""
        coder = self.writer.coder
        for same in read(self.writer.db, Coding, segment=segment, code=code.id, coder=coder):
            return same.id
        return self.writer.add(Coding(0, coder, code.id, segment, assisted, unreviewed))

    def apply_all(self, judged: Iterable[Coding]) -> dict[tuple[int, int, int], int]:
        """Create the codings that another program kept; the new ones by coder, code and segment.

        One after the other they would take minutes. Twice is one judgement here, too.
        """
        there = {(c.coder, c.code, c.segment) for c in read(self.writer.db, Coding)}
        new: dict[tuple[int, int, int], Coding] = {}
        for one in judged:
            key = one.coder, one.code, one.segment
            if key not in there:
                new.setdefault(key, one)
        return dict(zip(new, self.writer.add_all([*new.values()]), strict=True))

    def discard(self, segment: int, why: str, *, unreviewed: bool = False) -> int:
        """A passage does not answer. Raises ``NotAllowed`` without a reason."""
        if not why.strip():
            raise NotAllowed("A discard needs a reason.", hint="Say why the passage is no answer.")
        return self.writer.add(Discard(0, self.writer.coder, segment, why, unreviewed))

    def merge(self, keyword: Code, into: Code, why: str = "", *, unreviewed: bool = False) -> int:
        """Join a keyword to one that means the same; the codings stay as they were judged."""
        check_merge(keyword.id, into.id, read(self.writer.db, Merge))
        return self.writer.add(Merge(0, keyword.id, into.id, self.writer.coder, why, unreviewed))

    def split(self, keyword: Code) -> None:
        """Take a merge back. Raises ``NotAllowed`` when the keyword is not merged."""
        merges = [m for m in read(self.writer.db, Merge) if m.keyword == keyword.id]
        if not merges:
            raise NotAllowed(f"{keyword.name!r} is merged into nothing.")
        for merge in merges:
            self.writer.remove(Merge, merge.id)

    def assign(self, keyword: Code, to: Code, why: str = "", *, unreviewed: bool = False) -> int:
        """Put a keyword under a theme or construct; once is enough."""
        for link in read(self.writer.db, Assignment, keyword=keyword.id, to=to.id):
            return link.id
        return self.writer.add(Assignment(0, keyword.id, to.id, self.writer.coder, why, unreviewed))
