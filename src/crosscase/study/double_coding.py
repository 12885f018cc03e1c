"""Double coding: freeze units, judge them blind, say when done, settle the disagreements."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from typing import TypeVar, get_args

from sqlalchemy import Connection

from crosscase.domain.codings import Coder, Coding, Discard
from crosscase.domain.double_coding import (
    DoubleCoding,
    DoubleUnit,
    DrawnBy,
    Negotiated,
    Outcome,
    UnitKind,
)
from crosscase.domain.sources import Edition, Segment, Source, Speaker, Turn
from crosscase.domain.spans import Span
from crosscase.engines.units import cut, sentences
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.rows import Writer, read
from crosscase.study.codings import Room
from crosscase.study.desk import Desk, coder_id
from crosscase.study.material import current, tongue
from crosscase.study.propose import cut_units

Thing = TypeVar("Thing")


class DoubleCodings:
    """What two coders do who judge the same units apart."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def freeze(
        self,
        unit: UnitKind,
        second: str,
        *,
        sources: Sequence[str] = (),
        share: float = 1.0,
        drawn_by: DrawnBy = "interviews",
        seed: int = 1,
        why: str = "",
    ) -> int:
        """Cut the part that ``second`` codes too into units and freeze them; its number.

        ``sources`` by name (else all that have a text). ``share`` (0 … 1) of them is drawn with
        ``seed``, by whole interviews or by single units. The first coder is who freezes. Raises
        ``NotAllowed`` where ``second`` has judged something there already, is the same person, or
        nothing is left to draw from, ``NotInStudy`` for an unknown source.
        """
        _known(unit, get_args(UnitKind), "unit")
        _known(drawn_by, get_args(DrawnBy), "way to draw")
        if not 0 < share <= 1:
            raise NotAllowed(f"{share} is no share.", hint="Name one above 0 and up to 1.")
        if not second.strip() or second.strip() == self._desk.coder:
            raise NotAllowed("Agreement needs a second coder.", hint="Name somebody else.")
        if unit == "meaning unit":
            cut_units(self._desk)
        with self._desk.change("freeze units", why) as writer:
            chance = random.Random(seed)
            editions = _editions(writer.db, sources)
            if drawn_by == "interviews":
                editions = _drawn(editions, share, chance)
            places = [(e, span) for e in editions for span in _units(writer.db, e, unit)]
            if drawn_by == "units":
                places = _drawn(places, share, chance)
            if not places:
                raise NotAllowed("There is no unit to freeze.", hint="Name sources with a text.")
            other = coder_id(writer, second.strip())
            _refuse_started(writer.db, other, second.strip(), {e.id for e, _ in places})
            made = writer.add(
                DoubleCoding(
                    *(0, unit, writer.coder, other, drawn_by, share, seed, writer.entry),
                    self._desk.clock(),
                )
            )
            room = Room(writer)
            segments = [room.segment(edition, span) for edition, span in places]
            writer.add_all([DoubleUnit(0, made, segment) for segment in segments])
        return made

    def done(self, number: int) -> None:
        """This coder has judged every unit; when both say so, they see each other's judgements.

        Raises ``NotAllowed`` for somebody who is none of the two, or who said so already.
        """
        with self._desk.change("double coding done") as writer:
            found = _one(writer.db, number)
            if writer.coder not in (found.first, found.second):
                raise NotAllowed(
                    f"{self._desk.coder!r} does not code these units.",
                    hint="One of the two coders says when it is done.",
                )
            is_first = writer.coder == found.first
            if found.first_done if is_first else found.second_done:
                raise NotAllowed("It is done already.", hint="Undo takes that back.")
            at = self._desk.clock()
            if is_first:
                writer.change(DoubleCoding, number, first_done=at)
            else:
                writer.change(DoubleCoding, number, second_done=at)
            if found.second_done if is_first else found.first_done:
                last = max((coding.id for coding in read(writer.db, Coding)), default=0)
                writer.change(DoubleCoding, number, last_coding=last)

    def settle(self, unit: int, outcome: Outcome, why: str) -> None:
        """Write down how the two settled a unit; what they settled before is replaced.

        The codings stay, so that the figure before negotiation stays too. Raises ``NotAllowed``
        without a reason, for an unknown outcome, or while one of the two is not done.
        """
        self.settle_all([(unit, outcome, why)])

    def settle_all(self, settled: Iterable[tuple[int, str, str]]) -> int:
        """Settle many units (unit, outcome, reason) as one act; how many. Raises as ``settle``."""
        rows = list(settled)
        if not rows:
            raise NotAllowed("Nothing is settled.", hint="Fill the columns outcome and why.")
        with self._desk.change("settle disagreement") as writer:
            for unit, outcome, why in rows:
                _settle(writer, unit, outcome, why, self._desk.clock())
        return len(rows)


