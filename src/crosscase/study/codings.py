"""Judgements: the one place where a coding comes into being."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from crosscase.domain.codebook import Assignment, Code, CodeKind, Merge, check_merge, same_name
from crosscase.domain.codings import Coding, Discard
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.domain.spans import Span, find_quote
from crosscase.errors import NotAllowed, NotInStudy, TextDoesNotMatch
from crosscase.store.rows import Writer, read


@dataclass
class Room:
    """What a coder has on the table during one act: names looked up once."""

    writer: Writer
    sources: dict[str, Source] = field(init=False)
    editions: dict[int, Edition] = field(init=False)
    keywords: dict[str, Code] = field(init=False)
    ideas: dict[str, Code] = field(init=False)
    segments: dict[tuple[int, int, int], int] = field(init=False)
    judgements: dict[tuple[int, int, int], int] = field(init=False)
    turns: dict[int, list[Turn]] = field(init=False)
    who: dict[int, int | None] = field(init=False)

    def __post_init__(self) -> None:
        db = self.writer.db
        self.sources = {source.name: source for source in read(db, Source)}
        self.editions = {}
        for edition in read(db, Edition):
            if edition.kind != "translated":
                self.editions[edition.source] = edition
        self.keywords = {}
        self.ideas = {}
        for code in read(db, Code):
            shelf = self.keywords if code.kind == "keyword" else self.ideas
            shelf[same_name(code.name)] = code
        self.segments = {(s.edition, s.start, s.end): s.id for s in read(db, Segment)}
        self.judgements = {(c.segment, c.code, c.coder): c.id for c in read(db, Coding)}
        self.turns = {}
        for turn in read(db, Turn):
            self.turns.setdefault(turn.edition, []).append(turn)
        self.who = {speaker.id: speaker.participant for speaker in read(db, Speaker)}
        self._present: dict[int, list[int]] = {}
        for presence in read(db, Presence):
            self._present.setdefault(presence.source, []).append(presence.participant)

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
        edition = self.editions[self.sources[source].id]
        speech = [turn.span for turn in self.turns.get(edition.id, [])] or None
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
        key = (edition.id, span.start, span.end)
        if key not in self.segments:
            if not edition.sealed:
                self.writer.change(Edition, edition.id, sealed=True)
                self.editions[edition.source] = replace(edition, sealed=True)
            quote = span.of(edition.text)
            self.segments[key] = self.writer.add(
                Segment(0, edition.id, span.start, span.end, quote), self.speakers(edition, span)
            )
        return self.segments[key]

    def speakers(self, edition: Edition, span: Span) -> tuple[int, ...]:
        """The participants whose words the span covers."""
        turns = self.turns.get(edition.id)
        if turns is None:
            return tuple(self._present.get(edition.source, ()))
        found = {self.who.get(t.speaker or 0) for t in turns if t.span.overlaps(span)}
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
        key = (segment, code.id, self.writer.coder)
        if key not in self.judgements:
            self.judgements[key] = self.writer.add(
                Coding(0, self.writer.coder, code.id, segment, assisted, unreviewed)
            )
        return self.judgements[key]

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
