"""The journal: read it, undo from it, redo."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.exc import IntegrityError

from crosscase.domain.journal import Entry
from crosscase.errors import DependedOn, NotAllowed
from crosscase.store import undo
from crosscase.study.arrived import Arrived, arrived
from crosscase.study.desk import Desk


class Journal:
    """Who did what, when, why; and the way back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def history(self) -> list[Entry]:
        """All entries, oldest first."""
        with self._desk.reading() as db:
            return undo.history(db)

    def last(self) -> int:
        """The number of the newest entry (0 for none): the study changes when it does."""
        with self._desk.reading() as db:
            return undo.last(db)

    def arrived(self, n: int) -> Arrived:
        """What came in with entry ``n``; see ``study.arrived``."""
        return arrived(self._desk, n)

    def undo(self, why: str = "") -> Entry:
        """Undo this coder's last act that stands; the entry that was undone.

        Raises ``NotAllowed`` when there is none, ``DependedOn`` (with the acts) when later acts
        rest on it.
        """
        return self._invert("undo", why)

    def undo_to(self, n: int, why: str = "") -> list[Entry]:
        """Undo this coder's acts after entry ``n``, last first, each as an entry of its own.

        Stops where an act cannot be undone; what was undone before it stays undone. Raises what
        ``undo`` raises when not even the first can.
        """
        undone: list[Entry] = []
        while True:
            try:
                if self.next("undo").n <= n:
                    return undone
                undone.append(self.undo(why))
            except NotAllowed:
                if undone:
                    return undone
                raise

    def redo(self, why: str = "") -> Entry:
        """Do again what this coder undid last, unless they did something new since."""
        return self._invert("redo", why)

    def next(self, verb: Literal["undo", "redo"]) -> Entry:
        """The act that undo would take back, or that redo would do again.

        Raises ``NotAllowed`` when there is none.
        """
        log = self.history()
        if verb == "undo":
            return undo.next_undo(log, self._desk.coder)
        back = undo.next_redo(log, self._desk.coder)
        return next(entry for entry in log if entry.n == back.undoes)

    def _invert(self, verb: str, why: str) -> Entry:
        log = self.history()
        find = undo.next_undo if verb == "undo" else undo.next_redo
        target = find(log, self._desk.coder)
        with self._desk.store.change(
            verb, self._desk.coder, self._desk.clock(), why, undoes=target.n
        ) as writer:
            held = undo.history(writer.db)
            if held[-2].n != log[-1].n:
                raise NotAllowed(
                    "Somebody changed the study at this very moment.", hint="Try again."
                )
            undo.check_undo(writer.db, log, target)
            try:
                undo.invert(writer.db, writer, target.n)
            except IntegrityError as error:
                raise DependedOn(
                    f"Entry {target.n} ({target.verb}) rests on something that is gone.",
                    hint="Do again first what it rests on.",
                ) from error
        if verb == "undo":
            return target
        return next(entry for entry in log if entry.n == target.undoes)
