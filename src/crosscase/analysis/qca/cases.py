"""The cases of a table: their memberships in the outcome and in the conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from crosscase.analysis.columns import Columns, column_of, columns_of
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

Kind = Literal["crisp", "fuzzy", "multi-value"]

# A condition of more values than that would have a row for nearly every case.
MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition; ``levels`` are how many values it can have, two where it is crisp or fuzzy."""

    name: str
    kind: Kind
    levels: int

    def literal(self, value: int) -> str:
        """As QCA writes it: ``DEV``, ``~DEV``, ``DEV[2]``."""
        if self.kind == "multi-value":
            return f"{self.name}[{value}]"
        return self.name if value else f"~{self.name}"


@dataclass(frozen=True, slots=True)
class Cases:
    """``member[c][v]`` are the memberships (0 … 1) of all cases in value ``v`` of condition ``c``.

    ``y`` are those in the outcome; ``outcome`` is how it was asked for.
    """

    names: tuple[str, ...]
    outcome: str
    y: Floats
    conditions: tuple[Condition, ...]
    member: tuple[Floats, ...]

    def inside(self, term: Iterable[tuple[int, int]]) -> Floats:
        """Memberships in a conjunction of (condition, value): the minimum of its parts."""
        result = np.ones(len(self.y))
        for condition, value in term:
            result = np.minimum(result, self.member[condition][value])
        return result


def read(table: Any, outcome: str, conditions: Sequence[str], cases: str | None) -> Cases:
    """The cases of a dict of columns, a list of dicts or a data frame.

    ``outcome`` is a column, ``~column`` for its absence or ``column[2]`` for a value. ``cases`` is
    the column with the names, else cases are numbered from 1.

    Raises ``NotAllowed`` for a column that is not there, conditions that are none, named twice or
    the outcome itself, values that are no memberships, a condition at 0.5, an outcome outside
    0 … 1, and an outcome that every case has or that none has.
    """
    columns = columns_of(table)
    asked, value, absent = _outcome(outcome)
    chosen = [conditions] if isinstance(conditions, str) else list(conditions)
    if not chosen or len(set(chosen)) < len(chosen) or asked in chosen:
        raise NotAllowed(
            "The conditions are none, or one is named twice or is the outcome.",
            hint="Name each condition once, without the outcome.",
        )
    found = {name: _numbers(columns, name) for name in (asked, *chosen)}
    size = len(found[asked])
    names = column_of(columns, cases) if cases else range(1, size + 1)
    y = found[asked] if value is None else (found[asked] == value).astype(float)
    if y.max() > 1:
        raise NotAllowed(
            f"{asked!r} has the value {y.max():g}: the outcome is a membership from 0 to 1.",
            hint=f"Say which value is explained, as in {f'{asked}[2]'!r}, or calibrate it.",
        )
    y = 1 - y if absent else y
    _check(y, outcome)
    told = [_condition(name, found[name]) for name in chosen]
    return Cases(
        tuple(str(name) for name in names),
        outcome,
        y,
        tuple(one for one, _ in told),
        tuple(member for _, member in told),
    )


def _check(y: Floats, outcome: str) -> None:
    """Without both kinds of case there is nothing to compare."""
    if not (y < 0.5).any():
        raise NotAllowed(
            f"No case lacks the outcome {outcome!r}: nothing tells its causes from what all share.",
            hint="Add cases without it, or calibrate the outcome so that it tells them apart.",
        )
    if not (y > 0.5).any():
        raise NotAllowed(
            f"No case has the outcome {outcome!r}: there is nothing to explain.",
            hint="Add cases with it, or explain its absence with a ~ before its name.",
        )


def _condition(name: str, values: Floats) -> tuple[Condition, Floats]:
    whole = bool((values == np.round(values)).all())
    if whole and values.max() > MOST_VALUES:
        raise NotAllowed(
            f"The condition {name!r} has values up to {values.max():g}: these are measurements.",
            hint="Turn what was measured into a few values or memberships with calibrate().",
        )
    if whole and values.max() > 1:
        levels = int(values.max()) + 1
        one_each = values[None, :] == np.arange(levels)[:, None]
        return Condition(name, "multi-value", levels), one_each.astype(float)
    if values.max() > 1:
        raise NotAllowed(
            f"The condition {name!r} is neither memberships from 0 to 1 nor whole numbers.",
            hint="Turn what was measured into memberships with calibrate().",
        )
    if (values == 0.5).any():
        raise NotAllowed(
            f"A case is at 0.5 in {name!r}, neither in nor out: it belongs to no row.",
            hint="Decide from the case itself, and move its value or the crossover a little.",
        )
    return Condition(name, "crisp" if whole else "fuzzy", 2), np.stack([1 - values, values])


def _outcome(outcome: str) -> tuple[str, int | None, bool]:
    absent = outcome.startswith("~")
    name, bracket, value = outcome.removeprefix("~").removesuffix("]").partition("[")
    if bracket and value.isdecimal() and outcome.endswith("]"):
        return name, int(value), absent
    return outcome.removeprefix("~"), None, absent


def _numbers(columns: Columns, name: str) -> Floats:
    for at, value in enumerate(column_of(columns, name)):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = np.nan
        if not 0 <= number < np.inf:
            raise NotAllowed(
                f"Case {at + 1} has {value!r} in {name!r}, which is no membership.",
                hint="Give 0 or 1, a membership between them, or whole numbers from 0 for a "
                "condition of several values; leave out a case that has none.",
            )
    return np.array([float(value) for value in columns[name]])
