"""``qca``: from a table of cases to what makes the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from crosscase.analysis.qca.answer import (
    Comparison,
    Model,
    Necessity,
    Solution,
    SolutionKind,
    Term,
)
from crosscase.analysis.qca.cases import Cases, read
from crosscase.analysis.qca.cover import models
from crosscase.analysis.qca.fit import necessity, sufficiency
from crosscase.analysis.qca.intermediate import between
from crosscase.analysis.qca.minimise import Implicant, Rows, implicants
from crosscase.analysis.qca.truth import TruthTable, truth_table
from crosscase.errors import NotAllowed, NotInStudy

Choice = tuple[Implicant, ...]


def qca(
    table: Any,
    outcome: str,
    conditions: Sequence[str],
    *,
    incl_cut: float = 1.0,
    n_cut: int = 1,
    pri_cut: float = 0.0,
    expectations: Mapping[str, int | Iterable[int]] | None = None,
    cases: str | None = None,
    most: int = 100,
) -> Comparison:
    """Which combinations of conditions make the outcome: crisp, fuzzy and multi-value QCA.

    ``table`` has a row a case: a dict of columns, a list of dicts or a pandas DataFrame. Columns
    hold 0 and 1, fuzzy memberships (0 … 1) or whole numbers from 0 (multi-value); see
    ``calibrate``. ``outcome`` is a column, ``~column`` for its absence, ``column[2]`` for a value.

    A configuration of ``conditions`` is explained where at least ``n_cut`` cases are in it and its
    inclusion and PRI (0 … 1) reach their cut-offs. The complex solution keeps to these rows; the
    parsimonious one may use every remainder; the intermediate one only those that the expected
    values of ``expectations`` make easy (Ragin 2008, Redesigning Social Inquiry, chapters 8-9).
    Each has all models with the fewest terms, at most ``most``. ``cases`` names the column with
    the names of the cases.

    Raises ``NotAllowed`` for an outcome that every case has or none, for values that are no
    memberships, for cut-offs outside 0 … 1 or fewer than one case or model, for expected values
    that a condition cannot have, and for too many conditions.
    """
    _check(incl_cut, n_cut, pri_cut, most)
    found = read(table, outcome, conditions, cases)
    truth = truth_table(found, incl_cut, n_cut, pri_cut)
    expected = _expected(found, expectations or {})
    make = _Solving(found, truth, most)
    complex_, narrow = make.solved("complex", None)
    parsimonious, wide = make.solved("parsimonious", truth.placed("0"))
    middle = make.between(narrow, wide, expected) if expected else None
    if middle and not (complex_.every and parsimonious.every):
        middle = replace(middle, every=False)
    return Comparison(
        outcome,
        len(found.y),
        truth,
        tuple(_needed(found)),
        complex_,
        parsimonious,
        middle,
        tuple((found.conditions[at].name, values) for at, values in expected.items()),
    )


class _Solving:
    """The solutions of one truth table."""

    def __init__(self, cases: Cases, truth: TruthTable, most: int) -> None:
        self.cases, self.most = cases, most
        self.levels = [condition.levels for condition in cases.conditions]
        self.positive = truth.placed("1")

    def minimal(self, negative: Rows | None) -> tuple[Choice, tuple[Choice, ...], bool]:
        """The prime implicants, the models, and whether these are all."""
        primes = implicants(self.levels, self.positive, negative)
        return primes, *models(primes, self.positive, self.most)

    def solved(self, kind: SolutionKind, negative: Rows | None) -> tuple[Solution, list[Choice]]:
        """A solution, and its models as they were chosen."""
        if not self.positive:
            why = "No configuration reaches the cut-offs: look at the truth table before lowering."
            return Solution(kind, (), (), True, why), []
        primes, chosen, every = self.minimal(negative)
        if not any(value is not None for value in primes[0]):
            why = "No configuration is known to lack the outcome: every combination would make it."
            return Solution(kind, (), (), True, why), []
        told = tuple(self._model(choice, ()) for choice in chosen)
        return Solution(kind, told, tuple(map(self._name, primes)), every), list(chosen)

    def between(
        self, narrow: list[Choice], wide: list[Choice], expected: Mapping[int, tuple[int, ...]]
    ) -> Solution:
        """The models between each complex and each parsimonious one, the same one once."""
        if not narrow or not wide:
            why = "There is none without a complex and a parsimonious solution."
            return Solution("intermediate", (), (), True, why)
        origins: dict[bytes, list[str]] = {}
        for c, one in enumerate(narrow, 1):
            for p, other in enumerate(wide, 1):
                easy = between(self.levels, one, other, expected)
                origins.setdefault(np.packbits(easy).tobytes(), []).append(f"C{c}P{p}")
        size = int(np.prod(self.levels))
        found: dict[Choice, list[str]] = {}
        primes: dict[Implicant, None] = {}
        complete = True
        for packed, names in origins.items():
            easy = np.unpackbits(np.frombuffer(packed, np.uint8), count=size).astype(bool)
            hard = np.argwhere(~easy.reshape(self.levels)).tolist()
            some, chosen, every = self.minimal([tuple(row) for row in hard])
            primes |= dict.fromkeys(some)
            complete &= every
            for choice in chosen:
                found.setdefault(choice, []).extend(names)
            if len(found) > self.most:
                break  # more than are told: what other pairs add would not be told either
        told = [self._model(choice, tuple(names)) for choice, names in found.items()]
        return Solution(
            "intermediate",
            tuple(told[: self.most]),
            tuple(map(self._name, primes)),
            complete and len(told) <= self.most,
        )

    def _name(self, implicant: Implicant) -> str:
        asked = zip(self.cases.conditions, implicant, strict=True)
        return "*".join(one.literal(value) for one, value in asked if value is not None)

    def _model(self, choice: Choice, origins: tuple[str, ...]) -> Model:
        inside = np.stack(
            [
                self.cases.inside((at, value) for at, value in enumerate(one) if value is not None)
                for one in choice
            ]
        )
        y = self.cases.y
        whole = sufficiency(inside.max(axis=0), y)
        terms = []
        for at, one in enumerate(choice):
            fit = sufficiency(inside[at], y)
            rest = sufficiency(np.delete(inside, at, axis=0).max(axis=0, initial=0), y)
            members = tuple(np.array(self.cases.names)[inside[at] > 0.5].tolist())
            unique = (whole.coverage or 0) - (rest.coverage or 0)
            terms.append(
                Term(self._name(one), fit.consistency, fit.pri, fit.coverage, unique, members)
            )
        return Model(tuple(terms), whole.consistency, whole.pri, whole.coverage, origins)


def _needed(cases: Cases) -> Iterable[Necessity]:
    for condition, member in zip(cases.conditions, cases.member, strict=True):
        for value in reversed(range(condition.levels)):
            fit = necessity(member[value], cases.y)
            name = condition.literal(value)
            yield Necessity(name, fit.consistency, fit.relevance, fit.coverage)


def _check(incl_cut: float, n_cut: int, pri_cut: float, most: int) -> None:
    for name, cut in (("incl_cut", incl_cut), ("pri_cut", pri_cut)):
        if not 0 <= cut <= 1:
            raise NotAllowed(
                f"{name} is {cut:g}, which is no share.", hint="Give a number from 0 to 1."
            )
    for name, least in (("n_cut", n_cut), ("most", most)):
        if least < 1:
            raise NotAllowed(f"{name} is {least}.", hint="Give 1 or more.")


def _expected(
    cases: Cases, expectations: Mapping[str, int | Iterable[int]]
) -> dict[int, tuple[int, ...]]:
    """The expected values by the place of the condition, in the order of the conditions."""
    places = {condition.name: at for at, condition in enumerate(cases.conditions)}
    result = {}
    for name, given in expectations.items():
        if name not in places:
            raise NotInStudy.named("condition", name, places)
        values = tuple(sorted({given} if isinstance(given, int) else set(given)))
        levels = cases.conditions[places[name]].levels
        if not set(values) <= set(range(levels)):
            raise NotAllowed(
                f"{name!r} is expected to be {', '.join(map(str, values))}, which it never is.",
                hint=f"Its values are 0 to {levels - 1}: 1 expects its presence, 0 its absence.",
            )
        result[places[name]] = values
    return dict(sorted(result.items()))
