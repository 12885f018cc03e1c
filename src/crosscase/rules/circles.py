"""Rules about reasoning: circles in the model, and evidence that is read one way only."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.domain.snapshot import Snapshot
from crosscase.rules.claims import evidence_of
from crosscase.rules.look import construct_mentions
from crosscase.rules.rule import Hit, Rule, rule

_SHARED, _FEW = 0.5, 4


@rule(
    "model-cycle",
    "doubt",
    reason="A cause that is its own effect explains nothing without time between them.",
    reference="Bacharach 1989",
    todo="Tell which comes first, or drop one of the propositions.",
)
def model_cycle(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions that lead, through others, back to the construct they start from."""
    step: dict[int, set[int]] = {}
    for claim in snapshot.propositions:
        for cause in snapshot.causes:
            if cause.proposition == claim.id:
                step.setdefault(cause.code, set()).add(claim.to)
    for claim in snapshot.propositions:
        for cause in (c for c in snapshot.causes if c.proposition == claim.id):
            if cause.code != claim.to and cause.code in _reached(claim.to, step):
                name = snapshot.code_by_id[cause.code].name
                yield Hit(claim.label, f"It leads back to {name}, where it starts.")
                break


def _reached(start: int, step: dict[int, set[int]]) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        new = step.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


@rule(
    "cause-and-effect-alike",
    "doubt",
    reason="Where the same words stand for cause and effect, the two are not told apart.",
    reference="Bacharach 1989 (discriminant validity)",
    todo="Keep each passage for one of the two, or link it as evidence of the relation.",
)
def cause_and_effect_alike(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions whose two constructs share half of the passages of the rarer one, or more.

    A passage that is evidence of the relation speaks of both rightly, and is left out.
    """
    found = construct_mentions(snapshot)
    on: dict[int, set[int]] = {}
    for code, segment in zip(found.code.tolist(), found.segment.tolist(), strict=True):
        on.setdefault(code, set()).add(segment)
    for claim in snapshot.propositions:
        linked = {e.segment for e in evidence_of(snapshot)[claim.id]}
        to = on.get(claim.to, set())
        for cause in (c.code for c in snapshot.causes if c.proposition == claim.id):
            if cause == claim.to:
                continue
            both = (to & on.get(cause, set())) - linked
            rarer = min(len(to), len(on.get(cause, set())))
            if rarer >= _FEW and len(both) >= _SHARED * rarer:
                names = (
                    f"{snapshot.code_by_id[cause].name} and {snapshot.code_by_id[claim.to].name}"
                )
                text = f"{len(both)} of {rarer} passages stand under both: {names}."
                yield Hit(claim.label, text, tuple(sorted(both)))


@rule(
    "both-for-and-against",
    "flaw",
    reason="A passage cannot speak for a claim and against it.",
    reference="Yin 2018",
    todo="Keep the one it is, or cut the passage in two.",
)
def both_for_and_against(snapshot: Snapshot) -> Iterable[Hit]:
    """Passages that support and contradict one proposition."""
    for claim in snapshot.propositions:
        items = [e for e in evidence_of(snapshot)[claim.id] if e.segment is not None]
        pro = {e.segment for e in items if e.stance == "supports"}
        both = sorted({e.segment or 0 for e in items if e.stance == "contradicts"} & pro)
        if both:
            yield Hit(claim.label, f"{len(both)} passages support and contradict it.", tuple(both))


@rule(
    "counter-evidence-not-searched",
    "note",
    reason="Who only links support has not looked for what speaks against it.",
    reference="Lincoln and Guba 1985 (negative case analysis)",
    todo="Look for cases where it does not hold; write a memo of where you looked.",
)
def counter_evidence(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions of four supporting pieces or more, none against, and no memo on them."""
    noted = {m.of for m in snapshot.memos if m.about in ("proposition", "propositions")}
    for claim in snapshot.propositions:
        items = evidence_of(snapshot)[claim.id]
        if claim.id in noted or claim.condition.strip():
            continue
        if len(items) >= _FEW and all(item.stance == "supports" for item in items):
            yield Hit(claim.label, f"All {len(items)} pieces of evidence support it.")


@rule(
    "claim-of-itself",
    "flaw",
    reason="A construct that drives itself is a tautology.",
    reference="Bacharach 1989",
    todo="Name another cause, or another effect.",
)
def claim_of_itself(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions from a construct to the same construct."""
    for claim in snapshot.propositions:
        if any(c.proposition == claim.id and c.code == claim.to for c in snapshot.causes):
            yield Hit(claim.label, f"It goes from {snapshot.code_by_id[claim.to].name} to itself.")


RULES: tuple[Rule, ...] = (
    model_cycle,
    claim_of_itself,
    cause_and_effect_alike,
    both_for_and_against,
    counter_evidence,
)
