"""Who did what, when, why. Entries hold ids and never words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. ``undoes``: the entry it is the inverse of; ``undone``: its own inverse stands."""

    n: int
    verb: str
    coder: str
    at: str
    why: str = ""
    undoes: int | None = None
    undone: bool = False
    changes: int = 0


Differs = Literal["not added", "gone", "other values", "no entry", "earlier"]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A row that is not what the journal tells of it; ``table`` "entries": an entry of it.

    "not added": it is there, and no entry put it there; "gone": an entry put it there, and none
    took it away; "other values": it, or what a later entry says it was, differs from what an entry
    wrote, in one at least of ``count`` rows that it wrote at once; "no entry": the journal misses
    an entry or a line of one; "earlier": the entry is dated more than a day before the one it
    follows.
    """

    table: str
    row: int
    differs: Differs
    count: int = 1
