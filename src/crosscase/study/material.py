"""What engines are given: units to judge, keywords to propose again, lessons learned."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from crosscase.domain.codebook import Code, Merge, heads
from crosscase.domain.codings import Coder, Coding, Decision, Discard
from crosscase.domain.design import Fact
from crosscase.domain.people import Consent, Participant
from crosscase.domain.questions import Answer, Question
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.domain.suggestions import Decided, Keyword, Passage
from crosscase.engines.language import language
from crosscase.store.rows import read, said_by


def uncut(db: Connection) -> list[tuple[Edition, list[tuple[Turn, int]]]]:
    """Editions without a unit, with the turns of who answers and the participant of each."""
    done = {segment.edition for segment in read(db, Segment, unit=True)}
    speakers = {s.id: s for s in read(db, Speaker)}
    spoken: dict[int, list[tuple[Turn, int]]] = defaultdict(list)
    for turn in read(db, Turn):
        speaker = speakers.get(turn.speaker or 0)
        if speaker is None or speaker.role != "interviewer":
            spoken[turn.edition].append((turn, (speaker.participant or 0) if speaker else 0))
    return [
        (edition, spoken[edition.id])
        for edition in current(db)
        if edition.id not in done and spoken[edition.id]
    ]


def current(db: Connection) -> list[Edition]:
    """The newest edition of each source that is no translation."""
    newest: dict[int, Edition] = {}
    for edition in read(db, Edition):
        if edition.kind != "translated":
            newest[edition.source] = edition
    return list(newest.values())


def talks(db: Connection) -> list[tuple[Edition, list[tuple[Turn, str]], int | None]]:
    """Each current edition with its turns (and who asks) and the group of who answers."""
    speakers = {s.id: s for s in read(db, Speaker)}
    groups = {p.id: p.group for p in read(db, Participant)}
    turns: dict[int, list[tuple[Turn, str]]] = defaultdict(list)
    of: dict[int, int | None] = {}
    for turn in read(db, Turn):
        speaker = speakers.get(turn.speaker or 0)
        turns[turn.edition].append((turn, speaker.role if speaker else "unknown"))
        if speaker and speaker.participant:
            of.setdefault(turn.edition, groups.get(speaker.participant))
    return [(e, turns[e.id], of.get(e.id)) for e in current(db) if turns[e.id]]


def open_passages(db: Connection, coder: str) -> tuple[list[Passage], int]:
    """Meaning units this coder has neither coded, discarded nor refused; how many are withheld.

    Words of a participant who refuses machine help are withheld from every engine; see
    ``kept_from_engines``.
    """
    me = _coder(db, coder)
    judged = {c.segment for c in read(db, Coding) if c.coder == me}
    judged |= {d.segment for d in read(db, Discard) if d.coder == me}
    judged |= {
        d.segment
        for d in read(db, Decision)
        if d.coder == me and d.segment and d.verdict == "reject"
    }
    editions = {edition.id: edition for edition in current(db)}
    kinds = {source.id: source.kind for source in read(db, Source)}
    tongues = {number: tongue(edition.text) for number, edition in editions.items()}
    wording = {q.id: q.wording for q in read(db, Question)}
    asked: dict[int, list[Answer]] = defaultdict(list)
    for answer in read(db, Answer):
        asked[answer.edition].append(answer)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = read(db, Segment)
    for segment in rows:
        if segment.id in judged:
            taken[segment.edition].append((segment.start, segment.end))
    kept = kept_from_engines(db)
    units = [
        s
        for s in rows
        if s.unit
        and s.edition in editions
        and kinds[editions[s.edition].source] != "note"
        and s.id not in judged
        and not any(a < s.end and s.start < b for a, b in taken[s.edition])
    ]
    allowed = [s for s in units if s.id not in kept]
    passages = [
        Passage(
            s.id,
            s.quote,
            tongues[s.edition],
            next(
                (
                    wording[a.question]
                    for a in asked[s.edition]
                    if a.start <= s.start and s.end <= a.end
                ),
                "",
            ),
        )
        for s in allowed
    ]
    return passages, len(units) - len(allowed)


def kept_from_engines(db: Connection) -> set[int]:
    """Segments in the words of who refuses machine help.

    Where nobody is known to speak, and one who refuses is present, the words may be theirs.
    """
    refuses = {c.participant for c in read(db, Consent, use="machine") if not c.allowed}
    if not refuses:
        return set()
    speakers = said_by(db)
    risky = {p.source for p in read(db, Presence) if p.participant in refuses}
    editions = {e.id for e in read(db, Edition) if e.source in risky}
    return {
        s.id
        for s in read(db, Segment)
        if refuses & (who := speakers.get(s.id, set())) or (not who and s.edition in editions)
    }


def open_keywords(db: Connection) -> tuple[list[Keyword], int]:
    """The keywords that speak for themselves (merged ones do not), with a few of their quotes.

    And how many quotes are kept from engines.
    """
    kept = kept_from_engines(db)
    merged = set(heads(read(db, Merge)))
    quotes = {s.id: s.quote for s in read(db, Segment)}
    examples: dict[int, list[str]] = defaultdict(list)
    withheld = set()
    for coding in read(db, Coding):
        if coding.segment in kept:
            withheld.add(coding.segment)
        elif len(examples[coding.code]) < 3:
            examples[coding.code].append(quotes[coding.segment])
    found = [
        Keyword(code.id, code.name, code.definition, tuple(examples[code.id]))
        for code in read(db, Code)
        if code.kind == "keyword" and code.id not in merged
    ]
    return found, len(withheld)


def lessons(db: Connection, coder: str) -> list[Decided]:
    """What this coder accepted and refused, as pairs of words and keyword."""
    me, kept = _coder(db, coder), kept_from_engines(db)
    quotes = {s.id: s.quote for s in read(db, Segment) if s.id not in kept}
    names = {code.id: code.name for code in read(db, Code)}
    learned = [
        Decided(quotes[c.segment], names[c.code], True)
        for c in read(db, Coding)
        if c.coder == me and not c.unreviewed and c.segment in quotes
    ]
    learned += [
        Decided(quotes[d.segment], d.proposal, False)
        for d in read(db, Decision, about="keyword")
        if d.coder == me and d.segment in quotes and d.verdict != "accept" and not d.by_rule
    ]
    return learned


def refused(db: Connection, coder: str, about: str) -> set[str]:
    """Proposals this coder has turned down, as they were shown."""
    me = _coder(db, coder)
    return {
        d.proposal
        for d in read(db, Decision, about=about)
        if d.coder == me and d.verdict == "reject"
    }


def _coder(db: Connection, name: str) -> int:
    return next((c.id for c in read(db, Coder) if c.name == name), 0)


def study_question(db: Connection) -> list[str]:
    """What the study asks, in its own words and in those of its guides."""
    said = [fact.value for fact in read(db, Fact) if fact.key in ("question", "title")]
    return [*said, *(q.wording for q in read(db, Question))]


def tongue(text: str) -> str:
    """The language of a text, by its beginning."""
    return language(text[:4000])
