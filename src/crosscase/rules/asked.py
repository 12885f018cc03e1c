"""Was every item of the guide asked? By answers that were tied, else by the interviewer's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from crosscase.analysis.judgements import belongs
from crosscase.analysis.people import answers_to, who_answered
from crosscase.domain.questions import Question
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Source, Turn
from crosscase.rules.look import present, texts, turns_of
from crosscase.rules.rule import Hit, Rule, not_checked, rule
from crosscase.rules.words import listed, sentences, short, stems

_ENOUGH = 1 / 3
"""The share of an item's own words in one turn of the interviewer that counts as asking it."""


@dataclass(frozen=True, slots=True)
class _Item:
    """How an item is known again: by its name, by words only it has, or by how it begins."""

    question: Question
    names: frozenset[str]
    own: frozenset[str]
    words: frozenset[str]
    opening: str

    def asked_in(self, said: str) -> bool:
        words = set(stems(said))
        enough = max(1, _ENOUGH * len(self.own))
        return (
            bool(self.names & words)
            or (bool(self.own) and len(self.own & words) >= enough)
            or (bool(self.opening) and self.opening in _spelt(said))
        )


@rule(
    "question-not-asked",
    "doubt",
    reason="Who was not asked is not silent: absence of mention is then no finding.",
    reference="Miles and Huberman 1994",
    todo="Show the person as 'not asked' in comparisons, or ask again.",
)
def question_not_asked(snapshot: Snapshot) -> Iterable[Hit]:
    """Interviews in which an item of the group's guide has no answer and no asking.

    An item that names a construct also counts as asked where the interviewer speaks of it in other
    words: two neighbouring words of a keyword of the construct, such as "tax relief".
    """
    if not snapshot.questions:
        yield not_checked("the design has no guide.")
        return
    people, turns = present(snapshot), turns_of(snapshot)
    guides = {p.group: _guide(snapshot, p.group) for p in snapshot.participants}
    tied, named = _tied(snapshot), _named(snapshot)
    unread: list[str] = []
    for source, edition in texts(snapshot, "transcript", "recording"):
        there = people.get(source.id, [])
        groups = {p.group for p in there}
        asked = _asking(snapshot, source, edition, turns)
        if len(groups) != 1 or not asked:
            unread.append(source.name)
            continue
        where = there[0].pseudonym if len(there) == 1 else source.name
        guide = guides[groups.pop()]
        heard = {label for said in asked for label in _which(guide, said)}
        pairs = {pair for said in asked for pair in pairwise(stems(said))}
        for item in guide:
            answered = {p.id for p in there} <= tied[item.question.id]
            answered = answered or bool(pairs & named[item.question.id])
            if not answered and item.question.label not in heard:
                wording = short(item.question.wording, 90)
                yield Hit(where, f"{item.question.label} was not asked: {wording}")
    if unread:
        yield not_checked(f"no interviewer, or no one group, in {listed(unread, 4)}.")


def _guide(snapshot: Snapshot, group: int | None) -> list[_Item]:
    items = [q for q in snapshot.questions if q.group in (group, None)]
    words = {q: set(stems(f"{q.wording} {q.equivalent}")) for q in items}
    unit = " ".join(f"{g.name} {g.label}" for g in snapshot.groups if g.id == group)
    concept = snapshot.facts_by_key.get("concept.name", "")
    common = set(stems(f"{concept} {unit} firm company"))
    found = []
    for question in items:
        others = set().union(*(words[q] for q in items if q is not question), common)
        names = frozenset(set(stems(question.equivalent)) - others)
        own = frozenset(words[question] - others)
        every = frozenset(words[question] - common)
        found.append(_Item(question, names, own, every, _opening(question.wording)))
    return found


def _which(guide: list[_Item], said: str) -> set[str]:
    """The items a sentence asks: of those it may ask, the ones it shares most words with.

    "What are the three most important factors?" asks for factors, not for importance.
    """
    words = set(stems(said))
    shared = {item: len(item.words & words) for item in guide if item.asked_in(said)}
    most = max(shared.values(), default=0)
    return {item.question.label for item, count in shared.items() if count == most}


def _opening(wording: str) -> str:
    """How the item begins, up to its first content word: "what is new"."""
    words = _spelt(wording).split()
    end = next((at for at, word in enumerate(words, 1) if stems(word)), 0)
    return " ".join(words[:end]) if end > 2 else ""


def _spelt(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"['’]s\b", " is", text.casefold())))


def _tied(snapshot: Snapshot) -> dict[int, set[int]]:
    """For each question who answered it in an interview."""
    spoken = {e.id for _, e in texts(snapshot, "transcript", "recording")}
    return {
        q.id: who_answered(
            snapshot, [a for a in answers_to(snapshot, [q.id]) if a.edition in spoken]
        )
        for q in snapshot.questions
    }


def _named(snapshot: Snapshot) -> dict[int, set[tuple[str, str]]]:
    """For each question the neighbouring words of the keywords of the constructs it names."""
    prompts: dict[int, set[int]] = {q.id: set() for q in snapshot.questions}
    for prompt in snapshot.prompts:
        prompts[prompt.question].add(prompt.code)
    of = belongs(snapshot)
    return {
        number: {
            pair
            for code in snapshot.codes
            if wanted & set(of[code.id])
            for pair in pairwise(stems(code.name))
        }
        for number, wanted in prompts.items()
    }


def _asking(
    snapshot: Snapshot, source: Source, edition: Edition, turns: dict[int, list[Turn]]
) -> list[str]:
    """What the interviewer says, in a translation too; without turns, every question."""
    asks = {s.id for s in snapshot.speakers if s.role == "interviewer"}
    editions = [edition] + [
        e for e in snapshot.editions if e.source == source.id and e.kind == "translated"
    ]
    if not any(turns.get(e.id) for e in editions):
        return [s for e in editions for s in sentences(e.text) if s.rstrip('"”').endswith("?")]
    return [
        sentence
        for e in editions
        for turn in turns.get(e.id, [])
        if turn.speaker in asks
        for sentence in sentences(e.text[turn.start : turn.end])
    ]


RULES: tuple[Rule, ...] = (question_not_asked,)
