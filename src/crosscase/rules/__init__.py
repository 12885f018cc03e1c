"""What `check` asks: a reviewer's questions, one small function each."""

from __future__ import annotations

from collections.abc import Collection

from crosscase.domain.remarks import Severity
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy
from crosscase.rules import (
    advice,
    asked,
    cases,
    claims,
    coders,
    concept,
    consent,
    constructs,
    draft,
    interviews,
    keywords,
    model,
    names,
    numbers,
    people,
    rivals,
)
from crosscase.rules.place import Place, places
from crosscase.rules.rule import Finding, Names, Rule

__all__ = [
    "PROFILES",
    "RULES",
    "SEVERITIES",
    "Finding",
    "Place",
    "Rule",
    "ask",
    "ask_claims",
    "places",
    "profile_of",
]

_PARTS = (
    cases,
    people,
    consent,
    interviews,
    asked,
    names,
    keywords,
    constructs,
    claims,
    rivals,
    advice,
    model,
    coders,
    concept,
    numbers,
    draft,
)
RULES: tuple[Rule, ...] = tuple(rule for part in _PARTS for rule in part.RULES)
"""Every rule, in the order in which a study grows."""

PROFILES = ("case study", "coding reliability", "codebook", "reflexive")
"""Method profiles. A reflexive study is not asked for agreement or saturation."""

SEVERITIES: tuple[Severity, ...] = ("flaw", "doubt", "note")
"""From what is wrong, over what a person should look at, to what is only told."""


def profile_of(snapshot: Snapshot) -> str:
    """The profile the design names in ``[study] method``, else "case study"."""
    method = snapshot.facts_by_key.get("method", "").casefold()
    return next((profile for profile in PROFILES if profile in method), PROFILES[0])


def ask(
    snapshot: Snapshot,
    names: Names | None = None,
    *,
    only: Collection[str] = (),
    profile: str = "",
) -> list[Finding]:
    """Ask the rules, all of the profile or ``only`` these; flaws first, then by rule and place.

    ``names`` are the real names of the key file; without them the rules that need them answer
    "not checked". Raises ``NotInStudy`` for a rule or profile there is not.
    """
    known = [rule.name for rule in RULES]
    for name in only:
        if name not in known:
            raise NotInStudy.named("rule", name, known)
    if profile and profile not in PROFILES:
        raise NotInStudy.named("method profile", profile, PROFILES)
    profile = profile or profile_of(snapshot)
    chosen = [r for r in RULES if (r.name in only if only else r.asked_in(profile))]
    found = [finding for rule in chosen for finding in rule(snapshot, names)]
    return sorted(
        found, key=lambda f: (SEVERITIES.index(f.severity), f.rule, f.where, f.text, f.segments)
    )


def ask_claims(snapshot: Snapshot) -> dict[str, list[Finding]]:
    """What the rules about claims, rivals, advice and model say of each proposition, by label."""
    asked = [rule.name for part in (claims, rivals, advice, model) for rule in part.RULES]
    found: dict[str, list[Finding]] = {claim.label: [] for claim in snapshot.propositions}
    for finding in ask(snapshot, only=asked):
        if finding.where in found:
            found[finding.where].append(finding)
    return found
