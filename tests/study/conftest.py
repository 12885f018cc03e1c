"""What the tests of the study share: a desk at a new study, and folders drawn in the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosscase.store.file import create
from crosscase.study.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ada at a new study, with a clock that stands still."""
    store = create(tmp_path / "study.crosscase")
    yield Desk(store, "Ada", lambda: "2026-01-02T03:04:05+00:00")
    store.close()


@pytest.fixture
def draw(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Writes files into a study folder and gives the folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "folder"
        root.mkdir(exist_ok=True)
        for name, body in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return root

    return write


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real interviews; tests that need it skip where it is absent."""
    folder = os.environ.get("CROSSCASE_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CROSSCASE_DATA names no folder of real interviews")
    return Path(folder)
