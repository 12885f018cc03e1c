"""Withdrawals: what would go with a participant, and the withdrawal itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.errors import NotInStudy
from crosscase.publish.report import write_again
from crosscase.study import Study
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/withdrawals", tags=["people"])


class Leaving(BaseModel):
    """The participant who withdraws, by id."""

    participant: int


def _pseudonym(study: Study, number: int) -> str:
    people = study.snapshot().participant_by_id
    if number not in people:
        raise NotInStudy(
            f"The study has no participant number {number}.", hint="Open the page again."
        )
    return people[number].pseudonym


@router.post("/preview")
def preview(opened: Opened, asked: Leaving) -> dict[str, Any]:
    """What would go; nothing is changed."""
    with opened.at_work() as study:
        person = study.participant(_pseudonym(study, asked.participant), opened.key())
        told = study.preview_withdrawal(person)
        copies = [str(path) for path in study.known_copies()]
        return {"told": asdict(told), "copies": copies, "files": list(study.written_files())}


@router.post("")
def withdraw(opened: Opened, asked: Leaving) -> dict[str, Any]:
    """Take the participant and their words out, for good: what went, and which copies."""
    with opened.at_work() as study:
        key = opened.key()
        person = study.participant(_pseudonym(study, asked.participant), key)
        reports, before = study.written_files(), opened.key()
        told, reached = study.withdraw(person, key, passphrase=opened.passphrase)
        opened.refresh()
        reached = write_again(study, reports, reached, before)
        return {"told": asdict(told), "reached": asdict(reached), "n": study.journal.last()}
