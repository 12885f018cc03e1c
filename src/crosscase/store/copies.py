"""Where copies of the study lie: known to this study alone, outside the journal."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from crosscase.store.tables import copies


def remember(db: Connection, path: str, at: str) -> None:
    """Write down where a copy lies; one that stood there before is no more."""
    db.execute(delete(copies).where(copies.c.path == path))
    db.execute(insert(copies).values(path=path, at=at))


def known(db: Connection) -> list[str]:
    """Where copies were written, oldest first."""
    return list(db.execute(select(copies.c.path).order_by(copies.c.at, copies.c.path)).scalars())
