"""One case on its own page, before it is compared with any other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from crosscase.analysis.asked import asked
from crosscase.analysis.judgements import Judgements, belongs, judgements, of_constructs
from crosscase.analysis.matrix import outcomes
from crosscase.analysis.people import heard
from crosscase.domain.people import Case
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence
from crosscase.errors import NotInStudy


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a segment, with who says them and where."""

    segment: int
    participant: str
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class Member:
    """A participant of the case: heard in these sources, with this many mentions in segments."""

    participant: str
    role: str
    group: str
    sources: tuple[str, ...]
    mentions: int
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """One coder's rating of the outcome, with the words it rests on (None: on none)."""

    id: int
    value: float
    coder: str
    why: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Said:
    """A keyword or construct in the case: people of those heard, mentions, and all the words."""

    code: str
    constructs: tuple[str, ...]
    participants: int
    mentions: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the case says to a proposition, one line a piece of evidence."""

    proposition: str
    stance: str
    kind: str
    why: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything of one case at journal entry ``n``; ``uncoded`` people were heard, not coded.

    ``attributes`` are the case variables as the researcher wrote them, the kind of innovation among
    them; ``outcome`` is the mean rating (None where nobody rated the case).
    """

    n: int
    case: str
    attributes: tuple[tuple[str, str], ...]
    outcome: float | None
    ratings: tuple[Rated, ...]
    participants: tuple[Member, ...]
    heard: int
    uncoded: int
    constructs: tuple[Said, ...]
    keywords: tuple[Said, ...]
    evidence: tuple[Claimed, ...]


def case_page(snapshot: Snapshot, name: str) -> CasePage:
    """The page of a case. Raises ``NotInStudy`` (with the nearest name) for an unknown one.

    Constructs that nobody in the case mentions stand on it with 0: silence is an observation.
    """
    case = next((c for c in snapshot.cases if c.name == name), None)
    if case is None:
        raise NotInStudy.named("case", name, [c.name for c in snapshot.cases])
    found = judgements(snapshot)
    mine = found.only(found.case == case.id)
    ideas = of_constructs(snapshot, mine)
    constructs = [c.id for c in snapshot.codes if c.kind == "construct"]
    keywords = Counter(mine.code.tolist())
    names = {code.id: code.name for code in snapshot.codes}
    members = {p.id for p in snapshot.participants if p.case == case.id}
    of = belongs(snapshot)
    there = members & heard(snapshot)
    return CasePage(
        snapshot.n,
        case.name,
        tuple(
            (a.name, a.value) for a in snapshot.attributes if a.about == "case" and a.of == case.id
        ),
        outcomes(snapshot).get(case.id),
        tuple(_ratings(snapshot, case)),
        tuple(_members(snapshot, case, mine)),
        len(there),
        len(there & asked(snapshot).uncoded),
        tuple(_said(snapshot, ideas, number, of) for number in constructs),
        tuple(
            _said(snapshot, mine, number, of)
            for number, _ in sorted(keywords.items(), key=lambda k: (-k[1], names[k[0]]))
        ),
        tuple(_evidence(snapshot, case)),
    )


def quote(snapshot: Snapshot, segment: int) -> Quote:
    """The words of a segment with their speaker and source."""
    row = snapshot.segment_row[segment]
    person = snapshot.participant_by_id.get(int(snapshot.segment_participant[row]))
    edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
    return Quote(
        segment,
        person.pseudonym if person else "",
        snapshot.source_by_id[edition.source].name,
        snapshot.quote(segment),
    )


def _tied(snapshot: Snapshot, segment: int | None) -> Quote | None:
    return None if segment is None else quote(snapshot, segment)


def _ratings(snapshot: Snapshot, case: Case) -> list[Rated]:
    coders = {coder.id: coder.name for coder in snapshot.coders}
    return [
        Rated(r.id, r.value, coders[r.coder], r.why, _tied(snapshot, r.segment))
        for r in snapshot.ratings
        if r.case == case.id
    ]


def _members(snapshot: Snapshot, case: Case, mine: Judgements) -> list[Member]:
    groups = {group.id: group.label or group.name for group in snapshot.groups}
    where: dict[int, list[str]] = defaultdict(list)
    for presence in snapshot.presences:
        where[presence.participant].append(snapshot.source_by_id[presence.source].name)
    said: dict[int, list[int]] = defaultdict(list)
    for person, segment in zip(mine.participant.tolist(), mine.segment.tolist(), strict=True):
        said[person].append(segment)
    return [
        Member(
            p.pseudonym,
            p.role,
            groups.get(p.group or 0, ""),
            tuple(where[p.id]),
            len(said[p.id]),
            tuple(sorted(set(said[p.id]))),
        )
        for p in snapshot.participants
        if p.case == case.id
    ]


def _said(snapshot: Snapshot, table: Judgements, code: int, of: dict[int, list[int]]) -> Said:
    rows = np.flatnonzero(table.code == code)
    ideas = [number for number in of.get(code, ()) if number != code]
    segments = np.unique(table.segment[rows]).tolist()
    return Said(
        snapshot.code_by_id[code].name,
        tuple(snapshot.code_by_id[number].name for number in ideas),
        len(set(table.participant[rows].tolist()) - {0}),
        len(rows),
        tuple(quote(snapshot, number) for number in segments),
    )


def _evidence(snapshot: Snapshot, case: Case) -> list[Claimed]:
    labels = {p.id: p.label for p in snapshot.propositions}
    order = {p.id: at for at, p in enumerate(snapshot.propositions)}
    found = [item for item in snapshot.evidence if _case_of(snapshot, item) == case.id]
    return [
        Claimed(labels[e.proposition], e.stance, e.kind, e.why, _tied(snapshot, e.segment))
        for e in sorted(found, key=lambda e: (order[e.proposition], e.id))
    ]


def _case_of(snapshot: Snapshot, item: Evidence) -> int | None:
    if item.case is not None or item.segment is None:
        return item.case
    owner = int(snapshot.segment_participant[snapshot.segment_row[item.segment]])
    person = snapshot.participant_by_id.get(owner)
    return person.case if person else None
