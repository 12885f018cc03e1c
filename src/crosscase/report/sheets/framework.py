"""The framework matrix as a table: one row a case or participant, one column a construct."""

from __future__ import annotations

from crosscase.analysis.framework import By, FrameworkCell, Written, framework
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.sheet import Kind, Sheet, Value, made


def of_cases(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Cases by constructs; see ``_sheet``."""
    return _sheet(snapshot, "case", withheld)


def of_people(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Participants by constructs; see ``_sheet``."""
    return _sheet(snapshot, "participant", withheld)


def _sheet(snapshot: Snapshot, by: By, withheld: frozenset[int]) -> Sheet:
    """The summaries of each cell, one after the other, with the quotes that were withdrawn told.

    A summary that rests on words of one of the ``withheld`` stays out.
    """
    found = framework(snapshot, by)
    owner = dict(
        zip(snapshot.segments.id.tolist(), snapshot.segment_participant.tolist(), strict=True)
    )
    left = 0
    rows: list[tuple[Value, ...]] = []
    wide = len(found.constructs)

    def told(cell: FrameworkCell) -> str:
        nonlocal left
        kept = [w for w in cell.summaries if not {owner[s] for s in w.segments} & withheld]
        left += len(cell.summaries) - len(kept)
        several = len(kept) > 1
        return "\n".join(f"{one.coder}: {words(one)}" if several else words(one) for one in kept)

    for at, (row, name) in enumerate(found.rows):
        if by == "participant" and row in withheld:
            left += sum(len(cell.summaries) for cell in found.cells[at * wide :][:wide])
            continue
        rows.append((name, *(told(cell) for cell in found.cells[at * wide :][:wide])))
    columns: list[tuple[str, Kind]] = [(by, "name"), *((n, "words") for _, n in found.constructs)]
    why = "summaries on words of people who refused to be quoted or shared"
    return made(f"Framework matrix by {by}", snapshot, columns, rows, ((left, why),))


def words(one: Written) -> str:
    """A summary, with how many of its quotes were withdrawn."""
    if not one.lost:
        return one.text
    return f"{one.text} ({one.lost} quote{'s' * (one.lost > 1)} withdrawn)"
