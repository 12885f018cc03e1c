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
