"""Rules about rows of the study that cannot both be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.claims import evidence_of
from crosscase.rules.look import construct_mentions, present, texts, turns_of
from crosscase.rules.rule import Hit, Rule, rule
from crosscase.rules.words import listed


@rule(
    "speaker-not-present",
    "flaw",
    reason="Words of somebody who was not there are counted for the wrong person.",
    reference="Tong et al. 2007 (COREQ 29)",
    todo="Name the right speaker of these turns, or add the person to the source.",
)
def speaker_not_present(snapshot: Snapshot) -> Iterable[Hit]:
    """Interviews with turns of a participant who is not listed as present in them."""
    speaks = {s.id: s.participant for s in snapshot.speakers if s.participant}
    there, turns = present(snapshot), turns_of(snapshot)
    for source, edition in texts(snapshot, "transcript", "recording"):
        people = {person.id for person in there.get(source.id, [])}
        who = {speaks.get(turn.speaker or 0, 0) for turn in turns.get(edition.id, [])} - {0}
        if who - people:
            names = sorted(snapshot.participant_by_id[n].pseudonym for n in who - people)
            yield Hit(source.name, f"Speaks in it, and was not present: {listed(names)}.")


@rule(
    "turns-overlap",
    "flaw",
    reason="A word that two turns hold was said by two people, or by neither.",
    reference="Tong et al. 2007 (COREQ 29)",
    todo="Load the transcript again, or restore the last backup.",
)
def turns_overlap(snapshot: Snapshot) -> Iterable[Hit]:
    """Texts with turns that overlap, are empty, or end outside the text."""
    turns = turns_of(snapshot)
    for source in snapshot.sources:
        edition = snapshot.current_editions.get(source.id)
        mine = turns.get(edition.id, []) if edition else []
        wrong = sum(not t.start < t.end for t in mine)
        wrong += sum(t.end > len(edition.text) for t in mine) if edition else 0
        wrong += sum(after.start < before.end for before, after in pairwise(mine))
        if wrong:
            yield Hit(source.name, f"Places at which turns overlap, are empty or outside: {wrong}.")


@rule(
    "case-and-group-differ",
    "flaw",
    reason="A person who is counted in a case and in a group without cases is counted wrongly.",
    reference="Miles and Huberman 1994",
    todo="Correct the group or the case of the person, or say of the group that it has cases.",
)
def case_and_group_differ(snapshot: Snapshot) -> Iterable[Hit]:
    """People of a case whose group has no cases."""
    without = {
        group.id: group.label or group.name for group in snapshot.groups if not group.has_cases
    }
    cases = {case.id: case.name for case in snapshot.cases}
    for person in snapshot.participants:
        if person.case and person.group in without:
            text = (
                f"Of case {cases[person.case]}, and of {without[person.group]}, who have no case."
            )
            yield Hit(person.pseudonym, text)


@rule(
    "evidence-off-topic",
    "note",
    reason="A passage coded as something else does not speak of the relation it is linked to.",
    reference="Yin 2018 (chain of evidence)",
    todo="Link the passage that was meant, or code this one as what it is evidence of.",
)
def evidence_off_topic(snapshot: Snapshot) -> Iterable[Hit]:
    """Support from passages that are coded, and with none of the constructs of the proposition."""
    found, codes = construct_mentions(snapshot), snapshot.code_by_id
    coded: dict[int, set[int]] = defaultdict(set)
    for code, segment in zip(found.code.tolist(), found.segment.tolist(), strict=True):
        if codes[code].kind == "construct":
            coded[segment].add(code)
    for claim in snapshot.propositions:
        about = {c.code for c in snapshot.causes if c.proposition == claim.id}
        about |= {claim.to, claim.via or 0}
        items = [e for e in evidence_of(snapshot)[claim.id] if e.stance == "supports"]
        linked = [e.segment for e in items if e.segment]
        apart = [s for s in linked if coded[s] and not coded[s] & about]
        if apart:
            named = sorted({codes[code].name for segment in apart for code in coded[segment]})
            count, what = len(apart), listed(named, 4)
            text = f"Supporting passages that are coded as something else ({what}): {count}."
            yield Hit(claim.label, text, tuple(apart))


RULES: tuple[Rule, ...] = (
    speaker_not_present,
    turns_overlap,
    case_and_group_differ,
    evidence_off_topic,
)
