"""What another program marked where a study has no words, as one memo a mark."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.formats.refi.project import Applied, Elsewhere
from crosscase.study.arriving import Arriving
from crosscase.study.own import one_line
from crosscase.study.take_in_cases import CasesIn
from crosscase.study.take_in_codes import CodesIn
from crosscase.study.take_in_notes import NotesIn


class ElsewhereIn:
    """Writes down where it is, which codes stand on it, by whom, and what was noted."""

    def __init__(self, arriving: Arriving, notes: NotesIn, codes: CodesIn, cases: CasesIn) -> None:
        self._arriving = arriving
        self._notes = notes
        self._codes = codes
        self._cases = cases
        self._users = {user.guid: user.name for user in arriving.project.users}
        self._columns = {v.guid: one_line(v.name) for v in arriving.project.variables}
        self._case_of = {
            guid: case.guid
            for case in arriving.project.cases
            for guid in (*case.selections, *case.sources)
        }

    def bring(self) -> None:
        """Each on its source, else on the case that it belongs to, else on nothing."""
        arriving = self._arriving
        for one in arriving.project.elsewhere:
            case = self._case_of.get(one.guid) or self._case_of.get(one.source, "")
            about = next((guid for guid in (one.source, case) if guid in arriving.met), "")
            coder = arriving.coders.get(one.user)
            people = tuple(sorted(set(self._cases.present[one.source])))
            text = arriving.veil("\n".join(self._lines(one)))
            self._notes.add(text, "comment", about, coder, people=people)
            arriving.named[one.guid] = text.partition("\n")[0]
            if about:
                arriving.met.setdefault(one.guid, arriving.met[about])

    def _lines(self, one: Elsewhere) -> Iterator[str]:
        yield ", ".join(filter(None, (one.of or "(no name)", one.where)))
        if one.name and one.name != one.where:
            yield one.name
        if one.words:
            yield f"“{one.words}”"
        if one.codings:
            yield f"Codes: {', '.join(map(self._judged, one.codings))}"
        if one.description:
            yield one.description
        for value in one.values:
            yield f"{self._columns.get(value.variable, '(no variable)')}: {value.text}"
        for guid in (*one.notes, *(note for coding in one.codings for note in coding.notes)):
            note = self._arriving.notes.get(guid)
            if note is not None:
                self._notes.taken(guid)
                text = "\n".join(part for part in (note.name, note.text) if part)
                yield f"Note{self._by(note.user, note.date)}: {text}"

    def _judged(self, coding: Applied) -> str:
        code = self._codes.applied.get(coding.code)
        name = code.name if code else "(not in the codebook)"
        return f"{name}{self._by(coding.user, coding.at)}"

    def _by(self, user: str, at: str) -> str:
        """Who and on which day, in brackets."""
        said = ", ".join(filter(None, (self._users.get(user, ""), at[:10])))
        return f" ({said})" if said else ""
