"""The words behind a number: segments with speaker, source and what was judged of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["quotes"])

MOST = 500
"""Quotes in one answer."""


class Asked(BaseModel):
    """Segments by their ids."""

    segments: list[int]


@router.post("/quotes")
def quotes(opened: Opened, asked: Asked) -> dict[str, Any]:
    """The words of segments, the first ``MOST`` of them, and how many there are."""
    snapshot = opened.snapshot()
    known = [number for number in asked.segments if number in snapshot.segment_row]
    return {"of": len(known), "quotes": [_quote(snapshot, number) for number in known[:MOST]]}


@router.get("/codes/{code}/quotes")
def of_code(opened: Opened, code: int) -> dict[str, Any]:
    """The words behind a keyword, theme or construct, merges and assignments followed."""
    snapshot = opened.snapshot()
    found = judgements(snapshot)
    ideas = snapshot.construct_of
    wanted = [
        int(segment)
        for segment, keyword in zip(found.segment.tolist(), found.code.tolist(), strict=True)
        if keyword == code or code in ideas.get(keyword, ())
    ]
    return quotes(opened, Asked(segments=sorted(set(wanted))))


def _quote(snapshot: Snapshot, number: int) -> dict[str, Any]:
    row = snapshot.segment_row[number]
    edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
    source = snapshot.source_by_id[edition.source]
    person = snapshot.participant_by_id.get(int(snapshot.segment_participant[row]))
    case = next((c.name for c in snapshot.cases if person and c.id == person.case), "")
    return {
        "segment": number,
        "words": snapshot.quote(number),
        "source": source.id,
        "source_name": source.name,
        "language": source.language,
        "place": [int(snapshot.segments.start[row]), int(snapshot.segments.end[row])],
        "participant": person.pseudonym if person else "",
        "role": person.role if person else "",
        "case": case,
    }
