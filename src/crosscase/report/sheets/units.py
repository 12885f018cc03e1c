"""What two coders judged of the same units: a row a unit and code, a column a coder."""

from __future__ import annotations

from crosscase.analysis.double import SHARE, double, refuse_blind
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.sheet import Kind, Sheet, Value, made


def units(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Every unit that both coders had before them, by each code that either of them gave anywhere.

    1: this coder gave the code to the unit; 0: not. Discards are the code "(discarded)". It holds
    no words, so whoever is ``withheld`` counts. Raises ``NotAllowed`` where no two coders worked on
    one source, and while one of them codes frozen units blind.
    """
    both = double(snapshot, None, SHARE)
    refuse_blind(snapshot, both.coders)
    codes = snapshot.code_by_id
    judged: dict[tuple[str, str], list[set[int]]] = {
        (codes[number].kind, codes[number].name): [
            {unit for unit, code in side if code == number} for side in sides
        ]
        for sides in (both.keywords, both.constructs)
        for number in sorted({code for side in sides for _, code in side})
    }
    if any(both.discards):
        judged["discard", "(discarded)"] = list(both.discards)
    columns: list[tuple[str, Kind]] = [
        ("unit", "whole"),
        ("source", "name"),
        ("kind", "name"),
        ("code", "name"),
        *((coder, "whole") for coder in both.coders),
    ]
    rows: list[tuple[Value, ...]] = [
        (unit + 1, both.source_of[unit], kind, name, *(int(unit in side) for side in sides))
        for (kind, name), sides in judged.items()
        for unit in range(both.units)
    ]
    return made("Units of agreement", snapshot, columns, rows)
