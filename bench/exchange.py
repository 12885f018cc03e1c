"""How fast does a large study go out as REFI-QDA and come back, and is it the same?

    python bench/exchange.py [--documents 200] [--codings 100000] [--codes 1000]
    python bench/exchange.py FILE [FILE …]

The study is that of ``bench/scale``. It goes out in both flavours, comes into an empty study and
goes out again; each step runs in a process of its own and tells its peak memory. The last line
says whether the two files have the same bytes. With files, each project is read and the table says
how many of its quotations were verified, by which convention, and what was noticed.

No peer is asked side by side: the exporter of QualCoder 4.0 needs its window. Its figure in the
last column, 698 s for 200 documents with 100,000 codings, was measured once on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crosscase import study
from crosscase.errors import CrosscaseError
from crosscase.formats.projects import any_project
from crosscase.formats.refi.write import Flavour, project_bytes
from crosscase.study.keyfile import KeyFile
from scale import make

GOAL, PEER = 10.0, 698.0


def step(what: str, path: Path, other: Path, flavour: Flavour) -> dict[str, float]:
    """One way, out or in: its seconds and the peak memory of this process in MB."""
    begin = time.perf_counter()
    if what == "out":
        with study.open_study(path, "") as opened:
            other.write_bytes(project_bytes(opened.send_out().project, flavour))
    else:
        study.take_into(other, "Ada", path, KeyFile(other.with_suffix(".key")))
    seconds = time.perf_counter() - begin
    return {"s": seconds, "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def there_and_back(asked: argparse.Namespace) -> None:
    """The table of a large study that goes out, comes in and goes out again."""
    table = Table("flavour", "way", "seconds", "goal", "peak MB", "ratio to QualCoder 4.0")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = folder / "made.crosscase"
        make(made, asked.documents, asked.characters, asked.codings, asked.codes)
        for flavour in ("norm", "nvivo"):
            first, back, second = (
                folder / f"{flavour}{name}" for name in ("1.qdpx", ".crosscase", "2.qdpx")
            )
            ways = (("out", made, first), ("in", first, back), ("out", back, second))
            for what, start, end in ways:
                words = [what, str(start), str(end), flavour]
                taken = _child(*words)
                ratio = f"{PEER / taken['s']:.0f} times faster" if what == "out" else ""
                table.add_row(
                    flavour, what, f"{taken['s']:.2f}", f"{GOAL:.0f}", f"{taken['MB']:.0f}", ratio
                )
            sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second)}
            told = "the same bytes" if len(sums) == 1 else "NOT the same bytes"
            table.add_row(flavour, f"out, in, out: {told}", "", "", "", "")
    console = Console()
    console.print(
        f"{asked.documents} documents of {asked.characters:,} characters, {asked.codings:,} "
        f"codings, {asked.codes:,} codes"
    )
    console.print(table)


def read(files: list[Path]) -> None:
    """The table of projects of other programs: how well each was understood."""
    table = Table("file", "of", "codes", "codings", "verified", "remarks", "seconds")
    for file in files:
        begin = time.perf_counter()
        try:
            project = any_project(file)
        except CrosscaseError as error:
            table.add_row(file.name, "refused", "", "", str(error), "", "")
            continue
        seconds = time.perf_counter() - begin
        marked = [q for source in project.sources for q in source.quotations]
        codings = sum(len(q.codings) for q in marked)
        table.add_row(
            file.name,
            project.origin,
            str(len(project.codes)),
            str(codings),
            str(project.verified),
            str(len(project.remarks)),
            f"{seconds:.2f}",
        )
    Console().print(table)


def _child(*words: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--step", *words], capture_output=True, check=True, text=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main() -> None:
    """Measure, and print a table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--documents", type=int, default=200)
    ask.add_argument("--characters", type=int, default=30_000)
    ask.add_argument("--codings", type=int, default=100_000)
    ask.add_argument("--codes", type=int, default=1_000)
    ask.add_argument("--step", nargs=4, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.step:
        what, start, end, flavour = asked.step
        print(json.dumps(step(what, Path(start), Path(end), flavour)))
    elif asked.files:
        read(asked.files)
    else:
        there_and_back(asked)


if __name__ == "__main__":
    main()
