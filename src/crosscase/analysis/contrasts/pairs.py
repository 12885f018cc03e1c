"""Most-similar and most-different pairs of cases, by Gower's similarity over what is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from crosscase.analysis.columns import column_of, columns_of, number_in
from crosscase.analysis.frame import frame
from crosscase.errors import NotAllowed

Design = Literal["most similar", "most different", ""]
Value = float | str | None
"""A number, a word, or None where it is not known."""

ALIKE, APART = 0.25, 0.5
"""Numbers closer than the first part of their range count as alike, from the second on as apart."""
LEAST = 0.5
"""Cases are compared where at least so many of the variables are known of both."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases. ``similarity`` is 0 (nothing in common) to 1 (the same in all that is known).

    ``difference`` is that of their outcomes, 0 to 1 of the range (words: 0 the same, 1 not); None
    where it is not known or none was named. ``agree`` and ``differ`` name variables; those in
    neither lie between. ``unknown`` ones are not known of both and count for nothing.
    """

    first: str
    second: str
    similarity: float
    difference: float | None
    outcomes: tuple[Value, Value]
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    between: tuple[str, ...]
    unknown: tuple[str, ...]
    design: Design

    @property
    def compared(self) -> int:
        """How many variables are known of both."""
        return len(self.agree) + len(self.differ) + len(self.between)

    @property
    def told(self) -> str:
        """The two outcomes, as a table shows them."""
        return " : ".join(
            "–" if v is None else str(v) if isinstance(v, str) else f"{v:.3g}"
            for v in self.outcomes
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of which enough is known, the most similar first.

    ``scarce`` are pairs of which less than ``least`` of the variables are known of both;
    ``without`` the cases whose outcome is not known.
    """

    outcome: str
    variables: tuple[str, ...]
    pairs: tuple[Pair, ...]
    scarce: tuple[tuple[str, str], ...]
    without: tuple[str, ...]
    alike: float
    apart: float
    least: float

    @property
    def similar(self) -> tuple[Pair, ...]:
        """Pairs with different outcomes, the most similar first (all, where none is named)."""
        found = [p for p in self.pairs if not self.outcome or p.design == "most similar"]
        return tuple(sorted(found, key=lambda p: (-p.similarity, -(p.difference or 0))))

    @property
    def different(self) -> tuple[Pair, ...]:
        """Pairs with the same outcome, the most different first (all, where none is named)."""
        found = [p for p in self.pairs if not self.outcome or p.design == "most different"]
        return tuple(sorted(found, key=lambda p: (p.similarity, p.difference or 0)))

    def rows(self) -> list[dict[str, Any]]:
        """One row a pair."""
        names = ("first", "second", "design", "similarity", "compared", "difference")
        lists = ("agree", "differ", "between", "unknown")
        return [
            {name: getattr(pair, name) for name in names}
            | {name: "; ".join(getattr(pair, name)) for name in lists}
            for pair in self.pairs
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def case_pairs(
    table: Any,
    *,
    case: str = "case",
    outcome: str = "",
    words: Collection[str] = (),
    alike: float = ALIKE,
    apart: float = APART,
    least: float = LEAST,
) -> Pairs:
    """Which two cases to put side by side: the most similar and the most different ones.

    ``table`` has a row a case and a column a variable; None, "" and NaN mean that it is not known
    (a question that was not put is not a no). A column is of numbers where all that is known in it
    is; the columns in ``words`` never are (numbers that only name a kind).

    Most similar: two cases alike in what may explain the outcome, with different outcomes; most
    different: unlike in it, with the same outcome (Seawright and Gerring 2008, Political Research
    Quarterly 61:294, table 1). The similarity is Gower's (1971, Biometrics 27:857, equation 1):
    the mean over the variables known of both of 1 - |x - y| / range for numbers, and of 1 for the
    same and 0 for different words; a variable that is not known of both has weight 0. The range is
    that of the cases given, so that it changes with them; where all are equal the part is 1. Every
    variable weighs the same. ``outcome`` is in no similarity.

    Two numbers count as alike up to ``alike`` of the range and as different from ``apart`` on, in
    the outcome as in the variables; the two limits are a convention of this program. Pairs of
    which less than ``least`` of the variables are known of both are not ranked.

    Raises ``NotAllowed`` for fewer than two cases, a case that stands there twice, no variable, or
    limits that are no 0 ≤ alike < apart ≤ 1.
    """
    if not (0 <= alike < apart <= 1 and 0 <= least <= 1):
        raise NotAllowed(
            f"The limits {alike:g}, {apart:g} and {least:g} cannot be used.",
            hint="Give parts of 1: alike below apart.",
        )
    columns = columns_of(table)
    cases = [str(name) for name in column_of(columns, case)]
    if len(cases) < 2 or len(set(cases)) < len(cases):
        raise NotAllowed(
            "Pairs need at least two cases, each with one row.", hint="Add cases, or join rows."
        )
    rated = _known(column_of(columns, outcome), outcome in words) if outcome else []
    read = {
        name: _known(values, name in words)
        for name, values in columns.items()
        if name not in (case, outcome)
    }
    if not read:
        raise NotAllowed(
            "The cases have no variable to compare.", hint="Give a column a construct or attribute."
        )
    ranges = {name: _range(values) for name, values in read.items()}
    pairs: list[Pair] = []
    scarce: list[tuple[str, str]] = []
    for i, j in combinations(range(len(cases)), 2):
        parts = {
            name: part
            for name, values in read.items()
            if (part := _part(values[i], values[j], ranges[name])) is not None
        }
        if not parts or len(parts) < least * len(read):
            scarce.append((cases[i], cases[j]))
            continue
        same = _part(rated[i], rated[j], _range(rated)) if outcome else None
        difference = None if same is None else 1 - same
        pairs.append(
            Pair(
                cases[i],
                cases[j],
                sum(parts.values()) / len(parts),
                difference,
                (rated[i], rated[j]) if outcome else (None, None),
                tuple(n for n, part in parts.items() if 1 - part <= alike),
                tuple(n for n, part in parts.items() if 1 - part >= apart),
                tuple(n for n, part in parts.items() if alike < 1 - part < apart),
                tuple(name for name in read if name not in parts),
                _design(difference, alike, apart),
            )
        )
    return Pairs(
        outcome,
        tuple(read),
        tuple(sorted(pairs, key=lambda p: -p.similarity)),
        tuple(scarce),
        tuple(name for name, value in zip(cases, rated, strict=False) if value is None),
        alike,
        apart,
        least,
    )


def _design(difference: float | None, alike: float, apart: float) -> Design:
    if difference is None or alike < difference < apart:
        return ""
    return "most different" if difference <= alike else "most similar"


def _known(values: Sequence[Any], words: bool) -> list[Value]:
    """What is known: numbers where all of it is, else words; None for the rest."""
    told = [None if v is None or v != v or not str(v).strip() else v for v in values]  # NaN ≠ NaN
    as_numbers = [
        None if v is None else float(v) if isinstance(v, int | float) else number_in(str(v))
        for v in told
    ]
    if words or any(v is not None and n is None for v, n in zip(told, as_numbers, strict=True)):
        return [None if v is None else str(v).strip().casefold() for v in told]
    return list(as_numbers)


def _range(values: Sequence[Value]) -> float:
    numbers = [v for v in values if isinstance(v, float)]
    return max(numbers) - min(numbers) if numbers else 0.0


def _part(one: Value, other: Value, wide: float) -> float | None:
    """How similar two values are, 0 to 1; None where one is not known."""
    if one is None or other is None:
        return None
    if isinstance(one, float) and isinstance(other, float):
        return 1 - abs(one - other) / wide if wide else 1.0
    return float(one == other)
