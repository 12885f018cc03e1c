"""The study as consent lets it be given away, and a study made of what was given."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from crosscase.analysis.consent import refusing, sources_of
from crosscase.analysis.masked import masked
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Segment
from crosscase.errors import UnreadableFile
from crosscase.formats.package import Manifest
from crosscase.formats.records import Records
from crosscase.store.file import StudyStore
from crosscase.store.undo import REBUILD, continue_from
from crosscase.study.desk import Desk
from crosscase.study.take import take
from crosscase.study.withdraw import without_them


@dataclass(frozen=True, slots=True)
class Shared:
    """A study without what consent withholds, and how much that is, in words and numbers."""

    snapshot: Snapshot
    withheld: dict[str, int]


def as_shared(desk: Desk) -> Shared:
    """The study as consent lets it be given away; the study itself is not changed.

    Who refused to be shared or archived is out of it, as if withdrawn. The words of who refused to
    be quoted are covered, and with them every source in which they speak. What waits for a decision
    is out of it, too.
    """
    with desk.reading() as db:
        whole = take(db)
    out = refusing(whole, "share") | refusing(whole, "archive")
    people: list[Participant] = [p for p in whole.participants if p.id in out]
    left = without_them(desk, people) if people else whole
    silent = refusing(left, "quote")
    covered = sources_of(left, silent)
    told = {
        "people who refused to be shared or archived": len(people),
        "sources that only they speak in": len(whole.sources) - len(left.sources),
        "codings of their words": len(whole.codings.id) - len(left.codings.id),
        "people whose words are covered": len(silent),
        "sources that are covered": len(covered),
        "suggestions that wait for a decision": len(whole.undecided),
        "entries of the journal": whole.n,
    }
    shared = dataclasses.replace(masked(left, silent), n=whole.n, at=whole.at, undecided=())
    return Shared(shared, {what: count for what, count in told.items() if count})


def rebuild(store: StudyStore, about: Manifest, rows: Records, file: str) -> Snapshot:
    """Fill a new study with the rows of a package, as one act under its own number and moment.

    Raises ``UnreadableFile`` where rows point to rows that are not there.
    """
    present: dict[int, tuple[int, ...]] = {}
    for one in rows[Presence]:
        present[one.source] = (*present.get(one.source, ()), one.participant)
    source_of = {edition.id: edition.source for edition in rows[Edition]}
    try:
        with store.deriving() as db:
            continue_from(db, about.entry)
        with store.change(REBUILD, f"crosscase {about.crosscase}", about.at) as writer:
            writer.db.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for noun, values in rows.items():
                of = {Edition: "source", Segment: "edition"}.get(noun, "")
                speak = [
                    present.get(source_of.get(getattr(v, of), getattr(v, of)), ()) if of else ()
                    for v in values
                ]
                writer.restore(values, speak)
    except IntegrityError as error:
        raise UnreadableFile(
            "its rows do not fit together.",
            file=file,
            hint="Ask for the package anew; do not change what is in it.",
        ) from error
    with store.reading() as db:
        return take(db)
