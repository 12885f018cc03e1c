"""What every route needs: the workspace, the open study, and files of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from crosscase.domain.snapshot import Snapshot
from crosscase.report.leaks import Gate, gate
from crosscase.web.workspace import OpenStudy, Workspace

STUDY = "/api/studies/{study}"
"""Where the routes of one open study begin."""


DRAWN = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
"""What a browser is told of a drawing, by its form."""


def workspace(request: Request) -> Workspace:
    """The workspace of this server."""
    found: Workspace = request.app.state.workspace
    return found


def opened(study: str, request: Request) -> OpenStudy:
    """The open study the address names."""
    return workspace(request)[study]


def gate_of(opened: OpenStudy, snapshot: Snapshot, *, unscanned: bool) -> Gate:
    """The gate of an open study. Raises ``NotScanned``; see ``report.leaks.gate``."""
    return gate(snapshot, opened.names(), locked=opened.names_locked, unscanned=unscanned)


Room = Annotated[Workspace, Depends(workspace)]
Opened = Annotated[OpenStudy, Depends(opened)]

HERE = Path(__file__).parent
