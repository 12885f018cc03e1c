"""How crosscase names and words things in a project of REFI-QDA, so that it knows its own again.

Identifiers are made from names and places, never drawn: a second export has the same ones, and
what comes back through another program is known by them. Whatever a project has no place for is
worded in lines with a label, which people can read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from crosscase.formats.encodings import clean
from crosscase.formats.refi.project import Note

_SPACE = uuid.UUID("5b0c1f0e-6f3a-5d0c-9a43-7f6d1f1f8c52")

MEANS = "means the same as"
BELONGS = "belongs to"
ABOUT = "about"
"""Names of links that stand for a merge, a theme under a construct, what a memo is about."""

CODE_LINES = {
    "Include": "include",
    "Exclude": "exclude",
    "Example": "example",
    "Reference": "reference",
    "Dimensions": "dimensions",
    "Origin": "origin",
    "Role": "role",
    "Sign": "sign",
}
"""The lines below the definition of a code, and the fields that they are."""

SOURCE_VALUES = ("kind", "edition", "language", "date", "minutes")
"""What variables say of a source."""


def guid(*parts: object) -> str:
    """The identifier of a thing by what it is."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(map(str, parts))))


def plain(text: str) -> str:
    """A text as a project gives it back."""
    return clean(text, "")[0].strip()


def one_line(name: str) -> str:
    """A name as a project gives it back."""
    return " ".join(clean(name, "")[0].split())


def is_own(note: Note) -> bool:
    """Whether a note is one that crosscase wrote and nobody changed."""
    return note.guid == note_guid(note.name, note.text, note.user, note.date)


def note_guid(name: str, text: str, user: str, date: str) -> str:
    """The identifier of a note by all that is in it."""
    return guid("note", name, text, user, date)


def labelled(head: str, lines: Mapping[str, str]) -> str:
    """A text and, below it, a line for each label that says something."""
    said = (f"{label}: {value}" for label, value in lines.items() if value)
    return plain("\n".join(part for part in (head, *said) if part))


def unlabelled(text: str, labels: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The text above the labelled lines, and what each of these says; the way back."""
    known = tuple(labels)
    head: list[str] = []
    said: dict[str, list[str]] = {}
    at = head
    for line in text.split("\n"):
        label, colon, value = line.partition(": ")
        if colon and label in known and label not in said:
            at = said[label] = [value]
        else:
            at.append(line)
    return "\n".join(head), {label: "\n".join(value) for label, value in said.items()}
