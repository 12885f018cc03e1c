"""The framework matrix: summaries of each cell, written beside its quotes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.analysis.framework import By, framework, row_variables
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/framework", tags=["framework"])


class Typed(BaseModel):
    """A summary as it was typed, with the segments it rests on."""

    by: By
    row: int
    code: int
    text: str
    segments: list[int]


@router.get("")
def matrix(opened: Opened, by: By = "case", order_by: str = "") -> dict[str, Any]:
    """Rows by constructs with their summaries and quotes, and what rows can be ordered by."""
    snapshot = opened.snapshot()
    found = framework(snapshot, by, order_by=order_by)
    return asdict(found) | {"variables": row_variables(snapshot, by)}


@router.post("")
def write(opened: Opened, typed: Typed) -> dict[str, int]:
    """Write the coder's summary of a cell; an earlier one of theirs goes."""
    with opened.at_work() as study:
        made = study.summaries.write(typed.by, typed.row, typed.code, typed.text, typed.segments)
        opened.refresh()
    return {"id": made}


@router.post("/{number}/remove")
def remove(opened: Opened, number: int) -> dict[str, int]:
    """Take a summary of this coder's away."""
    with opened.at_work() as study:
        study.summaries.remove(number)
        opened.refresh()
    return {"id": number}
