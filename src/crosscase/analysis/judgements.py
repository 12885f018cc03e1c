"""The judgements that count, as one table of columns: who said what, of which case and group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscase.domain.snapshot import Ints, Snapshot


@dataclass(frozen=True, slots=True)
class Judgements:
    """One row a coding that stands. ``code`` is the keyword after merges; 0 means none known.

    ``segment``, ``participant``, ``case`` and ``group`` are ids; ``unreviewed`` is 0 or 1.
    ``discarded`` is how many codings were left out because their passage was discarded.
    """

    coding: Ints
    coder: Ints
    code: Ints
    segment: Ints
    participant: Ints
    case: Ints
    group: Ints
    unreviewed: Ints
    discarded: int

    def only(self, rows: Ints) -> Judgements:
        """The same columns, these rows."""
        return Judgements(
            self.coding[rows],
            self.coder[rows],
            self.code[rows],
            self.segment[rows],
            self.participant[rows],
            self.case[rows],
            self.group[rows],
            self.unreviewed[rows],
            self.discarded,
        )


def judgements(snapshot: Snapshot) -> Judgements:
    """All codings that count: merges followed, discarded passages left out.

    A passage is discarded when a coder discarded it and the same coder's coding lies on it.
    """
    codings = snapshot.codings
    thrown = {(d.segment, d.coder) for d in snapshot.discards}
    keep = np.ones(len(codings.id), dtype=bool)
    if thrown:
        keep = np.array(
            [
                (int(segment), int(coder)) not in thrown
                for segment, coder in zip(codings.segment, codings.coder, strict=True)
            ],
            dtype=bool,
        )
    segment = codings.segment[keep]
    row = np.searchsorted(snapshot.segments.id, segment)
    participant = snapshot.segment_participant[row] if len(segment) else segment
    people = snapshot.participant_by_id
    case_of = _lookup({p.id: p.case or 0 for p in people.values()})
    group_of = _lookup({p.id: p.group or 0 for p in people.values()})
    return Judgements(
        codings.id[keep],
        codings.coder[keep],
        _lookup(snapshot.head_of)[codings.code[keep]],
        segment,
        participant,
        case_of[participant],
        group_of[participant],
        codings.unreviewed[keep],
        int(np.count_nonzero(~keep)),
    )


def of_constructs(snapshot: Snapshot, found: Judgements) -> Judgements:
    """The same judgements with ``code`` the construct of the keyword.

    A keyword of two constructs counts for each; a keyword of none is left out.
    """
    of = snapshot.construct_of
    rows: list[int] = []
    constructs: list[int] = []
    for row, code in enumerate(found.code.tolist()):
        for construct in sorted(of.get(code, ())):
            rows.append(row)
            constructs.append(construct)
    chosen = found.only(np.array(rows, dtype=np.int64))
    return Judgements(
        chosen.coding,
        chosen.coder,
        np.array(constructs, dtype=np.int64),
        chosen.segment,
        chosen.participant,
        chosen.case,
        chosen.group,
        chosen.unreviewed,
        found.discarded,
    )


def _lookup(values: dict[int, int]) -> Ints:
    """A table from id to value; ids that are not in ``values`` give 0."""
    table = np.zeros(max(values, default=0) + 1, dtype=np.int64)
    for number, value in values.items():
        table[number] = value
    return table
