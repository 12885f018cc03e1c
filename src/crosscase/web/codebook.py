"""The codebook: keywords, themes and constructs, where they belong and how often they are used."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["codebook"])


@router.get("/codes")
def codes(opened: Opened) -> list[dict[str, Any]]:
    """All codes with their number of codings, what they belong to and what they merged into."""
    snapshot = opened.snapshot()
    used = Counter(snapshot.codings.code.tolist())
    belongs: dict[int, list[int]] = {}
    for link in snapshot.assignments:
        belongs.setdefault(link.keyword, []).append(link.to)
    into = {merge.keyword: merge.into for merge in snapshot.merges}
    return [
        asdict(code)
        | {"used": used[code.id], "belongs": belongs.get(code.id, []), "into": into.get(code.id)}
        for code in snapshot.codes
    ]


@router.get("/codebook/{day}")
def on(opened: Opened, day: str) -> dict[str, Any]:
    """The codebook as on a day, and what has become of it since."""
    with opened.at_work() as study:
        then, since = study.codebook_on(day)
    names = {code.id: code.name for code in then.codes}
    return {
        "n": then.n,
        "codes": [
            {
                "name": code.name,
                "kind": code.kind,
                "definition": code.definition,
                "under": sorted(names[a.to] for a in then.assignments if a.keyword == code.id),
                "into": next((names[m.into] for m in then.merges if m.keyword == code.id), ""),
            }
            for code in then.codes
        ],
        "since": [asdict(change) for change in since],
    }
