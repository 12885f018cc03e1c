"""Projects of other programs: brought in by one act, and what came in as a page of its own."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.progress import Tick
from crosscase.errors import NotAllowed
from crosscase.study.arrived import Arrived
from crosscase.web.doors import STUDY, Opened, Room
from crosscase.web.jobs import Job

router = APIRouter(prefix=STUDY, tags=["exchange"])


class Project(BaseModel):
    """One project that lies in a tray: a file, or the folder of QualCoder."""

    tray: str


@router.post("/import")
def bring(room: Room, opened: Opened, asked: Project) -> Job:
    """Bring the project of a tray in; it runs beside the page and gives its journal entry."""
    tray, key = room.trays[asked.tray], opened.key()
    files, folder = tray.all(), tray.root
    if folder != tray.folder and (folder / "data.qda").is_file():
        project = folder
    elif len(files) == 1:
        project = files[0]
    else:
        tray.throw_away()
        raise NotAllowed(f"These are {len(files)} files.", hint="Bring one project in at a time.")

    def work(tick: Tick) -> dict[str, Any]:
        try:
            with opened.apart() as study:
                return {"entry": study.take_in(project, key, tick=tick).entry}
        finally:
            tray.throw_away()

    return opened.jobs.start("Bring a project in", work)


@router.get("/imports/{n}")
def came(opened: Opened, n: int) -> Arrived:
    """What came in with a journal entry."""
    with opened.at_work() as study:
        return study.journal.arrived(n)
