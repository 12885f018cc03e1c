"""What tells the page that the study moved on: another tab, another program, long work."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from crosscase.errors import NotInStudy
from crosscase.web.doors import STUDY, Opened
from crosscase.web.jobs import Job
from crosscase.web.workspace import OpenStudy

router = APIRouter(prefix=STUDY, tags=["events"])

LOOK_EVERY = 0.3
"""Seconds between two looks at the journal."""


def state(opened: OpenStudy) -> dict[str, Any]:
    """The newest journal entry and the long work."""
    jobs = [asdict(job) | {"result": None} for job in opened.jobs.all()]
    return {"n": opened.last(), "jobs": jobs}


@router.get("/state")
def now(opened: Opened) -> dict[str, Any]:
    """The newest journal entry and the long work, once."""
    return state(opened)


@router.get("/events")
async def events(opened: Opened, request: Request) -> StreamingResponse:
    """The same as a stream: one event for each change."""

    async def stream() -> AsyncIterator[str]:
        told = ""
        while not await request.is_disconnected():
            now = json.dumps(await run_in_threadpool(state, opened))
            if now != told:
                told = now
                yield f"data: {now}\n\n"
            await asyncio.sleep(LOOK_EVERY)

    return StreamingResponse(stream(), media_type="text/event-stream")


@router.get("/jobs/{number}")
def job(opened: Opened, number: int) -> Job:
    """One piece of long work, with what came of it. Raises ``NotInStudy`` for an unknown one."""
    for known in opened.jobs.all():
        if known.id == number:
            return known
    raise NotInStudy("There is no such work.", hint="Open the page again.")


@router.post("/jobs/{number}/stop")
def stop(opened: Opened, number: int) -> None:
    """Ask long work to stop."""
    opened.jobs.stop(number)
