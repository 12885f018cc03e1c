"""Rules about the codebook: used, told apart, and explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.look import constructs
from crosscase.rules.rule import Hit, Rule, not_checked, rule

_SAME = 3
"""So many shared passages, and no other, make two keywords one in use."""


@rule(
    "keyword-unused",
    "note",
    reason="A code that is never used tells the reader of a codebook something untrue.",
    reference="DeCuir-Gunby, Marshall and McCulloch 2011",
    todo="Take it out of the codebook, or look for passages it names.",
)
def keyword_unused(snapshot: Snapshot) -> Iterable[Hit]:
    """Keywords that no coding bears, themselves or through a merge."""
    if not len(snapshot.codings.id):
        yield not_checked("nothing is coded.")
        return
    used = {snapshot.head_of[code] for code in snapshot.codings.code.tolist()}
    for code in snapshot.codes:
        if code.kind == "keyword" and snapshot.head_of[code.id] not in used:
            yield Hit(code.name, "It is in the codebook and on no passage.")


@rule(
    "keywords-on-the-same-passages",
    "doubt",
    reason="Two keywords that always stand together are one idea with two names.",
    reference="Miles and Huberman 1994",
    todo="Merge them, or write down what sets them apart.",
)
def keywords_same(snapshot: Snapshot) -> Iterable[Hit]:
    """Two keywords of three passages or more that stand on exactly the same ones."""
    found = judgements(snapshot)
    on: dict[int, set[int]] = defaultdict(set)
    for code, segment in zip(found.code.tolist(), found.segment.tolist(), strict=True):
        on[code].add(segment)
    alike: dict[frozenset[int], list[int]] = defaultdict(list)
    for code, segments in sorted(on.items()):
        if len(segments) >= _SAME and snapshot.code_by_id[code].kind == "keyword":
            alike[frozenset(segments)].append(code)
    for passages, codes in alike.items():
        for one, other in combinations(codes, 2):
            name = snapshot.code_by_id[other].name
            text = f'All {len(passages)} passages bear "{name}" too.'
            yield Hit(snapshot.code_by_id[one].name, text, tuple(sorted(passages)))


@rule(
    "construct-without-bounds",
    "doubt",
    reason="Without what belongs to it and what does not, two people code it in two ways.",
    reference="MacQueen et al. 1998",
    todo="Write what to include, what to exclude, or an example.",
    skip=("reflexive",),
)
def construct_without_bounds(snapshot: Snapshot) -> Iterable[Hit]:
    """With several coders, defined constructs without inclusion, exclusion and example."""
    if len(set(snapshot.codings.coder.tolist())) < 2:
        return
    for code in constructs(snapshot):
        if code.definition.strip() and not (code.include + code.exclude + code.example).strip():
            yield Hit(code.name, "Nothing is included, nothing excluded, and no example given.")


RULES: tuple[Rule, ...] = (keyword_unused, keywords_same, construct_without_bounds)
