"""Two copies of one study, worked on apart, become one: by random ids, journals and three sides.

A change of the copy is one against how the row stood when the copies parted; where the study still
stands as it did then, the change is taken, and where both went on, the study stays as it is and the
conflict is told and kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from crosscase.domain.people import Participant
from crosscase.domain.sources import Edition, Source
from crosscase.domain.synced import Synced
from crosscase.errors import NotAllowed
from crosscase.store import delta, erase, file
from crosscase.store.file import StudyStore
from crosscase.store.rows import read
from crosscase.store.tables import NOUNS
from crosscase.store.undo import PROTECT, SILENCE, history
from crosscase.study import copies, recordings
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.merge_rows import Merging
from crosscase.study.sync_asides import bring_asides
from crosscase.study.withdraw import withdraw as withdraw_from

SYNC = "sync"


class _OnlyLooking(Exception):
    """Rolls an act back once it was looked at."""


def preview(desk: Desk, other: Path, passphrase: str = "") -> Synced:
    """What ``sync`` would do: it is done in a copy of the study, which goes again."""
    home = _home(desk, other)
    with _copied(desk.store, home.with_name(home.name + ".previewing"), passphrase) as store:
        here = Desk(store, desk.coder, desk.clock)
        return _synced(here, other, passphrase, lambda person: withdraw_from(here, person))[0]


def sync(
    desk: Desk,
    other: Path,
    key: KeyFile,
    their_key: KeyFile | None,
    withdraw: Callable[[Participant], object],
    passphrase: str = "",
) -> Synced:
    """Bring the work of another copy of the study into it, as one act that can be undone.

    The copy stays as it is. Whoever withdrew from either is withdrawn from both sides first
    (``withdraw`` does it here, as an act of its own). Recordings and real names of what is new come
    too. Where there is nothing to do, nothing is written. Raises ``NotAllowed`` where the file is
    no copy of this study, or where names were protected or silenced in one copy alone.
    """
    _home(desk, other)
    told, merging = _synced(desk, other, passphrase, withdraw)
    for source in merging.new_sources:
        _bring_recording(desk, other, source, told)
    _bring_names(key, their_key, merging.new_people, told)
    return told


def _synced(
    desk: Desk, other: Path, passphrase: str, withdraw: Callable[[Participant], object]
) -> tuple[Synced, Merging]:
    with (
        copies.opened(other, passphrase) as store,
        store.reading() as theirs,
        desk.reading() as ours,
    ):
        _kinship(ours, theirs, other)
        gone, tombstones = _withdrawn(ours, theirs), erase.buried(theirs)
    for person in gone:
        withdraw(person)
    copies.bury(desk.store, tombstones, desk.coder)  # of whom this study never knew
    with _draft_of(desk, other, passphrase) as (draft, last), draft.reading() as theirs:
        with contextlib.suppress(_OnlyLooking), desk.change(SYNC, other.name) as writer:
            merging = Merging(writer, theirs, *_kinship(writer.db, theirs, other))
            told = merging.done(other.name)
            if told.nothing:
                raise _OnlyLooking
            delta.take(writer.db, writer.entry, last)
        with desk.store.deriving() as db:
            bring_asides(db, theirs, told)
    told.withdrawn = [person.pseudonym for person in gone]
    return told, merging


def _kinship(ours: Connection, theirs: Connection, other: Path) -> tuple[int, int]:
    """The last entry of the copy that the study knows, and of the study that the copy knows."""
    since, known = _known(ours, theirs), _known(theirs, ours)
    if since is None or known is None:
        raise NotAllowed(
            f"{other.name} is no copy of this study: their journals share no entry.",
            hint="Copies begin as one file: `crosscase backup` makes one to work on apart.",
        )
    if (delta.verbs_since(theirs, since) | delta.verbs_since(ours, known)) & {PROTECT, SILENCE}:
        _check_protected(ours, theirs, other)
    return since, known


def _known(one: Connection, of: Connection) -> int | None:
    """The last entry of a copy that another knows: from before they parted, or taken in since."""
    known = set(delta.entry_uids(one))
    undone = {entry.n for entry in history(one) if entry.undone}
    known |= {uid for uid, n in delta.taken(one).items() if n not in undone}
    return max((n for uid, n in delta.entry_uids(of).items() if uid in known), default=None)


def _check_protected(ours: Connection, theirs: Connection, other: Path) -> None:
    """What was protected in one copy alone would bring names back, or lose their place."""
    for noun, column, act in ((Edition, "text", "protect"), (Source, "sha256", "silence")):
        mine = {uid: values[column] for _, uid, values in delta.rows_of(ours, NOUNS[noun])}
        for _, uid, values in delta.rows_of(theirs, NOUNS[noun]):
            if mine.get(uid, values[column]) != values[column]:
                raise NotAllowed(
                    f"Names were taken out of this study or of {other.name}, and not of both.",
                    hint=f"Run `crosscase {act}` with the same names in both, then sync.",
                )


def _withdrawn(ours: Connection, theirs: Connection) -> list[Participant]:
    """The participants of this study who withdrew from the copy."""
    gone = set(erase.buried(theirs)) - set(erase.buried(ours))
    table = NOUNS[Participant]
    numbers = ours.execute(select(table.c.id).where(table.c.uid.in_(gone))).scalars().all()
    return [person for person in read(ours, Participant) if person.id in numbers]


def _home(desk: Desk, other: Path) -> Path:
    """Where the study lies. Raises ``NotAllowed`` on a server, and for the study itself."""
    home = desk.store.path
    if home is None:
        raise NotAllowed(
            "A study on a server has no copies to bring together.",
            hint="All its coders work in one study already.",
        )
    if other.resolve() == home.resolve():
        raise NotAllowed(f"{other.name} is this study itself.", hint="Name another copy of it.")
    return home


@contextlib.contextmanager
def _draft_of(desk: Desk, other: Path, passphrase: str) -> Iterator[tuple[StudyStore, str]]:
    """A copy of the copy, from which whoever withdrew here is withdrawn; it goes again.

    Also the random id of the last entry that the copy itself has.
    """
    home = _home(desk, other)
    with contextlib.ExitStack() as stack:
        with copies.opened(other, passphrase) as store:
            target = home.with_name(home.name + ".syncing")
            draft = stack.enter_context(_copied(store, target, passphrase))
        with draft.reading() as db:
            last = max(delta.entry_uids(db).items(), key=lambda pair: pair[1])[0]
        with desk.reading() as db:
            tombstones = erase.buried(db)
        copies.bury(draft, tombstones, desk.coder)
        yield draft, last


@contextlib.contextmanager
def _copied(store: StudyStore, target: Path, passphrase: str) -> Iterator[StudyStore]:
    """A copy of a study for a while; what a crash leaves of it, a later withdrawal reaches."""
    try:
        store.copy_to(target)
        copied = file.open_file(target, passphrase)
        try:
            yield copied
        finally:
            copied.close()
    finally:
        file.remove_files(target)


def _bring_recording(desk: Desk, other: Path, sha: str, told: Synced) -> None:
    folder = recordings.folder_of(other)
    for path in sorted(folder.glob(f"{sha[:32]}.*")) if sha else ():
        recordings.keep(desk.store.path, path)
        told.notes.append(f"the recording {path.name} came too")


def _bring_names(
    key: KeyFile, their_key: KeyFile | None, people: dict[str, str], told: Synced
) -> None:
    """The real names of new participants, by their pseudonyms there and here."""
    if not people:
        return
    if their_key is None:
        told.notes.append(
            f"the real names of {len(people)} new participants are not known here: their key file "
            "is locked or not there"
        )
        return
    new = {
        here: their_key.names[there] for there, here in people.items() if there in their_key.names
    }
    for pseudonym, spellings in new.items():
        key.learn(pseudonym, *spellings)
    if new:
        key.save()
