"""Projects of other programs: brought in by one act, and what came in as a page of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.progress import Tick
from crosscase.errors import NotAllowed
from crosscase.study.arrived import Arrived
from crosscase.web.doors import STUDY, Opened, Room
from crosscase.web.jobs import Job
from crosscase.web.trays import Tray

_ENDINGS = frozenset({".qdpx", ".qde", ".qdc", ".sqlite3", ".rqda"})

router = APIRouter(prefix=STUDY, tags=["exchange"])


class Project(BaseModel):
    """One project that lies in a tray: a file, or the folder of QualCoder; its texts beside it."""

    tray: str


@router.post("/import")
def bring(room: Room, opened: Opened, asked: Project) -> Job:
    """Bring the project of a tray in; it runs beside the page and gives its journal entry."""
    tray, key = room.trays[asked.tray], opened.key()
    try:
        project, texts = _laid(tray)
    except NotAllowed:
        tray.throw_away()
        raise

    def work(tick: Tick) -> dict[str, Any]:
        try:
            with opened.apart() as study:
                return {"entry": study.take_in(project, key, texts, tick).entry}
        finally:
            tray.throw_away()

    return opened.jobs.start("Bring a project in", work)


def _laid(tray: Tray) -> tuple[Path, Path | None]:
    """The project in a tray, and the folder of texts that came with it, if any did.

    The project is the one file that only projects are called like, or the one outside of folders.
    """
    files, folder = tray.all(), tray.root
    if folder != tray.folder and (folder / "data.qda").is_file():
        return folder, None
    if len(files) == 1:
        return files[0], None
    tops = [path for path in folder.iterdir() if path.is_file()]
    sure = [path for path in tops if path.suffix.casefold() in _ENDINGS]
    if len(sure) == 1:
        return sure[0], folder
    if len(tops) == 1:
        [beside, *more] = (path for path in folder.iterdir() if path.is_dir())
        if not more:
            return tops[0], beside
    raise NotAllowed(
        f"These are {len(files)} files.",
        hint="Bring one project in at a time, its texts in a folder beside it.",
    )


@router.get("/imports/{n}")
def came(opened: Opened, n: int) -> Arrived:
    """What came in with a journal entry."""
    with opened.at_work() as study:
        return study.journal.arrived(n)
