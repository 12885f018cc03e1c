"""Full text: which turns answer a question, by whom, where, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from crosscase.domain.people import Case, Group, Participant
from crosscase.domain.queries import Term, parse, places, terms
from crosscase.domain.sources import Edition, Source, Speaker, SpeakerRole, Turn
from crosscase.store import search
from crosscase.store.lookups import newest_editions
from crosscase.store.rows import read
from crosscase.study.desk import Desk

MOST = 1000
"""Turns that are shown; who has more asks more precisely."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Whose words: names of cases and groups, roles of participants, who speaks. () is anybody."""

    cases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    speaks: tuple[SpeakerRole, ...] = ()


ANYBODY = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that answers: ``words`` from ``start`` to ``end`` of ``edition``, and the marks in it.

    ``marks`` are pairs of offsets into ``words`` (code points).
    """

    source: int
    source_name: str
    edition: int
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...]
    participant: str
    role: str
    case: str
    group: str
    speaks: str


def find(desk: Desk, question: str, filters: Filters = ANYBODY) -> list[Hit]:
    """The turns of the current transcripts that answer, at most ``MOST``.

    Raises ``NotAllowed`` for a question that cannot be read. The index is brought up to date
    first: editions that came are added, those that are no longer current are taken out.
    """
    query = parse(question)
    _catch_up(desk)
    with desk.reading() as db:
        found = search.find(db, query, MOST * 20)
        return _hits(db, found, list(terms(query)), filters)


def _catch_up(desk: Desk) -> None:
    with desk.reading() as db:
        current = newest_editions(db)
        ready = search.is_prepared(db)
        there = search.indexed(db) if ready else set()
    if ready and there == current:
        return
    with desk.store.deriving() as db:
        search.prepare(db)
        search.forget(db, there - current)
        for number in sorted(current - there):
            edition = read(db, Edition, id=number)[0]
            turns = read(db, Turn, edition=number)
            spans = [turn.span for turn in turns]
            rows = [((number, s.start, s.end), s.of(edition.text)) for s in spans]
            # an edition without turns is one stretch, so that it is known to be in the index
            search.add(db, rows or [((number, 0, len(edition.text)), edition.text)])


def _hits(
    db: Connection, found: Sequence[search.Place], wanted: Sequence[Term], filters: Filters
) -> list[Hit]:
    sources = {s.id: s for s in read(db, Source)}
    speakers = {s.id: s for s in read(db, Speaker)}
    people = {p.id: p for p in read(db, Participant)}
    cases = {c.id: c.name for c in read(db, Case)}
    groups = {g.id: g.label or g.name for g in read(db, Group)}
    opened: dict[int, tuple[Edition, dict[int, Turn]]] = {}
    hits: list[Hit] = []
    for number, start, end in found:
        if number not in opened:
            edition = read(db, Edition, id=number)[0]
            opened[number] = edition, {t.start: t for t in read(db, Turn, edition=number)}
        edition, turns = opened[number]
        turn = turns.get(start)
        speaker = speakers.get(turn.speaker or 0) if turn else None
        person = people.get(speaker.participant or 0) if speaker else None
        words = edition.text[start:end]
        hit = Hit(
            edition.source,
            sources[edition.source].name,
            number,
            start,
            end,
            words,
            tuple((span.start, span.end) for span in places(words, wanted)),
            person.pseudonym if person else (speaker.label if speaker else ""),
            person.role if person else "",
            cases.get(person.case or 0, "") if person else "",
            groups.get(person.group or 0, "") if person else "",
            speaker.role if speaker else "unknown",
        )
        if _passes(hit, filters):
            hits.append(hit)
        if len(hits) == MOST:
            break
    return hits


def _passes(hit: Hit, filters: Filters) -> bool:
    return (
        (not filters.cases or hit.case in filters.cases)
        and (not filters.groups or hit.group in filters.groups)
        and (not filters.roles or hit.role in filters.roles)
        and (not filters.speaks or hit.speaks in filters.speaks)
    )
