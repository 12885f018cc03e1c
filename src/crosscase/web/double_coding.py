"""Double coding: units frozen for a second coder, done, settled, and how far the two agree."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.analysis.double_coded import DoubleCoded, double_coded
from crosscase.domain.double_coding import DrawnBy, Outcome, UnitKind
from crosscase.web.coding import Done
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/double-codings", tags=["agreement"])


class Frozen(BaseModel):
    """Units to freeze; no sources means all."""

    unit: UnitKind
    second: str
    sources: list[str] = []
    share: float = 1.0
    drawn_by: DrawnBy = "interviews"
    seed: int = 1
    why: str = ""


class Settlement(BaseModel):
    """How a disagreement was settled."""

    unit: int
    outcome: Outcome
    why: str


@router.get("/{number}")
def compared(opened: Opened, number: int) -> dict[str, Any]:
    """How far the two agree (0: the newest double coding); no disagreement before both are done."""
    snapshot = opened.whole()  # it tells no judgement of the other before both are done
    if not snapshot.double_codings:
        return {"units": 0, "known": []}
    found = opened.answer(("double", number), lambda _: double_coded(snapshot, number))
    return _told(found) | {"known": [one.id for one in snapshot.double_codings]}


@router.post("")
def freeze(opened: Opened, asked: Frozen) -> Done:
    """Freeze units for a second coder."""
    with opened.at_work() as study:
        made = study.double_codings.freeze(
            asked.unit,
            asked.second,
            sources=asked.sources,
            share=asked.share,
            drawn_by=asked.drawn_by,
            seed=asked.seed,
            why=asked.why,
        )
        return Done(n=study.journal.last(), id=made)


@router.post("/{number}/done")
def done(opened: Opened, number: int) -> Done:
    """This coder has judged every unit."""
    with opened.at_work() as study:
        study.double_codings.done(number)
        return Done(n=study.journal.last())


@router.post("/settle")
def settle(opened: Opened, asked: Settlement) -> Done:
    """Write down how the two settled a unit."""
    with opened.at_work() as study:
        study.double_codings.settle(asked.unit, asked.outcome, asked.why)
        return Done(n=study.journal.last())


def _told(found: DoubleCoded) -> dict[str, Any]:
    return asdict(found) | {
        "before": found.before.rows(),
        "after": found.after.rows(),
        "open": found.double_coding.open,
        "settled": found.settled,
    }
