"""Read a REFI-QDA project (``.qdpx``, ``.qde``) or codebook (``.qdc``) of any program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import read_bytes
from crosscase.formats.refi import nodes
from crosscase.formats.refi.container import open_container
from crosscase.formats.refi.drafts import values_of
from crosscase.formats.refi.elsewhere import counted
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.project import (
    Edge,
    Graph,
    Link,
    Note,
    Project,
    ProjectCase,
    ProjectCode,
    Set,
    User,
    Variable,
    Vertex,
)
from crosscase.formats.refi.texts import Texts

_DIRECTIONS = {"oneway": "OneWay", "bidirectional": "Bidirectional"}
_STYLES: dict[str, Literal["solid", "dashed", "dotted"]] = {
    "dashed": "dashed",
    "dotted": "dotted",
}
_NAMESPACES = ("urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0")


BESIDE = "refi-beside"
"""The code of the remark that sources came from the folder that was given."""


def read_project(path: Path, folder: Path | None = None) -> Project:
    """The project or codebook in a file, with the convention of its positions found.

    ``folder``: where sources are looked for that are not in the file. Those that are missing, and
    all that is not understood, are remarks. Raises ``UnreadableFile`` (``TooLarge`` for a bomb)
    when the file is none of these.
    """
    return project_of(read_bytes(path), path.name, folder)


def project_of(data: bytes, file: str, folder: Path | None = None) -> Project:
    """The project or codebook in these bytes; see ``read_project``."""
    container = open_container(data, file)
    if folder is not None:
        container.lend(folder)
    root = container.xml
    remarks = list(container.remarks)
    if nodes.kind(root) not in ("project", "codebook"):
        raise UnreadableFile(
            f"its first element is <{nodes.kind(root)}>, not a project or a codebook.",
            file=file,
            hint="Export it as REFI-QDA (.qdpx or .qdc).",
        )
    if container.space not in _NAMESPACES:
        told = f"its version is {container.space!r}, not 1.0: read as far as it is like it"
        remarks.append(Remark("refi-version", told, "note", file))
    codebook = root if nodes.kind(root) == "codebook" else nodes.child(root, "codebook")
    texts = Texts(container)
    for place in nodes.children(root, "sources"):
        for source in place:
            texts.take(source)
    notes = tuple(_note(node, texts) for node in nodes.inside(root, "notes", "note"))
    sources, verified = texts.sources(nodes.said(root, "origin"))
    remarks += texts.remarks
    if container.lent:
        told = f"{len(container.lent)} of its sources were found in the folder that was given"
        remarks.append(Remark(BESIDE, told, "note", file))
    remarks += counted(texts.elsewhere, file)
    codes = tuple(_codes(codebook, remarks))
    return Project(
        nodes.said(root, "name") or Path(file).stem,
        nodes.said(root, "origin"),
        nodes.described(root),
        nodes.guid(root, "creatinguserguid"),
        tuple(
            User(nodes.guid(n), nodes.said(n, "name") or nodes.said(n, "id") or nodes.guid(n))
            for n in nodes.inside(root, "users", "user")
        ),
        codes,
        tuple(
            Variable(
                nodes.guid(n),
                nodes.said(n, "name") or nodes.guid(n),
                nodes.said(n, "typeofvariable"),
                nodes.described(n),
            )
            for n in nodes.inside(root, "variables", "variable")
        ),
        tuple(_case(node) for node in nodes.inside(root, "cases", "case")),
        sources,
        notes,
        nodes.targets(root, "noteref"),
        tuple(_link(node) for node in nodes.inside(root, "links", "link")),
        tuple(
            _set(node)
            for place in ((root,) if codebook is root else (root, codebook))
            if place is not None
            for node in nodes.inside(place, "sets", "set")
        ),
        graphs=tuple(_graph(node) for node in nodes.inside(root, "graphs", "graph")),
        elsewhere=tuple(texts.elsewhere),
        verified=verified,
        remarks=tuple(remarks),
    )


def _codes(codebook: Node | None, remarks: list[Remark]) -> Iterator[ProjectCode]:
    """Every code after the one above it, in the order of the tree; a loop, for trees are deep.

    What has the identifier of an earlier code, or none, gets one of its own, and that is told.
    """
    waiting = [(code, "") for code in nodes.inside(codebook, "codes", "code")][::-1]
    names: dict[str, str] = {}
    while waiting:
        node, parent = waiting.pop()
        said, name = nodes.guid(node), nodes.said(node, "name")
        guid = said if said and said not in names else f"{said} code {len(names)}"
        if said in names:
            told = f"the codes {names[said]!r} and {name!r} have one identifier: "
            told += "what refers to it is of the first"
            remarks.append(Remark("refi-identifier-twice", told, "doubt"))
        names[guid] = name
        yield ProjectCode(
            guid,
            name,
            parent,
            nodes.said(node, "iscodable").casefold() not in ("false", "0"),
            nodes.colour(node),
            nodes.described(node),
            nodes.targets(node, "noteref"),
        )
        waiting += [(below, guid) for below in nodes.children(node, "code")][::-1]


def _case(node: Node) -> ProjectCase:
    return ProjectCase(
        nodes.guid(node),
        nodes.said(node, "name"),
        nodes.described(node),
        values_of(node),
        nodes.targets(node, "coderef"),
        nodes.targets(node, "sourceref"),
        nodes.targets(node, "selectionref"),
    )


def _note(node: Node, texts: Texts) -> Note:
    text = "\n".join(part for part in (nodes.described(node), texts.text_of(node)) if part)
    return Note(
        nodes.guid(node),
        nodes.said(node, "name"),
        text,
        nodes.guid(node, "creatinguser"),
        nodes.said(node, "creationdatetime"),
    )


def _link(node: Node) -> Link:
    direction = _DIRECTIONS.get(nodes.said(node, "direction").casefold(), "Associative")
    return Link(
        nodes.guid(node),
        nodes.said(node, "name"),
        cast("Literal['Associative', 'OneWay', 'Bidirectional']", direction),
        nodes.guid(node, "originguid"),
        nodes.guid(node, "targetguid"),
        nodes.targets(node, "noteref"),
    )


def _set(node: Node) -> Set:
    return Set(
        nodes.guid(node),
        nodes.said(node, "name"),
        nodes.described(node),
        nodes.targets(node, "membercode"),
        nodes.targets(node, "membersource"),
        nodes.targets(node, "membernote"),
    )


def _graph(node: Node) -> Graph:
    return Graph(
        nodes.guid(node),
        nodes.said(node, "name"),
        tuple(
            Vertex(
                nodes.guid(one),
                nodes.said(one, "name"),
                nodes.guid(one, "representedguid"),
                nodes.number(one, "firstx"),
                nodes.number(one, "firsty"),
            )
            for one in nodes.children(node, "vertex")
        ),
        tuple(
            Edge(
                nodes.guid(one),
                nodes.said(one, "name"),
                nodes.guid(one, "representedguid"),
                nodes.guid(one, "sourcevertex"),
                nodes.guid(one, "targetvertex"),
                _STYLES.get(nodes.said(one, "linestyle").casefold(), "solid"),
            )
            for one in nodes.children(node, "edge")
        ),
    )
