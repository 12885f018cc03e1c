"""Who was heard, where, and which words answer which question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import numpy as np

from crosscase.analysis.judgements import lookup
from crosscase.domain.people import Participant
from crosscase.domain.questions import Answer
from crosscase.domain.snapshot import Ints, Snapshot

Channel = Literal["interviews", "survey", "other"]

_CHANNELS: dict[str, Channel] = {
    "transcript": "interviews",
    "recording": "interviews",
    "answers": "survey",
}


def heard(snapshot: Snapshot, channel: Channel | None = None) -> set[int]:
    """Participants present in a source (of the channel): interviewed, surveyed, or either."""
    return {
        presence.participant
        for presence in snapshot.presences
        if of_channel(snapshot, presence.source, channel)
    }


def of_channel(snapshot: Snapshot, source: int, channel: Channel | None) -> bool:
    """Whether the source is of the channel (of any if None)."""
    kind = snapshot.source_by_id[source].kind
    return channel in (None, _CHANNELS.get(kind, "other"))


def segments_heard(snapshot: Snapshot, segments: Ints, channel: Channel) -> Ints:
    """For each segment (by id) whether it lies in a source of the channel; 0 or 1."""
    of_edition = {e.id: int(of_channel(snapshot, e.source, channel)) for e in snapshot.editions}
    if not len(segments):
        return segments
    rows = np.searchsorted(snapshot.segments.id, segments)
    return lookup(of_edition)[snapshot.segments.edition[rows]]


def group_label(snapshot: Snapshot, number: int | None) -> str:
    """How the group is called in tables ("" for none)."""
    return next((g.label or g.name for g in snapshot.groups if g.id == number), "")


def case_name(snapshot: Snapshot, number: int | None) -> str:
    """The name of a case ("" for none)."""
    return next((c.name for c in snapshot.cases if c.id == number), "")


def place_of(snapshot: Snapshot, segment: int | None, case: int | None) -> str:
    """The case of a passage or a whole case; the group of who has no case ("" if unknown)."""
    if case is not None:
        return case_name(snapshot, case)
    owner = int(snapshot.segment_participant[snapshot.segment_row[segment or 0]])
    person = snapshot.participant_by_id.get(owner)
    if person is None:
        return ""
    return case_name(snapshot, person.case) or group_label(snapshot, person.group)


def questions_of(snapshot: Snapshot) -> dict[str, list[int]]:
    """The questions that ask the same, by the name of the item (its label if it has none)."""
    result: dict[str, list[int]] = defaultdict(list)
    for question in snapshot.questions:
        result[question.equivalent or question.label].append(question.id)
    return dict(result)


def answers_to(snapshot: Snapshot, questions: Iterable[int]) -> list[Answer]:
    """The answers that were tied to one of the questions and not denied, in current texts."""
    wanted = set(questions)
    current = {edition.id for edition in snapshot.current_editions.values()}
    return [
        a
        for a in snapshot.answers
        if a.question in wanted and not a.denied and a.edition in current
    ]


def who_answered(snapshot: Snapshot, answers: Iterable[Answer]) -> set[int]:
    """The participants who gave the answers.

    Where an answer names nobody it is everybody present in its source: an interviewer who asks
    the table asks each of them.
    """
    present: dict[int, set[int]] = defaultdict(set)
    for presence in snapshot.presences:
        present[presence.source].add(presence.participant)
    people: set[int] = set()
    for answer in answers:
        if answer.participant is not None:
            people.add(answer.participant)
        else:
            people |= present[snapshot.edition_by_id[answer.edition].source]
    return people


def inside(snapshot: Snapshot, answers: Iterable[Answer]) -> Ints:
    """The ids of the segments that begin inside one of the answers."""
    columns = snapshot.segments
    order = np.lexsort((columns.start, columns.edition))
    edition, start = columns.edition[order], columns.start[order]
    found: list[Ints] = []
    for answer in answers:
        low, high = np.searchsorted(edition, [answer.edition, answer.edition + 1])
        at = low + np.searchsorted(start[low:high], [answer.start, answer.end])
        found.append(columns.id[order[at[0] : at[1]]])
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def sensitive_answers(snapshot: Snapshot) -> set[int]:
    """The ids of the segments that begin inside an answer to a question flagged sensitive."""
    flagged = [question.id for question in snapshot.questions if question.sensitive]
    return set(inside(snapshot, answers_to(snapshot, flagged)).tolist())


def by_id(snapshot: Snapshot, people: Iterable[int]) -> list[Participant]:
    """The participants of these ids, in the order of the study."""
    wanted = set(people)
    return [p for p in snapshot.participants if p.id in wanted]
