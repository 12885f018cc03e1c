"""Memos: every dated thought in one place, with what it is about."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from crosscase.domain.codings import Memo
from crosscase.domain.snapshot import Snapshot
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["memos"])


@router.get("/memos")
def memos(opened: Opened) -> list[dict[str, Any]]:
    """All memos, newest first; ``title`` names what one is about, ``to`` is the page of it."""
    snapshot = opened.snapshot()
    coders = {coder.id: coder.name for coder in snapshot.coders}
    return [
        asdict(memo) | {"coder": coders.get(memo.coder or 0, "")} | _about(snapshot, memo)
        for memo in sorted(snapshot.memos, key=lambda m: (m.date, m.id), reverse=True)
    ]


def _about(snapshot: Snapshot, memo: Memo) -> dict[str, str]:
    number = memo.of or 0
    if memo.about == "code" and number in snapshot.code_by_id:
        return {"title": snapshot.code_by_id[number].name, "to": f"codebook/{number}"}
    if memo.about == "segment" and number in snapshot.segment_row:
        row = snapshot.segment_row[number]
        edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
        place = f"{snapshot.segments.start[row]}-{snapshot.segments.end[row]}"
        return {"title": snapshot.quote(number), "to": f"coding/{edition.source}?at={place}"}
    if memo.about == "edition" and number in snapshot.edition_by_id:
        number = snapshot.edition_by_id[number].source
    if memo.about in ("source", "edition") and number in snapshot.source_by_id:
        return {"title": snapshot.source_by_id[number].name, "to": f"coding/{number}"}
    return {"title": "", "to": ""}
