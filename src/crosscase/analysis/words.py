"""The words participants use: how often each is said, by how many people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot

Cut = Callable[[str], Sequence[str]]
"""The words of a text that mean something alone; which those are depends on the language."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: how often it is said, and by how many participants in how many cases.

    ``of`` is the number of participants whose words were read (those of ``group``, if asked).
    """

    word: str
    times: int
    participants: int
    cases: int
    of: int


def words_said(snapshot: Snapshot, cut: Cut, *, group: str = "") -> list[Word]:
    """Words in the turns of participants, those that most people use first.

    The newest edition of each source is read, no translation, and no turn of an interviewer.
    ``group``: the name or label of one group, whose participants alone are read.
    """
    labels = {g.id: {g.name, g.label} for g in snapshot.groups}
    times: Counter[str] = Counter()
    people: dict[str, set[int]] = defaultdict(set)
    cases: dict[str, set[int]] = defaultdict(set)
    read: set[int] = set()
    for who, text in turns_said(snapshot):
        if group and group not in labels.get(who.group or 0, ()):
            continue
        read.add(who.id)
        said = Counter(cut(text))
        times += said
        for word in said:
            people[word].add(who.id)
            if who.case is not None:
                cases[word].add(who.case)
    found = [Word(w, n, len(people[w]), len(cases[w]), len(read)) for w, n in times.items()]
    return sorted(found, key=lambda word: (-word.participants, -word.times, word.word))


def turns_said(snapshot: Snapshot) -> Iterator[tuple[Participant, str]]:
    """Who says what, turn by turn: the newest edition of each source, and participants alone."""
    speaks = {speaker.id: speaker.participant for speaker in snapshot.speakers}
    editions = {edition.id: edition for edition in snapshot.current_editions.values()}
    for turn in snapshot.turns:
        who = snapshot.participant_by_id.get(speaks.get(turn.speaker or 0) or 0)
        if turn.edition in editions and who is not None:
            yield who, turn.span.of(editions[turn.edition].text)
