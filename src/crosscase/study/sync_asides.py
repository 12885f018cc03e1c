"""What a copy of a study knows outside its journal: what was heard, and where its files lie."""

from __future__ import annotations

import dataclasses

from sqlalchemy import Connection

from crosscase.domain.codings import Coding
from crosscase.domain.listening import Listened
from crosscase.domain.sources import Source
from crosscase.domain.synced import Synced, tally
from crosscase.store import copies, dated, listened
from crosscase.store.tables import NOUNS
from crosscase.study.merge_sides import Sides

ASIDES: dict[str, str] = {
    "listened": "comes along",
    "dated": "comes along",
    "copies": "comes along",
    "written": "comes along",
    "tombstones": "applied first",
    "texts": "with the rows they are words of",
    "text_people": "with the texts",
    "synced": "each copy's own",
    "unfinished": "each copy's own",
    "counters": "each copy's own",
    "entries": "each copy's own",
    "changes": "each copy's own",
    "suggestions": "derived",
    "parts": "derived",
}
"""What becomes of each table that holds no noun of the research when two copies become one."""


def bring_asides(db: Connection, theirs: Connection, told: Synced) -> None:
    """Take over what was heard there, and where copies, reports and exports of it lie.

    A later withdrawal here reaches those files, too.
    """
    sides, sources = Sides(db, theirs), NOUNS[Source].name
    uids = {number: uid for uid, number in sides.theirs.numbers(sources).items()}
    known = listened.kept(db)
    for heard in listened.kept(theirs):
        here = sides.here(sources, uids[heard.source]) if heard.source in uids else None
        if here is not None:
            new = dataclasses.replace(heard, source=sides.ours.numbers(sources)[here])
            if not any(_covers(old, new) for old in known):
                listened.keep(db, new)
                tally(told.added, "listened")
    _bring_dates(sides)
    here_known, written = copies.known(db), copies.known_written(db)
    for path, at in copies.known(theirs).items():
        if path not in here_known:
            copies.remember(db, path, at)
    for path, file in copies.known_written(theirs).items():
        if path not in written:
            copies.remember_written(db, path, file)


def _bring_dates(sides: Sides) -> None:
    """Codings that came over were made when the copy says that they were made."""
    codings = NOUNS[Coding].name
    uids = {number: uid for uid, number in sides.theirs.numbers(codings).items()}
    known = dated.kept(sides.ours.db)
    found = {
        sides.ours.numbers(codings)[here]: at
        for number, at in dated.kept(sides.theirs.db).items()
        if number in uids and (here := sides.here(codings, uids[number])) is not None
    }
    new = {number: at for number, at in found.items() if number not in known}
    dated.remember(sides.ours.db, new)


def _covers(old: Listened, new: Listened) -> bool:
    """Whether a stretch that is written down holds another of the same coder, pass and day."""
    same = (old.source, old.coder, old.hearing) == (new.source, new.coder, new.hearing)
    within = old.begin <= new.begin and new.finish <= old.finish
    return same and within and old.since <= new.since and new.until <= old.until
