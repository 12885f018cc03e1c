"""The words of participants are counted as they were said, and nobody else's."""

from __future__ import annotations

import re
from collections import Counter

from crosscase.analysis.words import words_said
from crosscase.domain.people import Case, Group, Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Source, Speaker, Turn

from .conftest import Draw

SAID = [
    ("ana", "Tax is high. The tax office is far."),
    ("asks", "What about training and training again?"),
    ("ben", "Training matters more than tax."),
    ("eve", "Our office helps."),
]


def drawn() -> Snapshot:
    """Ana and Ben of two firms, officer Eve, and an interviewer, in one source."""
    text = "\n".join(words for _, words in SAID)
    turns, at = [], 0
    for number, (who, words) in enumerate(SAID, 1):
        speaker = ["ana", "ben", "eve", "asks"].index(who) + 1
        turns.append(Turn(number, 1, number, at, at + len(words), speaker))
        at += len(words) + 1
    firms = Draw(
        groups=(Group(1, "enterprise", "Firms"), Group(2, "government", "Officers", False)),
        cases=(Case(1, "A"), Case(2, "B")),
        people=[
            Participant(1, "Ana", 1, 1),
            Participant(2, "Ben", 1, 2),
            Participant(3, "Eve", 2),
        ],
        sources=[Source(1, "talk", "transcript")],
        texts=[text],
    )
    firms.more = {
        "speakers": (
            Speaker(1, "Ana", "participant", 1),
            Speaker(2, "Ben", "participant", 2),
            Speaker(3, "Eve", "participant", 3),
            Speaker(4, "Q", "interviewer"),
        ),
        "turns": tuple(turns),
    }
    return firms.snapshot()


def cut(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"\w{4,}|tax", text, re.IGNORECASE)]


def test_each_word_is_counted_by_times_people_and_cases():
    found = {word.word: word for word in words_said(drawn(), cut)}
    said = Counter(word for who, words in SAID if who != "asks" for word in cut(words))
    assert {name: word.times for name, word in found.items()} == said
    tax, office = found["tax"], found["office"]
    assert (tax.times, tax.participants, tax.cases, tax.of) == (3, 2, 2, 3)
    assert (office.participants, office.cases) == (2, 1)


def test_a_question_of_the_interviewer_is_not_counted():
    training = next(w for w in words_said(drawn(), cut) if w.word == "training")
    assert (training.times, training.participants) == (1, 1)


def test_one_group_is_read_by_its_name_or_its_label():
    for name in ("government", "Officers"):
        found = words_said(drawn(), cut, group=name)
        assert {word.word for word in found} == {"office", "helps"}
        assert {word.of for word in found} == {1}


def test_what_most_people_say_comes_first():
    people = [word.participants for word in words_said(drawn(), cut)]
    assert people == sorted(people, reverse=True)
