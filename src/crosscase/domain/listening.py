"""Who has heard (or read) what, and in which pass: the first, or the second that checks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hearing = Literal["first", "second"]

FASTEST = 2.0
"""A stretch that was played faster than this many times its length was not listened to."""


@dataclass(frozen=True, slots=True)
class Listened:
    """A coder heard ``begin`` to ``finish`` (seconds) of a recording, from ``since`` to ``until``.

    The moments are ISO 8601 in UTC, as in the journal; stretches of one day that touch are one.
    """

    source: int
    coder: str
    hearing: Hearing
    begin: float
    finish: float
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Reread:
    """A coder says that they read a source again; ``at``: the moment or day when they began."""

    id: int
    source: int
    coder: int
    at: str
