"""Somebody withdraws: their words leave the study, and what rested on them is told."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from crosscase.analysis.ledger import statuses
from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coding
from crosscase.domain.framework import Summary, SummaryQuote
from crosscase.domain.listening import Reread
from crosscase.domain.people import Attribute, Consent, Participant
from crosscase.domain.questions import Answer
from crosscase.domain.replaced import Replaced, replace
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.domain.spans import Span
from crosscase.domain.withdrawal import (
    MARK,
    Changed,
    Withdrawal,
    grams,
    own_names,
    without,
)
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store import erase, listened
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS
from crosscase.store.undo import WITHDRAW
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile, plain
from crosscase.study.rewrite import remove_turn, rewrite
from crosscase.study.take import take
from crosscase.study.withdraw_passages import Passages


class _OnlyLooking(Exception):
    """Rolls an act back once it was looked at."""


def person_named(people: Iterable[Participant], name: str, key: KeyFile) -> Participant:
    """The participant of a pseudonym, or of a real name that the key file knows.

    Raises ``NotInStudy`` (with the nearest pseudonym), and ``NotAllowed`` for a name of several.
    """
    known = {person.pseudonym: person for person in people}
    if name in known:
        return known[name]
    behind = [
        pseudonym
        for pseudonym, spellings in sorted(key.names.items())
        if pseudonym in known and plain(name) in map(plain, spellings)
    ]
    if len(behind) > 1:
        raise NotAllowed(
            f"{name!r} is the name of {len(behind)} participants: {', '.join(behind)}.",
            hint="Say the pseudonym.",
        )
    if not behind:
        raise NotInStudy.named("participant", name, known)
    return known[behind[0]]


def preview(desk: Desk, person: Participant) -> Withdrawal:
    """What a withdrawal would remove: it is done, looked at, and rolled back."""
    told: list[Withdrawal] = []
    with contextlib.suppress(_OnlyLooking), desk.change(WITHDRAW) as writer:
        told.append(_done(writer, person, desk.clock()))
        raise _OnlyLooking
    return told[0]


def without_them(desk: Desk, people: Iterable[Participant]) -> Snapshot:
    """The study as it would stand if these had withdrawn: done, looked at, and rolled back.

    Its last journal entry is that of the withdrawal that was rolled back.
    """
    now: list[Snapshot] = []
    with contextlib.suppress(_OnlyLooking), desk.store.change(WITHDRAW, "", "") as writer:
        for person in people:
            _done(writer, person, "")
        now.append(take(writer.db))
        raise _OnlyLooking
    return now[0]


def withdraw(
    desk: Desk, person: Participant, why: str = "", also: Callable[[], object] = lambda: None
) -> Withdrawal:
    """Take a participant and their words out of the study, as one act; see ``Withdrawal``.

    The journal keeps ids; a tombstone keeps the participant's opaque id. ``also`` is done last in
    the act: when it fails, nothing was changed. What is left to do after the act, in free pages and
    copies, is done by ``study.copies.finish``.
    """
    with desk.change(WITHDRAW, why) as writer:
        told = _done(writer, person, desk.clock())
        erase.begin(writer.db, writer.entry)
        also()
    return told


def _done(writer: Writer, person: Participant, at: str) -> Withdrawal:
    before = take(writer.db)
    act = _Act(writer, person)
    act.do(at)
    return act.told(before, take(writer.db))


@dataclass
class _Act:
    """One withdrawal: what is found of the person, and what became of it."""

    writer: Writer
    person: Participant
    mine: list[str] = field(default_factory=list)
    """What the person said, turn by turn, in every edition."""
    voices: list[str] = field(default_factory=list)
    passages: Passages = field(init=False)
    asking: set[int] = field(default_factory=set)
    """Speakers who interview: a question is nobody's confidence."""

    def __post_init__(self) -> None:
        self.passages = Passages(self.writer, self.person.id)

    def do(self, at: str) -> None:
        """Everything, in the order in which one thing rests on another."""
        speakers = read(self.writer.db, Speaker)
        speaks = {s.id: s.participant for s in speakers}
        self.asking = {s.id for s in speakers if s.role == "interviewer"}
        sources = {p.source for p in read(self.writer.db, Presence, participant=self.person.id)}
        turns: dict[int, list[Turn]] = defaultdict(list)
        for turn in read(self.writer.db, Turn):
            turns[turn.edition].append(turn)
        editions: dict[int, list[Edition]] = defaultdict(list)
        for edition in read(self.writer.db, Edition):
            editions[edition.source].append(edition)
            if any(speaks.get(t.speaker or 0) == self.person.id for t in turns[edition.id]):
                sources.add(edition.source)
        for source in sorted(sources):
            self._leave(source, editions[source], turns, speaks)
        self._forget_person(speakers)
        self._erase()
        uid = select(NOUNS[Participant].c.uid).where(NOUNS[Participant].c.id == self.person.id)
        erase.bury(self.writer.db, str(self.writer.db.execute(uid).scalar_one()), at)
        self.passages.take_away(Participant, [self.person.id])
        self.passages.gone["suggestions"] = erase.drop_derived(self.writer.db)
        self._erase_unreferred()

    def _leave(
        self,
        source: int,
        editions: Sequence[Edition],
        turns: dict[int, list[Turn]],
        speaks: dict[int, int | None],
    ) -> None:
        """Take the person out of one source; it goes whole where nobody else is in it."""
        present = {p.participant for p in read(self.writer.db, Presence, source=source)}
        heard = {speaks.get(t.speaker or 0) for e in editions for t in turns[e.id]} - {None}
        told_apart = all(turns[e.id] for e in editions)
        if (present | heard) - {self.person.id} and told_apart:
            (row,) = read(self.writer.db, Source, id=source)
            if row.kind == "recording":
                self.voices.append(row.name)
            if editions:
                self._redact(source, editions, turns, speaks)
            return
        self.passages.gone["sources"] += 1
        for edition in editions:
            theirs = [t for t in turns[edition.id] if t.speaker not in self.asking]
            self.mine += [t.span.of(edition.text) for t in theirs] or [edition.text]
            self.passages.gone["turns"] += len(theirs)
        self._clear(editions, turns)
        self.passages.take_away(
            Presence, [p.id for p in read(self.writer.db, Presence, source=source)]
        )
        self.passages.take_away(
            Reread, [mark.id for mark in read(self.writer.db, Reread, source=source)]
        )
        listened.forget(self.writer.db, source)
        # a translation goes before its original, whichever was loaded first
        for edition in sorted(editions, key=lambda e: (e.original is None, -e.id)):
            if edition.sealed:
                self.writer.change(Edition, edition.id, sealed=False)
            self.writer.remove(Edition, edition.id)
        self.passages.untie("source", {source})
        self.writer.remove(Source, source)

    def _clear(self, editions: Iterable[Edition], turns: dict[int, list[Turn]]) -> None:
        """Take everything that stands in editions away: segments, answers, turns, notes on them."""
        for edition in editions:
            self.passages.remove({s.id for s in read(self.writer.db, Segment, edition=edition.id)})
            self.passages.take_away(
                Answer, [a.id for a in read(self.writer.db, Answer, edition=edition.id)]
            )
            for turn in turns[edition.id]:
                remove_turn(self.writer, turn.id)
            self.passages.untie("edition", {edition.id})

    def _redact(
        self,
        source: int,
        editions: Sequence[Edition],
        turns: dict[int, list[Turn]],
        speaks: dict[int, int | None],
    ) -> None:
        """New editions without the person's turns; what others said is carried across."""
        self.passages.gone["redacted"] += 1
        db = self.writer.db
        own = {
            edition.id: [
                t.span for t in turns[edition.id] if speaks.get(t.speaker or 0) == self.person.id
            ]
            for edition in editions
        }
        self.mine += [span.of(e.text) for e in editions for span in own[e.id]]
        self.passages.gone["turns"] += len(own[max(editions, key=lambda e: (e.ordinal, e.id)).id])

        def redacted(edition: Edition) -> Replaced:
            return replace(edition.text, [(cut, MARK) for cut in own[edition.id]])

        for edition in editions:
            made = redacted(edition)
            segments = read(db, Segment, edition=edition.id)
            self.passages.remove({s.id for s in segments if made.carry(s.span) is None})
            answers = read(db, Answer, edition=edition.id)
            places = {a.id: made.carry(Span(a.start, a.end)) for a in answers}
            self.passages.take_away(
                Answer, [number for number, place in places.items() if place is None]
            )
            self.passages.take_quoting_memos("edition", {edition.id})
        rewrite(
            self.writer,
            editions,
            turns,
            redacted,
            people=[
                p.participant
                for p in read(db, Presence, source=source)
                if p.participant != self.person.id
            ],
            whole=True,
        )

    def _forget_person(self, speakers: Sequence[Speaker]) -> None:
        """Take the person's rows away: labels, consents, columns of the tables, presences."""
        db, number = self.writer.db, self.person.id
        for summary in read(db, Summary, participant=number):
            self.passages.take_away(
                SummaryQuote, [q.id for q in read(db, SummaryQuote, summary=summary.id)]
            )
            self.writer.remove(Summary, summary.id)
        for speaker in speakers:
            if speaker.participant == number:
                if read(db, Turn, speaker=speaker.id):
                    values = {"label": f"withdrawn {speaker.id}", "participant": None}
                    self.writer.change(Speaker, speaker.id, (), role="unknown", **values)
                else:
                    self.writer.remove(Speaker, speaker.id)
        for noun in (Answer, Consent, Presence):
            theirs: list[Any] = read(db, noun, participant=number)
            self.passages.take_away(noun, [row.id for row in theirs])
        rows = read(db, Attribute, about="participant", of=number)
        self.passages.take_away(Attribute, [row.id for row in rows])
        self.passages.untie("participant", {number})

    def _erase(self) -> None:
        """Mark the person's words in what others wrote, and in names that were taken from them."""
        db = self.writer.db
        rest = [edition.text for edition in read(db, Edition)]
        own = grams(self.mine) - grams(rest)
        theirs = erase.of_person(db, self.person.id)
        reworded = {}
        for number, value in erase.kept(db):
            if number not in theirs and (marked := without(value, own)) != value:
                reworded[number] = marked
        used = {row.code for row in read(db, Coding)}
        silent = [c for c in read(db, Code) if c.kind == "keyword" and c.id not in used]
        names = own_names([c.name for c in silent], self.mine, rest)
        for code in read(db, Code):
            if code.name in names or without(code.name, own) != code.name:
                self.writer.change(Code, code.id, name=f"withdrawn keyword {code.id}")
        self.passages.gone["texts"] += len(reworded.keys() & erase.referred(db))
        erase.reword(self.writer, reworded)

    def _erase_unreferred(self) -> None:
        """Empty the texts that were the person's, and those that nothing stands on any more."""
        db = self.writer.db
        free = erase.let_go(db, self.writer.entry) - erase.referred(db)
        erase.erase(db, free | erase.of_person(db, self.person.id))

    def told(self, before: Snapshot, after: Snapshot) -> Withdrawal:
        """What was removed, held against the study as it was."""
        was = {s.proposition: s.status for s in statuses(before)}
        now = {s.proposition: s.status for s in statuses(after)}
        names = {code.id: code.name for code in after.codes}  # none is in the words of who left
        lost = set(before.codings.code.tolist()) - set(after.codings.code.tolist())
        cases = {case.id: case.name for case in before.cases}
        return Withdrawal(
            person=self.person.pseudonym,
            sources=self.passages.gone["sources"],
            redacted=self.passages.gone["redacted"],
            turns=self.passages.gone["turns"],
            segments=self.passages.gone["segments"],
            codings=self.passages.gone["codings"],
            evidence=self.passages.gone["evidence"],
            memos=self.passages.gone["memos"],
            texts=self.passages.gone["texts"],
            suggestions=self.passages.gone["suggestions"],
            keywords=tuple(sorted(names[code] for code in lost)),
            propositions=tuple(
                Changed(label, was[label], now[label])
                for label in was
                if label in now and now[label] != was[label]
            ),
            voices=tuple(self.voices),
            ratings=tuple(sorted({cases[case] for case in self.passages.ratings})),
        )
