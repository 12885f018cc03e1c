"""Two passes of listening: what the page played, how much was heard, what was read again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.listening import Hearing
from crosscase.study.listening import next_hearing
from crosscase.web.coding import Done
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/listening", tags=["sources"])


class Played(BaseModel):
    """A stretch (seconds of the recording) that was just played, in ``took`` seconds."""

    hearing: Hearing
    begin: float
    finish: float
    took: float


class Mark(BaseModel):
    """Whether the coder has read a source again."""

    again: bool


@router.get("")
def heard(opened: Opened) -> dict[str, Any]:
    """How much of every interview was heard, by coder."""
    with opened.at_work() as study:
        return asdict(study.listening(opened.snapshot()))


@router.get("/{source}")
def own(opened: Opened, source: int) -> dict[str, Any]:
    """What this coder has heard of one recording, and in which pass they listen on."""
    with opened.at_work() as study:
        found = study.listening(opened.snapshot())
    shares = [s for s in found.shares if (s.source, s.coder) == (source, opened.coder)]
    both = {"first": shares[0].first, "second": shares[0].second} if shares else {}
    hearing = next_hearing(found, source, opened.coder)
    return {"first": 0.0, "second": 0.0, "hearing": hearing} | both


@router.post("/{source}")
def played(opened: Opened, source: int, asked: Played) -> Done:
    """Write down what was played."""
    with opened.at_work() as study:
        study.played(source, asked.hearing, asked.begin, asked.finish, asked.took)
        return Done(n=study.journal.last())


@router.post("/{source}/again")
def again(opened: Opened, source: int, asked: Mark) -> Done:
    """Mark a source as read again by this coder, or take the mark off."""
    with opened.at_work() as study:
        if asked.again:
            study.read_again(source)
        else:
            study.not_read_again(source)
        return Done(n=study.journal.last())
