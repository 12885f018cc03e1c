"""How long a comparison of ten conditions takes.

    python bench/qca.py [--conditions 10] [--runs 3] [--most 100]

Cases are drawn with a fixed seed: the outcome follows from three combinations of the conditions,
and in a share of the cases it is turned round, which makes the truth table ragged and the models
many. Fuzzy memberships are drawn around the same corners. Each run is everything ``qca`` tells:
truth table, necessity, complex, parsimonious and intermediate solutions with their fit.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from crosscase.analysis.qca import Solution, qca

SIZES = ((20, 0.0), (20, 0.1), (50, 0.0), (50, 0.1), (100, 0.0), (100, 0.1))


def drawn(cases: int, conditions: int, turned: float, fuzzy: bool) -> dict[str, Any]:
    """A table of cases whose outcome has three causes, and noise."""
    generator = np.random.default_rng(7)
    corner = generator.integers(0, 2, (cases, conditions))
    causes = (corner[:, [0, 1]] == 1, corner[:, [2, 3]] == [1, 0], corner[:, [4, 5]] == [0, 1])
    outcome = np.any([cause.all(axis=1) for cause in causes], axis=0)
    outcome ^= generator.random(cases) < turned
    every = np.column_stack([corner, outcome]).astype(float)
    if fuzzy:
        every = np.abs(every - generator.integers(0, 8, every.shape) / 20)
    return {f"C{at + 1}": every[:, at].tolist() for at in range(conditions)} | {
        "Y": every[:, -1].tolist()
    }


def said(solution: Solution | None) -> str:
    """How many models, of how many terms, from how many prime implicants."""
    if solution is None or not solution.models:
        return "none"
    many = f"{len(solution.models)}{'' if solution.every else '+'}"
    return f"{many} of {len(solution.models[0].terms)}, {len(solution.primes)} primes"


def main() -> None:
    """One table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--conditions", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--most", type=int, default=100)
    given = parser.parse_args()
    names = [f"C{at + 1}" for at in range(given.conditions)]
    table = Table(title=f"{given.conditions} conditions, at most {given.most} models a solution")
    for column in ("cases", "turned", "kind", "rows with cases", "median", "slowest"):
        table.add_column(column, justify="right")
    for column in ("complex", "parsimonious", "intermediate"):
        table.add_column(column, justify="right")
    for cases, turned in SIZES:
        for fuzzy in (False, True):
            data = drawn(cases, given.conditions, turned, fuzzy)
            times = []
            for _ in range(given.runs):
                start = time.perf_counter()
                found = qca(
                    data,
                    "Y",
                    names,
                    incl_cut=0.8,
                    expectations=dict.fromkeys(names, 1),
                    most=given.most,
                )
                times.append(time.perf_counter() - start)
            table.add_row(
                str(cases),
                f"{turned:.0%}",
                "fuzzy" if fuzzy else "crisp",
                str(len(found.truth.observed)),
                f"{statistics.median(times):.2f} s",
                f"{max(times):.2f} s",
                *map(said, (found.complex, found.parsimonious, found.intermediate)),
            )
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
