"""Search: full text with filters, and a code for all chosen hits in one act."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from crosscase.domain.sources import SpeakerRole
from crosscase.domain.spans import Span
from crosscase.study.search import Filters
from crosscase.web.coding import Done
from crosscase.web.doors import STUDY, Opened
from crosscase.web.quotes import with_sound

router = APIRouter(prefix=STUDY, tags=["search"])


KEPT = "query."
"""Facts of this name keep a question."""


class Question(BaseModel):
    """What is searched for, and whose words."""

    question: str
    cases: list[str] = Field(default_factory=list)
    groups: list[str] = Field(default_factory=list)
    roles: list[str] = Field(default_factory=list)
    speaks: list[SpeakerRole] = Field(default_factory=list)


class Stretch(BaseModel):
    """A stretch of an edition (code points)."""

    edition: int
    start: int
    end: int


class Chosen(BaseModel):
    """A code for many stretches."""

    name: str
    stretches: list[Stretch]
    why: str = ""


@router.get("/search")
def choices(opened: Opened) -> dict[str, Any]:
    """What can be chosen: groups, cases and roles, and the questions that were kept."""
    snapshot = opened.snapshot()
    return {
        "groups": [group.label or group.name for group in snapshot.groups],
        "cases": [case.name for case in snapshot.cases],
        "roles": sorted({p.role for p in snapshot.participants if p.role}),
        "kept": {
            fact.key.removeprefix(KEPT): fact.value
            for fact in snapshot.facts
            if fact.key.startswith(KEPT) and fact.value
        },
    }


@router.post("/search")
def search(opened: Opened, asked: Question) -> list[dict[str, Any]]:
    """The turns that answer, with the words marked."""
    filters = Filters(
        tuple(asked.cases), tuple(asked.groups), tuple(asked.roles), tuple(asked.speaks)
    )
    with opened.at_work() as study:
        hits = study.search(asked.question, filters)
    places = [(hit.edition, Span(hit.start, hit.end)) for hit in hits]
    return with_sound(opened, [asdict(hit) for hit in hits], places)


@router.post("/search/code")
def code(opened: Opened, asked: Chosen) -> Done:
    """Apply one code to all chosen stretches as one act."""
    spans = [(s.edition, Span(s.start, s.end)) for s in asked.stretches]
    with opened.at_work() as study:
        study.codings.apply_all(spans, asked.name, asked.why)
        return Done(n=study.journal.last())
