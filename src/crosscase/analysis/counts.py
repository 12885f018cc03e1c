"""How often, by how many, of whom: mentions and distinct keywords kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.asked import coded
from crosscase.analysis.judgements import Judgements, distinct, judgements, of_constructs
from crosscase.analysis.matrix import Cell, Matrix, case_matrix
from crosscase.analysis.people import Channel, case_name, group_label, heard, segments_heard
from crosscase.analysis.prompted import prompted_mentions
from crosscase.domain.snapshot import Ints, Snapshot

__all__ = [
    "Cell",
    "Frequency",
    "GroupCount",
    "Matrix",
    "PersonCount",
    "Spoken",
    "a_head",
    "by_case",
    "by_group",
    "by_participant",
    "case_matrix",
    "frequencies",
]


@dataclass(frozen=True, slots=True)
class Frequency:
    """One code: its mentions, the people and cases behind them, and the segments.

    ``prompted`` of the mentions answer a question that names the construct of the keyword itself.
    """

    code: str
    kind: str
    mentions: int
    participants: int
    cases: int
    unreviewed: int
    segments: tuple[int, ...]
    prompted: int = 0

    @property
    def spontaneous(self) -> int:
        """Mentions that nobody's question had named."""
        return self.mentions - self.prompted


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said in one kind of source: people coded there, mentions, distinct keywords.

    ``people`` are those of the ``heard`` whose words there somebody coded.
    """

    people: int
    mentions: int
    keywords: int
    prompted: int
    heard: int = 0

    @property
    def spontaneous(self) -> int:
        """Mentions that nobody's question had named."""
        return self.mentions - self.prompted

    @property
    def mentions_a_head(self) -> float:
        """Mentions per participant coded (0 where nobody was): 306 of 50 are 6.1 a head."""
        return self.mentions / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group (or case): valid mentions, distinct keywords, people coded, and a head's share.

    ``people`` are participants with a source that somebody coded, of the ``heard`` with a source
    of any kind; ``interviews`` and ``survey`` keep those who were interviewed apart from those who
    filled in the survey (one person may be in both), so each has its own denominator.
    ``discarded`` are passages, not mentions.
    """

    group: str
    people: int
    mentions: int
    keywords: int
    discarded: int
    unreviewed: int
    interviews: Spoken
    survey: Spoken
    prompted: int
    heard: int = 0

    @property
    def mentions_a_head(self) -> float:
        """Valid mentions per participant coded: 306 of 50 people and 209 of 10 are 6 and 21."""
        return self.mentions / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class PersonCount:
    """One participant: mentions, distinct keywords, discarded passages, and what was prompted."""

    participant: str
    group: str
    case: str
    mentions: int
    keywords: int
    discarded: int
    prompted: int


def frequencies(snapshot: Snapshot, *, constructs: bool = False) -> list[Frequency]:
    """Each keyword (or theme and construct) that is mentioned, most mentioned first, then by name.

    A construct's mentions are those of its keywords.
    """
    found = judgements(snapshot)
    if constructs:
        found = of_constructs(snapshot, found)
    if not len(found.code):
        return []
    asked = prompted_mentions(snapshot, found)
    order = np.lexsort((found.segment, found.code))
    codes, starts = np.unique(found.code[order], return_index=True)
    people = _distinct_by(codes, found.code, found.participant)
    cases = _distinct_by(codes, found.code, found.case)
    unreviewed = np.add.reduceat(found.unreviewed[order], starts).tolist()
    prompted = np.add.reduceat(asked[order], starts).tolist()
    segments = found.segment[order].tolist()
    ends = [*starts[1:].tolist(), len(order)]
    result = [
        Frequency(
            snapshot.code_by_id[code].name,
            snapshot.code_by_id[code].kind,
            end - start,
            people[at],
            cases[at],
            unreviewed[at],
            tuple(dict.fromkeys(segments[start:end])),
            prompted[at],
        )
        for at, (code, start, end) in enumerate(
            zip(codes.tolist(), starts.tolist(), ends, strict=True)
        )
    ]
    return sorted(result, key=lambda f: (-f.mentions, f.code))


def by_group(snapshot: Snapshot) -> list[GroupCount]:
    """What each group said, valid and discarded, in the design's order."""
    groups = ((g.label or g.name, g.id) for g in snapshot.groups)
    return _tallies(snapshot, groups, "group")


