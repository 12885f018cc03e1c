"""Copies of a study: where they lie, and a withdrawal that reaches them too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from crosscase.domain.people import Participant
from crosscase.errors import CrosscaseError, StudyFileError
from crosscase.store import copies, erase, file
from crosscase.store.file import StudyStore
from crosscase.store.rows import read
from crosscase.store.tables import NOUNS
from crosscase.store.undo import WITHDRAW, history
from crosscase.study import recordings
from crosscase.study.desk import Desk
from crosscase.study.withdraw import withdraw

_BESIDE = (".replaced*", ".before-*", ".restoring*", ".syncing*", ".previewing*")
"""What crosscase itself lays beside a study."""


_HELD = "another program holds it open: what was erased stays in it until the next opening"


@dataclass(frozen=True, slots=True)
class Reached:
    """Which copies were rewritten, and which a person has to see to, each with the reason.

    ``removed``: reports and exports that were taken off the disk; ``written_again``: reports that
    were, and stand there anew.
    """

    rewritten: tuple[str, ...] = ()
    out_of_reach: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    written_again: tuple[str, ...] = ()

    def with_files(self, removed: list[str], missed: list[tuple[str, str]]) -> Reached:
        """And what became of reports and exports."""
        return Reached(self.rewritten, (*self.out_of_reach, *missed), (*self.removed, *removed))

    def with_again(self, again: list[str]) -> Reached:
        """And which of the removed reports were written anew."""
        left = tuple(name for name in self.removed if name not in again)
        return Reached(self.rewritten, self.out_of_reach, left, tuple(again))


def remember(store: StudyStore, path: Path, at: str) -> None:
    """Write down where a copy lies. A study that may only be read is copied all the same."""
    with contextlib.suppress(StudyFileError), store.deriving() as db:
        copies.remember(db, str(path.absolute()), at)


def known(store: StudyStore) -> list[Path]:
    """Where copies were written, and what crosscase laid beside the study."""
    with store.reading() as db:
        found = [Path(path) for path in copies.known(db)]
    home = store.path
    if home is not None:
        found += [
            path
            for ending in _BESIDE
            for path in sorted(home.parent.glob(home.name + ending))
            if path.suffix not in (".key",) and not path.name.endswith(("-wal", "-shm"))
        ]
    return list(dict.fromkeys(path for path in found if path != home))


def finish(
    store: StudyStore,
    passphrase: str,
    coder: str,
    clock: Callable[[], str],
    also: Callable[[StudyStore], object] = lambda copy: None,
) -> Reached:
    """Do erasures to the end: known copies are withdrawn from, and every file is written anew.

    ``also`` is done in each copy, too. What cannot be finished is told, and tried again when the
    study is opened next.
    """
    with store.reading() as db:
        tombstones = erase.buried(db)
    rewritten: list[str] = []
    missed: list[tuple[str, str]] = []
    for path in known(store):
        if not path.exists():
            missed.append((str(path), "it is not there any more"))
            continue
        try:
            with opened(path, passphrase) as copy:
                bury(copy, tombstones, coder)
                also(copy)
                if copy.compact():
                    rewritten.append(str(path))
                else:
                    missed.append((str(path), _HELD))
        except CrosscaseError as error:
            missed.append((str(path), str(error)))
    if store.path is not None:
        with store.reading() as db:
            silent = erase.recordings_gone(db)
        rewritten += [f"{path} (deleted)" for path in recordings.delete(store.path, silent)]
    try:
        if store.compact():
            with store.deriving() as db:
                erase.finish(db)
        else:
            missed.append((str(store.path), _HELD))
    except StudyFileError as error:  # the act stands; the file is written anew at another time
        missed.append((str(store.path), str(error)))
    return Reached(tuple(rewritten), tuple(missed))


def finish_if_begun(
    store: StudyStore, passphrase: str, coder: str, clock: Callable[[], str]
) -> None:
    """Do an erasure to the end that was broken off; see ``finish``."""
    with store.reading() as db:
        begun = erase.is_unfinished(db)
    if begun:
        with contextlib.suppress(StudyFileError):  # by whoever opens it next and may write
            finish(store, passphrase, coder, clock)


def honour(draft: Path, target: Path, backup: Path, passphrase: str) -> None:
    """Withdraw from a copy whoever withdrew from the study that it shall replace.

    It takes over the tombstones and what is known of other copies; it is one of them itself.
    """
    with opened(target, passphrase) as store, store.reading() as db:
        tombstones = erase.buried(db)
        others = {**copies.known(db), str(backup.absolute()): ""}
        files = copies.known_written(db)
        log = history(db)
    who = next((entry.coder for entry in reversed(log) if entry.verb == WITHDRAW), "")
    with opened(draft, passphrase) as copy:
        bury(copy, tombstones, who)
        with copy.deriving() as db:
            for path, at in others.items():
                copies.remember(db, path, at)
            for path, written in files.items():
                copies.remember_written(db, path, written)
        copy.compact()


def bury(store: StudyStore, tombstones: Mapping[str, str], coder: str) -> None:
    """Withdraw everybody who has a tombstone; it is kept even for whom this copy never knew."""
    table = NOUNS[Participant]
    for uid, at in tombstones.items():
        with store.reading() as db:
            there = uid in erase.buried(db)
            number = db.execute(select(table.c.id).where(table.c.uid == uid)).scalar()
            people = [] if number is None else read(db, Participant, id=number)
        if people:
            withdraw(Desk(store, coder, lambda at=at: at), people[0])  # type: ignore[misc]
        elif not there:
            with store.deriving() as db:
                erase.bury(db, uid, at)


@contextlib.contextmanager
def opened(path: Path, passphrase: str) -> Iterator[StudyStore]:
    """A copy, opened; what is laid aside when an old one is brought up to date goes again."""
    aside = path.with_name(f"{path.name}.before-{file.SCHEMA}")
    kept = aside.exists()
    store = file.open_file(path, passphrase)
    try:
        yield store
    finally:
        store.close()
        if not kept:
            file.remove_files(aside)
