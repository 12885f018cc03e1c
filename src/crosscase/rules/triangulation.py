"""Rules about triangulation: more than one source, one person, one kind of material."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import construct_mentions, constructs, present
from crosscase.rules.rule import Hit, Rule, rule

_SPOKEN = ("transcript", "recording")
_FEW = 3
"""A construct of fewer mentions is not asked who carries it."""


@rule(
    "case-one-person",
    "doubt",
    reason="A case told by one person is that person's account of it.",
    reference="Eisenhardt and Graebner 2007",
    todo="Hear a second person of the case, or add documents and field notes on it.",
)
def case_one_person(snapshot: Snapshot) -> Iterable[Hit]:
    """Cases of which one person speaks in one source, where others have several of both."""
    people: dict[int, set[int]] = defaultdict(set)
    sources: dict[int, set[int]] = defaultdict(set)
    for source, there in present(snapshot).items():
        if snapshot.source_by_id[source].kind in ("transcript", "recording", "note", "document"):
            for person in there:
                people[person.case or 0].add(person.id)
                sources[person.case or 0].add(source)
    if not any(len(people[c.id]) > 1 and len(sources[c.id]) > 1 for c in snapshot.cases):
        return
    for case in snapshot.cases:
        if len(people[case.id]) == len(sources[case.id]) == 1:
            who = snapshot.participant_by_id[people[case.id].pop()].pseudonym
            yield Hit(case.name, f"Only {who} speaks for it, in one source.")


@rule(
    "construct-one-person",
    "doubt",
    reason="What one person alone speaks of may hold for that person only.",
    reference="Eisenhardt and Graebner 2007",
    todo="Look whether others were asked, and say that one person carries it.",
)
def construct_one_person(snapshot: Snapshot) -> Iterable[Hit]:
    """Constructs of three mentions or more that all come from one person."""
    found = construct_mentions(snapshot)
    for code in constructs(snapshot):
        rows = found.code == code.id
        voices = np.unique(found.participant[rows & (found.participant > 0)])
        if len(voices) == 1 and rows.sum() >= _FEW:
            who = snapshot.participant_by_id[int(voices[0])].pseudonym
            text = f"All {int(rows.sum())} mentions come from {who}."
            yield Hit(code.name, text, tuple(found.segment[rows].tolist()))


@rule(
    "construct-one-kind-of-source",
    "note",
    reason="A construct seen in one kind of material alone is not triangulated.",
    reference="Yin 2018 (multiple sources of evidence)",
    todo="Look for it in the other material, or say where it was not to be seen.",
)
def construct_one_kind(snapshot: Snapshot) -> Iterable[Hit]:
    """Constructs mentioned in one kind of source, where several kinds are coded."""
    found = construct_mentions(snapshot)
    kind = _kinds(snapshot)
    coded = {kind[segment] for segment in judgements(snapshot).segment.tolist()}
    if len(coded) < 2:
        return
    for code in constructs(snapshot):
        mine = found.segment[found.code == code.id].tolist()
        kinds = {kind[segment] for segment in mine}
        if len(kinds) == 1 and len(mine) >= _FEW:
            text = f"All {len(mine)} mentions stand in sources of one kind: {kinds.pop()}."
            yield Hit(code.name, text, tuple(dict.fromkeys(mine)))


def _kinds(snapshot: Snapshot) -> dict[int, str]:
    kinds = {s.id: "interview" if s.kind in _SPOKEN else s.kind for s in snapshot.sources}
    of = {e.id: kinds[e.source] for e in snapshot.editions}
    columns = snapshot.segments
    return {
        segment: of[edition]
        for segment, edition in zip(columns.id.tolist(), columns.edition.tolist(), strict=True)
    }


RULES: tuple[Rule, ...] = (case_one_person, construct_one_person, construct_one_kind)
