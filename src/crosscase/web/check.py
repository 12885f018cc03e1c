"""Check: what a reviewer would ask, and where to look."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from crosscase import rules
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["check"])


@router.get("/check")
def check(opened: Opened, profile: str = "") -> dict[str, Any]:
    """The findings of a method profile ("" for the study's own), each with its place."""
    names = opened.names()
    snapshot = opened.audited()
    known = rules.places(snapshot)
    found = rules.ask(snapshot, names, profile=profile)
    asked = {finding.rule for finding in found}
    return {
        "n": snapshot.n,
        "profile": profile or rules.profile_of(snapshot),
        "profiles": rules.PROFILES,
        "severities": rules.SEVERITIES,
        "with_names": names is not None,
        "rules": {
            rule.name: {"asks": rule.asks, "reason": rule.reason}
            for rule in rules.RULES
            if rule.name in asked
        },
        "findings": [
            asdict(f) | {"place": asdict(known[f.where]) if f.where in known else None}
            for f in found
        ],
    }
