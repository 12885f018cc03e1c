"""Literature: references from RIS or BibTeX into the frame's constructs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from crosscase.formats.references import read_references
from crosscase.web.coding import Done
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["literature"])


class Placed(BaseModel):
    """References as they stand in a text, and the construct whose frame they are."""

    code: int
    references: list[str]


@router.post("/references/read")
async def read(name: str, request: Request) -> dict[str, Any]:
    """The works of a file; nothing is kept yet."""
    found, remarks = read_references(await request.body(), name)
    return {
        "references": [asdict(work) | {"short": work.short} for work in found],
        "remarks": [asdict(remark) for remark in remarks],
    }


@router.post("/references")
def place(opened: Opened, asked: Placed) -> Done:
    """Add references to a construct; those it has already are not added twice."""
    code = opened.snapshot().code_by_id[asked.code]
    there = [one.strip() for one in code.reference.split(";") if one.strip()]
    wanted = "; ".join(dict.fromkeys([*there, *asked.references]))
    with opened.at_work() as study:
        study.entries.edit("code", code.id, {"reference": wanted}, "from the literature")
        return Done(n=study.journal.last())
