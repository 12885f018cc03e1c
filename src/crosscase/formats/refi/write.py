"""Write a REFI-QDA 1.5 project (``.qdpx``) or codebook (``.qdc``).

Every container is a sequence in the norm: the order of the elements is the schema's. The same
project gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np

from crosscase.formats.archive import packed
from crosscase.formats.refi.elements import element, escaped, group, references, worded
from crosscase.formats.refi.project import (
    Applied,
    Graph,
    Note,
    Project,
    ProjectCase,
    ProjectCode,
    Set,
    TextSource,
    Value,
)

Flavour = Literal["norm", "nvivo"]
"""``norm`` counts code points of texts with LF; ``nvivo`` UTF-16 units of texts with CRLF."""

_VALUED = {"Integer": "IntegerValue", "Float": "FloatValue"}
"""The element of a value by the kind of its variable; a text is that of any other."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def project_bytes(project: Project, flavour: Flavour = "norm") -> bytes:
    """The ``.qdpx`` file: the project first, then each text without a byte order mark."""
    parts = {"project.qde": "".join(_project(project, flavour))}
    for source in project.sources:
        text = source.text.replace("\n", "\r\n") if flavour == "nvivo" else source.text
        parts[f"sources/{source.guid}.txt"] = text
    return packed({name: body.encode("utf-8", "replace") for name, body in parts.items()})


def codebook_bytes(project: Project) -> bytes:
    """The ``.qdc`` file: codes, and the sets they are in; a set of nothing yet is one, too."""
    body = group("Codes", _codes(project, notes=False))
    sets = (
        element(
            "Set",
            [
                worded("Description", one.description),
                *(f'<MemberCode guid="{guid}"/>' for guid in one.codes),
            ],
            guid=one.guid,
            name=one.name,
        )
        for one in project.sets
    )
    opened = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="{escaped(project.origin)}">'
    return f"{_HEAD}{opened}\n{body}{group('Sets', sets)}</CodeBook>\n".encode()


def _project(project: Project, flavour: Flavour) -> Iterator[str]:
    wrote = project.origin if flavour == "norm" else f"{project.origin} ({flavour})"
    name, origin = escaped(project.name), escaped(wrote)
    yield f'{_HEAD}<Project xmlns="urn:QDA-XML:project:1.0" name="{name}" origin="{origin}">\n'
    yield group("Users", (element("User", guid=u.guid, name=u.name) for u in project.users))
    codes = group("Codes", _codes(project))
    yield f"<CodeBook>\n{codes}</CodeBook>\n" if codes else ""
    yield group(
        "Variables",
        (
            element(
                "Variable",
                [worded("Description", v.description)],
                guid=v.guid,
                name=v.name,
                typeOfVariable=v.kind,
            )
            for v in project.variables
        ),
    )
    kinds = {variable.guid: variable.kind for variable in project.variables}
    yield group("Cases", (_case(case, kinds) for case in project.cases))
    yield group("Sources", (_source(source, flavour, kinds) for source in project.sources))
    yield group("Notes", map(_note, project.notes))
    yield group(
        "Links",
        (
            element(
                "Link",
                references("NoteRef", link.notes),
                guid=link.guid,
                name=link.name,
                direction=link.direction,
                originGUID=link.origin,
                targetGUID=link.target,
            )
            for link in project.links
        ),
    )
    yield group("Sets", map(_set, project.sets))
    yield group("Graphs", map(_graph, project.graphs))
    yield worded("Description", project.description)
    yield from references("NoteRef", project.referred)
    yield "</Project>\n"


def _codes(project: Project, *, notes: bool = True) -> Iterator[str]:
    """Every code that is at the top, with those below it inside."""
    below: dict[str, list[ProjectCode]] = {}
    for code in project.codes:
        below.setdefault(code.parent, []).append(code)

    def written(code: ProjectCode) -> str:
        return element(
            "Code",
            [
                worded("Description", code.description),
                *references("NoteRef", code.notes if notes else ()),
                *map(written, below.get(code.guid, ())),
            ],
            guid=code.guid,
            name=code.name,
            isCodable="true" if code.codable else "false",
            color=code.colour,
        )

    return map(written, below.get("", ()))


def _values(values: tuple[Value, ...], kinds: Mapping[str, str]) -> Iterator[str]:
    for value in values:
        reference = element("VariableRef", targetGUID=value.variable)
        valued = _VALUED.get(kinds.get(value.variable, ""), "TextValue")
        yield f"<VariableValue>{reference}{worded(valued, value.text)}</VariableValue>"


def _case(case: ProjectCase, kinds: Mapping[str, str]) -> str:
    inside = [
        worded("Description", case.description),
        *references("CodeRef", case.codes),
        *_values(case.values, kinds),
        *references("SourceRef", case.sources),
        *references("SelectionRef", case.selections),
    ]
    return element("Case", inside, guid=case.guid, name=case.name)


def _source(source: TextSource, flavour: Flavour, kinds: Mapping[str, str]) -> str:
    points = np.frombuffer(source.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    widths = np.ones(len(points), dtype=np.int64)
    if flavour == "nvivo":
        widths += (points > 0xFFFF).astype(np.int64) + (points == 10)
    at = np.concatenate(([0], np.cumsum(widths))).tolist()
    marked = [
        element(
            "PlainTextSelection",
            [
                worded("Description", q.description),
                *map(_coding, q.codings),
                *references("NoteRef", q.notes),
            ],
            guid=q.guid,
            name=q.name,
            startPosition=at[q.span.start],
            endPosition=at[q.span.end],
            creatingUser=q.user,
        )
        for q in source.quotations
        if q.span is not None
    ]
    inside = [
        worded("Description", source.description),
        *("\n" + one for one in marked),
        *map(_coding, source.codings),
        *references("NoteRef", source.notes),
        *_values(source.values, kinds),
    ]
    path = f"internal://{source.guid}.txt"
    return element("TextSource", inside, guid=source.guid, name=source.name, plainTextPath=path)


def _coding(coding: Applied) -> str:
    inside = [element("CodeRef", targetGUID=coding.code), *references("NoteRef", coding.notes)]
    return element(
        "Coding", inside, guid=coding.guid, creatingUser=coding.user, creationDateTime=coding.at
    )


def _note(note: Note) -> str:
    return element(
        "Note",
        [worded("PlainTextContent", note.text)],
        guid=note.guid,
        name=note.name,
        creatingUser=note.user,
        creationDateTime=note.date,
    )


def _set(one: Set) -> str:
    inside = [
        worded("Description", one.description),
        *references("MemberCode", one.codes),
        *references("MemberSource", one.sources),
        *references("MemberNote", one.notes),
    ]
    return element("Set", inside, guid=one.guid, name=one.name)


def _graph(graph: Graph) -> str:
    vertices = (
        element(
            "Vertex",
            guid=v.guid,
            representedGUID=v.of,
            name=v.name,
            firstX=v.x,
            firstY=v.y,
            shape="RoundedRectangle",
        )
        for v in graph.vertices
    )
    edges = (
        element(
            "Edge",
            guid=e.guid,
            representedGUID=e.of,
            name=e.name,
            sourceVertex=e.start,
            targetVertex=e.end,
            direction="OneWay",
            lineStyle=e.style,
        )
        for e in graph.edges
    )
    return element("Graph", [*vertices, *edges], guid=graph.guid, name=graph.name)
