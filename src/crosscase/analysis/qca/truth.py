"""The truth table: what the cases of each configuration say of the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Literal

import numpy as np

from crosscase.analysis.frame import frame
from crosscase.analysis.qca.cases import Cases, Condition
from crosscase.analysis.qca.fit import sufficiency

Output = Literal["1", "0", "?"]
Values = tuple[int, ...]

# A share that is the cut-off itself must reach it, whatever its last bit is.
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """A configuration. ``output``: 1, 0, or ? for a remainder, of which too few cases tell.

    ``number`` counts from 1 through all configurations, the last condition fastest. ``cases`` are
    those with a membership above 0.5; ``inclusion`` and ``pri`` (0 … 1) are of all cases, None
    where none is in the row. A ``contradictory`` row has cases with the outcome and without it.
    """

    number: int
    values: Values
    output: Output
    cases: tuple[str, ...]
    inclusion: float | None
    pri: float | None
    contradictory: bool

    @property
    def n(self) -> int:
        """The number of cases in the row."""
        return len(self.cases)


@dataclass(frozen=True, slots=True)
class TruthTable:
    """The rows that have cases, by number, and what they were asked with.

    ``possible`` is the number of all configurations.
    """

    outcome: str
    conditions: tuple[Condition, ...]
    incl_cut: float
    n_cut: int
    pri_cut: float
    observed: tuple[Row, ...]
    possible: int

    @property
    def contradictions(self) -> tuple[Row, ...]:
        """The rows in which cases are alike in every condition and differ in the outcome."""
        return tuple(row for row in self.observed if row.contradictory)

    @property
    def remainders(self) -> int:
        """How many configurations are unknown: without cases, or with fewer than ``n_cut``."""
        return self.possible - sum(row.output != "?" for row in self.observed)

    @property
    def sentence(self) -> str:
        """For the methods section: how limited the diversity is, and the contradictions."""
        known = self.possible - self.remainders
        apart = self.contradictions
        told = "; ".join(f"row {row.number} ({', '.join(row.cases)})" for row in apart)
        return (
            f"{len(self.conditions)} conditions make {self.possible:,} configurations, of which "
            f"{known:,} ({known / self.possible:.1%}) are known from {self.n_cut} or more "
            f"cases and {self.remainders:,} are remainders. "
            + (f"Contradictory: {told}." if apart else "No row is contradictory.")
        )

    def placed(self, output: Output) -> tuple[Values, ...]:
        """The values of the observed rows with this output."""
        return tuple(row.values for row in self.observed if row.output == output)

    def all_rows(self) -> Iterator[Row]:
        """Every configuration, those without cases too."""
        known: Mapping[int, Row] = {row.number: row for row in self.observed}
        every = product(*(range(condition.levels) for condition in self.conditions))
        for number, values in enumerate(every, 1):
            yield known.get(number) or Row(number, values, "?", (), None, None, False)

    def rows(self, *, complete: bool = False) -> list[dict[str, Any]]:
        """One row a configuration that has cases, or with ``complete`` every one."""
        return [
            {
                "row": row.number,
                **{c.name: v for c, v in zip(self.conditions, row.values, strict=True)},
                "output": row.output,
                "n": row.n,
                "inclusion": row.inclusion,
                "pri": row.pri,
                "contradictory": row.contradictory,
                "cases": ", ".join(row.cases),
            }
            for row in (self.all_rows() if complete else self.observed)
        ]

    def to_frame(self, *, complete: bool = False) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows(complete=complete))


def truth_table(cases: Cases, incl_cut: float, n_cut: int, pri_cut: float) -> TruthTable:
    """The configurations of the cases (Ragin 2008, Redesigning Social Inquiry, chapter 7).

    A configuration is explained (1) where it has ``n_cut`` cases, and its inclusion and PRI reach
    their cut-offs; it is not (0) where only these fall short; else it is a remainder (?).
    """
    levels = [condition.levels for condition in cases.conditions]
    placed = np.stack([member.argmax(axis=0) for member in cases.member], axis=1)
    where: dict[Values, list[int]] = {}
    for at, values in enumerate(placed.tolist()):
        where.setdefault(tuple(values), []).append(at)
    observed = []
    for values, some in sorted(where.items()):
        fit = sufficiency(cases.inside(enumerate(values)), cases.y)
        reached = (fit.consistency or 0) >= incl_cut - NEAR and (fit.pri or 0) >= pri_cut - NEAR
        observed.append(
            Row(
                int(np.ravel_multi_index(values, levels)) + 1,
                values,
                "?" if len(some) < n_cut else "1" if reached else "0",
                tuple(cases.names[at] for at in some),
                fit.consistency,
                fit.pri,
                bool((cases.y[some] > 0.5).any() and (cases.y[some] < 0.5).any()),
            )
        )
    return TruthTable(
        cases.outcome, cases.conditions, incl_cut, n_cut, pri_cut, tuple(observed), prod(levels)
    )
