"""Reports and exports that were written: known, so that a withdrawal reaches them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from crosscase.errors import StudyFileError
from crosscase.formats.audio import sha256_of
from crosscase.store import copies
from crosscase.store.copies import Written
from crosscase.store.file import StudyStore

_CHANGED = "somebody changed it since it was written: see to it yourself"
_GONE = "it is not there any more: it was moved or sent, see to it yourself"
_HANDED = "it was downloaded: delete it where it was put"


def remember(store: StudyStore, files: Iterable[Path], at: str, asked: str = "") -> None:
    """Write down where files lie, and what was ``asked`` of a report.

    A study that may only be read is written out all the same.
    """
    with contextlib.suppress(StudyFileError), store.deriving() as db:
        for path in files:
            file = Written(at, sha256_of(path), asked)
            copies.remember_written(db, str(path.absolute()), file)


def remember_download(store: StudyStore, name: str, at: str) -> None:
    """Write down that a file was handed to a browser; nobody knows where it was put."""
    with contextlib.suppress(StudyFileError), store.deriving() as db:
        copies.remember_written(db, name, Written(at, ""))


def known(store: StudyStore) -> dict[str, str]:
    """Files that were written and not taken back, oldest first, with what was asked of each."""
    with store.reading() as db:
        return {name: file.asked for name, file in copies.known_written(db).items()}


def take_back(store: StudyStore, *, sound: bool = False) -> tuple[list[str], list[tuple[str, str]]]:
    """Delete what was written, where it lies as it was; what went, and what a person has to see to.

    ``sound``: only reports in which voices are heard. A file that was changed is somebody's work
    and stays. What a person has to see to is told again next time.
    """
    removed: list[str] = []
    missed: list[tuple[str, str]] = []
    with store.reading() as db:
        known = copies.known_written(db)
    listed = {
        name: file
        for name, file in known.items()
        if not sound or (file.asked and json.loads(file.asked).get("sound"))
    }
    for name, file in listed.items():
        path, sha = Path(name), file.sha256
        try:
            if not sha:
                missed.append((name, _HANDED))
            elif not path.is_file():
                missed.append((name, _GONE))
            elif sha256_of(path) != sha:
                missed.append((name, _CHANGED))
            else:
                path.unlink()
                removed.append(name)
        except OSError as error:
            missed.append((name, error.strerror or "it cannot be reached"))
    with contextlib.suppress(StudyFileError), store.deriving() as db:
        for name in removed:
            copies.forget_written(db, name)
    return removed, missed
