"""Propositions as links with their direction, their evidence as links to them, and a drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Direction, Proposition
from crosscase.formats.refi.project import Edge, Graph, Link, Note, Vertex
from crosscase.study.leaving import Leaving
from crosscase.study.own import guid, labelled, one_line, plain
from crosscase.study.send_out_codes import reason

_STYLES: dict[Direction, Literal["solid", "dashed", "dotted"]] = {
    "+": "solid",
    "-": "dashed",
    "0": "dotted",
    "?": "dotted",
}
_STEP, _ROW = 320, 110


@dataclass(frozen=True, slots=True)
class SentModel:
    """Notes with the statements, links, the drawing; ``left`` evidence has no place to hang on."""

    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    graphs: tuple[Graph, ...]
    left: int


def model_of(leaving: Leaving) -> SentModel:
    """Every proposition: its statement is a note, each of its causes a link to its effect."""
    study, met = leaving.study, leaving.met
    causes: dict[int, list[int]] = {}
    for cause in study.causes:
        causes.setdefault(cause.proposition, []).append(cause.code)
    notes: dict[int, Note] = {}
    links: list[Link] = []
    edges: list[Edge] = []
    for one in study.propositions:
        text = _worded(study, one)
        label = one_line(one.label)
        notes[one.id] = note = Note(guid("proposition", label), label, text)
        met["proposition", one.id] = note.guid
        for code in causes.get(one.id, ()):
            ends = met["code", code], met["code", one.to]
            made = guid("link", label, *ends)
            name = f"{label} {one.direction}"
            links.append(Link(made, name, "OneWay", *ends, (note.guid,)))
            boxes = guid("vertex", ends[0]), guid("vertex", ends[1])
            edges.append(Edge(guid("edge", made), name, made, *boxes, _STYLES[one.direction]))
    evidence = list(_evidence(leaving, notes))
    vertices = _boxes(leaving, causes)
    drawn = (Graph(guid("graph", "model"), "Model", tuple(vertices), tuple(edges)),)
    return SentModel(
        tuple(notes.values()),
        (*links, *evidence),
        drawn if vertices else (),
        len(study.evidence) - len(evidence),
    )


def _worded(study: Snapshot, one: Proposition) -> str:
    """The statement, and below it what no link can say."""
    caused = any(cause.proposition == one.id for cause in study.causes)
    parents = {p.id: one_line(p.label) for p in study.propositions}
    return labelled(
        plain(one.statement),
        {
            "Shape": "" if one.shape == "direct" else one.shape,
            "Through": one_line(study.code_by_id[one.via].name) if one.via else "",
            "When": plain(one.condition),
            "Below": parents.get(one.parent or 0, ""),
            "Section": plain(one.section),
            "Effect": "" if caused else one_line(study.code_by_id[one.to].name),
            "Direction": "" if caused else one.direction,
        },
    )


PROPOSITION_LINES = ("Shape", "Through", "When", "Below", "Section", "Effect", "Direction")
"""The labelled lines below the statement of a proposition."""


def evidence_guid(origin: str, name: str, target: str, notes: tuple[str, ...], nth: int) -> str:
    """The identifier of evidence by all that it says; ``nth`` of those that say the same."""
    return guid("evidence", origin, name, target, *notes, nth)


def _evidence(leaving: Leaving, notes: Mapping[int, Note]) -> Iterator[Link]:
    met, often = leaving.met, Counter[tuple[object, ...]]()
    for one in leaving.study.evidence:
        about = ("segment", one.segment) if one.segment else ("case", one.case or 0)
        origin, note = met.get(about), notes[one.proposition]
        if not origin:
            continue
        why = reason(leaving, one.why, one.coder, one.unreviewed)
        said = (origin, f"{one.stance} {note.name} ({one.kind})", note.guid, why)
        often[said] += 1
        made = evidence_guid(*said, often[said])
        yield Link(made, said[1], "OneWay", origin, note.guid, why)


def _boxes(leaving: Leaving, causes: Mapping[int, list[int]]) -> list[Vertex]:
    """Causes to the left, what is both in the middle, effects to the right; by name."""
    study = leaving.study
    starts = {code for codes in causes.values() for code in codes}
    ends = {proposition.to for proposition in study.propositions if proposition.id in causes}
    rows: Counter[int] = Counter()
    vertices: list[Vertex] = []
    for number in sorted(starts | ends, key=lambda n: one_line(study.code_by_id[n].name)):
        at = 1 if number in starts & ends else 0 if number in starts else 2
        own = leaving.met["code", number]
        name = one_line(study.code_by_id[number].name)
        x, y = at * _STEP, rows[at] * _ROW
        vertices.append(Vertex(guid("vertex", own), name, own, x, y))
        rows[at] += 1
    return vertices
