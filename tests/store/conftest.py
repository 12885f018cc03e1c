"""What the tests of the study file share: a new study on each of the two databases."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscase.store.file import StudyStore, create, open_server
from crosscase.study.desk import Desk


def _as_postgres(folder: Path, *command: str) -> None:
    """Run a program of PostgreSQL, which refuses to run as root."""
    who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with (folder / "out").open("ab") as out:
        subprocess.run([*who, *command], cwd=folder, check=True, stdout=out, stderr=out, timeout=60)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a real PostgreSQL of this run's own."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql")
    programs = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="crosscase-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = str(folder / "data")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -h 127.0.0.1 -k {folder} -F"
    try:
        _as_postgres(
            folder, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-N"
        )
        _as_postgres(
            folder,
            *(str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log")),
            *("-w", "start"),
        )
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        _as_postgres(folder, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StudyStore]:
    """A new, empty study; the test runs once on each database."""
    if request.param == "sqlite":
        made = create(tmp_path / "study.crosscase")
    else:
        made = open_server(request.getfixturevalue("server"), f"s{uuid.uuid4().hex}")
    yield made
    made.close()


@pytest.fixture
def desk(store: StudyStore) -> Desk:
    """Ada at the study, with a clock that stands still."""
    return Desk(store, "Ada", lambda: "2026-01-02T03:04:05+00:00")


@pytest.fixture
def other(store: StudyStore) -> Desk:
    """Ben at the same study."""
    return Desk(store, "Ben", lambda: "2026-01-02T03:04:06+00:00")
