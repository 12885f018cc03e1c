"""Report: the study on paper, shown before it is written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from crosscase import rules
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import KeyFileError
from crosscase.report import WRITERS, Wishes, build
from crosscase.report.document import Document
from crosscase.web.doors import STUDY, Opened, gate_of
from crosscase.web.guard import PAPER

router = APIRouter(prefix=STUDY, tags=["report"])

_KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Wanted(BaseModel):
    """What the report shall hold: the words, what the rules find, pseudonyms for real names.

    ``unscanned``: it goes out though no key file tells whether real names stand in it.
    """

    quotes: bool = True
    check: bool = True
    hide: bool = False
    unscanned: bool = False


Wish = Annotated[Wanted, Depends()]


@router.get("/report")
def about(opened: Opened, wanted: Wish) -> dict[str, Any]:
    """What the report would hold; refused where a real name stands in it."""
    document = _document(opened, wanted)
    return {
        "entry": document.n,
        "title": document.title,
        "quotations": len(document.quotes),
        "withheld": document.withheld,
        "sections": [s.title for s in document.sections if s.level == 1],
        "with_names": opened.names() is not None,
    }


@router.get("/report/paper")
def paper(opened: Opened, wanted: Wish) -> Response:
    """The report as a page of its own, for a frame."""
    body = WRITERS[".html"](_document(opened, wanted))
    return Response(body, media_type=_KINDS["html"], headers={PAPER: "1"})


@router.get("/report/file.{form}")
def file(opened: Opened, form: Literal["html", "docx", "pdf"], wanted: Wish) -> Response:
    """The report as a file."""
    body = WRITERS[f".{form}"](_document(opened, wanted))
    with opened.at_work() as study:
        study.handed_out(f"{opened.path.stem}.{form}")
    return download(body, form)


def download(body: bytes, form: str) -> Response:
    """A document for the browser to keep.

    One in HTML brings its own script: it is never opened as a page of ours.
    """
    heads = {"content-disposition": "attachment", PAPER: "1"}
    return Response(body, media_type=_KINDS[form], headers=heads)


def _document(opened: Opened, wanted: Wanted) -> Document:
    """The report of the study as it stands, compared with the real names."""
    opened.refuse_blind()
    names = opened.names()
    gate = gate_of(opened, opened.snapshot(), unscanned=wanted.unscanned)
    if wanted.hide and not names:
        raise KeyFileError(
            "There is no key file beside the study, so no name is known that could be hidden.",
            hint="Put it there, or leave the names as they are.",
        )

    def make(snapshot: Snapshot) -> Document:
        findings = tuple(rules.ask(opened.audited(), gate.names)) if wanted.check else None
        hidden = gate.names if wanted.hide and gate.names else {}
        document = build(snapshot, Wishes(wanted.quotes, gate.scanned, findings, hidden))
        gate.pass_on(document.texts(), "report")
        return document

    known = tuple((who, *spellings) for who, spellings in sorted((names or {}).items()))
    return opened.answer(("report", *wanted.model_dump().values(), names is None, known), make)
