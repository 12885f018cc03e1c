"""What is told of agreement: every coefficient with its interval, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crosscase.analysis.coefficients.table import Scale
from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Measure

# Landis and Koch (1977, Biometrics 33:159) call up to 0.40 fair and what is above 0.60 substantial.
FAIR, SUBSTANTIAL = 0.40, 0.60


@dataclass(frozen=True, slots=True)
class Coefficient(Measure):
    """A measure with the 95 % interval of its bootstrap; ``why`` it is undefined, else empty."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Coefficients:
    """All coefficients of one thing: all coders (``name`` all), a pair of them, or a code.

    ``units`` were judged by two coders or more. ``prevalence`` (0 … 1) is the share of judgements
    that say the code; of coders and pairs that of the commonest value. ``percent`` is 0 … 1. At a
    level with distances ``alpha`` and ``ac2`` and the weighted kappas heed them, the others only
    ask whether two judgements are the same.
    """

    name: str
    units: int
    prevalence: float | None
    percent: Coefficient
    cohen: Coefficient
    cohen_linear: Coefficient
    cohen_quadratic: Coefficient
    scott: Coefficient
    fleiss: Coefficient
    conger: Coefficient
    light: Coefficient
    brennan_prediger: Coefficient
    pabak: Coefficient
    ac1: Coefficient
    ac2: Coefficient
    alpha: Coefficient

    @property
    def note(self) -> str:
        """The paradox of Feinstein and Cicchetti (1990, Journal of Clinical Epidemiology 43:543).

        Told where coders agree substantially beyond even chance, and kappa calls it fair at best.
        """
        even, kappa = self.brennan_prediger.value, self.fleiss.value
        if even is None or kappa is None or self.percent.value is None or self.prevalence is None:
            return ""
        if even <= SUBSTANTIAL or kappa > FAIR:
            return ""
        return (
            f"{self.percent.value:.1%} the same, yet kappa is {kappa:.2f}: with a prevalence of "
            f"{self.prevalence:.1%} chance alone would agree nearly as often. Report percent, "
            "alpha, kappa and AC1 together with the prevalence."
        )


NAMES = (
    *("percent", "cohen", "cohen_linear", "cohen_quadratic", "scott", "fleiss", "conger", "light"),
    *("brennan_prediger", "pabak", "ac1", "ac2", "alpha"),
)


@dataclass(frozen=True, slots=True)
class TableAgreement:
    """Agreement in one table: ``overall``, by pair of coders and by code.

    ``units`` are the rows; ``judgements`` the filled cells of those that two or more coders judged.
    ``bootstrap`` draws with ``seed``, of units or, where clusters were named, of ``clusters``.
    """

    level: Scale
    period: float | None
    units: int
    judgements: int
    coders: tuple[str, ...]
    overall: Coefficients
    pairs: tuple[Coefficients, ...]
    codes: tuple[Coefficients, ...]
    bootstrap: int
    seed: int
    clusters: int | None

    def rows(self) -> list[dict[str, Any]]:
        """One row a coefficient: of what, its value and interval, and why it is undefined."""
        return [
            {
                "of": of,
                "name": one.name,
                "coefficient": name,
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "why": found.why,
                "units": one.units,
                "prevalence": one.prevalence,
                "note": one.note,
            }
            for of, some in (("all", (self.overall,)), ("pair", self.pairs), ("code", self.codes))
            for one in some
            for name, found in ((name, getattr(one, name)) for name in NAMES)
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())
