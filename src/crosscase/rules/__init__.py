"""What `check` asks: a reviewer's questions, one small function each."""

from __future__ import annotations

from collections.abc import Collection

from crosscase.domain.remarks import Severity
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy
from crosscase.rules import (
    advice,
    asked,
    asking,
    cases,
    circles,
    claims,
    codebook,
    coders,
    concept,
    consent,
    constructs,
    contradictions,
    dates,
    draft,
    interviews,
    journal,
    keywords,
    method,
    model,
    names,
    numbers,
    people,
    quotations,
    rivals,
    triangulation,
)
from crosscase.rules.place import Place, places
from crosscase.rules.rule import PROFILES, Finding, Names, Rule

__all__ = [
    "PROFILES",
    "RULES",
    "SEVERITIES",
    "Finding",
    "Place",
    "Rule",
    "ask",
    "ask_claims",
    "named_profile",
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
    method,
    triangulation,
    codebook,
    asking,
    dates,
    circles,
    quotations,
    contradictions,
    journal,
)
RULES: tuple[Rule, ...] = tuple(rule for part in _PARTS for rule in part.RULES)
"""Every rule, in the order in which a study grows."""

SEVERITIES: tuple[Severity, ...] = ("flaw", "doubt", "note")
"""From what is wrong, over what a person should look at, to what is only told."""


def profile_of(snapshot: Snapshot) -> str:
    """The profile the design names in ``[study] method``, else "case study"."""
    return named_profile(snapshot.facts_by_key.get("method", "")) or PROFILES[0]


def named_profile(method: str) -> str:
    """The profile that a method in words names ("" for none).

    A case study that is analysed in one of the other ways is asked as that way asks.
    """
    said = method.casefold()
    return next((profile for profile in (*PROFILES[1:], PROFILES[0]) if profile in said), "")


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
