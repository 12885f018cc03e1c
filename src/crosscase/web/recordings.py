"""Recordings: which wait, written down beside the page, played, and when each word is said."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import FileResponse

from crosscase.domain.progress import Tick
from crosscase.web.doors import STUDY, Opened
from crosscase.web.jobs import Job

router = APIRouter(prefix=STUDY + "/recordings", tags=["sources"])

_KINDS = {
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "audio/mp4",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
}
"""What a browser is told; anything else is offered as bytes and does not play."""


class Wished(BaseModel):
    """What is known of a recording before it is written down."""

    language: str = ""
    speakers: int = Field(0, ge=0, le=20)


@router.get("")
def waiting(opened: Opened) -> list[dict[str, Any]]:
    """The recordings that have no text yet."""
    snapshot = opened.snapshot()
    return [
        {"id": source.id, "name": source.name, "minutes": source.minutes}
        for source in snapshot.sources
        if source.kind == "recording" and source.id not in snapshot.current_editions
    ]


@router.post("/{source}/transcribe")
def transcribe(opened: Opened, source: int, asked: Wished) -> Job:
    """Write down what is said; it runs beside the page and goes on where it was stopped."""
    name, key = opened.snapshot().source_by_id[source].name, opened.key()

    def work(tick: Tick) -> dict[str, Any]:
        from crosscase.study.engines import transcriber

        with opened.apart() as study:
            (made,) = study.transcribe(
                name,
                key,
                transcriber(),
                language=asked.language,
                speakers=asked.speakers,
                tick=tick,
            )
            return asdict(made)

    return opened.jobs.start("Write down what is said", work)


@router.get("/{source}/words")
def words(opened: Opened, source: int) -> list[tuple[int, int, float, float, float]]:
    """When each word is said: start and end (code points), seconds, and how sure the engine was."""
    with opened.at_work() as study:
        return [
            (w.start, w.end, w.begin, w.finish, w.probability) for w in study.word_times(source)
        ]


@router.get("/{source}/sound")
def sound(opened: Opened, source: int) -> FileResponse:
    """The recording, in the parts a browser asks for; withheld where somebody in it refused."""
    with opened.at_work() as study:
        path = study.recording(source)
    kind = _KINDS.get(path.suffix, "application/octet-stream")
    return FileResponse(path, media_type=kind, headers={"cache-control": "no-store"})