def blind_sources(db: Connection, coder: str) -> set[int]:
    """The sources of which ``coder`` sees only their own judgements, and no suggestion.

    They are those of a double coding of this coder in which one of the two is not done.
    """
    me = next((c.id for c in read(db, Coder) if c.name == coder), 0)
    open_ones = [d.id for d in read(db, DoubleCoding) if d.blinds(me)]
    if not open_ones:
        return set()
    segments = {u.segment for u in read(db, DoubleUnit) if u.double_coding in open_ones}
    of = {e.id: e.source for e in read(db, Edition)}
    return {of[s.edition] for s in read(db, Segment) if s.id in segments}


def blind_segments(db: Connection, coder: str) -> set[int]:
    """The segments of ``blind_sources``."""
    sources = blind_sources(db, coder)
    if not sources:
        return set()
    editions = {e.id for e in read(db, Edition) if e.source in sources}
    return {s.id for s in read(db, Segment) if s.edition in editions}


def _settle(writer: Writer, unit: int, outcome: str, why: str, at: str) -> None:
    _known(outcome, get_args(Outcome), "outcome")
    if not why.strip():
        raise NotAllowed("A settlement needs its reason.", hint="Say why you agreed on it.")
    units = read(writer.db, DoubleUnit, id=unit)
    if not units:
        raise NotInStudy(f"No frozen unit has the number {unit}.", hint="List the disagreements.")
    if _one(writer.db, units[0].double_coding).open:
        raise NotAllowed(
            "One of the two coders is not done.", hint="Negotiate when both have said so."
        )
    for before in read(writer.db, Negotiated, double_unit=unit):
        writer.remove(Negotiated, before.id)
    kind = next(o for o in get_args(Outcome) if o == outcome)
    writer.add(Negotiated(0, unit, kind, why.strip(), writer.coder, at))


def _one(db: Connection, number: int) -> DoubleCoding:
    found = read(db, DoubleCoding, id=number)
    if not found:
        raise NotInStudy(f"No double coding has the number {number}.", hint="Freeze units first.")
    return found[0]


def _known(value: str, known: Sequence[str], what: str) -> None:
    if value not in known:
        raise NotInStudy.named(what, value, known)


def _editions(db: Connection, names: Sequence[str]) -> list[Edition]:
    """The current texts of the sources of these names (of all if there are none), by source."""
    known = {s.name: s.id for s in read(db, Source)}
    for name in names:
        if name not in known:
            raise NotInStudy.named("source", name, known)
    kinds = {s.id for s in read(db, Source) if s.kind in ("transcript", "recording", "answers")}
    wanted = {known[name] for name in names} or kinds
    return sorted((e for e in current(db) if e.source in wanted), key=lambda e: e.source)


def _drawn(things: Sequence[Thing], share: float, chance: random.Random) -> list[Thing]:
    """A share of the things, at least one, in the order they had."""
    many = min(len(things), math.ceil(share * len(things)))
    return [things[at] for at in sorted(chance.sample(range(len(things)), many))]


def _units(db: Connection, edition: Edition, unit: UnitKind) -> list[Span]:
    """The units of what participants say in a text; without turns, of the whole text."""
    if unit == "meaning unit":
        cuts = read(db, Segment, edition=edition.id, unit=True)
        if cuts:
            return sorted((Span(s.start, s.end) for s in cuts), key=lambda s: (s.start, s.end))
    asks = {s.id for s in read(db, Speaker) if s.role == "interviewer"}
    turns = read(db, Turn, edition=edition.id)
    spoken = [t.span for t in sorted(turns, key=lambda t: t.start) if t.speaker not in asks]
    whole = spoken if turns else [Span(0, len(edition.text))]
    if unit in ("turn", "character"):
        return [span for span in whole if span.of(edition.text).strip()]
    pieces: dict[Span, None] = {}
    for span in whole:
        words = span.of(edition.text)
        parts = sentences(words) if unit == "sentence" else cut(words, tongue(edition.text))
        pieces |= dict.fromkeys(part.shift(span.start) for part in parts)
    return list(pieces)


def _refuse_started(db: Connection, coder: int, name: str, editions: set[int]) -> None:
    """The second coder may not have begun: units that follow their judgements are not frozen."""
    inside = {segment.id: segment.edition for segment in read(db, Segment)}
    judged = [c.segment for c in read(db, Coding, coder=coder)]
    judged += [d.segment for d in read(db, Discard, coder=coder)]
    if any(inside[segment] in editions for segment in judged):
        raise NotAllowed(
            f"{name!r} has judged something there already.",
            hint="Freeze the units before the second coder starts; choose other sources.",
        )
