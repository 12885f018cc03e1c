"""Home, second part: a new study, a folder to fill in, a folder brought in, the sample study."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from crosscase import study
from crosscase.domain.progress import Tick
from crosscase.errors import NotAllowed, TooLarge
from crosscase.study.sample import sample_folder
from crosscase.study.template import write_template
from crosscase.web.doors import Room
from crosscase.web.jobs import Job

router = APIRouter(prefix="/api", tags=["home"])


class Fresh(BaseModel):
    """A study to make; ``passphrase`` locks its file ("" leaves it open)."""

    name: str
    passphrase: str = ""


class Brought(BaseModel):
    """A folder to bring in: uploaded into a tray, or a path on this machine.

    ``key_passphrase`` encrypts the file with the real names.
    """

    name: str
    tray: str = ""
    folder: str = ""
    passphrase: str = ""
    key_passphrase: str = ""


@router.post("/studies/new")
def new(room: Room, asked: Fresh) -> dict[str, str]:
    """Make an empty study in the home folder and open it."""
    path = room.place(asked.name)
    study.create(path, room.judge(), asked.passphrase).close()
    return {"id": room.open(path, asked.passphrase).id}


@router.post("/template")
def template(room: Room, asked: Fresh) -> dict[str, str]:
    """Write a study folder to fill in; where it lies."""
    folder = room.place(asked.name).with_suffix("")
    write_template(folder)
    return {"folder": str(folder)}


@router.post("/trays")
def tray(room: Room) -> dict[str, str]:
    """Set up a tray; its name."""
    return {"tray": room.trays.new()}


@router.post("/trays/{tray}")
async def put(room: Room, tray: str, name: str, request: Request) -> dict[str, int]:
    """Lay one file into a tray as it is; how many it holds."""
    mine = room.trays[tray]
    target = mine.place(name)
    try:
        with target.open("xb") as file:
            async for chunk in request.stream():
                mine.take(len(chunk))
                file.write(chunk)
    except ClientDisconnect as error:
        target.unlink(missing_ok=True)
        raise TooLarge(f"{name} did not arrive whole.", hint="Send it again.") from error
    return {"files": mine.files}


@router.post("/load")
def load(room: Room, asked: Brought) -> Job:
    """Bring a folder into a new study; it runs beside the page."""
    path, coder = room.place(asked.name), room.judge()
    tray = room.trays[asked.tray] if asked.tray else None
    folder = tray.root if tray else Path(asked.folder).expanduser()
    if path.exists():
        raise NotAllowed(f"There is a study {path.name} already.", hint="Choose another name.")

    def work(tick: Tick) -> dict[str, Any]:
        try:
            tick("reading the folder", 0.0)
            key = study.key_of(path, passphrase=asked.key_passphrase)
            loaded = study.load_into(
                path, coder, folder, key, passphrase=asked.passphrase, tick=tick
            )
            opened = room.open(path, asked.passphrase)
            opened.key_passphrase = asked.key_passphrase
            names = str(key.path) if key.names else ""
            return {"id": opened.id, "key": names, "protected": key.protected, **asdict(loaded)}
        finally:
            if tray:
                tray.throw_away()

    return room.jobs.start("Load a folder", work)


@router.post("/sample")
def sample(room: Room) -> Job:
    """Make the sample study with all its decisions; it runs beside the page."""
    path, coder, folder = room.place("sample"), room.judge(), sample_folder()

    def work(tick: Tick) -> dict[str, Any]:
        if not path.exists():
            tick("reading the folder", 0.0)
            loaded = study.load_into(path, coder, folder, study.key_of(path), tick=tick)
            try:
                tick("taking the decisions", 0.0)
                with study.open_study(path, coder) as made:
                    made.decide_from(folder / "decisions.csv")
            except BaseException:
                study.discard(path)
                raise
            return {"id": room.open(path).id, **asdict(loaded)}
        return {"id": room.open(path).id}

    return room.jobs.start("Open the sample study", work)


@router.get("/jobs")
def jobs(room: Room) -> list[Job]:
    """The long work of the home page, with what came of it."""
    return room.jobs.all()


@router.post("/jobs/{number}/stop")
def stop(room: Room, number: int) -> None:
    """Ask long work of the home page to stop."""
    room.jobs.stop(number)
