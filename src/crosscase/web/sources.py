"""Sources: the list with what was noticed, files brought in, a transcript corrected."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.analysis.told import remarks_of
from crosscase.domain.design import Noticed
from crosscase.domain.progress import Tick
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.web.doors import STUDY, Opened, Room
from crosscase.web.jobs import Job

router = APIRouter(prefix=STUDY, tags=["sources"])


class Sent(BaseModel):
    """Files that lie in a tray, and why they come."""

    tray: str
    why: str = ""


class Reworded(BaseModel):
    """What is said in the turn that begins at ``start`` (code points) of an edition."""

    edition: int
    start: int
    words: str


class Secret(BaseModel):
    """A passphrase."""

    passphrase: str


@router.get("/sources")
def sources(opened: Opened) -> list[dict[str, Any]]:
    """What the list of the page head does not say: length in minutes and turns, remarks."""
    snapshot = opened.snapshot()
    turns = Counter(turn.edition for turn in snapshot.turns)
    editions = Counter(edition.source for edition in snapshot.editions)
    told = remarks_of(snapshot)
    return [
        {
            "id": source.id,
            "language": source.language,
            "date": source.date,
            "minutes": source.minutes,
            "turns": turns[snapshot.current_editions[source.id].id],
            "editions": editions[source.id],
            "remarks": len(told.get(source.id, ())),
        }
        for source in snapshot.sources
        if source.id in snapshot.current_editions
    ]


@router.get("/remarks")
def remarks(opened: Opened) -> list[dict[str, Any]]:
    """What was noticed while material came in, with the source it speaks of (0 for none)."""
    found = remarks_of(opened.snapshot())
    of: dict[int, int] = {r.id: source for source, told in found.items() for r in told}
    rows: list[Noticed] = list(opened.snapshot().noticed)
    return [asdict(remark) | {"source": of[remark.id]} for remark in rows]


@router.post("/unlock-names")
def unlock(opened: Opened, asked: Secret) -> dict[str, Any]:
    """Open the file with the real names; where it lies and whether it is encrypted."""
    key = opened.unlock_names(asked.passphrase)
    return {"key": str(key.path), "there": key.path.exists(), "protected": key.protected}


@router.post("/sources/add")
def add(room: Room, opened: Opened, asked: Sent) -> Job:
    """Bring the files of a tray in; it runs beside the page."""
    tray, key = room.trays[asked.tray], opened.key()

    def work(tick: Tick) -> dict[str, Any]:
        try:
            tick("reading the files", 0.0)
            with opened.apart() as study:
                return asdict(study.add(tray.all(), key, tick))
        finally:
            tray.throw_away()

    return opened.jobs.start("Bring files in", work)


@router.post("/turns/correct")
def correct_turn(opened: Opened, asked: Reworded) -> dict[str, Any]:
    """Correct the words of one turn, as they are heard."""
    with opened.at_work() as study:
        made = study.correct_turn(asked.edition, asked.start, asked.words)
        return asdict(made) | {"n": study.journal.last()}


@router.post("/sources/{source}/correct")
def correct(room: Room, opened: Opened, source: int, asked: Sent) -> Job:
    """Take the one file of a tray as the corrected text of a source; it runs beside the page."""
    tray, key = room.trays[asked.tray], opened.key()
    snapshot = opened.snapshot()
    if source not in snapshot.source_by_id:
        raise NotInStudy("The study has no such source any more.", hint="Open the page again.")
    name, files = snapshot.source_by_id[source].name, tray.all()
    if len(files) != 1:
        raise NotAllowed(f"These are {len(files)} files.", hint="Choose the one corrected file.")

    def work(tick: Tick) -> dict[str, Any]:
        try:
            tick("carrying the codings across", 0.0)
            with opened.apart() as study:
                return asdict(study.correct(name, files[0], key, asked.why)) | {"source": name}
        finally:
            tray.throw_away()

    return opened.jobs.start("Correct a transcript", work)
