"""How far long work is, told by the one who does it to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[str, float], None]
"""Told what is being done and how much of that step is done (0 to 1).

To stop the work, the one who waits raises in it: an act is then rolled back whole.
"""


def unseen(doing: str, share: float) -> None:
    """A ``Tick`` where nobody waits."""
