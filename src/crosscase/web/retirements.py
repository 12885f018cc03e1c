"""Retirements: what is past its last day, and its deletion."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

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
        done = study.retire(opened.key(), opened.passphrase)
        opened.refresh()
        return asdict(done)
