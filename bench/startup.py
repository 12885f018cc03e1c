"""How long a command takes to start: ``python bench/startup.py [STUDY] [--runs 5]``.

Prints a table: the command, how many modules it imports, and the median of the seconds it takes
from the shell and back. Without a study one is made of the example's decisions.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIM = Path(__file__).parent.parent / "examples" / "sim"
RUN = [sys.executable, "-c", "from crosscase.cli import main; main()"]


def main() -> None:
    """Time the commands, one after the other."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("study", nargs="?", type=Path, help="a study; by default the example")
    asked.add_argument("--runs", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = given.study or example(Path(folder))
        print(f"{'command':<28}{'modules':>8}{'seconds':>9}")
        for words in (
            ["--help"],
            ["count", "--help"],
            ["count", str(study), "--quiet"],
            ["compare", str(study), "--quiet"],
            ["propose", str(study), "--quiet"],
            ["history", str(study), "--quiet"],
        ):
            shown = " ".join(word if word != str(study) else "STUDY" for word in words)
            print(f"{shown:<28}{modules(words):>8}{seconds(words, given.runs):>9.2f}", flush=True)


def example(folder: Path) -> Path:
    """The example study, loaded and decided."""
    study = folder / "sim.crosscase"
    ran("load", str(SIM), "-o", str(study), "--as", "lin", "--quiet")
    ran("decide", str(study), "--from", str(SIM / "decisions.csv"), "--as", "lin", "--quiet")
    return study


def modules(words: list[str]) -> int:
    """How many modules Python imports for the command."""
    timed = [sys.executable, "-X", "importtime", *RUN[1:], *words]
    told = subprocess.run(timed, capture_output=True, text=True, check=True).stderr
    return sum(line.startswith("import time:") for line in told.splitlines()) - 1


def seconds(words: list[str], runs: int) -> float:
    """The median of the wall time of ``runs`` runs."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        ran(*words)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def ran(*words: str) -> None:
    """Run the command to its end."""
    subprocess.run([*RUN, *words], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
