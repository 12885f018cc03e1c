"""Texts of another program as sources, and its codings on the words on which they stood."""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

from crosscase.domain.codings import Coding, Discard
from crosscase.domain.numbered import free_name
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import (
    Edition,
    EditionKind,
    Presence,
    Segment,
    Source,
    SourceKind,
    Turn,
)
from crosscase.domain.spans import Span
from crosscase.formats.refi.project import (
    ASSISTED,
    DISCARDED,
    UNREVIEWED,
    Applied,
    Quotation,
    TextSource,
)
from crosscase.store import dated
from crosscase.store.rows import read
from crosscase.study.arrived import line_of
from crosscase.study.arriving import Arriving
from crosscase.study.own import guid, one_line
from crosscase.study.take_in_cases import CasesIn
from crosscase.study.take_in_codes import CodesIn
from crosscase.study.take_in_notes import NotesIn


class TextsIn:
    """Brings sources in during one act; their codings are made at its end, each once."""

    def __init__(self, arriving: Arriving, notes: NotesIn, codes: CodesIn, cases: CasesIn) -> None:
        self._arriving = arriving
        self._notes = notes
        self._codes = codes
        self._cases = cases
        self._judged: list[tuple[Coding, str]] = []
        self._discards: list[Discard] = []
        self._without_code = 0
        self._doubted = {doubt.quotation for doubt in arriving.project.verified.doubtful}
        self._same = 0
        self._before = read(arriving.writer.db, Source)
        self._names = {source.name for source in self._before}
        self._called: dict[int, str] = {}

    def bring(self, source: TextSource) -> None:
        """A source with its text, turns and quotations; one that is there is not made again."""
        arriving = self._arriving
        name = arriving.veil(source.name) or "(no name)"
        people = tuple(sorted(set(self._cases.present[source.guid])))
        turns = [q for q in source.quotations if q.guid in self._cases.turns and q.span]
        if len(people) > 1 and not turns:
            told = f"{len(people)} cases share it, so its words are counted for none of them"
            arriving.remark("refi-shared-source", told, name)
        found = next((s for s in self._before if self._is(s, source)), None)
        if found is not None:
            told = f"the same text as {found.name}: coded there"
            arriving.remark("there-already", told, name)
            edition, number = arriving.room.edition_of(found.id), found.id
        else:
            edition = self._made(source, name, people)
            number = edition.source
            self._turns(edition, turns)
            if not turns and len(people) < 2:
                self._timed(edition, source, people)
        arriving.met[source.guid] = ("source", number, name)
        self._notes.describe(source.guid, source.description, people)
        self._notes.on(source.guid, source.notes)
        self._quotations(source, edition, people, new=found is None)
        called = found.name if found else self._called[number]
        for quotation in source.quotations:
            if quotation.span and quotation.guid in self._doubted:
                line = line_of(edition.text, quotation.span.start)
                arriving.placed[quotation.guid] = called, line

    def judge(self) -> int:
        """Write down every judgement that is not there already; how many codings."""
        arriving = self._arriving
        made = arriving.room.apply_all(coding for coding, _ in self._judged)
        times: dict[int, str] = {}
        for coding, at in self._judged:
            number = made.get((coding.coder, coding.code, coding.segment))
            if number is not None and at:
                times.setdefault(number, at)
        dated.remember(arriving.writer.db, times)
        there = {replace(one, id=0) for one in read(arriving.writer.db, Discard)}
        new = [one for one in dict.fromkeys(self._discards) if one not in there]
        arriving.writer.add_all(new)
        self._same = len(self._judged) - len(made)
        return len(made)

    def tell(self, file: str) -> None:
        """What became of the codings that were not taken as they stood."""
        arriving = self._arriving
        who = "the one who brought them in" if arriving.only is None else "the only coder it names"
        stand = f"codings name nobody who judged: they stand under {who}"
        left = {
            "refi-no-coder": (arriving.of_nobody, stand),
            "refi-no-code": (self._without_code, "codings name a code that is not in the codebook"),
            "refi-same-coding": (self._same, "codings say the same twice: kept once"),
        }
        for code, (count, told) in left.items():
            if count:
                arriving.done.remarks.append(Remark(code, f"{count} {told}", "doubt", file))

    def _is(self, there: Source, source: TextSource) -> bool:
        """Whether a source of the study is this one: the same file, or ours under its name."""
        own = source.guid == guid("source", one_line(there.name))
        if not own and source.sha256 != there.sha256:
            return False
        return self._arriving.room.edition_of(there.id).text == source.text

    def _made(self, source: TextSource, name: str, people: tuple[int, ...]) -> Edition:
        """A new source with its text; as crosscase said of it, where that wrote it."""
        arriving = self._arriving
        said = self._cases.source_values(source.values)
        called, name = name, free_name(name, self._names)
        self._names.add(name)
        if called != name:
            arriving.remark("refi-name-twice", f"two sources are {called!r}: one is {name!r}")
        guessed: SourceKind = "transcript" if people or source.times else "document"
        kind = said.get("kind", guessed)
        version = said.get("edition", "first")
        row = Source(
            0,
            name,
            cast("SourceKind", kind if kind in get_args(SourceKind) else guessed),
            source.sha256,
            said.get("language", ""),
            said.get("date", ""),
            _minutes(said.get("minutes", "")),
        )
        number = arriving.writer.add(row)
        self._called[number] = name
        arriving.writer.add_all([Presence(0, number, person) for person in people])
        made = Edition(
            0,
            number,
            1,
            cast("EditionKind", version if version in get_args(EditionKind) else "first"),
            source.text,
        )
        arriving.done.sources += 1
        made = replace(made, id=arriving.writer.add(made, people))
        if any(q.guid not in self._cases.turns for q in source.quotations) or source.codings:
            # sealed after it is there: undo then takes the seal off before the edition
            arriving.writer.change(Edition, made.id, sealed=True)
        return made

    def _turns(self, edition: Edition, turns: list[Quotation]) -> None:
        """Who speaks where, as crosscase said of it; a turn within another is left out."""
        made: list[Turn] = []
        at = 0
        for quotation in sorted(turns, key=lambda q: q.span or Span(0, 0)):
            span = quotation.span
            if span is None or span.start < at:
                continue
            speaker = self._cases.speaker(self._cases.turns[quotation.guid])
            made.append(Turn(0, edition.id, len(made) + 1, span.start, span.end, speaker))
            at = span.end
        self._arriving.writer.add_all(made)

    def _timed(self, edition: Edition, source: TextSource, people: tuple[int, ...]) -> None:
        """A turn from each sync point of a transcript to the next, of the one who is present."""
        if not source.times:
            return
        speaker = next((self._cases.speaker(person) for person in people), None)
        made: list[Turn] = []
        for said in source.times:
            words = said.span.of(source.text)
            start = said.span.start + len(words) - len(words.lstrip())
            end = start + len(words.strip())
            if end > start and (not made or start >= made[-1].end):
                at = said.begin, said.finish
                made.append(Turn(0, edition.id, len(made) + 1, start, end, speaker, None, *at))
        self._arriving.writer.add_all(made)

    def _quotations(
        self, source: TextSource, edition: Edition, people: tuple[int, ...], *, new: bool
    ) -> None:
        room, writer = self._arriving.room, self._arriving.writer
        whole = Quotation("", "", Span(0, len(source.text)), codings=source.codings)
        quoted = [q for q in source.quotations if q.guid not in self._cases.turns]
        marked = [*quoted, *([whole] if source.codings else [])]
        placed = [(q, q.span) for q in marked if q.span is not None and len(q.span)]
        spans = list(dict.fromkeys(span for _, span in placed))
        if new:
            rows = [Segment(0, edition.id, s.start, s.end, s.of(edition.text)) for s in spans]
            numbers = writer.add_all(rows, [room.speakers(edition, span) for span in spans])
        else:
            numbers = [room.segment(edition, span) for span in spans]
        at = dict(zip(spans, numbers, strict=True))
        self._arriving.done.quotations += sum(q is not whole for q, _ in placed)
        for quotation, span in placed:
            self._quotation(quotation, span.of(edition.text), at[span], people)

    def _quotation(
        self, quotation: Quotation, words: str, segment: int, people: tuple[int, ...]
    ) -> None:
        arriving = self._arriving
        arriving.met[quotation.guid] = ("segment", segment, f"“{words[:60]}”")
        user = arriving.coders.get(quotation.user)
        self._notes.describe(quotation.guid, quotation.description, people, user)
        self._notes.on(quotation.guid, quotation.notes, people)
        for number in quotation.notes:
            if note := arriving.own((number,), DISCARDED):
                who = arriving.coders.get(note.user, arriving.writer.coder)
                unlooked = arriving.own(quotation.notes, UNREVIEWED) is not None
                made = Discard(0, who, segment, arriving.veil(note.text), unlooked)
                self._discards.append(made)
        for coding in quotation.codings:
            code = self._codes.applied.get(coding.code)
            if code is None:
                self._without_code += 1
                continue
            self._judged.append((self._coding(coding, code.id, segment), coding.at))
            self._notes.on(quotation.guid, coding.notes, people)

    def _coding(self, coding: Applied, code: int, segment: int) -> Coding:
        own, by = self._arriving.own, self._arriving.coder(coding.user)
        if not coding.notes:
            return Coding(0, by, code, segment)
        assisted = own(coding.notes, ASSISTED) is not None
        return Coding(0, by, code, segment, assisted, own(coding.notes, UNREVIEWED) is not None)


def _minutes(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
