"""Which program an SQLite database is of, by its tables."""

from __future__ import annotations

from crosscase.errors import UnreadableFile
from crosscase.formats.databases.database import opened
from crosscase.formats.databases.qualcoder import is_qualcoder, qualcoder_of
from crosscase.formats.databases.rqda import is_rqda, rqda_of
from crosscase.formats.databases.taguette import taguette_of
from crosscase.formats.refi.project import Project


def project_in(data: bytes, file: str) -> Project:
    """The project in a database of Taguette, QualCoder or RQDA.

    Raises ``UnreadableFile`` for any other.
    """
    with opened(data, file) as db:
        of = qualcoder_of if is_qualcoder(db) else rqda_of if is_rqda(db) else taguette_of
        if of is taguette_of and not db.has("projects"):
            raise UnreadableFile(
                "this database is no project of Taguette, QualCoder or RQDA.",
                file=file,
                hint="Export the project as REFI-QDA (.qdpx).",
            )
    return of(data, file)
