"""Where copies of the study lie: known to this study alone, outside the journal."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from crosscase.store.asides import copies


def remember(db: Connection, path: str, at: str) -> None:
    """Write down where a copy lies; one that stood there before is no more."""
    db.execute(delete(copies).where(copies.c.path == path))
    db.execute(insert(copies).values(path=path, at=at))


def known(db: Connection) -> dict[str, str]:
    """Where copies were written, and when, oldest first."""
    rows = db.execute(select(copies.c.path, copies.c.at).order_by(copies.c.at, copies.c.path))
    return {str(path): str(at) for path, at in rows}
