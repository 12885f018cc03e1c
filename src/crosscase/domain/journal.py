"""Who did what, when, why. Entries hold ids and never words."""

from __future__ import annotations

from dataclasses import dataclass


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
