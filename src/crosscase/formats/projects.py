"""The project of any program that is known, as one kind of value, by what its bytes are."""

from __future__ import annotations

from pathlib import Path

from crosscase.formats.bounds import read_bytes
from crosscase.formats.quotes.comments import commented_of
from crosscase.formats.refi.project import Project
from crosscase.formats.refi.read import project_of
from crosscase.formats.taguette.read import taguette_of

_SQLITE = b"SQLite format 3\x00"


def any_project(path: Path) -> Project:
    """The project in a file: REFI-QDA (.qdpx, .qde, .qdc), Taguette's (.sqlite3), Word comments.

    Raises ``UnreadableFile`` (``TooLarge`` for a bomb) when the file is none of these.
    """
    data = read_bytes(path)
    if path.suffix.casefold() == ".docx":
        return commented_of(data, path.name)
    return (taguette_of if data.startswith(_SQLITE) else project_of)(data, path.name)
