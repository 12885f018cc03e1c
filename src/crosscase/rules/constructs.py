"""Rules about constructs: defined, quoted, used, and not carried by one voice."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Ints, Snapshot
from crosscase.rules.look import construct_mentions, constructs
from crosscase.rules.rule import Hit, Rule, not_checked, rule

_FEW = 6
"""A construct or case of fewer mentions is not asked whether one voice carries it."""


@rule(
    "construct-without-definition",
    "flaw",
    reason="An idea without definition cannot be coded twice in the same way.",
    reference="Eisenhardt 1989",
    todo="Write what it means, and what belongs to it and what does not.",
)
def construct_without_definition(snapshot: Snapshot) -> Iterable[Hit]:
    """Constructs whose definition is empty."""
    for code in constructs(snapshot):
        if not code.definition.strip():
            yield Hit(code.name, "The definition is empty.")


@rule(
    "construct-without-quotation",
    "flaw",
    reason="A construct that nobody speaks of does not come from the material.",
    reference="Gioia, Corley and Hamilton 2013",
    todo="Take it out of the model, or show the passages it rests on.",
)
def construct_without_quotation(snapshot: Snapshot) -> Iterable[Hit]:
    """Constructs without a mention and without evidence on a proposition that uses them."""
    if not len(snapshot.codings.id) and not snapshot.evidence:
        yield not_checked("nothing is coded.")
        return
    spoken = set(construct_mentions(snapshot).code.tolist())
    proven = {item.proposition for item in snapshot.evidence if item.segment is not None}
    spoken |= {cause.code for cause in snapshot.causes if cause.proposition in proven}
    spoken |= {p.to for p in snapshot.propositions if p.id in proven}
    for code in constructs(snapshot):
        if code.id not in spoken:
            yield Hit(code.name, "No keyword, no passage.")


@rule(
    "construct-without-proposition",
    "doubt",
    reason="What is coded and never claimed leaves the reader to guess its part.",
    reference="Eisenhardt and Graebner 2007",
    todo="State a proposition, or say that the construct is description only.",
)
def construct_without_proposition(snapshot: Snapshot) -> Iterable[Hit]:
    """Constructs that no proposition starts from, leads to or passes through."""
    if not snapshot.propositions:
        yield not_checked("no proposition is stated.")
        return
    used = {cause.code for cause in snapshot.causes}
    for claim in snapshot.propositions:
        used |= {claim.to, claim.via or 0}
    found = construct_mentions(snapshot)
    for code in constructs(snapshot):
        if code.id not in used:
            mine = tuple(dict.fromkeys(found.segment[found.code == code.id].tolist()))
            text = f"{len(mine) or 'No'} passages, and no proposition uses it."
            yield Hit(code.name, text, mine)


@rule(
    "talkative-participant",
    "doubt",
    reason="When one voice carries a case or construct, it is that person's view.",
    reference="Eisenhardt and Graebner 2007",
    todo="Look whether the finding stands without this person, and say so.",
)
def talkative_participant(snapshot: Snapshot) -> Iterable[Hit]:
    """People who hold more than half of the mentions of a construct, or of their case.

    Where only two people speak, one of them always has half: there 60 % are asked for.
    """
    found = construct_mentions(snapshot)
    for code in constructs(snapshot):
        rows = found.code == code.id
        if top := _top(found.participant[rows]):
            person, count, total, voices = top
            if voices > 2:
                mine = found.segment[rows & (found.participant == person)]
                yield _hit(snapshot, person, count, total, f"the construct {code.name}", mine)
    spoken = judgements(snapshot)
    for case in snapshot.cases:
        rows = spoken.case == case.id
        if top := _top(spoken.participant[rows]):
            person, count, total, _ = top
            mine = spoken.segment[rows & (spoken.participant == person)]
            yield _hit(snapshot, person, count, total, f"case {case.name}", mine)


def _top(people: Ints) -> tuple[int, int, int, int] | None:
    """Who holds too much: the person, their mentions, all mentions, and how many people speak."""
    voices, counts = np.unique(people[people > 0], return_counts=True)
    total = int(counts.sum())
    if len(voices) < 2 or total < _FEW:
        return None
    at = int(counts.argmax())
    bound = 0.6 if len(voices) == 2 else 0.5
    if counts[at] <= bound * total:
        return None
    return int(voices[at]), int(counts[at]), total, len(voices)


def _hit(snapshot: Snapshot, person: int, count: int, total: int, of: str, segments: Ints) -> Hit:
    who = snapshot.participant_by_id[person].pseudonym
    text = f"{count} of the {total} mentions of {of} come from this one person."
    return Hit(who, text, tuple(dict.fromkeys(segments.tolist())))


RULES: tuple[Rule, ...] = (
    construct_without_definition,
    construct_without_quotation,
    construct_without_proposition,
    talkative_participant,
)