def by_case(snapshot: Snapshot) -> list[GroupCount]:
    """What the people of each case said, valid and discarded, in the study's order."""
    return _tallies(snapshot, ((case.name, case.id) for case in snapshot.cases), "case")


def by_participant(snapshot: Snapshot) -> list[PersonCount]:
    """What each participant who was heard said: nobody carries a theme alone unseen."""
    found = judgements(snapshot)
    asked = prompted_mentions(snapshot, found)
    thrown = _discarded_of(snapshot)
    result = []
    present = heard(snapshot)
    for person in snapshot.participants:
        if person.id not in present:
            continue
        rows = np.flatnonzero(found.participant == person.id)
        result.append(
            PersonCount(
                person.pseudonym,
                group_label(snapshot, person.group),
                case_name(snapshot, person.case),
                len(rows),
                distinct(found.code[rows]),
                thrown.get(person.id, 0),
                int(asked[rows].sum()),
            )
        )
    return result


def a_head(counts: Iterable[GroupCount]) -> str:
    """One sentence: what numbers of unlike groups are for one person."""
    parts = [
        f"{c.group}: {s.mentions} from {s.people} people {where}, {s.mentions_a_head:.1f} a head"
        for c in counts
        for where, s in (("interviewed", c.interviews), ("of the survey", c.survey))
        if s.mentions
    ]
    return "; ".join(parts) + "." if parts else ""


def _tallies(snapshot: Snapshot, members: Iterable[tuple[str, int]], of: str) -> list[GroupCount]:
    found = judgements(snapshot)
    asked = prompted_mentions(snapshot, found)
    column: Ints = getattr(found, of)
    thrown = _discarded_of(snapshot)
    present, read = heard(snapshot), coded(snapshot)
    channels: tuple[Channel, Channel] = ("interviews", "survey")
    where = {c: segments_heard(snapshot, found.segment, c) for c in channels}
    there = {c: (coded(snapshot, c), heard(snapshot, c)) for c in channels}
    result: list[GroupCount] = []
    for name, number in members:
        keep = column == number
        mine = found.only(keep)
        people = {p.id for p in snapshot.participants if getattr(p, of) == number}
        interviews, survey = (
            _spoken(found, asked, keep & (where[c] == 1), *(len(people & who) for who in there[c]))
            for c in channels
        )
        result.append(
            GroupCount(
                name,
                len(people & read),
                len(mine.coding),
                distinct(mine.code),
                sum(count for person, count in thrown.items() if person in people),
                int(mine.unreviewed.sum()),
                interviews,
                survey,
                int(asked[keep].sum()),
                len(people & present),
            )
        )
    return result


def _spoken(
    found: Judgements, asked: Ints, rows: NDArray[np.bool_], people: int, heard: int
) -> Spoken:
    mentions, prompted = int(np.count_nonzero(rows)), int(asked[rows].sum())
    return Spoken(people, mentions, distinct(found.code[rows]), prompted, heard)


def _distinct_by(codes: Ints, code: Ints, value: Ints) -> list[int]:
    """For each of the sorted ``codes`` how many different values that are not 0."""
    kept = value > 0
    step = int(value.max(initial=0)) + 1
    pairs = np.unique(code[kept] * step + value[kept]) // step
    many: list[int] = np.bincount(np.searchsorted(codes, pairs), minlength=len(codes)).tolist()
    return many


def _discarded_of(snapshot: Snapshot) -> dict[int, int]:
    """Discarded passages by participant."""
    count: dict[int, int] = {}
    owner = snapshot.segment_participant
    for segment in {d.segment for d in snapshot.discards}:
        person = int(owner[snapshot.segment_row[segment]])
        count[person] = count.get(person, 0) + 1
    return count
