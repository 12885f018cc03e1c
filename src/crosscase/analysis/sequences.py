"""What was expected and what was found: replication by case, and the findings against the frame."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Literal

from crosscase.analysis.ledger import Said, ledger, statuses
from crosscase.analysis.matrix import outcomes
from crosscase.domain.codebook import Code
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Proposition

Replication = Literal[
    "literal replication", "theoretical replication", "exception", "mixed", "open"
]
Verdict = Literal["confirms", "extends", "contradicts", "open"]


@dataclass(frozen=True, slots=True)
class Predicted:
    """A prediction against its finding (Yin 2018, ch. 2, replication logic).

    ``literal``: the case was expected to show the same as the others; ``theoretical``: another
    outcome, for the reason the proposition gives. Evidence of the case that supports the
    proposition replicates it either way; that contradicts it makes the case an exception. A
    theoretical replication should also show in the outcome: ``outcome`` is the case's mean rating,
    ``others`` the median of the other cases (None where unrated). ``label`` says ``post hoc`` where
    the prediction was stated after the coding of the case had begun; ``stated`` is when that was,
    by the journal.
    """

    proposition: str
    case: str
    expected: str
    standing: Said
    replication: Replication
    outcome: float | None
    others: float | None
    label: str
    why: str
    segments: tuple[int, ...]
    stated: str = ""


@dataclass(frozen=True, slots=True)
class AgainstFrame:
    """One cause of a proposition against the sign the literature expects of it.

    ``confirms``: supported by cases with the expected sign; ``extends``: the frame expects nothing
    of it, or not under this condition or by this way; ``contradicts``: supported with another sign;
    ``open``: not supported by two cases without exception, or no direction is claimed.
    """

    proposition: str
    construct: str
    expected: str
    found: str
    status: str
    verdict: Verdict
    reference: str


def predictions(snapshot: Snapshot) -> list[Predicted]:
    """Every prediction against what its case says."""
    cells = {(cell.proposition, cell.case): cell for cell in ledger(snapshot)}
    labels = {p.id: p.label for p in snapshot.propositions}
    names = {case.id: case.name for case in snapshot.cases}
    rated = outcomes(snapshot)
    result = []
    for said in snapshot.predictions:
        cell = cells[labels[said.proposition], names[said.case]]
        rest = [value for case, value in rated.items() if case != said.case]
        result.append(
            Predicted(
                cell.proposition,
                cell.case,
                said.expected,
                cell.said,
                _replication(cell.said, said.expected),
                rated.get(said.case),
                median(rest) if rest else None,
                "post hoc" if said.post_hoc else "predicted",
                said.why,
                cell.segments,
                snapshot.predicted_at.get(said.id, ""),
            )
        )
    return result


def against_frame(snapshot: Snapshot) -> list[AgainstFrame]:
    """Every cause of every proposition: does what was found confirm, extend, contradict?"""
    standing = {status.proposition: status.status for status in statuses(snapshot)}
    result = []
    for proposition in snapshot.propositions:
        status = standing[proposition.label]
        for cause in snapshot.causes:
            if cause.proposition != proposition.id:
                continue
            code = snapshot.code_by_id[cause.code]
            result.append(
                AgainstFrame(
                    proposition.label,
                    code.name,
                    code.sign or "nothing",
                    proposition.direction,
                    status,
                    _verdict(proposition, code, status),
                    code.reference,
                )
            )
    return result


def _replication(standing: Said, expected: str) -> Replication:
    if standing == "supports":
        return "literal replication" if expected == "literal" else "theoretical replication"
    if standing == "contradicts":
        return "exception"
    return "open" if standing in ("silent", "not asked") else "mixed"


def _verdict(proposition: Proposition, code: Code, status: str) -> Verdict:
    if status != "supported" or proposition.direction == "?":
        return "open"
    if code.sign in ("", "?") or code.origin == "inductive":
        return "extends"
    if code.sign != proposition.direction:
        return "contradicts"
    return "extends" if proposition.condition or proposition.shape != "direct" else "confirms"
