"""Of whom "n of m people" is said: the one place where denominators come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from crosscase.analysis.people import Channel, heard, of_channel, who_answered
from crosscase.domain.snapshot import Snapshot

NOTE = (
    "Of the people heard, those count whose interview or answers somebody coded; where a question "
    "of the guide names the construct and a person's answers are tied to questions, only who was "
    "asked it."
)
"""Stands under tables that say "n of m people"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose silence means something, and who was left out because theirs does not.

    ``people`` were asked; ``uncoded`` were heard, but nobody coded what they said; ``skipped``
    were coded, and their tied answers show that the question which names the construct was not
    put to them. All are ids of participants.
    """

    people: frozenset[int]
    uncoded: frozenset[int]
    skipped: frozenset[int] = frozenset()


def coded(snapshot: Snapshot, channel: Channel | None = None) -> set[int]:
    """Participants present in a source (of the channel) where somebody coded or discarded words.

    Of the others nothing is known: that they mention something or do not is not yet looked at.
    """
    sources = {n for n in coded_sources(snapshot) if of_channel(snapshot, n, channel)}
    return {p.participant for p in snapshot.presences if p.source in sources}


def coded_sources(snapshot: Snapshot) -> set[int]:
    """Sources in which somebody coded or discarded a passage; what is undecided does not count."""
    judged = np.concatenate(
        [snapshot.codings.segment, np.array([d.segment for d in snapshot.discards], dtype=np.int64)]
    )
    if not len(judged):
        return set()
    rows = np.searchsorted(snapshot.segments.id, judged)
    editions = np.unique(snapshot.segments.edition[rows]).tolist()
    return {snapshot.edition_by_id[number].source for number in editions}


def asked(snapshot: Snapshot) -> Asked:
    """Who was asked anything, over whole interviews: those heard and coded."""
    read = coded(snapshot)
    return Asked(frozenset(read), frozenset(heard(snapshot) - read))


def asked_about(snapshot: Snapshot, constructs: Iterable[int]) -> dict[int, Asked]:
    """Who was asked about each of the constructs (or other codes), by its id.

    Those coded. Where a question names the construct, a person counts as not asked if answers in
    their interviews are tied to other questions and none to it. A tie made by rule alone shows
    that something was asked, never that something was not. Denying is answering. A form asks all
    that anybody answered on it.
    """
    whole = asked(snapshot)
    naming: dict[int, set[int]] = defaultdict(set)
    for prompt in snapshot.prompts:
        naming[prompt.code].add(prompt.question)
    tied = _tied(snapshot) & whole.people if naming else set()
    result = {}
    for construct in constructs:
        questions = naming.get(construct, set())
        skipped = tied - _answered(snapshot, questions) if questions else set()
        result[construct] = Asked(
            frozenset(whole.people - skipped), whole.uncoded, frozenset(skipped)
        )
    return result


def asked_item(snapshot: Snapshot, questions: Iterable[int]) -> frozenset[int]:
    """Who of those coded answered one of the questions, which ask the same; denying is answering.

    Here only an answer shows that the question was put.
    """
    wanted = set(questions)
    return frozenset(
        who_answered(snapshot, [a for a in snapshot.answers if a.question in wanted])
        & coded(snapshot)
    )


def _answered(snapshot: Snapshot, questions: set[int]) -> set[int]:
    """Who answered one of the questions, and everybody whose form has it."""
    mine = [a for a in snapshot.answers if a.question in questions]
    people = who_answered(snapshot, mine)
    if any(_on_form(snapshot, a.edition) for a in mine):
        forms = {s.id for s in snapshot.sources if s.kind == "answers"}
        people |= {p.participant for p in snapshot.presences if p.source in forms}
    return people


def _tied(snapshot: Snapshot) -> set[int]:
    """People of whom somebody tied an answer, and looked while doing so."""
    return who_answered(snapshot, [a for a in snapshot.answers if not a.unreviewed])


def _on_form(snapshot: Snapshot, edition: int) -> bool:
    return snapshot.source_by_id[snapshot.edition_by_id[edition].source].kind == "answers"
