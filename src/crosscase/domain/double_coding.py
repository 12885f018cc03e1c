"""Double coding: which units two coders judge apart, when they are done, how they settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["turn", "sentence", "meaning unit", "character"]
"""What is compared. Of characters the units are the turns, and the ends within them count."""

DrawnBy = Literal["interviews", "units"]
Outcome = Literal["first", "second", "both", "neither"]
"""What the two agreed on: the judgement of one of them, all that both said, or nothing."""


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """Two coders judge the same frozen units. Days when they were done are "" until they say so.

    ``share`` of all was drawn by whole interviews or by single units with ``seed``; ``entry`` is
    the journal entry that froze the units, ``frozen_at`` its moment. ``last_coding`` is the newest
    coding when both were done: what came later was made with the other's judgements in view.
    """

    id: int
    unit: UnitKind
    first: int
    second: int
    drawn_by: DrawnBy
    share: float
    seed: int
    entry: int
    frozen_at: str
    first_done: str = ""
    second_done: str = ""
    last_coding: int = 0

    @property
    def open(self) -> bool:
        """Whether one of the two is not done: then neither sees what the other said."""
        return not (self.first_done and self.second_done)

    def blinds(self, coder: int) -> bool:
        """Whether this coder sees only their own judgements in it."""
        return self.open and coder in (self.first, self.second)


@dataclass(frozen=True, slots=True)
class DoubleUnit:
    """A frozen unit: a segment that both coders judge."""

    id: int
    double_coding: int
    segment: int


@dataclass(frozen=True, slots=True)
class Negotiated:
    """How a disagreement over a unit was settled, and why. The codings stay as they were."""

    id: int
    double_unit: int
    outcome: Outcome
    why: str
    coder: int
    at: str
