"""Saturation of a plain table of codes by interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscase.analysis.columns import column_of, columns_of
from crosscase.analysis.frame import frame
from crosscase.analysis.saturation import Reached, assessed, fresh_in_order
from crosscase.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class TableStep:
    """One interview: the distinct codes in it, those no interview before it had, all so far."""

    interview: str
    codes: int
    new: int
    total: int


@dataclass(frozen=True, slots=True)
class TableSaturation:
    """The curve of new codes, and where it falls to each threshold; ``draws`` random orders."""

    curve: tuple[TableStep, ...]
    settings: tuple[Reached, ...]
    draws: int
    seed: int

    def rows(self) -> list[dict[str, Any]]:
        """One row an interview, in order."""
        return [
            {"interview": step.interview, "codes": step.codes, "new": step.new, "total": step.total}
            for step in self.curve
        ]

    def settings_rows(self) -> list[dict[str, Any]]:
        """One row a setting: base, run and threshold, and where it is reached (None if never)."""
        return [
            {
                "base": one.base,
                "run": one.run,
                "threshold": one.threshold,
                "reached": one.written,
                "at": one.at,
                "median": one.median,
                "low": one.low,
                "high": one.high,
                "share": one.share,
            }
            for one in self.settings
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def saturation(
    table: Any,
    *,
    interview: str = "interview",
    code: str = "code",
    bases: Sequence[int] = (4, 5, 6),
    runs: Sequence[int] = (2, 3),
    thresholds: Sequence[float] = (0.05, 0.0),
    draws: int = 1000,
    seed: int = 0,
) -> TableSaturation:
    """Whether one more interview would still bring a new code.

    ``table`` has a row a coding, with the columns ``interview`` and ``code``: a dict of columns, a
    list of dicts or a pandas DataFrame. Interviews stand in the order in which they first come; one
    in which nothing was found is a row with an empty code (None, "" or NaN), else it is missing
    from the curve and saturation looks later than it was.

    Guest, Namey and Chen (2020, PLoS ONE 15:e0232076): the new codes of a run of interviews over
    the codes of the base. The median and 90 % of ``draws`` random orders are drawn with ``seed``.
    Settings that need more interviews than there are are left out.

    Raises ``NotAllowed`` for a table without these columns, a row without an interview, and bases,
    runs or draws below one.
    """
    if min([*bases, *runs, draws], default=1) < 1:
        raise NotAllowed(
            "A base, a run or the number of draws is below one.", hint="Give whole numbers from 1."
        )
    columns = columns_of(table)
    talks, codes = column_of(columns, interview), column_of(columns, code)
    for at, talk in enumerate(talks):
        if _empty(talk):
            raise NotAllowed(
                f"Row {at + 1} has no interview.", hint="Say in which interview the code was found."
            )
    order = {talk: at for at, talk in enumerate(dict.fromkeys(talks))}
    found = {said: at for at, said in enumerate(dict.fromkeys(c for c in codes if not _empty(c)))}
    says = np.zeros((len(order), len(found)), dtype=bool)
    for talk, said in zip(talks, codes, strict=True):
        if not _empty(said):
            says[order[talk], found[said]] = True
    new = fresh_in_order(says)
    total = np.cumsum(new)
    curve = tuple(
        TableStep(str(talk), int(says[at].sum()), int(new[at]), int(total[at]))
        for talk, at in order.items()
    )
    return TableSaturation(
        curve, assessed(says, new, bases, runs, thresholds, draws, seed), draws, seed
    )


def _empty(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, float) and bool(np.isnan(cell)))
