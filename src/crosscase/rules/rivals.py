"""Rules about rival explanations: whether they were thought of, and which stands better."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.analysis.rivals import rivals
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.rule import Hit, Rule, rule


@rule(
    "proposition-without-rival",
    "note",
    reason="A claim that was never set against another explanation was not tested.",
    reference="Yin 2018 (rival explanations)",
    todo="State what else could explain the outcome, and look for its evidence.",
)
def proposition_without_rival(snapshot: Snapshot) -> Iterable[Hit]:
    """Propositions beside which no rival stands; a part of one shares the rivals of the whole."""
    faced = {rival.proposition for rival in snapshot.rivals}
    for claim in snapshot.propositions:
        if claim.parent is None and claim.id not in faced:
            yield Hit(claim.label, "No rival explanation was considered.")


@rule(
    "rival-better-supported",
    "doubt",
    reason="When another explanation has more behind it, the claim is not the best one.",
    reference="Yin 2018 (rival explanations)",
    todo="Say why the claim holds all the same, change it, or look for what decides.",
)
def rival_better_supported(snapshot: Snapshot) -> Iterable[Hit]:
    """Rivals with more support than the proposition they stand against."""
    for one in rivals(snapshot):
        if one.stronger:
            yield Hit(
                one.proposition,
                f"Rival {one.rival} has {one.supports.pieces} supporting pieces of evidence from "
                f"{len(one.supports.places)} cases and groups, the proposition {one.own.pieces} "
                f"from {len(one.own.places)}.",
                one.supports.segments,
            )


RULES: tuple[Rule, ...] = (proposition_without_rival, rival_better_supported)
