"""The model for programs that draw graphs: GraphML, DOT and draw.io.

A construct is a node. A proposition of several causes is an arrow from each of them. How many cases
support it stands on the arrow; it is never a weight.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from crosscase.report.model import Arrow, Model

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_ARROW = (
    ("proposition", "string"),
    ("direction", "string"),
    ("shape", "string"),
    ("via", "string"),
    ("condition", "string"),
    ("status", "string"),
    ("supporting", "int"),
    ("contradicting", "int"),
    ("asked", "int"),
)
_STYLE = {"supported": "solid", "contested": "dashed", "single case": "dotted"}
_DASHES = {"solid": "", "dashed": "dashed=1;", "dotted": "dashed=1;dashPattern=1 3;"}
_STEP, _ROW, _WIDE, _HIGH = 380, 100, 200, 60
_COLUMNS = {"internal driver": 0, "outcome": 1, "external driver": 2, "": 3}


def as_graphml(model: Model) -> bytes:
    """GraphML (Brandes et al. 2002), a directed graph: igraph, Gephi, yEd, NetworkX read it."""
    root = ET.Element("graphml", xmlns=_GRAPHML)
    keys = [("node", "name", "string"), ("node", "role", "string")]
    keys += [("edge", name, kind) for name, kind in _ARROW]
    for about, name, kind in keys:
        facts = {"id": f"{about}-{name}", "for": about, "attr.name": name, "attr.type": kind}
        ET.SubElement(root, "key", facts)
    graph = ET.SubElement(root, "graph", id="model", edgedefault="directed")
    ids = _ids(model)
    for node in model.nodes:
        box = ET.SubElement(graph, "node", id=ids[node.name])
        _data(box, "node-name", node.name)
        _data(box, "node-role", node.role)
    for number, (cause, arrow) in enumerate(_arrows(model, ids)):
        ends = {"source": ids[cause], "target": ids[arrow.effect]}
        edge = ET.SubElement(graph, "edge", {"id": f"e{number}"} | ends)
        for name, value in _facts(arrow).items():
            _data(edge, f"edge-{name}", value)
    return _written(root)


def as_dot(model: Model) -> bytes:
    """DOT of Graphviz; solid arrows are supported, dashed contested, dotted rest on one case."""
    ids = _ids(model)
    lines = ["digraph model {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {ids[n.name]} [label={_quoted(n.name)}];" for n in model.nodes]
    for cause, arrow in _arrows(model, ids):
        looks = f"label={_quoted(arrow.label)}, style={_STYLE.get(arrow.status, 'dotted')}"
        lines.append(f"  {ids[cause]} -> {ids[arrow.effect]} [{looks}];")
    return "\n".join([*lines, "}", ""]).encode()


def as_drawio(model: Model) -> bytes:
    """A page of draw.io (diagrams.net): drivers to both sides of the outcome, to be moved."""
    root = ET.Element("mxfile", host="crosscase")
    page = ET.SubElement(root, "diagram", id="model", name="Model")
    cells = ET.SubElement(ET.SubElement(page, "mxGraphModel"), "root")
    ET.SubElement(cells, "mxCell", {"id": "0"})
    ET.SubElement(cells, "mxCell", {"id": "1", "parent": "0"})
    ids = _ids(model)
    rows: dict[int, int] = {}
    for node in model.nodes:
        column = _COLUMNS.get(node.role, 3)
        row = rows[column] = rows.get(column, -1) + 1
        looks = {"style": "rounded=1;whiteSpace=wrap;html=0;", "parent": "1", "vertex": "1"}
        box = ET.SubElement(cells, "mxCell", {"id": ids[node.name], "value": node.name} | looks)
        place = {"x": str(column * _STEP), "y": str(row * _ROW)}
        place |= {"width": str(_WIDE), "height": str(_HIGH), "as": "geometry"}
        ET.SubElement(box, "mxGeometry", place)
    for number, (cause, arrow) in enumerate(_arrows(model, ids)):
        line = _DASHES[_STYLE.get(arrow.status, "dotted")]
        ends = {"source": ids[cause], "target": ids[arrow.effect], "parent": "1", "edge": "1"}
        facts = {"id": f"e{number}", "value": arrow.label, "style": f"html=0;endArrow=block;{line}"}
        edge = ET.SubElement(cells, "mxCell", facts | ends)
        ET.SubElement(edge, "mxGeometry", {"relative": "1", "as": "geometry"})
    return _written(root)


MODEL_FORMS: dict[str, Callable[[Model], bytes]] = {
    ".graphml": as_graphml,
    ".dot": as_dot,
    ".drawio": as_drawio,
}
"""What writes the model as a graph, by the ending of the file."""


def model_texts(model: Model) -> Iterator[tuple[str, str]]:
    """Every text that such a file holds, with its place."""
    yield from model.texts()
    for arrow in model.arrows:
        yield f"proposition {arrow.proposition}", f"{arrow.condition}\n{arrow.via}"


def _ids(model: Model) -> dict[str, str]:
    return {node.name: f"n{number}" for number, node in enumerate(model.nodes)}


def _arrows(model: Model, ids: dict[str, str]) -> Iterator[tuple[str, Arrow]]:
    """Each cause with its arrow, between constructs that are nodes."""
    for arrow in model.arrows:
        if arrow.effect in ids:
            yield from ((cause, arrow) for cause in arrow.causes if cause in ids)


def _facts(arrow: Arrow) -> dict[str, str]:
    values = (
        *(arrow.proposition, arrow.direction, arrow.shape, arrow.via, arrow.condition),
        *(arrow.status, len(arrow.supporting), len(arrow.contradicting), arrow.asked),
    )
    return {name: str(value) for (name, _), value in zip(_ARROW, values, strict=True)}


def _data(box: ET.Element, key: str, value: str) -> None:
    if value:
        ET.SubElement(box, "data", key=key).text = value


def _quoted(text: str) -> str:
    """A string of DOT: a backslash would begin an escape, a quotation mark end it."""
    return json.dumps(text, ensure_ascii=False)


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
