"""Names inside speech: found, shown to be decided, and replaced for good."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/names", tags=["people"])


class Chosen(BaseModel):
    """Spellings to hide, with what stands in their place."""

    chosen: dict[str, str]


@router.post("/look")
def look(opened: Opened) -> list[dict[str, Any]]:
    """Every name in the newest texts that the key file knows, in all its forms."""
    with opened.at_work() as study:
        return [asdict(named) for named in study.names(opened.key())]


@router.post("/protect")
def protect(opened: Opened, asked: Chosen) -> dict[str, Any]:
    """Put pseudonyms in the place of the chosen spellings, everywhere and for good."""
    with opened.at_work() as study:
        told, reached = study.protect(asked.chosen, opened.key(), passphrase=opened.passphrase)
        opened.refresh()
        return {"told": asdict(told), "reached": asdict(reached), "n": study.journal.last()}
