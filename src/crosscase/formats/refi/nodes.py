"""Elements of the XML by their plain names: odd and old namespaces and cases are seen through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from crosscase.formats.encodings import clean

Node = Any
"""An element as ``plain`` leaves it: all names in small letters, every attribute one clean line."""

_BRACES = "{} "
_COLOUR = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_WHOLE = re.compile(r"[-+]?\d{1,18}")


def plain(root: Node) -> str:
    """Make a tree plain, in place; the namespace that its root had.

    Namespaces and cases are taken off every name, and attributes become lines of clean text.
    """
    space = str(root.tag).rpartition("}")[0].lstrip("{")
    short = _Short()
    for node in root.iter():
        node.tag = short[node.tag]
        node.attrib = {short[key]: _line(value) for key, value in node.attrib.items()}
    return space


class _Short(dict[str, str]):
    """Names without their namespaces in small letters; there are few, so each is made once."""

    def __missing__(self, name: str) -> str:
        self[name] = short = str(name).rpartition("}")[2].casefold()
        return short


def _line(value: str) -> str:
    if value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join(clean(value, "")[0].split())


def kind(node: Node) -> str:
    """The plain name of an element."""
    return str(node.tag)


def children(node: Node | None, name: str) -> Iterable[Node]:
    """The children of that name; none of nothing."""
    return () if node is None else node.findall(name)


def child(node: Node | None, name: str) -> Node | None:
    """The first child of that name, if there is one."""
    return None if node is None else node.find(name)


def inside(node: Node, container: str, name: str) -> Iterable[Node]:
    """The ``name`` elements in the ``container`` of a node."""
    return children(child(node, container), name)


def said(node: Node, name: str) -> str:
    """An attribute ("" where it is not); ``name`` is in small letters."""
    return str(node.get(name, ""))


def guid(node: Node, name: str = "guid") -> str:
    """An identifier in small letters, without braces."""
    return said(node, name).strip(_BRACES).casefold()


def target(node: Node) -> str:
    """What a reference points to; old files call it ``guid``."""
    return guid(node, "targetguid") or guid(node)


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
    found = _COLOUR.fullmatch(said(node, "color"))
    if found is None:
        return ""
    digits = found[1].casefold()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def number(node: Node, name: str) -> int:
    """An attribute as a whole number; see ``whole``."""
    return whole(said(node, name))


def whole(written: str) -> int:
    """A whole number as it is written; -1, which is nowhere, for anything else."""
    return int(written) if _WHOLE.fullmatch(written) else -1
