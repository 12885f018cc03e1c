"""Cases of another program as cases and participants, with what its variables say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Literal

from crosscase.domain.numbered import free_name
from crosscase.domain.people import Attribute, Case, Group, Participant
from crosscase.domain.sources import Speaker
from crosscase.formats.refi.project import ProjectCase, Value
from crosscase.store.rows import read
from crosscase.study.arriving import Arriving
from crosscase.study.own import SOURCE_VALUES, guid, one_line
from crosscase.study.take_in_notes import NotesIn

_Noun = Literal["case", "participant"]


class CasesIn:
    """Brings people in; ``present`` has who speaks in each source, ``turns`` who in each passage.

    A case that crosscase wrote is the case or the participant that it was. Any other is a case,
    and a participant who is present in its sources.
    """

    def __init__(self, arriving: Arriving, notes: NotesIn) -> None:
        self._arriving = arriving
        self._notes = notes
        self.present: dict[str, list[int]] = defaultdict(list)
        self.turns: dict[str, int] = {}
        self._cases = {case.name: case.id for case in read(arriving.writer.db, Case)}
        self._people = {p.pseudonym: p for p in read(arriving.writer.db, Participant)}
        self._groups = {g.label or g.name: g.id for g in read(arriving.writer.db, Group)}
        self._columns = {v.guid: one_line(v.name) for v in arriving.project.variables}

    def bring(self) -> None:
        """All cases, those of the study first, for people belong to them."""
        project = self._arriving.project
        known = {case.guid: self._noun(case) for case in project.cases}
        taken: set[str] = set()
        for case in sorted((*project.cases, *self._guessed()), key=self._late):
            name = free_name(self._arriving.veil(case.name) or "Case", taken)
            taken.add(name)
            noun = known.get(case.guid, "")
            if noun == "":
                self._of_another(case, name)
            else:
                self._own(case, name, noun)
            self._notes.describe(case.guid, case.description)
        foreign = [case for case in project.cases if not known[case.guid]]
        single = sum(len(case.selections) for case in foreign)
        if single:
            told = (
                f"{single} single passages belong to cases: these are present in the whole source"
            )
            self._arriving.remark("refi-passage-of-case", told)

    def speaker(self, person: int) -> int:
        """The speaker who is this participant."""
        if person not in self._speakers:
            name = next(p.pseudonym for p in self._people.values() if p.id == person)
            made = Speaker(0, name, "participant", person)
            self._speakers[person] = self._arriving.writer.add(made)
        return self._speakers[person]

    def source_values(self, values: Iterable[Value]) -> dict[str, str]:
        """What crosscase itself said of a source, by the name of the field."""
        names = {guid("variable", "source", name): name for name in SOURCE_VALUES}
        return {names[v.variable]: v.text for v in values if v.variable in names}

    @cached_property
    def _speakers(self) -> dict[int, int]:
        known = read(self._arriving.writer.db, Speaker)
        return {s.participant: s.id for s in known if s.participant is not None}

    def _noun(self, case: ProjectCase) -> str:
        """What a case was in the study that wrote it; "" where another program wrote it."""
        nouns = ("case", "case of one", "participant")
        return next((noun for noun in nouns if guid(noun, case.name) == case.guid), "")

    def _late(self, case: ProjectCase) -> bool:
        return guid("participant", case.name) == case.guid

    def _own(self, case: ProjectCase, name: str, noun: str) -> None:
        """A case or participant as it was, with its fields, columns, sources and turns."""
        said: dict[str, dict[str, str]] = {"case": {}, "participant": {}, "person": {}}
        for value in case.values:
            about, column = self._column(value.variable)
            said[about][column] = self._arriving.veil(value.text)
        fields = said["person"]
        belongs: int | None = None
        if noun == "participant":
            belongs = self._case(fields["case"]) if "case" in fields else None
        else:
            belongs = self._case(name)
            self._arriving.met[case.guid] = ("case", belongs, name)
            self._write("case", belongs, said["case"])
        if noun == "case":
            return
        pseudonym = fields.get("participant", name) if noun == "case of one" else name
        person = self._person(pseudonym, belongs, fields)
        if noun == "participant":
            self._arriving.met[case.guid] = ("participant", person, pseudonym)
        self._write("participant", person, said["participant"])
        for source in case.sources:
            self.present[source].append(person)
        self.turns |= dict.fromkeys(case.selections, person)

    def _column(self, variable: str) -> tuple[str, str]:
        """Whose column a variable is, and its name without what told it from another's."""
        shown = self._columns.get(variable, "")
        nouns = ("case", "participant", "person")
        about = next((n for n in nouns if guid("variable", n, shown) == variable), "case")
        name = shown.removesuffix(f" ({about})")
        return about, name if name in self._columns.values() else shown

    def _of_another(self, case: ProjectCase, name: str) -> None:
        number = self._case(name)
        self._arriving.met[case.guid] = ("case", number, name)
        sources = dict.fromkeys((*case.sources, *(self._where.get(s, "") for s in case.selections)))
        known = [guid for guid in sources if guid in self._values]
        if known:
            person = self._person(name, number, {})
            for source in known:
                self.present[source].append(person)
        said = [*case.values, *(v for source in case.sources for v in self._values.get(source, ()))]
        self._take(number, said)

    def _case(self, name: str) -> int:
        if name not in self._cases:
            self._cases[name] = self._arriving.writer.add(Case(0, name))
            self._arriving.done.cases += 1
        return self._cases[name]

    def _person(self, name: str, case: int | None, fields: Mapping[str, str]) -> int:
        if name not in self._people:
            group = self._group(fields.get("group", ""), case)
            more = fields.get("role", ""), fields.get("recruited", "")
            person = Participant(0, name, group, case, *more)
            self._people[name] = replace(person, id=self._arriving.writer.add(person))
        return self._people[name].id

    def _group(self, name: str, case: int | None) -> int | None:
        """The group of that name; its people belong to cases where the first one does."""
        if not name:
            return None
        if name not in self._groups:
            made = Group(0, name, has_cases=case is not None)
            self._groups[name] = self._arriving.writer.add(made)
        return self._groups[name]

    @cached_property
    def _where(self) -> dict[str, str]:
        return {q.guid: s.guid for s in self._arriving.project.sources for q in s.quotations}

    @cached_property
    def _values(self) -> dict[str, tuple[Value, ...]]:
        """What another program says of each source."""
        own = {guid("variable", "source", name) for name in SOURCE_VALUES}
        return {
            source.guid: tuple(v for v in source.values if v.variable not in own)
            for source in self._arriving.project.sources
        }

    def _guessed(self) -> list[ProjectCase]:
        """Sources with values that belong to no case: each is one."""
        project = self._arriving.project
        held = {one for case in project.cases for one in (*case.sources, *case.selections)}
        found = [
            ProjectCase(f"case of {s.guid}", s.name, sources=(s.guid,))
            for s in project.sources
            if self._values[s.guid]
            and s.guid not in held
            and not held & {q.guid for q in s.quotations}
        ]
        if found:
            told = f"{len(found)} sources with values belong to no case: each became one"
            self._arriving.remark("refi-case-guessed", told)
        return found

    def _take(self, case: int, said: Iterable[Value]) -> None:
        kept: dict[str, str] = {}
        for value in said:
            name = self._arriving.veil(self._columns.get(value.variable, ""))
            text = self._arriving.veil(value.text)
            if not name:
                told = f"the value {text!r} belongs to no variable"
                self._arriving.remark("refi-no-variable", told)
            elif kept.setdefault(name, text) != text:
                told = f"{name} is {kept[name]!r}; {text!r} was not taken"
                self._arriving.remark("refi-value-twice", told)
        self._write("case", case, kept)

    def _write(self, about: _Noun, of: int, said: Mapping[str, str]) -> None:
        """The columns that are not there yet."""
        writer = self._arriving.writer
        there = {a.name: a.value for a in read(writer.db, Attribute, about=about, of=of)}
        for name, text in said.items():
            if there.get(name, text) != text:
                told = f"{name} is {there[name]!r}; {text!r} was not taken"
                self._arriving.remark("refi-value-twice", told)
        writer.add_all(
            [Attribute(0, about, of, n, text) for n, text in said.items() if n not in there]
        )
