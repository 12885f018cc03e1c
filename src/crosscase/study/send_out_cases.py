"""Cases and participants as the cases of another program, with a variable for each column.

The norm has cases alone. A case of one participant is one of them; where several speak for a case
each is one, with the case as a variable, so that nobody's words are counted for another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from crosscase.domain.people import Participant
from crosscase.formats.refi.project import ProjectCase, Value, Variable
from crosscase.study.leaving import Leaving
from crosscase.study.own import SOURCE_VALUES, guid, one_line, plain
from crosscase.study.send_out_texts import Texts

_About = Literal["case", "participant", "person"]
"""Whose column it is: the researcher's columns of cases or participants, or a field of ours."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_FLOAT = re.compile(rf"{_INTEGER.pattern}(\.[0-9]+)?")
"""Numbers as every program reads and writes them; "007" and what is longer are no counts."""


@dataclass
class _Columns:
    """Variables as they are needed; no two have one name."""

    taken: dict[str, str] = field(default_factory=dict)
    made: dict[str, Variable] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def value(self, about: _About, name: str, text: str) -> Value:
        shown = one_line(name)
        while self.taken.setdefault(shown, about) != about:
            shown = f"{shown} ({about})"
        own = guid("variable", about, shown)
        self.made[own] = Variable(own, shown)
        self.said[own].append(plain(text))
        return Value(own, plain(text))

    def variables(self) -> Iterator[Variable]:
        """Those that were needed; one whose values are all numbers is a number."""
        for own, variable in self.made.items():
            said = self.said[own]
            whole = all(map(_INTEGER.fullmatch, said))
            number = whole or all(map(_FLOAT.fullmatch, said))
            yield replace(variable, kind="Integer" if whole else "Float" if number else "Text")

    def values(self, said: Mapping[tuple[_About, str], str]) -> tuple[Value, ...]:
        made = [self.value(about, name, text) for (about, name), text in said.items() if text]
        return tuple(sorted(made, key=lambda value: self.made[value.variable].name))


def cases_of(
    leaving: Leaving, texts: Texts
) -> tuple[tuple[Variable, ...], tuple[ProjectCase, ...]]:
    """The variables and the cases; their identifiers are put into ``met``.

    The participants of whom nothing goes are no case, and no case tells anything of them.
    """
    study, met = leaving.study, leaving.met
    columns = _Columns(dict.fromkeys(("group", "role", "recruited", "case"), "person"))
    columns.taken["participant"] = "person"
    said: dict[tuple[str, int], dict[tuple[_About, str], str]] = defaultdict(dict)
    for one in study.attributes:
        said[one.about, one.of].setdefault((one.about, one.name), one.value)
    people: dict[int, list[Participant]] = defaultdict(list)
    shared = [person for person in study.participants if person.id not in leaving.unshared]
    for person in shared:
        people[person.case or 0].append(person)
    taken: set[str] = set()
    made: list[ProjectCase] = []

    def add(
        noun: str, name: str, values: Mapping[tuple[_About, str], str], who: list[int]
    ) -> tuple[str, str]:
        free = leaving.name(name, taken)
        turns = tuple(turn for person in who for turn in texts.turns_of(person))
        own = guid(noun, free)
        found = texts.texts_of(who) if who else ()
        made.append(
            ProjectCase(own, free, values=columns.values(values), sources=found, selections=turns)
        )
        return own, free

    names: dict[int, str] = {}
    for case in study.cases:
        values = dict(said["case", case.id])
        if len(people[case.id]) != 1:
            met["case", case.id], names[case.id] = add("case", case.name, values, [])
            continue
        (person,) = people[case.id]
        values |= said["participant", person.id] | _about(leaving, person)
        if one_line(person.pseudonym) != one_line(case.name):
            values["person", "participant"] = one_line(person.pseudonym)
        own, names[case.id] = add("case of one", case.name, values, [person.id])
        met["case", case.id] = met["participant", person.id] = own
    for person in shared:
        if ("participant", person.id) in met:
            continue
        values = said["participant", person.id] | _about(leaving, person)
        if person.case:
            values["person", "case"] = names[person.case]
        met["participant", person.id], _ = add("participant", person.pseudonym, values, [person.id])
    of_texts = [
        Variable(guid("variable", "source", name), name)
        for name, field_ in zip(SOURCE_VALUES, _source_fields(texts), strict=True)
        if field_
    ]
    variables = sorted((*columns.variables(), *of_texts), key=lambda v: (v.name, v.guid))
    return tuple(variables), tuple(made)


def _source_fields(texts: Texts) -> list[bool]:
    """Which of the values of sources say something of some text."""
    study = texts.leaving.study
    sources = [study.source_by_id[edition.source] for edition in texts.editions]
    return [
        bool(sources),
        bool(sources),
        any(source.language for source in sources),
        any(source.date for source in sources),
        any(source.minutes is not None for source in sources),
    ]


def _about(leaving: Leaving, person: Participant) -> dict[tuple[_About, str], str]:
    """What is known of a participant, without the columns that say nothing."""
    groups = {group.id: group.label or group.name for group in leaving.study.groups}
    known = {
        "group": groups.get(person.group or 0, ""),
        "role": person.role,
        "recruited": person.recruited,
    }
    return {("person", name): value for name, value in known.items() if value}
