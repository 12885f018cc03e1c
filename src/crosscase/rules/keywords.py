"""Rules about keywords: do they belong somewhere, are two the same, and when did they come up?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process

from crosscase.analysis.dated import dated
from crosscase.analysis.judgements import Judgements, belongs, judgements
from crosscase.domain.codebook import same_name
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import texts
from crosscase.rules.rule import Hit, Rule, not_checked, rule
from crosscase.rules.words import listed, sentences, short, stems

ALIKE = 92
"""The likeness (0 … 100, words in any order) from which two names are asked about."""

LATE = 2 / 3
"""A keyword is late when it first comes up after this share of the interviews."""

ONCE = 0.5
"""The share of keywords mentioned once that is worth a note."""


def _used(snapshot: Snapshot, found: Judgements) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """Each keyword that is mentioned: id, name, segments."""
    segments: dict[int, list[int]] = defaultdict(list)
    for code, segment in zip(found.code.tolist(), found.segment.tolist(), strict=True):
        segments[code].append(segment)
    for code in snapshot.codes:
        if code.kind == "keyword" and code.id in segments:
            yield code.id, code.name, tuple(segments[code.id])


@rule(
    "keyword-without-construct",
    "doubt",
    reason="A keyword in no theme or construct carries no part of the argument.",
    reference="Gioia, Corley and Hamilton 2013",
    todo="Assign it, merge it, or say in a memo why it stands alone.",
)
def keyword_without_construct(snapshot: Snapshot) -> Iterable[Hit]:
    """Keywords that are mentioned and assigned to nothing."""
    of = snapshot.construct_of
    for number, name, segments in _used(snapshot, judgements(snapshot)):
        if not of[number]:
            yield Hit(name, f"{len(segments)} mentions, assigned to nothing.", segments)


@rule(
    "keyword-in-two-constructs",
    "doubt",
    reason="A keyword in two constructs makes them overlap and counts for both.",
    reference="Gioia, Corley and Hamilton 2013",
    todo="Choose one, or split the keyword into two of one meaning each.",
)
def keyword_in_two_constructs(snapshot: Snapshot) -> Iterable[Hit]:
    """Keywords that reach two constructs, directly or through themes."""
    of, codes = belongs(snapshot), snapshot.code_by_id
    for number, name, segments in _used(snapshot, judgements(snapshot)):
        ideas = [codes[idea].name for idea in of[number] if codes[idea].kind == "construct"]
        if len(ideas) > 1:
            text = f"{len(segments)} mentions count for {' and for '.join(ideas)}."
            yield Hit(name, text, segments)


@rule(
    "keywords-alike",
    "doubt",
    reason="Two names of one idea split its count.",
    reference="Bradley, Curry and Devers 2007",
    todo="Merge the two, or write into the definitions what sets them apart.",
)
def keywords_alike(snapshot: Snapshot) -> Iterable[Hit]:
    """Unmerged keywords whose names have nearly the same words."""
    heads = [c for c in snapshot.codes if c.kind == "keyword" and snapshot.head_of[c.id] == c.id]
    names = [same_name(code.name) for code in heads]
    for at in range(0, len(names), 512):
        table = process.cdist(
            names[at : at + 512], names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        for row, column in np.argwhere(table >= ALIKE).tolist():
            if at + row < column:
                text = f'Also "{heads[column].name}", not merged.'
                yield Hit(heads[at + row].name, text)


@rule(
    "keyword-once",
    "note",
    reason="When most keywords are mentioned once, the codebook is a list of quotes.",
    reference="Guest, Namey and Chen 2020",
    todo="Look whether keywords of one mention say the same and can be merged.",
    skip=("reflexive",),
)
def keyword_once(snapshot: Snapshot) -> Iterable[Hit]:
    """The share of keywords that are mentioned exactly once."""
    used = list(_used(snapshot, judgements(snapshot)))
    once = [name for _, name, segments in used if len(segments) == 1]
    if used and len(once) > ONCE * len(used):
        share = len(once) / len(used)
        yield Hit("codebook", f"{len(once)} of {len(used)} keywords ({share:.0%}): {listed(once)}.")


@rule(
    "late-code",
    "doubt",
    reason="A keyword found late may fit early interviews that nobody read again.",
    reference="Miles and Huberman 1994",
    todo="Read the early interviews again for this keyword, and note that it was done.",
)
def late_code(snapshot: Snapshot) -> Iterable[Hit]:
    """Keywords first used in the last third, whose words stand uncoded in earlier interviews.

    The order is that of dates, or where not all are dated, that of coding.
    """
    found = judgements(snapshot)
    at = np.searchsorted(snapshot.segments.id, found.segment)
    of = {e.id: e.source for e in snapshot.editions}
    source = np.array([of[e] for e in snapshot.segments.edition[at].tolist()], dtype=np.int64)
    spoken = [s.id for s, _ in texts(snapshot, "transcript", "recording")]
    coded = list(dict.fromkeys(source[np.argsort(found.coding)].tolist()))
    days = dated(snapshot)
    order = [s for s in coded if s in spoken]
    if all(s in days for s in order):
        order.sort(key=lambda s: days[s])
    if len(order) < 6:
        yield not_checked(f"{len(order)} interviews are coded; late and early need six.")
        return
    place = {number: rank for rank, number in enumerate(order)}
    cut = LATE * len(order)
    early: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for number in order[: int(cut)]:
        name = snapshot.source_by_id[number].name
        for edition in (e for e in snapshot.editions if e.source == number):
            for sentence in sentences(edition.text):
                for pair in set(pairwise(stems(sentence))):
                    early[pair].append((name, sentence))
    for number, name, segments in _used(snapshot, found):
        ranks = [place.get(s, 0) for s in source[found.code == number].tolist()]
        fits = [fit for pair in pairwise(stems(name)) for fit in early.get(pair, [])]
        if min(ranks) >= cut and fits:
            text = (
                f"First used in interview {min(ranks) + 1} of {len(order)}; its words stand in "
                f'{listed(dict.fromkeys(w for w, _ in fits))}: "{short(fits[0][1], 90)}"'
            )
            yield Hit(name, text, segments)


RULES: tuple[Rule, ...] = (
    keyword_without_construct,
    keyword_in_two_constructs,
    keywords_alike,
    keyword_once,
    late_code,
)
