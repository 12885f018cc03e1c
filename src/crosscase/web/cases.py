"""Cases: each on its own page, before it is compared with any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from crosscase.analysis.matrix import outcomes
from crosscase.analysis.within import Quote, Said, case_page
from crosscase.errors import NotInStudy
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["cases"])


@router.get("/cases")
def cases(opened: Opened) -> list[dict[str, Any]]:
    """The cases in the study's order, with their people and their outcome."""
    snapshot = opened.snapshot()
    rated = outcomes(snapshot)
    people = [person.case for person in snapshot.participants]
    return [
        {"id": c.id, "name": c.name, "people": people.count(c.id), "outcome": rated.get(c.id)}
        for c in snapshot.cases
    ]


@router.get("/cases/{case}")
def case(opened: Opened, case: int) -> dict[str, Any]:
    """Everything of one case; words are given as the ids of their segments."""
    snapshot = opened.snapshot()
    name = next((c.name for c in snapshot.cases if c.id == case), None)
    if name is None:
        raise NotInStudy("This case is not in the study any more.", hint="Choose another.")
    page = case_page(snapshot, name)
    quotes = [q for said in (*page.constructs, *page.keywords) for q in said.quotes]
    return {
        "id": case,
        "name": name,
        "attributes": page.attributes,
        "outcome": page.outcome,
        "ratings": [asdict(r) | {"quote": _segments([r.quote])} for r in page.ratings],
        "participants": [asdict(p) for p in page.participants],
        "heard": page.heard,
        "uncoded": page.uncoded,
        "constructs": [_said(s) for s in page.constructs],
        "keywords": [_said(s) for s in page.keywords],
        "evidence": [asdict(e) | {"quote": _segments([e.quote])} for e in page.evidence],
        "passages": [
            {"segment": q.segment, "participant": q.participant, "words": q.words}
            for q in sorted({q.segment: q for q in quotes}.values(), key=lambda q: q.segment)
        ],
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "code": said.code,
        "constructs": said.constructs,
        "participants": said.participants,
        "mentions": said.mentions,
        "segments": _segments(said.quotes),
    }


def _segments(quotes: Iterable[Quote | None]) -> list[int]:
    return [q.segment for q in quotes if q is not None]
