"""Elements of the XML by their plain names: odd and old namespaces and cases are seen through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crosscase.formats.encodings import clean

Node = Any
"""An element as the XML reader gives it."""

_GUID = re.compile(r"[{}\s]")
_COLOUR = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_WHOLE = re.compile(r"[-+]?\d{1,18}")


def plain(root: Node) -> str:
    """Take namespaces and cases off every name of a tree; the namespace that its root had."""
    space = str(root.tag).rpartition("}")[0].lstrip("{")
    for node in root.iter():
        node.tag = str(node.tag).rpartition("}")[2].casefold()
        node.attrib = {
            key.rpartition("}")[2].casefold(): value for key, value in node.attrib.items()
        }
    return space


def kind(node: Node) -> str:
    """The plain name of an element."""
    return str(node.tag)


def children(node: Node | None, name: str) -> Iterator[Node]:
    """The children of that name; none of nothing."""
    return (child for child in (() if node is None else node) if kind(child) == name)


def child(node: Node | None, name: str) -> Node | None:
    """The first child of that name, if there is one."""
    return next(children(node, name), None)


def inside(node: Node, container: str, name: str) -> Iterator[Node]:
    """The ``name`` elements in the ``container`` of a node."""
    return children(child(node, container), name)


def said(node: Node, name: str) -> str:
    """An attribute as one line of clean text ("" where it is not)."""
    value = str(node.attrib.get(name.casefold(), ""))
    if not value:
        return ""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join(clean(value, "")[0].split())


def guid(node: Node, name: str = "guid") -> str:
    """An identifier in small letters, without braces."""
    value = said(node, name)
    return (_GUID.sub("", value) if _GUID.search(value) else value).casefold()


def target(node: Node) -> str:
    """What a reference points to; old files call it ``guid``."""
    return guid(node, "targetGUID") or guid(node)


def targets(node: Node, name: str) -> tuple[str, ...]:
    """What the references of that name point to."""
    return tuple(target(reference) for reference in children(node, name))


def words(node: Node | None) -> str:
    """The text of an element, clean, with ``\\n`` line ends."""
    return "" if node is None else clean("".join(node.itertext()), "")[0]


def described(node: Node) -> str:
    """The description of an element; some write it as an attribute."""
    return words(child(node, "description")).strip() or said(node, "description")


def colour(node: Node) -> str:
    """``#rrggbb``, or "" where there is no colour."""
    found = _COLOUR.fullmatch(said(node, "color").strip())
    if found is None:
        return ""
    digits = found[1].casefold()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def number(node: Node, name: str) -> int:
    """An attribute as a whole number; -1, which is nowhere, for anything else."""
    written = said(node, name)
    return int(written) if _WHOLE.fullmatch(written) else -1
