"""Forms: rows of the study filled in, changed and taken away (see ``study.entries``)."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.study.grids import Cell
from crosscase.web.coding import Done, Numbers
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["entries"])


class Filled(BaseModel):
    """The fields of one row, and why."""

    values: dict[str, Any]
    why: str = ""


class Claimed(BaseModel):
    """The fields of a proposition and the constructs it starts from."""

    values: dict[str, Any]
    causes: list[int]


class Block(BaseModel):
    """Cells of a form's table, and what every new row says beside them."""

    cells: list[Cell]
    new: dict[str, Any] = {}


class Described(BaseModel):
    """A value in a column of the researcher's own."""

    about: Literal["case", "participant"]
    of: int
    name: str
    value: str


class Stated(BaseModel):
    """A statement of the design."""

    key: str
    value: str


class Assigned(BaseModel):
    """A keyword and the theme or construct it belongs to, by name."""

    keyword: str
    to: str
    why: str = ""


class Joined(BaseModel):
    """Keywords that mean the same, and the name that speaks for them."""

    keywords: list[str]
    into: str
    why: str = ""


class Parted(BaseModel):
    """A merged keyword that shall speak for itself again."""

    keyword: str
    why: str = ""


@router.post("/claims")
def claim(opened: Opened, asked: Claimed) -> Done:
    """State a proposition with its causes."""
    with opened.at_work() as study:
        made = study.entries.claim(asked.values, asked.causes)
        return Done(n=study.journal.last(), id=made)


@router.post("/entries/{form}")
def add(opened: Opened, form: str, asked: Filled) -> Done:
    """Fill in a new row."""
    with opened.at_work() as study:
        made = study.entries.add(form, asked.values, asked.why)
        return Done(n=study.journal.last(), id=made)


@router.post("/entries/{form}/remove")
def remove(opened: Opened, form: str, asked: Numbers) -> Done:
    """Take rows away with what hangs on them."""
    with opened.at_work() as study:
        study.entries.remove(form, asked.ids, asked.why)
        return Done(n=study.journal.last())


@router.post("/entries/{form}/{number}")
def edit(opened: Opened, form: str, number: int, asked: Filled) -> Done:
    """Change fields of a row."""
    with opened.at_work() as study:
        study.entries.edit(form, number, asked.values, asked.why)
        return Done(n=study.journal.last())


@router.post("/grid/{form}")
def fill(opened: Opened, form: str, asked: Block) -> dict[str, Any]:
    """Fill in a block of cells as one act; the rows it made."""
    with opened.at_work() as study:
        made = study.grids.fill(form, asked.cells, asked.new, key=opened.key_if_open())
        return {"n": study.journal.last(), "ids": made}


@router.post("/describe")
def describe(opened: Opened, asked: Described) -> Done:
    """Give a case or a participant a value in a column of the researcher's own."""
    with opened.at_work() as study:
        study.entries.describe(asked.about, asked.of, asked.name, asked.value)
        return Done(n=study.journal.last())


@router.post("/state-fact")
def state(opened: Opened, asked: Stated) -> Done:
    """Write one statement of the design."""
    with opened.at_work() as study:
        study.entries.state(asked.key, asked.value)
        return Done(n=study.journal.last())


@router.post("/assign")
def assign(opened: Opened, asked: Assigned) -> Done:
    """Put a keyword under a theme or construct."""
    with opened.at_work() as study:
        study.entries.assign(asked.keyword, asked.to, asked.why)
        return Done(n=study.journal.last())


@router.post("/unassign/{keyword}/{to}")
def unassign(opened: Opened, keyword: int, to: int) -> Done:
    """Take a keyword out of a theme or construct."""
    with opened.at_work() as study:
        study.entries.unassign(keyword, to)
        return Done(n=study.journal.last())


@router.post("/merge")
def merge(opened: Opened, asked: Joined) -> Done:
    """Join keywords under one name."""
    with opened.at_work() as study:
        study.entries.merge(asked.keywords, asked.into, asked.why)
        return Done(n=study.journal.last())


@router.post("/split")
def split(opened: Opened, asked: Parted) -> Done:
    """Take a merge back: the keyword speaks for itself again."""
    with opened.at_work() as study:
        study.split(asked.keyword, asked.why)
        return Done(n=study.journal.last())
