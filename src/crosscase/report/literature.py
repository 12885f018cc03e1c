"""What a finding says to the literature: confirms, extends or contradicts what was expected."""

from __future__ import annotations

from crosscase.analysis.ledger import ClaimStatus
from crosscase.domain.codebook import Code
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Proposition
from crosscase.report.document import clean
from crosscase.report.words import SIGNS, shortened


def against_literature(construct: Code, claim: Proposition, status: ClaimStatus) -> str:
    """One sentence: the expected sign beside the claim's, as far as the cases carry it."""
    source = f" ({clean(shortened(construct.reference, 120))})" if construct.reference else ""
    expected = construct.sign
    if expected == "":
        return "What the literature expects was not stated."
    if status.status in ("no evidence", "single case"):
        return f"Too few cases speak to it to compare it with the literature{source}."
    cautious = status.status == "contested"
    if expected == "?":
        verb = "adds to" if cautious else "extends"
        return f"The literature is divided{source}; the finding {verb} it."
    sign = f"The literature expects a {SIGNS[expected]} relation{source}"
    if claim.condition:
        verb = "extends" if claim.direction == expected else "contradicts"
        return f"{sign}; under the stated condition the finding {verb} it."
    if claim.direction == expected:
        told = "confirms it in part, with the contrary cases named" if cautious else "confirms it"
    elif {claim.direction, expected} == {"+", "-"}:
        told = "contradicts it in part" if cautious else "contradicts it"
    else:
        told = "extends it"
    return f"{sign}; the finding {told}."


def literature_of(snapshot: Snapshot) -> list[str]:
    """What the codes rest on, each work once."""
    said = (one.strip() for code in snapshot.codes for one in code.reference.split(";"))
    return sorted({one for one in said if one})
