"""Report: the study on paper, shown before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from crosscase import rules
from crosscase.domain.clips import Clips
from crosscase.domain.snapshot import Snapshot
from crosscase.report import WRITERS, Finding
from crosscase.report.asked import Asked, make
from crosscase.report.document import Document
from crosscase.study import KeyFile
from crosscase.web.doors import STUDY, Opened, gate_of
from crosscase.web.guard import PAPER
from crosscase.web.workspace import OpenStudy

router = APIRouter(prefix=STUDY, tags=["report"])

_KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Wanted(BaseModel):
    """What the report shall hold: the words, what the rules find, pseudonyms for real names.

    ``sound``: quotations are heard, in a file of HTML; ``unscanned``: it goes out though no key
    file tells whether real names stand in it.
    """

    quotes: bool = True
    check: bool = True
    hide: bool = False
    sound: bool = False
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
    body = WRITERS[f".{form}"](_document(opened, wanted, heard=wanted.sound and form == "html"))
    with opened.at_work() as study:
        study.handed_out(f"{opened.path.stem}.{form}")
    return download(body, form)


def download(body: bytes, form: str) -> Response:
    """A document for the browser to keep.

    One in HTML brings its own script: it is never opened as a page of ours.
    """
    heads = {"content-disposition": "attachment", PAPER: "1"}
    return Response(body, media_type=_KINDS[form], headers=heads)


def _document(opened: OpenStudy, wanted: Wanted, *, heard: bool = False) -> Document:
    """The report of the study as it stands, compared with the real names; ``heard``: with sound."""
    opened.refuse_blind()
    names = opened.names()
    passed = gate_of(opened, opened.snapshot(), unscanned=wanted.unscanned)
    asked = Asked(wanted.quotes, wanted.check, wanted.hide, sound=heard, unscanned=wanted.unscanned)

    def ask(_: Snapshot, names: Mapping[str, Sequence[str]] | None) -> Iterable[Finding]:
        return rules.ask(opened.audited(), names)

    def made(snapshot: Snapshot) -> Document:
        key = (opened.key_if_open() if passed.scanned else None) or KeyFile(Path())

        def sound(segments: Sequence[int]) -> Clips:
            with opened.at_work() as study:
                return study.quoted_clips(snapshot, segments, key)

        return make(asked, snapshot, passed, ask, sound)[0]

    if heard:  # as long as its recordings: it is not kept for the next one who asks
        return made(opened.snapshot())
    known = tuple((who, *spellings) for who, spellings in sorted((names or {}).items()))
    return opened.answer(("report", *wanted.model_dump().values(), names is None, known), made)
