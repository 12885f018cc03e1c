"""Cases and participants as the cases of another program, with a variable for each column.

The norm has cases alone. A case of one participant is one of them; where several speak for a case
each is one, with the case as a variable, so that nobody's words are counted for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.formats.refi.project import ProjectCase, Value, Variable


def cases_of(
    study: Snapshot,
    met: dict[tuple[str, int], str],
    guid: Callable[..., str],
    unshared: Collection[int] = (),
) -> tuple[tuple[Variable, ...], tuple[ProjectCase, ...]]:
    """The variables and the cases; their identifiers are put into ``met``.

    The ``unshared`` participants are no case, and no case tells anything of them.
    """
    said: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for one in study.attributes:
        said[one.about, one.of].setdefault(one.name, one.value)
    people: dict[int, list[Participant]] = defaultdict(list)
    shared = [person for person in study.participants if person.id not in unshared]
    for person in shared:
        people[person.case or 0].append(person)
    made: list[tuple[str, dict[str, str], list[int]]] = []
    taken: set[str] = set()

    def add(noun: str, number: int, name: str, values: dict[str, str], who: list[int]) -> None:
        free, count = name, 1
        while free in taken:
            count += 1
            free = f"{name} ({count})"
        taken.add(free)
        met[noun, number] = guid("case", free)
        made.append((free, values, who))

    for case in study.cases:
        values = dict(said["case", case.id])
        if len(people[case.id]) != 1:
            add("case", case.id, case.name, values, [])
            continue
        (person,) = people[case.id]
        values = _about(study, person, said["participant", person.id]) | values
        if person.pseudonym != case.name:
            values.setdefault("participant", person.pseudonym)
        add("case", case.id, case.name, values, [person.id])
        met["participant", person.id] = met["case", case.id]
    names = {case.id: case.name for case in study.cases}
    for person in shared:
        if ("participant", person.id) not in met:
            values = _about(study, person, said["participant", person.id])
            if person.case:
                values.setdefault("case", names[person.case])
            add("participant", person.id, person.pseudonym, values, [person.id])
    variables = {name: guid("variable", name) for _, values, _ in made for name in values}
    return (
        tuple(Variable(variables[name], name) for name in sorted(variables)),
        tuple(
            ProjectCase(
                guid("case", name),
                name,
                values=tuple(Value(variables[v], values[v]) for v in sorted(values) if values[v]),
                sources=_sources(study, met, who),
            )
            for name, values, who in made
        ),
    )


def _about(study: Snapshot, person: Participant, said: Mapping[str, str]) -> dict[str, str]:
    """What is known of a participant, without the columns that say nothing."""
    groups = {group.id: group.label or group.name for group in study.groups}
    known = {
        "group": groups.get(person.group or 0, ""),
        "role": person.role,
        "recruited": person.recruited,
    }
    return {name: value for name, value in known.items() if value} | dict(said)


def _sources(
    study: Snapshot, met: Mapping[tuple[str, int], str], who: list[int]
) -> tuple[str, ...]:
    found = [p.source for p in study.presences if p.participant in who]
    return tuple(dict.fromkeys(met["source", s] for s in found if ("source", s) in met))
