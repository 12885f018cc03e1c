"""Krippendorff's alpha where coders also decide where a passage begins and ends."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscase.analysis.coefficients.answer import Coefficient
from crosscase.analysis.coefficients.table import Places
from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats
from crosscase.errors import NotAllowed

Passage = tuple[Hashable, int, int, Hashable]


@dataclass(frozen=True, slots=True)
class CategoryAlpha:
    """(k)uα of one category; ``coverage`` (0 … 1) is the share of its length that it is of."""

    name: str
    alpha: Coefficient
    coverage: float


@dataclass(frozen=True, slots=True)
class Unitizing:
    """Agreement on the passages of a continuum of ``length`` characters, seconds or frames.

    ``relevant`` (|uα) asks only what was marked and what was not; ``all`` (uα) asks also as what;
    ``coding`` (cuα) asks as what, where two coders both marked something, which is ``coverage``
    (0 … 1) of the continuum; ``categories`` are its parts, (k)uα. With several ``sources`` each has
    the interval of ``bootstrap`` draws of whole sources; one continuum alone has none.
    """

    length: int
    coders: tuple[str, ...]
    relevant: Coefficient
    all: Coefficient
    coding: Coefficient
    coverage: float
    categories: tuple[CategoryAlpha, ...]
    sources: int = 1
    bootstrap: int = 0
    seed: int = 0

    def rows(self) -> list[dict[str, Any]]:
        """One row a coefficient: value, interval, what share it is of, and why it is undefined."""
        told = [
            ("|uα", "", self.relevant, 1.0),
            ("uα", "", self.all, 1.0),
            ("cuα", "", self.coding, self.coverage),
            *(("(k)uα", one.name, one.alpha, one.coverage) for one in self.categories),
        ]
        return [
            {
                "coefficient": name,
                "category": category,
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "coverage": coverage,
                "why": found.why,
            }
            for name, category, found, coverage in told
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


@dataclass(frozen=True, slots=True)
class _Continuum:
    """Cut wherever a passage of anyone begins or ends. ``place`` and ``unit`` (coders × cuts) are
    the category, 0 for a gap, and the passage, 0 for none, of each coder; ``width`` the lengths.
    """

    place: Places
    unit: Places
    width: Floats


@dataclass(frozen=True, slots=True)
class Sums:
    """What the coefficients are made of; sums of several continua are those of all, end to end.

    ``met``: of each two values the length at which they meet, 0 being a gap. Of each value the
    pairs of places that are never paired: ``alone`` within one passage, ``both`` within what
    another coder marked of it.
    """

    met: Floats
    alone: Floats
    both: Floats


def unitizing(
    rows: Iterable[Passage], length: int, *, coders: Sequence[Hashable] | None = None
) -> Unitizing:
    """How far coders agree on where passages are and what they are.

    ``rows`` are (coder, start, end, category), the end not included, on a continuum from 0 to
    ``length``, in whole characters (or seconds, or frames). ``coders`` names also those who marked
    nothing.

    The family of Krippendorff, Mathet, Bouvry and Widlöcher (2016, Quality & Quantity 50:2347):
    coincidences are the lengths at which two coders meet (equation 1); those expected are of any
    two places, save that a passage is never paired with itself and a place in a gap not with itself
    (equation 4). |uα is equation 6, uα 5a, cuα 10 and 11, (k)uα 13b, all nominal.

    Raises ``NotAllowed`` for fewer than two coders, for passages that are not whole numbers within
    the continuum, and for a coder's passages that overlap.
    """
    given = list(rows)
    people = list(dict.fromkeys([row[0] for row in given] if coders is None else coders))
    names = sorted({row[3] for row in given}, key=str)
    return told(summed(given, length, people, names), length, people, names)


def told(
    sums: Sums, length: int, people: Sequence[Hashable], names: Sequence[Hashable]
) -> Unitizing:
    """The coefficients that these sums give."""
    met = sums.met
    chance = _chance(met.sum(axis=1), sums.alone)
    coded = met[1:, 1:]
    guess = _chance(coded.sum(axis=1), sums.both[1:])
    return Unitizing(
        length,
        tuple(str(person) for person in people),
        _alpha(met[0, 1:].sum(), chance[0, 1:].sum(), "All is marked, or nothing is."),
        _alpha(_off(met), _off(chance), "Everything has one category, or nothing is marked."),
        _alpha(_off(coded), _off(guess), "Where two coders marked something, all is one category."),
        float(coded.sum() / met.sum()),
        tuple(
            CategoryAlpha(
                str(name),
                _of_category(at, coded, guess),
                # A category that a draw of sources leaves out has no length to be a share of.
                float(coded[at].sum() / max(met[at + 1].sum(), 1e-300)),
            )
            for at, name in enumerate(names)
        ),
    )


def summed(
    given: Sequence[Passage], length: int, people: Sequence[Hashable], names: Sequence[Hashable]
) -> Sums:
    """What one continuum adds to the coefficients; ``names`` are the categories, in order."""
    _check(given, length, people)
    return _coincidences(_cut(given, length, people, names), len(people), len(names) + 1)


def _coincidences(cut: _Continuum, many: int, size: int) -> Sums:
    passages = int(cut.unit.max()) + 1
    met = np.zeros((size, size))
    alone, both = np.zeros(size), np.zeros(size)
    for one, (place, unit) in enumerate(zip(cut.place, cut.unit, strict=True)):
        value = np.zeros(passages, dtype=np.int64)
        value[unit] = place
        pairs = _summed(unit, cut.width, passages)
        # The places of a gap do not belong together: each is only not paired with itself.
        pairs[1:] **= 2
        alone += _summed(value, pairs, size)
        for other in range(many):
            if other == one:
                continue
            meeting = _summed(place * size + cut.place[other], cut.width, size * size)
            met += meeting.reshape(size, size) / (many - 1)
            marked = np.where(cut.place[other] > 0, cut.width, 0)
            both += _summed(value, _summed(unit, marked, passages) ** 2, size) / (many - 1)
    return Sums(met, alone, both)


def _summed(by: Places, weight: Floats, size: int) -> Floats:
    result: Floats = np.bincount(by, weights=weight, minlength=size).astype(np.float64)
    return result


def _chance(margin: Floats, own: Floats) -> Floats:
    """Equations 4 and 10: of all pairs but the ``own`` ones, scaled to as many as were observed."""
    total = margin.sum()
    pairs = np.outer(margin, margin) - np.diag(own)
    possible = total**2 - own.sum()
    result: Floats = total * pairs / possible if possible > 0 else np.zeros_like(pairs)
    return result


def _off(matrix: Floats) -> float:
    return float(matrix.sum() - np.trace(matrix))


def _alpha(observed: float, expected: float, why: str) -> Coefficient:
    # What is nothing but the rounding of sums is no chance to disagree.
    if expected <= 1e-9:
        return Coefficient(None, why=why)
    return Coefficient(float(1 - observed / expected))


def _of_category(at: int, coded: Floats, guess: Floats) -> Coefficient:
    """Equation 13b: how much of the category meets others, beside how much would by chance."""
    margin, expected = coded[at].sum(), guess[at].sum()
    if margin <= 0:
        return Coefficient(None, why="Nobody else marked anything where it was given.")
    observed = (margin - coded[at, at]) / margin
    share = (expected - guess[at, at]) / expected if expected > 0 else 0.0
    return _alpha(observed, share, "Where two coders marked something, all is this category.")


def _cut(
    given: Sequence[Passage], length: int, people: Sequence[Hashable], names: Sequence[Hashable]
) -> _Continuum:
    where = {name: at + 1 for at, name in enumerate(names)}
    seat = {person: at for at, person in enumerate(people)}
    edges = np.unique([0, length, *(edge for row in given for edge in row[1:3])])
    place = np.zeros((len(people), len(edges) - 1), dtype=np.int64)
    unit = np.zeros_like(place)
    for number, (coder, start, end, category) in enumerate(given, 1):
        here = slice(*np.searchsorted(edges, (start, end)))
        place[seat[coder], here] = where[category]
        unit[seat[coder], here] = number
    return _Continuum(place, unit, np.diff(edges).astype(np.float64))


def _check(given: Sequence[Passage], length: int, people: Sequence[Hashable]) -> None:
    if len(people) < 2:
        raise NotAllowed(
            f"The passages are of {len(people)} coder; agreement needs two.",
            hint="Name those who marked nothing too: coders=[…].",
        )
    last: dict[Hashable, tuple[int, Passage]] = {}
    for row in given:
        coder, start, end, _ = row
        if coder not in people:
            raise NotAllowed(
                f"The passage {row!r} is of a coder who is not named.",
                hint=f"Named are {', '.join(map(str, people))}.",
            )
        if not all(map(_whole, (start, end, length))) or not 0 <= start < end <= length:
            raise NotAllowed(
                f"The passage {row!r} is not within 0 to {length} in whole numbers.",
                hint="Count characters, seconds or frames from 0; the end is not included.",
            )
    for row in sorted(given, key=lambda row: row[1]):
        until, before = last.get(row[0], (0, row))
        if row[1] < until:
            raise NotAllowed(
                f"The passages {before!r} and {row!r} of one coder overlap.",
                hint="Ask for each category by itself, or for those that exclude one another.",
            )
        last[row[0]] = (row[2], row)


def _whole(edge: object) -> bool:
    return isinstance(edge, int | np.integer) or (isinstance(edge, float) and edge.is_integer())
