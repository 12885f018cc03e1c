"""How long all coefficients of agreement take, beside the ``krippendorff`` package.

    python bench/agreement.py [--draws 1000] [--runs 3]

Five coders judge units drawn with a fixed seed; a fifth of the judgements is missing. Each size is
run in a process of its own, so that its peak of memory is its own. Ours is everything: thirteen
coefficients overall, of each pair and of each code, with intervals. The package's is one nominal
alpha and no interval, which a bootstrap would repeat for every draw. The two alphas are compared
before a time is printed. Where the package would ask for more memory than ``LIMIT`` it is not run.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from typing import Any

import krippendorff
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from crosscase.analysis.coefficients import agreement

SIZES = ((2_000, 5), (20_000, 20), (100_000, 200))
CODERS = 5
LIMIT = 4 * 2**30
SAME = 1e-10


def drawn(units: int, values: int) -> NDArray[np.float64]:
    """Judgements of coders who mostly see what is there."""
    generator = np.random.default_rng(7)
    truth = generator.integers(0, values, (units, 1))
    guess = generator.integers(0, values, (units, CODERS))
    table = np.where(generator.random((units, CODERS)) < 0.8, truth, guess).astype(np.float64)
    table[generator.random((units, CODERS)) < 0.2] = np.nan
    return table


def asked(units: int, values: int) -> int:
    """Bytes of the array, units × values × values, that the package makes."""
    return units * values * values * 8


def one(units: int, values: int, draws: int, runs: int) -> dict[str, Any]:
    """Times and memory of one size."""
    table = drawn(units, values)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = agreement(table, bootstrap=draws)
        times.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    alpha = found.overall.alpha.value
    assert isinstance(alpha, float)
    result: dict[str, Any] = {"alpha": alpha, "ours": times, "memory": memory}
    if asked(units, values) <= LIMIT:
        theirs = []
        for _ in range(runs):
            start = time.perf_counter()
            other = krippendorff.alpha(reliability_data=table.T, level_of_measurement="nominal")
            theirs.append(time.perf_counter() - start)
        result |= {"theirs": theirs, "apart": abs(other - alpha)}
        if result["apart"] > SAME:
            raise SystemExit(f"The answers differ by {result['apart']:.1e}: no time is printed.")
    return result


def main() -> None:
    """Each size in its own process, then one table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", type=int, nargs=2, metavar=("UNITS", "VALUES"))
    given = parser.parse_args()
    if given.one:
        units, values = given.one
        print(json.dumps(one(units, values, given.draws, given.runs)))
        return
    table = Table(title=f"{CODERS} coders, 20 % missing, {given.draws:,} draws")
    for column in ("units × values", "all, median", "slowest", "peak", "krippendorff, once"):
        table.add_column(column, justify="right")
    for column in ("alphas apart", "its bootstrap"):
        table.add_column(column, justify="right")
    for units, values in SIZES:
        words = [sys.executable, __file__, "--one", str(units), str(values)]
        words += ["--draws", str(given.draws), "--runs", str(given.runs)]
        found = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
        middle, most = statistics.median(found["ours"]), max(found["ours"])
        told = [f"{units:,} × {values}", f"{middle:.2f} s", f"{most:.2f} s"]
        told.append(f"{found['memory'] / 2**20:.0f} MiB")
        if "theirs" in found:
            once = statistics.median(found["theirs"])
            told += [f"{once:.3f} s", f"{found['apart']:.0e}"]
            told.append(f"{once * (given.draws + 1):.0f} s, reckoned, not run")
        else:
            told += [f"not run: asks {asked(units, values) / 2**30:.1f} GiB", "-", "not run"]
        table.add_row(*told)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
