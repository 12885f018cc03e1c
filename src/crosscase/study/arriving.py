"""What lies on the table while a project comes into a study: who is who, and what was noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crosscase.domain.remarks import Remark
from crosscase.formats.refi.project import MARKS, UNREVIEWED, WHY, Note, Project
from crosscase.store.rows import Writer
from crosscase.study.codings import Room
from crosscase.study.own import is_own
from crosscase.study.veil import Veil


@dataclass
class TakenIn:
    """What one project brought in, how its quotations were verified, and what was noticed."""

    entry: int = 0
    """The number of its journal entry."""
    sources: int = 0
    quotations: int = 0
    codings: int = 0
    codes: int = 0
    coders: int = 0
    cases: int = 0
    memos: int = 0
    propositions: int = 0
    verified: str = ""
    doubtful: tuple[str, ...] = ()
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Arriving:
    """One project on its way in; ``met`` knows what became of each identifier: noun, row, name.

    ``placed`` knows the source of each quotation, by its name in the study, and the line in it.
    ``named``: what else has a name, though the study has no place for it.
    """

    writer: Writer
    project: Project
    veil: Veil
    done: TakenIn = field(default_factory=TakenIn)
    met: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    placed: dict[str, tuple[str, int]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    coders: dict[str, int] = field(default_factory=dict)
    of_nobody: int = 0

    @cached_property
    def room(self) -> Room:
        """Where judgements are made."""
        return Room(self.writer)

    @cached_property
    def notes(self) -> Mapping[str, Note]:
        """The notes of the project by their identifiers."""
        return {note.guid: note for note in self.project.notes}

    @cached_property
    def marks(self) -> Mapping[str, Note]:
        """The notes by which crosscase itself said something of a judgement."""
        return {g: note for g, note in self.notes.items() if note.name in MARKS and is_own(note)}

    def coder(self, user: str) -> int:
        """Who judged; where nobody is named, the only user of the project or who brings it in."""
        if user in self.coders:
            return self.coders[user]
        self.of_nobody += 1
        return self.writer.coder if self.only is None else self.only

    @property
    def only(self) -> int | None:
        """The only coder that the project names; None where it names none or several."""
        named = set(self.coders.values())
        return named.pop() if len(named) == 1 else None

    def own(self, guids: tuple[str, ...], name: str) -> Note | None:
        """The note of that name among these that crosscase itself wrote, if there is one."""
        found = (self.marks.get(guid) for guid in guids)
        return next((note for note in found if note and note.name == name), None)

    def reason(self, guids: tuple[str, ...]) -> tuple[str, int, bool]:
        """Why, who judged, and whether no person looked, as notes on a judgement say it."""
        why = self.own(guids, WHY)
        said = self.veil(why.text) if why else ""
        who = self.coders.get(why.user, self.writer.coder) if why else self.writer.coder
        return said, who, self.own(guids, UNREVIEWED) is not None

    def remark(self, code: str, text: str, file: str = "") -> None:
        """Tell something that was noticed."""
        self.done.remarks.append(Remark(code, text, "note", file))
