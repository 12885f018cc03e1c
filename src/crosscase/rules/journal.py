"""A rule about the journal: does the study hold what it tells, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.domain.journal import Differs
from crosscase.domain.snapshot import Snapshot
from crosscase.rules.rule import STUDY, Hit, Rule, not_checked, rule
from crosscase.rules.words import listed


@rule(
    "journal-differs",
    "flaw",
    reason="What was changed behind the journal's back, nobody can follow or undo.",
    reference="Lincoln and Guba 1985 (audit trail)",
    todo="Find out which program changed the file, and restore the last backup.",
)
def journal_differs(snapshot: Snapshot) -> Iterable[Hit]:
    """Rows that no entry of the journal added, took away or changed so, and missing entries."""
    if snapshot.discrepancies is None:
        yield not_checked("the rows were not compared with the journal.")
        return
    found: dict[tuple[str, Differs], list[str]] = {}
    for one in snapshot.discrepancies:
        last = f" to {one.row + one.count - 1}" if one.count > 1 else ""
        found.setdefault((one.table, one.differs), []).append(f"{one.row}{last}")
    for (table, differs), rows in found.items():
        which = f"{table.replace('_', ' ')} {listed(rows)}"
        match differs:
            case "not added":
                yield Hit(STUDY, f"In the study, and no entry added it: {which}.")
            case "gone":
                yield Hit(STUDY, f"Not in the study, and no entry took it away: {which}.")
            case "other values":
                yield Hit(STUDY, f"Not what the journal says was written: {which}.")
            case "no entry":
                yield Hit(STUDY, f"The journal misses lines: {which}.")
            case "earlier":
                yield Hit(STUDY, f"Dated before the entry ahead of it: {which}.")


RULES: tuple[Rule, ...] = (journal_differs,)
