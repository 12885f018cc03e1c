"""Propositions as links with their direction, their evidence as links to them, and a drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Direction
from crosscase.formats.refi.project import Edge, Graph, Link, Note, Vertex

_STYLES: dict[Direction, Literal["solid", "dashed", "dotted"]] = {
    "+": "solid",
    "-": "dashed",
    "0": "dotted",
    "?": "dotted",
}
_STEP, _ROW = 320, 110


@dataclass(frozen=True, slots=True)
class SentModel:
    """Notes with the statements, links, the drawing; ``left`` parts have no place in a project."""

    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    graphs: tuple[Graph, ...]
    left: int


def model_of(
    study: Snapshot, met: Mapping[tuple[str, int], str], guid: Callable[..., str]
) -> SentModel:
    """Every proposition: its statement is a note, each of its causes a link to its effect."""
    notes: dict[int, Note] = {}
    links: list[Link] = []
    edges: list[Edge] = []
    causes: dict[int, list[int]] = {}
    for cause in study.causes:
        causes.setdefault(cause.proposition, []).append(cause.code)
    column = _columns(study, causes)
    for one in study.propositions:
        via = study.code_by_id[one.via].name if one.via else ""
        parts = (
            one.statement,
            f"When: {one.condition}" if one.condition else "",
            f"{one.shape}: {via}" if via else "",
        )
        text = "\n".join(part for part in parts if part)
        notes[one.id] = note = Note(guid("proposition", one.label), one.label, text or one.label)
        for code in causes.get(one.id, ()):
            made = guid("link", one.label, met["code", code], met["code", one.to])
            name = f"{one.label} {one.direction}"
            ends = met["code", code], met["code", one.to]
            links.append(Link(made, name, "OneWay", *ends, (note.guid,)))
            boxes = guid("vertex", ends[0]), guid("vertex", ends[1])
            style = _STYLES[one.direction]
            edges.append(Edge(guid("edge", made), name, made, *boxes, style))
    for evidence in study.evidence:
        about = ("segment", evidence.segment) if evidence.segment else ("case", evidence.case or 0)
        origin, note = met.get(about), notes[evidence.proposition]
        made = guid("evidence", origin, note.guid, evidence.stance, evidence.coder)
        if origin:
            name = f"{evidence.stance} {note.name} ({evidence.kind})"
            links.append(Link(made, name, "OneWay", origin, note.guid))
    rows: dict[int, int] = {}
    vertices: list[Vertex] = []
    for code, at in column.items():
        rows[at] = rows.get(at, -1) + 1
        own = met["code", code]
        name = study.code_by_id[code].name
        vertices.append(Vertex(guid("vertex", own), name, own, at * _STEP, rows[at] * _ROW))
    drawn = (Graph(guid("graph", "model"), "Model", tuple(vertices), tuple(edges)),)
    left = sum(bool(p.condition) + (p.via is not None) for p in study.propositions)
    unique = {link.guid: link for link in links}
    return SentModel(tuple(notes.values()), tuple(unique.values()), drawn if vertices else (), left)


def _columns(study: Snapshot, causes: Mapping[int, list[int]]) -> dict[int, int]:
    """Causes to the left, what is both in the middle, effects to the right."""
    starts = {code for codes in causes.values() for code in codes}
    ends = {proposition.to for proposition in study.propositions}
    return {
        code.id: 1 if code.id in starts & ends else 0 if code.id in starts else 2
        for code in study.codes
        if code.id in starts | ends
    }
