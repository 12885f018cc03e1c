"""The codebook: keywords, themes and constructs, where they belong and how often they are used."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Response

from crosscase.analysis.data_structure import of_study
from crosscase.engines.phrases import telling_words
from crosscase.report.draw_structure import draw_structure
from crosscase.web.doors import DRAWN, STUDY, Opened, gate_of

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


@router.get("/structure")
def structure(opened: Opened) -> dict[str, Any]:
    """Concepts, themes and dimensions, and what may be doubted of them."""
    return asdict(opened.answer("structure", lambda snapshot: of_study(snapshot, telling_words)))


@router.get("/structure/drawing.{form}")
def drawing(
    opened: Opened, form: Literal["svg", "png", "pdf"], unscanned: bool = False
) -> Response:
    """The structure drawn for paper; refused where a name in it is a real one."""
    snapshot = opened.snapshot()
    found = of_study(snapshot, telling_words)
    gate = gate_of(opened, snapshot, unscanned=unscanned)
    gate.pass_on(found.texts(), "structure", "Rename what holds them.")
    return Response(draw_structure(found, form), media_type=DRAWN[form])
