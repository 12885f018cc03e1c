"""The project of any program that is known, as one kind of value, by what its bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from crosscase.domain.remarks import Remark
from crosscase.errors import NotAllowed, UnreadableFile
from crosscase.formats.bounds import read_bytes
from crosscase.formats.databases.read import project_in
from crosscase.formats.inventory import find_files, read
from crosscase.formats.quotes.comments import commented_of, left_turns
from crosscase.formats.quotes.read import Given, quoted_of
from crosscase.formats.refi.project import Project, TextSource
from crosscase.formats.refi.read import project_of

_SQLITE = b"SQLite format 3\x00"
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".txt"})


def any_project(path: Path, given: Callable[[], Given] = Given) -> Project:
    """The project in a file: REFI-QDA (.qdpx, .qde, .qdc), Taguette's (.sqlite3), QualCoder's
    (its .qda folder, or the data.qda in it), RQDA's (.rqda), Word comments (.docx), or a table of
    quotations (.csv, .tsv, .xlsx).

    ``given`` is asked for the texts of the quotations of a table. Raises ``UnreadableFile``
    (``TooLarge`` for a bomb) when the file is none of these.
    """
    if path.is_dir():
        return project_in(read_bytes(path / "data.qda"), path.name)
    data, ending = read_bytes(path), path.suffix.casefold()
    if is_table(path):
        return quoted_of(data, path.name, given())
    if ending == ".docx":
        return commented_of(data, path.name)
    return (project_in if data.startswith(_SQLITE) else project_of)(data, path.name)


def is_table(path: Path) -> bool:
    """Whether the file is read as a table of quotations."""
    return path.suffix.casefold() in _TABLES


def texts_in(folder: Path) -> tuple[list[TextSource], list[Remark]]:
    """The text of every file in a folder that can be read, and what was noticed of them."""
    remarks: list[Remark] = []
    return list(_texts(folder, remarks)), remarks


def _texts(folder: Path, remarks: list[Remark]) -> Iterator[TextSource]:
    for path in find_files(folder):
        try:
            reading = read(path)
        except UnreadableFile as error:
            remarks.append(Remark("unreadable", f"{error.what} {error.hint}", "flaw", path.name))
            continue
        remarks += reading.remarks
        if reading.turns:
            remarks.append(left_turns(path.name))
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        yield TextSource(f"file {path}", path.stem, reading.text, sha)


def check_sources(path: Path, folder: Path | None) -> None:
    """Raise ``NotAllowed`` where a folder of texts is named beside what is no table."""
    if folder is not None and not is_table(path):
        raise NotAllowed(
            f"{path.name} brings its texts itself.", hint="--sources is for a table of quotations."
        )
