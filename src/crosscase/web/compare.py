"""Compare: cases by construct, groups, codes that stand together, saturation, coders."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from crosscase.analysis import counts
from crosscase.analysis.agreement import agreement
from crosscase.analysis.contrasts.of_study import On, pairs_of_cases
from crosscase.analysis.contrasts.pairs import Pair
from crosscase.analysis.cooccurrence import Within, cooccurrence
from crosscase.analysis.groups import Test, compare_groups
from crosscase.analysis.matrix import OUTCOME, case_matrix, case_variables
from crosscase.analysis.saturation import saturation
from crosscase.analysis.words import words_said
from crosscase.engines.phrases import telling_words
from crosscase.errors import NotAllowed
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY + "/compare", tags=["compare"])

MOST_WORDS = 300
"""Words in one answer, those of most people."""

MOST_PAIRS = 200
"""Pairs of codes in one answer, those that stand together most often."""

Below = Annotated[int, Query(ge=0)]
"""Numbers of fewer people than this are hidden (0 hides none)."""


@router.get("/cases")
def by_case(opened: Opened, order_by: str = "", hide_below: Below = 0) -> dict[str, Any]:
    """Case × construct with what each case has under ``order_by``, and what else there is."""
    snapshot = opened.snapshot()
    matrix = case_matrix(snapshot, order_by=order_by).hiding(hide_below)
    ids = {case.name: case.id for case in snapshot.cases}
    return asdict(matrix) | {
        "case_ids": [ids[name] for name in matrix.cases],
        "variables": case_variables(snapshot),
    }


@router.get("/pairs")
def by_pair(opened: Opened, outcome: str = OUTCOME, on: On = "both") -> dict[str, Any]:
    """The most similar and most different pairs, and the passages of each construct in them."""
    snapshot = opened.snapshot()
    found = pairs_of_cases(snapshot, outcome, on)
    matrix = case_matrix(snapshot)
    words = {(c.case, c.construct): c.segments for c in matrix.cells}

    def told(pair: Pair) -> dict[str, Any]:
        both = (pair.first, pair.second)
        named = [*pair.agree, *pair.differ, *pair.between]
        behind = {n: [s for c in both for s in words.get((c, n), ())] for n in named}
        rest = {"compared": pair.compared, "told": pair.told, "segments": behind}
        return asdict(pair) | rest

    return {
        "outcome": outcome,
        "outcomes": [*case_variables(snapshot), *matrix.constructs],
        "similar": [told(pair) for pair in found.similar],
        "different": [told(pair) for pair in found.different],
        "scarce": found.scarce,
        "without": found.without,
        "alike": found.alike,
        "apart": found.apart,
    }


@router.get("/groups")
def by_group(opened: Opened, test: Test = "respect cases", hide_below: Below = 0) -> dict[str, Any]:
    """Groups against each other, construct by construct, and what each said in all."""
    return opened.answer(
        ("groups", test, hide_below),
        lambda snapshot: (
            asdict(compare_groups(snapshot, test=test, hide_below=hide_below))
            | {"counts": [asdict(group) for group in counts.by_group(snapshot)]}
        ),
    )


@router.get("/together")
def together(
    opened: Opened,
    within: Within = "participant",
    of: Literal["construct", "keyword"] = "construct",
) -> dict[str, Any]:
    """Codes that stand together, and by how many people each is mentioned."""
    snapshot = opened.snapshot()
    constructs = of == "construct"
    pairs = cooccurrence(snapshot, within=within, constructs=constructs).pairs(MOST_PAIRS)
    named = {name for pair in pairs for name in (pair.first, pair.second)}
    nodes = counts.frequencies(snapshot, constructs=constructs)
    return {
        "n": snapshot.n,
        "within": within,
        "pairs": [asdict(pair) for pair in pairs],
        "nodes": [asdict(node) for node in nodes if node.code in named],
    }


@router.get("/keywords")
def keywords(
    opened: Opened, of: Literal["construct", "keyword"] = "keyword"
) -> list[dict[str, Any]]:
    """How often each code is mentioned, by how many people and cases."""
    found = counts.frequencies(opened.snapshot(), constructs=of == "construct")
    return [asdict(row) for row in found]


@router.get("/words")
def words(opened: Opened, group: str = "") -> dict[str, Any]:
    """The words most participants use, and the groups there are."""
    groups = [g.label or g.name for g in opened.snapshot().groups]
    said = opened.answer(
        ("words", group),
        lambda snapshot: words_said(snapshot, telling_words, group=group)[:MOST_WORDS],
    )
    return {"words": [asdict(word) for word in said], "groups": groups}


@router.get("/saturation")
def new_keywords(opened: Opened, group: str = "") -> dict[str, Any]:
    """New keywords by interview, and where saturation is reached."""
    found = opened.answer(("saturation", group), lambda snapshot: saturation(snapshot, group))
    settings = [asdict(one) | {"written": one.written} for one in found.settings]
    groups = [g.label or g.name for g in opened.snapshot().groups]
    return asdict(found) | {"sentence": found.sentence, "settings": settings, "groups": groups}


@router.get("/agreement")
def coders(opened: Opened, first: str = "", second: str = "") -> dict[str, Any]:
    """How far two coders agree: those named, else the two who share most sources."""
    two = (first, second) if first and second else None
    try:
        found = opened.answer(("agreement", two), lambda snapshot: agreement(snapshot, two))
    except NotAllowed as error:  # one coder is an answer, not a mistake of who asks
        return {"units": 0, "message": str(error), "hint": error.hint}
    known = set(opened.snapshot().codings.coder.tolist())
    names = [coder.name for coder in opened.snapshot().coders if coder.id in known]
    return asdict(found) | {"figures": found.figures.rows(), "known": names}
