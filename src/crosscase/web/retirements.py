"""Retirements: what is past its last day, and its deletion."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from fastapi import APIRouter

from crosscase.publish.report import write_again
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/retirements", tags=["people"])


@router.get("")
def due(opened: Opened) -> list[dict[str, Any]]:
    """Recordings and people that were to be deleted by now."""
    return [asdict(one) for one in opened.due()]


@router.post("")
def retire(opened: Opened) -> dict[str, Any]:
    """Delete them for good; the certificate."""
    with opened.at_work() as study:
        reports, before = study.written_files(), opened.key()
        done = study.retire(opened.key(), opened.passphrase)
        opened.refresh()
        reached = write_again(study, reports, done.reached, before)
        return asdict(replace(done, reached=reached))
