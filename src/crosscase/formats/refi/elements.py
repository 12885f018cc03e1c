"""XML as text, piece by piece: a tree of a hundred thousand codings would be slow and large."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile('[&<>"\t\n\r]')
_WRITTEN = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}


def escaped(text: str) -> str:
    """Text fit for an attribute or an element; signs that XML cannot hold are left out."""
    return _MARKUP.sub(lambda found: _WRITTEN[found[0]], _UNFIT.sub("", text))


def element(name: str, inside: Iterable[str] = (), /, **attributes: str | int | None) -> str:
    """An element around pieces of XML; attributes that are "" or None are left out."""
    said = "".join(
        f' {key}="{escaped(str(value))}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    body = "".join(inside)
    return f"<{name}{said}>{body}</{name}>" if body else f"<{name}{said}/>"


def worded(name: str, text: str) -> str:
    """An element that holds words; nothing where there are none."""
    return f"<{name}>{escaped(text)}</{name}>" if text else ""


def group(name: str, inside: Iterable[str]) -> str:
    """A container; nothing where it would be empty, for the norm forbids empty ones."""
    body = "\n".join(inside)
    return f"<{name}>\n{body}\n</{name}>\n" if body else ""


def references(name: str, guids: Iterable[str]) -> Iterable[str]:
    """A reference to each of these."""
    return (f'<{name} targetGUID="{guid}"/>' for guid in guids)
