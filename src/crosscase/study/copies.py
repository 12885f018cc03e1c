"""Copies of a study: where they lie, and a withdrawal that reaches them too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
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
from crosscase.study.desk import Desk
from crosscase.study.withdraw import withdraw

_BESIDE = (".replaced*", ".before-*")
"""What crosscase itself lays beside a study."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Which copies were rewritten, and which a person has to see to, each with the reason."""

    rewritten: tuple[str, ...] = ()
    out_of_reach: tuple[tuple[str, str], ...] = ()


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


def reach(store: StudyStore, passphrase: str, act: Callable[[StudyStore], object]) -> Reached:
    """Do an act that erases in every known copy too."""
    rewritten: list[str] = []
    missed: list[tuple[str, str]] = []
    for path in known(store):
        if not path.exists():
            missed.append((str(path), "it is not there any more"))
            continue
        try:
            with _opened(path, passphrase) as copy:
                act(copy)
            rewritten.append(str(path))
        except CrosscaseError as error:
            missed.append((str(path), str(error)))
    return Reached(tuple(rewritten), tuple(missed))


def honour(draft: Path, target: Path, passphrase: str) -> int:
    """Withdraw from a copy whoever withdrew from the study it shall replace; how many."""
    with _opened(target, passphrase) as store, store.reading() as db:
        tombstones = erase.buried(db)
        log = history(db)
    if not tombstones:
        return 0
    who = next((entry.coder for entry in reversed(log) if entry.verb == WITHDRAW), "")
    done = 0
    with _opened(draft, passphrase) as copy:
        for uid, at in tombstones.items():
            done += withdraw_by_uid(Desk(copy, who, lambda at=at: at), uid)  # type: ignore[misc]
    return done


def uid_of(store: StudyStore, participant: int) -> str:
    """The opaque id of a participant."""
    table = NOUNS[Participant]
    with store.reading() as db:
        found = db.execute(select(table.c.uid).where(table.c.id == participant))
        return str(found.scalar_one())


def withdraw_by_uid(desk: Desk, uid: str) -> bool:
    """Withdraw the participant of an opaque id; False where the study does not know them."""
    table = NOUNS[Participant]
    with desk.reading() as db:
        number = db.execute(select(table.c.id).where(table.c.uid == uid)).scalar()
        people = [] if number is None else read(db, Participant, id=number)
    for person in people:
        withdraw(desk, person)
    return bool(people)


@contextlib.contextmanager
def _opened(path: Path, passphrase: str) -> Iterator[StudyStore]:
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
