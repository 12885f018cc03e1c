"""The words behind a number: segments with speaker, source and what was judged of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.spans import Span
from crosscase.web.doors import STUDY, Opened
from crosscase.web.workspace import OpenStudy

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
    found = [_quote(snapshot, number) for number in known[:MOST]]
    places = [(quote["edition"], Span(*quote["place"])) for quote in found]
    return {"of": len(known), "quotes": with_sound(opened, found, places)}


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


def with_sound(
    opened: OpenStudy, rows: list[dict[str, Any]], places: list[tuple[int, Span]]
) -> list[dict[str, Any]]:
    """The rows with the seconds at which their words are heard, or that these are withheld."""
    with opened.at_work() as study:
        clips = study.clips(places)
    return [
        row
        | {
            "sound": [clip.begin, clip.finish] if clip and clip.allowed else None,
            "withheld": clip is not None and not clip.allowed,
        }
        for row, clip in zip(rows, clips, strict=True)
    ]


def _quote(snapshot: Snapshot, number: int) -> dict[str, Any]:
    row = snapshot.segment_row[number]
    edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
    source = snapshot.source_by_id[edition.source]
    person = snapshot.participant_by_id.get(int(snapshot.segment_participant[row]))
    case = next((c.name for c in snapshot.cases if person and c.id == person.case), "")
    return {
        "segment": number,
        "words": snapshot.quote(number),
        "edition": edition.id,
        "source": source.id,
        "source_name": source.name,
        "language": source.language,
        "place": [int(snapshot.segments.start[row]), int(snapshot.segments.end[row])],
        "participant": person.pseudonym if person else "",
        "role": person.role if person else "",
        "case": case,
    }
