"""Undecided suggestions: derived rows, outside the journal."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from crosscase.domain.suggestions import About, Undecided
from crosscase.store.asides import suggestions
from crosscase.store.bulk import insert_all
from crosscase.store.rows import Writer
from crosscase.store.tables import codes, segments
from crosscase.store.theory_tables import propositions

_FIELDS = [field.name for field in dataclasses.fields(Undecided)]


def replace(
    db: Connection, about: About, found: Sequence[Undecided], into: int | None = None
) -> None:
    """Put a new run's suggestions in the place of the last run's (of those for ``into`` alone)."""
    last = delete(suggestions).where(suggestions.c.about == about)
    db.execute(last if into is None else last.where(suggestions.c.into == into))
    if not found:
        return
    first = Writer(db, 0).take_ids("suggestions", len(found))
    numbered = (dataclasses.replace(item, id=first + at) for at, item in enumerate(found))
    insert_all(db, suggestions, _FIELDS, [dataclasses.astuple(item) for item in numbered])


def undecided(db: Connection, about: About | None = None) -> list[Undecided]:
    """What waits for a decision, best score first; what rests on rows that are gone is left out."""
    query = select(*(suggestions.c[name] for name in _FIELDS)).order_by(
        suggestions.c.score.desc(), suggestions.c.id
    )
    if about:
        query = query.where(suggestions.c.about == about)
    waiting = [Undecided(*row) for row in db.execute(query)]
    if not waiting:
        return []
    there = set(db.execute(select(segments.c.id)).scalars().all())
    known = set(db.execute(select(codes.c.id)).scalars().all())
    claims = set(db.execute(select(propositions.c.id)).scalars().all())
    return [item for item in waiting if _stands(item, there, known, claims)]


def forget(db: Connection, ids: Iterable[int]) -> None:
    """Take decided suggestions away."""
    gone = list(ids)
    for at in range(0, len(gone), 500):
        db.execute(delete(suggestions).where(suggestions.c.id.in_(gone[at : at + 500])))


def _stands(item: Undecided, there: set[int], known: set[int], claims: set[int]) -> bool:
    if item.about == "contrary":
        return item.segment in there and item.into in claims
    return (
        (item.segment is None or item.segment in there)
        and (item.code is None or item.code in known)
        and (item.into is None or item.about == "answer" or item.into in known)
    )
