"""What is told of a comparison: truth table, necessary conditions, and solutions with their fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from crosscase.analysis.frame import frame
from crosscase.analysis.qca.truth import TruthTable

SolutionKind = Literal["complex", "parsimonious", "intermediate"]


@dataclass(frozen=True, slots=True)
class Term:
    """A conjunction in a model, as in ``DEV*~URB``, with its fit (0 … 1).

    ``coverage`` is the share of the outcome in it, ``unique`` what the model would lose without it.
    ``cases`` are those with a membership above 0.5.
    """

    name: str
    consistency: float | None
    pri: float | None
    coverage: float | None
    unique: float | None
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Terms any of which is enough for the outcome, and the fit (0 … 1) of all together.

    ``origins`` of an intermediate model: the complex and parsimonious models it lies between, by
    their places, as in C1P2.
    """

    terms: tuple[Term, ...]
    consistency: float | None
    pri: float | None
    coverage: float | None
    origins: tuple[str, ...]

    @property
    def name(self) -> str:
        """The model as it is written: ``DEV*URB + LIT``."""
        return " + ".join(term.name for term in self.terms)


@dataclass(frozen=True, slots=True)
class Solution:
    """All models that explain the same rows with the fewest terms.

    ``primes`` are the prime implicants they are chosen from. ``every`` is False where there are
    more models than were asked for. ``why`` there is no model, else empty.
    """

    kind: SolutionKind
    models: tuple[Model, ...]
    primes: tuple[str, ...]
    every: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Necessity:
    """A value of a condition as necessary for the outcome: its fit (0 … 1), None if undefined.

    A low ``relevance`` means that nearly every case has it, with the outcome or without.
    """

    name: str
    consistency: float | None
    relevance: float | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What makes the outcome, from ``cases`` cases; ``truth`` carries the cut-offs.

    ``expectations`` are the values of conditions expected to make the outcome; without any there
    is no ``intermediate`` solution.
    """

    outcome: str
    cases: int
    truth: TruthTable
    necessity: tuple[Necessity, ...]
    complex: Solution
    parsimonious: Solution
    intermediate: Solution | None
    expectations: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def solutions(self) -> tuple[Solution, ...]:
        """The solutions that were asked for."""
        every = (self.complex, self.parsimonious, self.intermediate)
        return tuple(one for one in every if one is not None)

    @property
    def sentence(self) -> str:
        """For the methods section."""
        asked = self.truth
        told = f"{self.outcome} in {self.cases} cases (inclusion at least {asked.incl_cut:g}"
        told += f", PRI at least {asked.pri_cut:g}). " if asked.pri_cut else "). "
        return told + asked.sentence + "".join(_told(one) for one in self.solutions)

    def rows(self) -> list[dict[str, Any]]:
        """One row a term of each model, and one, with an empty term, for the model as a whole."""
        return [row for solution in self.solutions for row in _rows(solution)]

    def necessity_rows(self) -> list[dict[str, Any]]:
        """One row a value of a condition."""
        return [
            {
                "condition": one.name,
                "consistency": one.consistency,
                "relevance": one.relevance,
                "coverage": one.coverage,
            }
            for one in self.necessity
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def _told(solution: Solution) -> str:
    if solution.why:
        return f" {solution.kind.capitalize()} solution: none. {solution.why}"
    more = "" if solution.every else " and more"
    names = "; or ".join(model.name for model in solution.models)
    many = f"{len(solution.models)}{more} models" if len(solution.models) > 1 or more else "1 model"
    return f" {solution.kind.capitalize()} solution, {many}: {names}."


def _rows(solution: Solution) -> Iterator[dict[str, Any]]:
    for number, model in enumerate(solution.models, 1):
        for term in (*model.terms, None):
            fit = term or model
            yield {
                "solution": solution.kind,
                "model": number,
                "term": term.name if term else "",
                "consistency": fit.consistency,
                "pri": fit.pri,
                "coverage": fit.coverage,
                "unique": term.unique if term else None,
                "cases": ", ".join(term.cases) if term else "",
                "formula": model.name,
            }
