"""Who is quoted often and who never; what each coder has read and what is left to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from crosscase.analysis.judgements import judgements
from crosscase.analysis.people import case_name, group_label, heard
from crosscase.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Voice:
    """One participant who was heard: mentions, and the passages claims and ratings rest on."""

    participant: int
    pseudonym: str
    case: str
    group: str
    role: str
    mentions: int
    cited: tuple[int, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """One source for one coder: ``share`` of the participants' speech (0 … 1) is judged.

    ``waiting``: suggestions on the source that nobody has decided.
    """

    source: int
    name: str
    coder: str
    characters: int
    codings: int
    discards: int
    share: float
    waiting: int


def voices(snapshot: Snapshot) -> list[Voice]:
    """Everybody who was heard, in the order of the study."""
    found = judgements(snapshot)
    mentions = Counter(found.participant.tolist())
    cited: dict[int, set[int]] = defaultdict(set)
    claims: dict[int, dict[str, None]] = defaultdict(dict)
    labels = {p.id: p.label for p in snapshot.propositions}
    for item in snapshot.evidence:
        if item.segment is not None:
            person = _speaker(snapshot, item.segment)
            cited[person].add(item.segment)
            claims[person][labels[item.proposition]] = None
    for rating in snapshot.ratings:
        if rating.segment is not None:
            cited[_speaker(snapshot, rating.segment)].add(rating.segment)
    present = heard(snapshot)
    return [
        Voice(
            person.id,
            person.pseudonym,
            case_name(snapshot, person.case),
            group_label(snapshot, person.group),
            person.role,
            mentions[person.id],
            tuple(sorted(cited[person.id])),
            tuple(claims[person.id]),
        )
        for person in snapshot.participants
        if person.id in present
    ]


def worklist(snapshot: Snapshot, coder: str) -> list[Work]:
    """Every transcript for one coder: how much of it is judged, and what waits."""
    mine = next((c.id for c in snapshot.coders if c.name == coder), 0)
    coded = snapshot.codings.segment[snapshot.codings.coder == mine].tolist()
    discarded = [d.segment for d in snapshot.discards if d.coder == mine]
    codings = Counter(_edition(snapshot, number) for number in coded)
    discards = Counter(_edition(snapshot, number) for number in discarded)
    stretches: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number in {*coded, *discarded}:
        row = snapshot.segment_row[number]
        place = int(snapshot.segments.start[row]), int(snapshot.segments.end[row])
        stretches[int(snapshot.segments.edition[row])].append(place)
    waiting = Counter(
        _edition(snapshot, item.segment)
        for item in snapshot.undecided
        if item.segment in snapshot.segment_row and item.about != "contrary"
    )
    speaks = {s.id for s in snapshot.speakers if s.role == "participant"}
    speech: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for turn in snapshot.turns:
        if turn.speaker in speaks:
            speech[turn.edition].append((turn.start, turn.end))
    return [
        Work(
            source.id,
            source.name,
            coder,
            _length(speech[edition.id]),
            codings[edition.id],
            discards[edition.id],
            _covered(speech[edition.id], stretches[edition.id], len(edition.text)),
            waiting[edition.id],
        )
        for source in snapshot.sources
        if source.kind == "transcript"
        and (edition := snapshot.current_editions.get(source.id)) is not None
    ]


def _speaker(snapshot: Snapshot, segment: int) -> int:
    return int(snapshot.segment_participant[snapshot.segment_row[segment]])


def _edition(snapshot: Snapshot, segment: int | None) -> int:
    return int(snapshot.segments.edition[snapshot.segment_row[segment or 0]])


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _covered(speech: list[tuple[int, int]], judged: list[tuple[int, int]], size: int) -> float:
    """The share of the speech's characters that lie in a judged stretch."""
    total = _length(speech)
    if not total:
        return 0.0
    seen = np.zeros(size, dtype=bool)
    for start, end in judged:
        seen[start:end] = True
    return sum(int(seen[start:end].sum()) for start, end in speech) / total
