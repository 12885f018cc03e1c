"""When codings were made that came from another program: their entry tells when they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select

from crosscase.store.asides import dated
from crosscase.store.bulk import insert_all

_AT_ONCE = 500


def remember(db: Connection, times: Mapping[int, str]) -> None:
    """Write down when these codings, by their ids, were made."""
    insert_all(db, dated, ("coding", "at"), [*times.items()])


def kept(db: Connection) -> dict[int, str]:
    """When each coding was made that came from another program, as that wrote it."""
    return {row.coding: row.at for row in db.execute(select(dated))}


def forget(db: Connection, codings: Iterable[int]) -> None:
    """Take away what is known of codings that are erased."""
    numbers = list(codings)
    for at in range(0, len(numbers), _AT_ONCE):
        db.execute(delete(dated).where(dated.c.coding.in_(numbers[at : at + _AT_ONCE])))
