"""The study as a coder may see it while units are coded blind: without what others judged there."""

from __future__ import annotations

import dataclasses

import numpy as np

from crosscase.domain.snapshot import CodingColumns, Snapshot


def blind_sources(snapshot: Snapshot, coder: str) -> frozenset[int]:
    """The sources of which ``coder`` sees only their own judgements.

    They are those of a double coding of this coder in which one of the two is not done.
    """
    me = next((c.id for c in snapshot.coders if c.name == coder), 0)
    mine = {d.id for d in snapshot.double_codings if d.blinds(me)}
    rows = [
        snapshot.segment_row[unit.segment]
        for unit in snapshot.double_units
        if unit.double_coding in mine
    ]
    editions = set(snapshot.segments.edition[rows].tolist()) if rows else set()
    return frozenset(snapshot.edition_by_id[edition].source for edition in editions)


def blinded(snapshot: Snapshot, coder: str) -> Snapshot:
    """The snapshot without codings, discards, evidence and memos of others in those sources.

    Whatever is counted of it counts the coder's own work there, and everybody's elsewhere.
    """
    sources = blind_sources(snapshot, coder)
    if not sources:
        return snapshot
    me = next(c.id for c in snapshot.coders if c.name == coder)
    editions = [e.id for e in snapshot.editions if e.source in sources]
    hidden = snapshot.segments.id[np.isin(snapshot.segments.edition, editions)]
    there = set(hidden.tolist())
    columns = snapshot.codings
    kept = (columns.coder == me) | ~np.isin(columns.segment, hidden)
    return dataclasses.replace(
        snapshot,
        codings=CodingColumns(
            *(getattr(columns, field.name)[kept] for field in dataclasses.fields(columns))
        ),
        discards=tuple(d for d in snapshot.discards if d.coder == me or d.segment not in there),
        evidence=tuple(e for e in snapshot.evidence if e.coder == me or e.segment not in there),
        memos=tuple(
            m for m in snapshot.memos if m.coder == me or m.about != "segment" or m.of not in there
        ),
    )
