"""The coding page: a transcript, its judgements, and what a coder does to them."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.codebook import CodeKind
from crosscase.domain.spans import Span
from crosscase.study.transcript import Transcript
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["coding"])


class Applied(BaseModel):
    """A code for a stretch of an edition (code points)."""

    edition: int
    start: int
    end: int
    name: str
    kind: CodeKind = "keyword"
    assisted: bool = False


class Edges(BaseModel):
    """Where a coding shall begin and end (code points)."""

    start: int
    end: int


class Cut(BaseModel):
    """Where a coding shall be cut in two (a code point)."""

    at: int


class Renamed(BaseModel):
    """What a coding shall say instead."""

    name: str


class Done(BaseModel):
    """The journal entry of an act, and the row it made (0 for none)."""

    n: int
    id: int = 0


class Numbers(BaseModel):
    """Ids of rows, and why."""

    ids: list[int]
    why: str = ""


@router.get("/sources/{source}")
def transcript(opened: Opened, source: int) -> Transcript:
    """One source as a coder reads it."""
    with opened.at_work() as study:
        return study.transcript(source)


@router.post("/codings")
def apply(opened: Opened, asked: Applied) -> Done:
    """Apply a code; the id of the coding."""
    with opened.at_work() as study:
        made = study.codings.apply(
            asked.edition,
            Span(asked.start, asked.end),
            asked.name,
            asked.kind,
            assisted=asked.assisted,
        )
        return Done(n=study.journal.last(), id=made)


@router.post("/codings/remove")
def take_off(opened: Opened, asked: Numbers) -> Done:
    """Take codings off."""
    with opened.at_work() as study:
        study.codings.take_off(asked.ids, asked.why)
        return Done(n=study.journal.last())


@router.post("/codings/{coding}/edges")
def move(opened: Opened, coding: int, asked: Edges) -> Done:
    """Give a coding other edges."""
    with opened.at_work() as study:
        study.codings.move(coding, Span(asked.start, asked.end))
        return Done(n=study.journal.last())


@router.post("/codings/{coding}/split")
def split(opened: Opened, coding: int, asked: Cut) -> Done:
    """Cut a coding in two; the id of the second part."""
    with opened.at_work() as study:
        made = study.codings.split(coding, asked.at)
        return Done(n=study.journal.last(), id=made)


@router.post("/codings/{coding}/code")
def recode(opened: Opened, coding: int, asked: Renamed) -> Done:
    """Give a coding another code."""
    with opened.at_work() as study:
        study.codings.recode(coding, asked.name)
        return Done(n=study.journal.last())
