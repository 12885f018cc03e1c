"""History: the journal, and the way back."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from crosscase.domain.journal import Entry
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["history"])


@router.get("/history")
def history(opened: Opened) -> list[Entry]:
    """All entries, oldest first."""
    with opened.at_work() as study:
        return study.journal.history()


@router.get("/next/{verb}")
def following(opened: Opened, verb: Literal["undo", "redo"]) -> Entry:
    """The act that undo would take back, or that redo would do again."""
    with opened.at_work() as study:
        return study.journal.next(verb)


@router.post("/undo")
def undo(opened: Opened) -> Entry:
    """Undo this coder's last act that stands; the act."""
    with opened.at_work() as study:
        return study.journal.undo()


@router.post("/undo-to/{n}")
def undo_to(opened: Opened, n: int) -> list[Entry]:
    """Undo this coder's acts after entry ``n``; the acts."""
    with opened.at_work() as study:
        return study.journal.undo_to(n)


@router.post("/redo")
def redo(opened: Opened) -> Entry:
    """Do again what was undone last; the act."""
    with opened.at_work() as study:
        return study.journal.redo()
