"""Names inside speech: found, shown to be decided, and replaced for good."""

from __future__ import annotations

import base64
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.progress import Tick
from crosscase.web.doors import STUDY, Opened
from crosscase.web.jobs import Job

router = APIRouter(prefix=STUDY + "/names", tags=["people"])


class Chosen(BaseModel):
    """Spellings to hide, with what stands in their place."""

    chosen: dict[str, str]


@router.post("/look")
def look(opened: Opened) -> Job:
    """Look for names in the newest texts, by the key file and by rules; it runs beside the page."""
    key = opened.key()

    def work(tick: Tick) -> list[dict[str, Any]]:
        from crosscase.engines.protect.finder import Finder

        with opened.apart() as study:
            return [asdict(named) for named in study.names(key, Finder(), tick)]

    return opened.jobs.start("Look for names", work)


@router.post("/recovery")
def recovery(opened: Opened) -> dict[str, str]:
    """A copy of the file with the real names, in base64, and the code that opens it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{opened.path.stem}-recovery.key"
        code = opened.key().recovery(copy)
        body = base64.b64encode(copy.read_bytes()).decode()
    with opened.at_work() as study:
        study.handed_out(copy.name)
    return {"name": copy.name, "code": code, "body": body}


@router.post("/protect")
def protect(opened: Opened, asked: Chosen) -> dict[str, Any]:
    """Put pseudonyms in the place of the chosen spellings, everywhere and for good."""
    with opened.at_work() as study:
        told, reached = study.protect(asked.chosen, opened.key(), passphrase=opened.passphrase)
        opened.refresh()
        return {"told": asdict(told), "reached": asdict(reached), "n": study.journal.last()}
