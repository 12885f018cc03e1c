"""A share that a machine counted, corrected by a random sample that people judged."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any

from crosscase.analysis.columns import column_of, columns_of
from crosscase.analysis.shares import score_bounds
from crosscase.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Judged:
    """Of ``units`` that the machine says the same of, ``judged`` were looked at, ``yes`` are so."""

    units: int
    judged: int
    yes: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """The share (0 … 1) of all units that people would say yes of, with its 95 % interval.

    ``machine`` is the share that the machine says yes of, uncorrected. ``said`` are the units it
    says yes of, ``unsaid`` the others.
    """

    share: float
    low: float
    high: float
    machine: float
    said: Judged
    unsaid: Judged

    @property
    def sentence(self) -> str:
        """Both shares, and what the correction rests on."""
        judged = self.said.judged + self.unsaid.judged
        return (
            f"{self.share:.1%} ({self.low:.1%} to {self.high:.1%}), corrected by {judged} of "
            f"{self.said.units + self.unsaid.units} units that were judged; the machine alone says "
            f"{self.machine:.1%}."
        )


def corrected_share(table: Any, *, machine: str = "machine", judged: str = "judged") -> Corrected:
    """What share of all units is so, where a machine judged all and people a random few.

    ``table`` has a row a unit (a passage, a document) with what the ``machine`` says and what a
    person ``judged``: 1 or 0, yes or no as booleans; judged is empty (None, "" or NaN) where nobody
    looked. Whom the sample asks must have been drawn at random among the units of which the machine
    says yes, and among the others; it may take more of the one than of the other.

    With W the part of the units that the machine says yes of, the share is W times that of the
    judged ones that are so, plus 1 - W times that of the others. It is the prediction-powered
    estimate (Angelopoulos et al. 2023, Science 382:669) with the weight that makes its variance
    least (Angelopoulos, Duchi and Zrnic 2023, arXiv 2311.01453), and like design-based supervised
    learning (Egami et al. 2023, NeurIPS 36) right whatever the machine's errors are. The
    interval is of the share among these very units: Wilson's bounds of each part, narrowed by how
    much of it was judged, put together after Zou and Donner (2008, Statistics in Medicine
    27:1693). In the simulations of the tests 93 to 97 % of such intervals hold the truth, and more
    where the machine errs so seldom that a sample holds hardly an error.

    Raises ``NotAllowed`` for other values, where nobody judged anything, and where only units of
    one kind were judged: of what the machine misses a sample of its proposals says nothing.
    """
    columns = columns_of(table)
    says = [_yes(v, machine, at) for at, v in enumerate(column_of(columns, machine), 1)]
    seen = [_yes(v, judged, at) for at, v in enumerate(column_of(columns, judged), 1)]
    for at, value in enumerate(says, 1):
        if value is None:
            raise NotAllowed(
                f"Row {at} does not say what the machine says.", hint="Give 1 or 0 for every unit."
            )
    if all(value is None for value in seen):
        raise NotAllowed(
            "Nobody judged any of the units, so the machine's count cannot be corrected.",
            hint="Draw units at random, judge them without looking at what the machine says.",
        )
    said, unsaid = (
        _part([person for mine, person in zip(says, seen, strict=True) if mine is kind])
        for kind in (True, False)
    )
    for part, told in ((said, "says yes of"), (unsaid, "does not say yes of")):
        if part.units and not part.judged:
            raise NotAllowed(
                f"None of the {part.units} units that the machine {told} was judged, so how often "
                "it errs there is not known.",
                hint="Draw the sample from all units, not from the machine's proposals alone.",
            )
    whole = said.units + unsaid.units
    share, below, above = 0.0, 0.0, 0.0
    for part in (said, unsaid):
        if not part.units:
            continue
        weight, mine = part.units / whole, part.yes / part.judged
        low, high = bounds_of(part)
        share += weight * mine
        below, above = hypot(below, weight * (mine - low)), hypot(above, weight * (high - mine))
    return Corrected(
        share, max(0.0, share - below), min(1.0, share + above), said.units / whole, said, unsaid
    )


def _part(people: list[bool | None]) -> Judged:
    return Judged(len(people), sum(p is not None for p in people), sum(p is True for p in people))


def bounds_of(part: Judged) -> tuple[float, float]:
    """Wilson's bounds; judging much of what there is is worth more people (Cochran 1977)."""
    share = part.yes / part.judged
    if part.judged == part.units:
        return share, share
    return score_bounds(share, part.judged * (part.units - 1) / (part.units - part.judged))


def _yes(value: Any, column: str, at: int) -> bool | None:
    if value is None or value == "" or value != value:
        return None
    if value not in (0, 1):
        raise NotAllowed(
            f"Row {at}: {column!r} is {value!r}, which is neither 1 nor 0.",
            hint="Give 1 for yes, 0 for no, and nothing where nobody looked.",
        )
    return bool(value)
