"""The workbench's server: routes, errors as JSON, files of the page."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from crosscase.errors import CrosscaseError, NotInStudy
from crosscase.web import (
    bring,
    cases,
    check,
    codebook,
    coding,
    compare,
    design,
    double_coding,
    entries,
    events,
    exports,
    framework,
    home,
    imports,
    journal,
    listening,
    literature,
    memos,
    model,
    names,
    people,
    quotes,
    recordings,
    report,
    retirements,
    sample,
    search,
    sources,
    suggestions,
    survey,
    voices,
    withdrawals,
    words,
)
from crosscase.web.doors import HERE
from crosscase.web.guard import Guard, Keys
from crosscase.web.workspace import Workspace

PAGES = (
    framework,
    home,
    bring,
    design,
    people,
    names,
    withdrawals,
    retirements,
    sources,
    recordings,
    survey,
    words,
    events,
    journal,
    coding,
    codebook,
    entries,
    suggestions,
    sample,
    quotes,
    memos,
    literature,
    search,
    listening,
    voices,
    cases,
    compare,
    double_coding,
    model,
    check,
    report,
    imports,
    exports,
)
"""One module a page: parse, call the library, give its answer."""


def make_app(workspace: Workspace, keys: Keys, port: int) -> Guard:
    """The server of a workspace, behind its guard."""

    @contextlib.asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(workspace.close)

    app = FastAPI(
        title="crosscase",
        version=version("crosscase"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    app.state.workspace = workspace
    for page in PAGES:
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    app.add_exception_handler(CrosscaseError, _told)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _bug)

    @app.get("/{path:path}", include_in_schema=False)
    def shell(path: str) -> FileResponse:
        """Every address of the page is the same page; its script reads the address."""
        return FileResponse(HERE / "static" / "index.html")

    return Guard(app, keys, port)


async def _told(_request: Request, error: Exception) -> JSONResponse:
    """What is the matter and the next step, as the command line says it."""
    hint = error.hint if isinstance(error, CrosscaseError) else ""
    status = 404 if isinstance(error, NotInStudy) else 400
    kind = type(error).__name__
    return JSONResponse({"message": str(error), "hint": hint, "kind": kind}, status)


async def _misread(_request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"message": str(error)[:500], "hint": "", "kind": "Request"}, 422)


async def _bug(_request: Request, _error: Exception) -> JSONResponse:
    text = "This is a bug in crosscase; your study is as it was."
    return JSONResponse({"message": text, "hint": "The terminal says more.", "kind": "Bug"}, 500)
