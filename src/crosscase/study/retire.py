"""What is past its day is deleted: the sound of recordings, then people by the withdrawal path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from crosscase.analysis.retention import Due, due
from crosscase.domain.people import Participant
from crosscase.domain.sources import Source
from crosscase.domain.withdrawal import Withdrawal
from crosscase.study import copies, recordings, written
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.take import take
from crosscase.study.withdraw import withdraw


@dataclass(frozen=True, slots=True)
class Retired:
    """A certificate: which recordings and people went, never what was said."""

    at: str
    recordings: tuple[str, ...]
    people: tuple[Withdrawal, ...]
    reached: copies.Reached


def what_is_due(desk: Desk) -> tuple[Due, ...]:
    """What is kept though its last day is past; see ``analysis.retention.due``."""
    with desk.reading() as db:
        return due(take(db), desk.clock()[:10])


def retire(desk: Desk, key: KeyFile, passphrase: str = "") -> Retired:
    """Delete what is due, for good.

    The sound of recordings first (the text stays), and reports in which it is heard; then each
    person with all their words, as a withdrawal takes them out of the study, its copies and the key
    file. ``passphrase``: that of the study, with which its copies are opened.
    """
    found = what_is_due(desk)
    silent = {one.of: one.until for one in found if one.what == "recording"}
    named = [source for source in desk.all(Source) if source.id in silent]
    if named:
        with desk.change("retire", "kept until " + min(silent.values())) as writer:
            for source in named:
                writer.change(Source, source.id, sha256="")
            recordings.delete(desk.store.path, [s.sha256 for s in named])
    people = {person.id: person for person in desk.all(Participant)}
    gone = [
        withdraw(
            desk,
            people[one.of],
            f"kept until {one.until}",
            partial(key.lose, people[one.of].pseudonym),
        )
        for one in found
        if one.what == "participant"
    ]
    reached = copies.finish(desk.store, passphrase, desk.coder, desk.clock)
    if gone or named:
        reached = reached.with_files(*written.take_back(desk.store, sound=not gone))
    return Retired(desk.clock(), tuple(source.name for source in named), tuple(gone), reached)
