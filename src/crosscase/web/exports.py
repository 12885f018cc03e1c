"""The study as a file for other programs: what it will not hold is told before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from crosscase import rules
from crosscase.analysis.consent import refusing
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import LeakFound, NotInStudy, NotScanned
from crosscase.report import outgoing
from crosscase.report.leaks import Gate
from crosscase.report.package import package
from crosscase.web.doors import STUDY, Opened, gate_of
from crosscase.web.guard import PAPER
from crosscase.web.workspace import OpenStudy

router = APIRouter(prefix=STUDY, tags=["exchange"])

PACKAGE = "package"
KNOWN = outgoing.KNOWN | {PACKAGE: (".zip",)}
_HINT = "Put pseudonyms in the place of names: People, names."


class Wanted(BaseModel):
    """What shall go out, as a file with which ending.

    ``unscanned``: though no key file tells whether real names stand in it.
    """

    what: str = ""
    ending: str = ".qdpx"
    flavour: str = "norm"
    unscanned: bool = False


Wish = Annotated[Wanted, Depends()]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is about to leave: what stays, the files, and what writes them into a folder.

    ``pass_on`` raises ``LeakFound`` where a real name stands in it.
    """

    losses: tuple[tuple[int | None, str], ...]
    files: tuple[str, ...]
    pass_on: Callable[[Gate], object]
    write: Callable[[Path, Gate], object]


@router.get("/export")
def choices() -> dict[str, Any]:
    """What can be exported, with the endings of its files, and the flavours of a project."""
    return {"known": KNOWN, "flavours": outgoing.FLAVOURS}


@router.get("/export/preview")
def preview(opened: Opened, wanted: Wish) -> dict[str, Any]:
    """What the file will not hold, who is withheld, and whether it may go out."""
    opened.refuse_blind()
    snapshot = opened.whole()
    leaving = _leaving(opened, snapshot, wanted)
    refused = None
    try:
        gate = gate_of(opened, snapshot, unscanned=wanted.unscanned)
        leaving.pass_on(gate)
    except (LeakFound, NotScanned) as error:
        refused = {"message": str(error), "hint": error.hint, "kind": type(error).__name__}
    return {
        "n": snapshot.n,
        "losses": leaving.losses,
        "withheld": _withheld(snapshot, wanted.what),
        "files": leaving.files,
        "with_names": opened.names() is not None,
        "refused": refused,
    }


@router.get("/export/file/{name}")
def file(opened: Opened, name: str, wanted: Wish) -> Response:
    """One of the files, as the command writes it; refused where a real name stands in it."""
    opened.refuse_blind()
    snapshot = opened.whole()
    leaving = _leaving(opened, snapshot, wanted)
    gate = gate_of(opened, snapshot, unscanned=wanted.unscanned)
    leaving.pass_on(gate)
    if name not in leaving.files:
        raise NotInStudy(f"There is no file {name} of this.", hint="Open the page again.")
    with TemporaryDirectory() as folder:
        leaving.write(Path(folder) / leaving.files[0], gate)
        body = (Path(folder) / name).read_bytes()
    with opened.at_work() as study:
        study.handed_out(name)
    heads = {"content-disposition": "attachment", PAPER: "1"}
    return Response(body, media_type="application/octet-stream", headers=heads)


def _leaving(opened: OpenStudy, snapshot: Snapshot, wanted: Wanted) -> Leaving:
    """What is asked for, as it would go out. Raises ``NotAllowed``."""
    name = "-".join(filter(None, (opened.path.stem, wanted.what))) + wanted.ending
    if wanted.what == PACKAGE:
        return _packed(opened, f"{opened.path.stem}-{PACKAGE}.zip")
    with opened.at_work() as study:
        out = outgoing.outgoing(
            snapshot, wanted.what, wanted.ending, wanted.flavour, study.send_out
        )
    files = (name, *(other.name for other in out.beside(Path(name))))
    texts = tuple(out.texts)
    return Leaving(
        out.losses,
        files,
        lambda gate: gate.pass_on(texts, "export", _HINT),
        lambda target, _gate: out.write(target),
    )


def _packed(opened: OpenStudy, name: str) -> Leaving:
    with opened.at_work() as study:
        shared = study.as_shared()
    findings = rules.ask(shared.snapshot)

    def made(gate: Gate) -> bytes:
        return package(shared.snapshot, shared.withheld, findings, gate).body

    losses = tuple((count, what) for what, count in shared.withheld.items())
    return Leaving(losses, (name,), made, lambda target, gate: target.write_bytes(made(gate)))


def _withheld(snapshot: Snapshot, what: str) -> list[dict[str, Any]]:
    """Who refused what, as far as it keeps them or their words out of this file."""
    out = ("share", "archive") if what == PACKAGE else ("share",)
    refused = {use: refusing(snapshot, use) for use in (*out, "quote")}
    return [
        {"name": person.pseudonym, "refused": uses}
        for person in snapshot.participants
        if (uses := [use for use, people in refused.items() if person.id in people])
    ]
