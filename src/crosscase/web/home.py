"""Home: who judges, which studies there are, open one."""

from __future__ import annotations

import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel
from starlette.background import BackgroundTask

from crosscase.web.doors import STUDY, Opened, Room
from crosscase.web.words import LANGUAGES

router = APIRouter(tags=["home"])


class Named(BaseModel):
    """A name."""

    name: str


class Wanted(BaseModel):
    """A study file to open."""

    path: str
    passphrase: str = ""


@router.get("/api/home")
def home(room: Room) -> dict[str, Any]:
    """Who judges, the studies of late, and those that are open."""
    return {
        "version": version("crosscase"),
        "coder": room.coder,
        "folder": str(room.home),
        "languages": LANGUAGES,
        "studies": [
            {
                "path": str(path),
                "name": path.stem,
                "changed": path.stat().st_mtime,
                "size": path.stat().st_size,
            }
            for path in room.known()
        ],
        "open": [
            {"id": o.id, "path": str(o.path), "name": o.path.stem, "due": len(o.due())}
            for o in room.opened()
        ],
    }


@router.post("/api/coder")
def call_me(room: Room, asked: Named) -> Named:
    """Say who judges; the name as it is kept."""
    room.call_me(asked.name)
    return Named(name=room.coder)


@router.post("/api/studies")
def open_study(room: Room, asked: Wanted) -> dict[str, str]:
    """Open a study; its id."""
    return {"id": room.open(Path(asked.path), asked.passphrase).id}


@router.get(STUDY)
def about(opened: Opened) -> dict[str, Any]:
    """What the head of every page says, and the list of sources."""
    snapshot = opened.snapshot()
    groups = {group.id: group.label or group.name for group in snapshot.groups}
    cases = {case.id: case.name for case in snapshot.cases}
    people: dict[int, list[str]] = {}
    where: dict[int, set[str]] = {}
    whose: dict[int, set[str]] = {}
    for presence in snapshot.presences:
        person = snapshot.participant_by_id[presence.participant]
        people.setdefault(presence.source, []).append(person.pseudonym)
        if person.case:
            where.setdefault(presence.source, set()).add(cases[person.case])
        if person.group:
            whose.setdefault(presence.source, set()).add(groups[person.group])
    used: dict[int, int] = {}
    editions = snapshot.edition_by_id
    rows = snapshot.segments.id.searchsorted(snapshot.codings.segment)
    for number in snapshot.segments.edition[rows].tolist():
        source = editions[number].source
        used[source] = used.get(source, 0) + 1
    return {
        "id": opened.id,
        "name": opened.path.stem,
        "path": str(opened.path),
        "title": snapshot.facts_by_key.get("title", ""),
        "coder": opened.coder,
        "n": snapshot.n,
        "waiting": len(snapshot.undecided),
        "sources": [
            {
                "id": source.id,
                "name": source.name,
                "kind": source.kind,
                "language": source.language,
                "date": source.date,
                "people": people.get(source.id, []),
                "cases": sorted(where.get(source.id, ())),
                "groups": sorted(whose.get(source.id, ())),
                "length": len(snapshot.current_editions[source.id].text),
                "codings": used.get(source.id, 0),
            }
            for source in snapshot.sources
            if source.id in snapshot.current_editions
        ],
    }


@router.get(STUDY + "/backup")
def backup(opened: Opened) -> FileResponse:
    """One compact copy of the study, to keep or to mail; a locked study stays locked."""
    folder = Path(tempfile.mkdtemp(prefix="crosscase-"))
    with opened.at_work() as study:
        copy = study.backup(folder / opened.path.name)
    return FileResponse(copy, filename=copy.name, background=BackgroundTask(shutil.rmtree, folder))


@router.post(STUDY + "/close")
def close(room: Room, opened: Opened) -> dict[str, str]:
    """Close the study; its id, which is nobody's now."""
    room.shut(opened.id)
    return {"id": opened.id}
