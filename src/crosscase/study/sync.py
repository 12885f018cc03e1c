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
from crosscase.domain.synced import Synced
from crosscase.errors import NotAllowed
from crosscase.store import delta, erase, file
from crosscase.store.file import StudyStore
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS
from crosscase.store.undo import ERASURES, WITHDRAW, history
from crosscase.study import copies, recordings
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.merge_rows import Merging

SYNC = "sync"


class _OnlyLooking(Exception):
    pass


def preview(desk: Desk, other: Path, passphrase: str = "") -> Synced:
    """What ``sync`` would do: it is done, looked at, and rolled back."""
    told: list[Synced] = []
    with _draft_of(desk, other, passphrase) as draft, draft.reading() as theirs:
        gone = _withdrawn(desk, theirs)
        with contextlib.suppress(_OnlyLooking), desk.change(SYNC, other.name) as writer:
            told.append(_merging(writer, theirs, other).done(other.name))
            told[0].withdrawn = [person.pseudonym for person in gone]
            raise _OnlyLooking
    return told[0]


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
    no copy of this study, or where a text was protected in one copy alone.
    """
    with _draft_of(desk, other, passphrase) as draft, draft.reading() as theirs:
        gone = _withdrawn(desk, theirs)
        for person in gone:
            withdraw(person)
        told = Synced()
        with contextlib.suppress(_OnlyLooking), desk.change(SYNC, other.name) as writer:
            merging = _merging(writer, theirs, other)
            told = merging.done(other.name)
            if told.nothing:
                raise _OnlyLooking
            last = max(delta.entry_uids(theirs).items(), key=lambda pair: pair[1])[0]
            delta.take(writer.db, writer.entry, last)
        told.withdrawn = [person.pseudonym for person in gone]
    for source in merging.new_sources:
        _bring_recording(desk, other, source, told)
    _bring_names(key, their_key, merging.new_people, told)
    return told


def _merging(writer: Writer, theirs: Connection, other: Path) -> Merging:
    since, known = _known(writer.db, theirs), _known(theirs, writer.db)
    if since is None or known is None:
        raise NotAllowed(
            f"{other.name} is no copy of this study: their journals share no entry.",
            hint="Copies begin as one file: `crosscase backup` makes one to work on apart.",
        )
    if delta.verbs_since(theirs, since) & (ERASURES - {WITHDRAW}):
        _check_texts(writer.db, theirs, other)
    return Merging(writer, theirs, since, known)


def _known(one: Connection, of: Connection) -> int | None:
    """The last entry of a copy that another knows: from before they parted, or taken in since."""
    known = set(delta.entry_uids(one))
    undone = {entry.n for entry in history(one) if entry.undone}
    known |= {uid for uid, n in delta.taken(one).items() if n not in undone}
    return max((n for uid, n in delta.entry_uids(of).items() if uid in known), default=None)


def _check_texts(ours: Connection, theirs: Connection, other: Path) -> None:
    """A text that was protected in one copy alone would bring names back, or lose their place."""
    editions = next(table for table in NOUNS.values() if table.name == "editions")
    mine = {uid: values["text"] for _, uid, values in delta.rows_of(ours, editions)}
    for _, uid, values in delta.rows_of(theirs, editions):
        if mine.get(uid, values["text"]) != values["text"]:
            raise NotAllowed(
                f"Names in a text were protected in {other.name} and not here.",
                hint="Protect both copies with the same decisions first: `crosscase protect`.",
            )


def _withdrawn(desk: Desk, theirs: Connection) -> list[Participant]:
    """The participants of this study who withdrew from the copy."""
    with desk.reading() as db:
        gone = set(erase.buried(theirs)) - set(erase.buried(db))
        table = NOUNS[Participant]
        numbers = db.execute(select(table.c.id).where(table.c.uid.in_(gone))).scalars().all()
        return [person for person in read(db, Participant) if person.id in numbers]


@contextlib.contextmanager
def _draft_of(desk: Desk, other: Path, passphrase: str) -> Iterator[StudyStore]:
    """A copy of the copy, from which whoever withdrew here is withdrawn; it goes again."""
    home = desk.store.path
    if home is None:
        raise NotAllowed(
            "A study on a server has no copies to bring together.",
            hint="All its coders work in one study already.",
        )
    if other.resolve() == home.resolve():
        raise NotAllowed(f"{other.name} is this study itself.", hint="Name another copy of it.")
    draft = home.with_name(home.name + ".syncing")
    try:
        with copies.opened(other, passphrase) as store:
            store.copy_to(draft)
        with desk.reading() as db:
            tombstones = erase.buried(db)
        store = file.open_file(draft, passphrase)
        try:
            copies.bury(store, tombstones, desk.coder)
            yield store
        finally:
            store.close()
    finally:
        file.remove_files(draft)


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
