"""Notes of another program as memos, each on what it was written about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast, get_args

from crosscase.domain.codings import Memo, MemoKind
from crosscase.formats.refi.project import Note
from crosscase.store.rows import read
from crosscase.study.arriving import Arriving
from crosscase.study.own import is_own

_KINDS = frozenset(get_args(MemoKind))


class NotesIn:
    """Memos gathered during one act; they are written at its end, each once."""

    def __init__(self, arriving: Arriving) -> None:
        self._arriving = arriving
        self._memos: dict[Memo, tuple[int, ...]] = {}
        self._hung: set[str] = set()

    def describe(
        self, guid: str, text: str, people: tuple[int, ...] = (), coder: int | None = None
    ) -> None:
        """A description is a comment on what it describes."""
        if text:
            self.add(self._arriving.veil(text), "comment", guid, coder, people=people)

    def on(self, guid: str, notes: Iterable[str], people: tuple[int, ...] = ()) -> None:
        """Hang notes on something; those that say how it was judged are no memos."""
        for number in notes:
            note = self._arriving.notes.get(number)
            if note is None:
                continue
            self._hung.add(number)
            if number in self._arriving.marks:
                continue
            kind, text = self._said(note)
            coder = self._arriving.coders.get(note.user)
            self.add(text, kind, guid, coder, note.date, people)

    def add(
        self,
        text: str,
        kind: MemoKind,
        guid: str = "",
        coder: int | None = None,
        date: str = "",
        people: tuple[int, ...] = (),
    ) -> None:
        """A memo on what the identifier stands for, or on nothing of the study."""
        about, of, _ = self._arriving.met.get(guid, ("", None, ""))
        self._memos.setdefault(Memo(0, kind, text, coder, about, of, date[:10]), people)

    def taken(self, note: str) -> None:
        """Something else was made of this note."""
        self._hung.add(note)

    def rest(self) -> None:
        """The notes that hang on nothing, and what is said of the project itself."""
        arriving = self._arriving
        if arriving.project.description:
            self.add(arriving.veil(arriving.project.description), "comment")
        self.on("", arriving.project.referred)
        self.on("", (guid for guid in arriving.notes if guid not in self._hung))

    def write(self) -> int:
        """Write down every memo that is not there already; how many."""
        writer = self._arriving.writer
        there = {replace(memo, id=0) for memo in read(writer.db, Memo)}
        new = [(memo, people) for memo, people in self._memos.items() if memo not in there]
        writer.add_all([memo for memo, _ in new], [people for _, people in new])
        return len(new)

    def label(self, guid: str) -> str:
        """What an identifier stands for, in words."""
        arriving = self._arriving
        if guid in arriving.notes:
            return arriving.veil(arriving.notes[guid].name)
        if guid in arriving.named:
            return arriving.named[guid]
        return arriving.met[guid][2] if guid in arriving.met else "(not in the study)"

    def _said(self, note: Note) -> tuple[MemoKind, str]:
        veil = self._arriving.veil
        if is_own(note) and note.name in _KINDS:
            return cast("MemoKind", note.name), veil(note.text)
        return "theoretical", veil("\n".join(part for part in (note.name, note.text) if part))
