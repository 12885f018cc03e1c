"""Model: propositions, their evidence, the ledger, and the drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Response

from crosscase import rules
from crosscase.analysis.contrary import searches
from crosscase.analysis.ledger import ledger, statuses
from crosscase.analysis.rivals import rivals
from crosscase.analysis.sequences import predictions
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence, Proposition, RivalEvidence
from crosscase.errors import NotInStudy
from crosscase.report import draw_model, model_of
from crosscase.web.doors import DRAWN, STUDY, Opened, gate_of
from crosscase.web.quotes import Asked, quotes
from crosscase.web.workspace import OpenStudy

router = APIRouter(prefix=STUDY, tags=["model"])

LAYOUT = "model.layout"
"""The statement of the design that keeps where the boxes of the model stand."""


@router.get("/model")
def model(opened: Opened) -> dict[str, Any]:
    """Constructs, propositions with their status, the ledger and the recommendations."""
    return opened.answer("model", _model)


@router.get("/propositions/{number}/evidence")
def evidence(opened: Opened, number: int) -> list[dict[str, Any]]:
    """The evidence of a proposition, each piece with its words."""
    snapshot = opened.snapshot()
    if all(claim.id != number for claim in snapshot.propositions):
        raise NotInStudy("This proposition is not in the study any more.", hint="Choose another.")
    mine = [item for item in snapshot.evidence if item.proposition == number]
    return _weighed(opened, snapshot, mine)


@router.get("/rivals/{number}/evidence")
def rival_evidence(opened: Opened, number: int) -> list[dict[str, Any]]:
    """The evidence of a rival explanation, each piece with its words."""
    snapshot = opened.snapshot()
    if all(rival.id != number for rival in snapshot.rivals):
        raise NotInStudy("This rival is not in the study any more.", hint="Choose another.")
    mine = [item for item in snapshot.rival_evidence if item.rival == number]
    return _weighed(opened, snapshot, mine)


def _weighed(
    opened: OpenStudy, snapshot: Snapshot, mine: Sequence[Evidence | RivalEvidence]
) -> list[dict[str, Any]]:
    segments = [item.segment for item in mine if item.segment is not None]
    words = {q["segment"]: q for q in quotes(opened, Asked(segments=segments))["quotes"]}
    cases = {case.id: case.name for case in snapshot.cases}
    coders = {coder.id: coder.name for coder in snapshot.coders}
    return [
        asdict(item)
        | {
            "quote": words.get(item.segment or 0),
            "case": cases.get(item.case or 0, ""),
            "coder": coders[item.coder],
        }
        for item in mine
    ]


@router.get("/model/drawing.{form}")
def drawing(
    opened: Opened, form: Literal["svg", "png", "pdf"], unscanned: bool = False
) -> Response:
    """The model drawn for paper; refused where a name on it is a real one."""
    snapshot = opened.snapshot()
    found = model_of(snapshot)
    gate = gate_of(opened, snapshot, unscanned=unscanned)
    gate.pass_on(found.texts(), "model", "Rename what holds them.")
    return Response(draw_model(found, form), media_type=DRAWN[form])


def _model(snapshot: Snapshot) -> dict[str, Any]:
    standing = {status.proposition: status for status in statuses(snapshot)}
    broken = rules.ask_claims(snapshot)
    looked = {search.proposition: search for search in searches(snapshot)}
    many: dict[int, Counter[str]] = {claim.id: Counter() for claim in snapshot.propositions}
    for item in snapshot.evidence:
        many[item.proposition][item.stance] += 1

    def told(claim: Proposition) -> dict[str, Any]:
        causes = [asdict(c) for c in snapshot.causes if c.proposition == claim.id]
        return {
            **asdict(standing[claim.label]),
            **asdict(claim),
            "causes": causes,
            "evidence": many[claim.id],
            "search": asdict(looked[claim.label]),
            "findings": [asdict(finding) for finding in broken[claim.label]],
        }

    stated = {
        said.id: told
        for said, told in zip(snapshot.predictions, predictions(snapshot), strict=True)
    }
    grounds = [asdict(ground) for ground in snapshot.grounds]
    return {
        "n": snapshot.n,
        "layout": snapshot.facts_by_key.get(LAYOUT, ""),
        "constructs": [
            {"id": c.id, "name": c.name, "role": c.role, "kind": c.kind}
            for c in snapshot.codes
            if c.kind == "construct"
        ],
        "propositions": [told(claim) for claim in snapshot.propositions],
        "ledger": [
            asdict(cell) | {"said": cell.said, "replication": cell.replication}
            for cell in ledger(snapshot)
        ],
        "rivals": [asdict(rival) for rival in rivals(snapshot)],
        "overrides": [asdict(override) for override in snapshot.overrides],
        "predictions": [
            asdict(said) | {"label": stated[said.id].label, "stated": stated[said.id].stated}
            for said in snapshot.predictions
        ],
        "cases": [asdict(case) for case in snapshot.cases],
        "recommendations": [
            asdict(r) | {"grounds": [g for g in grounds if g["recommendation"] == r.id]}
            for r in snapshot.recommendations
        ],
    }
