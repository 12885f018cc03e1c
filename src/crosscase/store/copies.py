"""Where copies, reports and exports of the study lie: known to it alone, outside the journal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from crosscase.store.asides import copies, written


@dataclass(frozen=True, slots=True)
class Written:
    """A report or export: when it was written, the hash of its bytes, what was asked of it."""

    at: str
    sha256: str
    asked: str = ""


def remember(db: Connection, path: str, at: str) -> None:
    """Write down where a copy lies; one that stood there before is no more."""
    db.execute(delete(copies).where(copies.c.path == path))
    db.execute(insert(copies).values(path=path, at=at))


def known(db: Connection) -> dict[str, str]:
    """Where copies were written, and when, oldest first."""
    rows = db.execute(select(copies.c.path, copies.c.at).order_by(copies.c.at, copies.c.path))
    return {str(path): str(at) for path, at in rows}


def remember_written(db: Connection, path: str, file: Written) -> None:
    """Write down where a report or export lies and what its bytes are."""
    forget_written(db, path)
    db.execute(insert(written).values(path=path, at=file.at, sha256=file.sha256, asked=file.asked))


def forget_written(db: Connection, path: str) -> None:
    """A report or export is there no more."""
    db.execute(delete(written).where(written.c.path == path))


def known_written(db: Connection) -> dict[str, Written]:
    """Where reports and exports were written, and what each is, oldest first."""
    rows = db.execute(select(written).order_by(written.c.at, written.c.path))
    return {row.path: Written(row.at, row.sha256, row.asked) for row in rows}
