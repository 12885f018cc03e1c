"""Cases by constructs: how many mention each, of how many who were asked."""

from __future__ import annotations

from crosscase.analysis.matrix import case_matrix, outcomes
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.sheet import Kind, Sheet, Value, attributes, made


def cases(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """One row a case: attributes, mean outcome, people heard, and two columns a construct.

    The first counts those who mention it, the second (``… of``) those who were asked. Nobody is
    left out of a count: it holds no words.
    """
    matrix = case_matrix(snapshot)
    known, of_case = attributes(snapshot, "case")
    rated = outcomes(snapshot)
    ids = {case.name: case.id for case in snapshot.cases}
    wide = len(matrix.constructs)
    heard: dict[int, int] = {case.id: 0 for case in snapshot.cases}
    present = {presence.participant for presence in snapshot.presences}
    for person in snapshot.participants:
        if person.case and person.id in present:
            heard[person.case] += 1
    rows: list[tuple[Value, ...]] = []
    for at, name in enumerate(matrix.cases):
        cells = matrix.cells[at * wide : (at + 1) * wide]
        counted = [number for cell in cells for number in (cell.participants, cell.asked)]
        number = ids[name]
        rows.append((name, *of_case(number), rated.get(number), heard[number], *counted))
    columns: list[tuple[str, Kind]] = [("case", "words")]
    columns += [(name, "name") for name in known]
    columns += [("outcome", "number"), ("heard", "whole")]
    for name in matrix.constructs:
        columns += [(name, "whole"), (f"{name} of", "whole")]
    unasked = sum(cell.unasked for cell in matrix.cells)
    left = (
        (sum(person.case is None for person in snapshot.participants), "people of no case"),
        (unasked, "times that somebody mentions a construct unasked"),
    )
    return made("Cases by constructs", snapshot, columns, rows, left)
