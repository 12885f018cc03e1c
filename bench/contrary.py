"""How many contradictions of a study a search for negative cases finds.

    python bench/contrary.py [FOLDER]

The evidence against every proposition is taken out of a copy of the study (``examples/sim`` unless
a folder is named), which is then searched as ``crosscase contrary`` does. A row a proposition: the
passages looked at, those that a coder holds to be evidence against it, how many of these stand in
the first 10 and the first 20, and how many would by chance among the passages that are coded with
a cause of the proposition and are no evidence of it yet.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crosscase import study
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Proposition
from crosscase.study import Study

FIRST = (10, 20)
SIM = Path(__file__).parents[1] / "examples" / "sim"


def rows(opened: Study) -> list[tuple[str, ...]]:
    """What the search finds of each proposition that has evidence against it."""
    snapshot = opened.snapshot()
    against = [e for e in snapshot.evidence if e.stance == "contradicts"]
    opened.entries.remove("evidence", [e.id for e in against])
    found = []
    for claim in snapshot.propositions:
        planted = {e.segment for e in against if e.proposition == claim.id}
        if not planted:
            continue
        done = opened.search_contrary(claim.label, most=max(FIRST))
        waiting = [s.segment for s in opened.waiting("contrary") if s.into == claim.id]
        hits = [str(sum(s in planted for s in waiting[:first])) for first in FIRST]
        chance = FIRST[0] * share(opened.snapshot(), claim, planted)
        found.append((claim.label, str(done.over), str(len(planted)), *hits, f"{chance:.1f}"))
    return found


def share(snapshot: Snapshot, claim: Proposition, planted: set[int | None]) -> float:
    """Of the passages coded with a cause and no evidence of the claim, those that contradict it."""
    causes = {cause.code for cause in snapshot.causes if cause.proposition == claim.id}
    weighed = {e.segment for e in snapshot.evidence if e.proposition == claim.id}
    pairs = zip(snapshot.codings.segment.tolist(), snapshot.codings.code.tolist(), strict=True)
    about = {s for s, code in pairs if causes & snapshot.construct_of[code]} - weighed
    return len(about & planted) / len(about)


def main() -> None:
    """Load, hide, search, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SIM)
    folder = parser.parse_args().folder
    table = Table(
        "proposition", "passages", "against it", "first 10", "first 20", "by chance in 10"
    )
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "searched.crosscase"
        with study.create(path, "bench") as opened:
            opened.load(folder, study.key_of(path))
            opened.decide_from(folder / "decisions.csv")
            for row in rows(opened):
                table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
