"""Bulk decisions: a blind sample to judge first, or a rule that stays labelled unreviewed."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from crosscase.domain.reading import Table
from crosscase.domain.suggestions import About
from crosscase.study.settle import SAMPLE, Settled, draw_sample
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["suggestions"])


class Judged(BaseModel):
    """The coder's yes or no to each suggestion of a blind sample drawn above a score."""

    above: float
    right: dict[int, bool]
    why: str = ""


class Rule(BaseModel):
    """Accept all above a score, unreviewed."""

    about: About
    above: float
    why: str = ""


@router.get("/sample")
def sample(opened: Opened, above: float, size: int = SAMPLE, seed: int = 1) -> list[dict[str, Any]]:
    """A random blind sample of keyword suggestions, spread over groups and constructs."""
    rows = draw_sample(opened.snapshot(), above, size, seed)
    return [{"id": number, "words": words, "name": name} for number, words, name, _ in rows]


@router.post("/sample")
def settle(opened: Opened, asked: Judged) -> Settled:
    """Accept in bulk on the strength of the judged sample; the interval is part of the answer."""
    rows = tuple((str(number), "yes" if right else "no") for number, right in asked.right.items())
    table = Table(("suggestion", "right"), rows, tuple(range(2, len(rows) + 2)))
    with opened.at_work() as study:
        done = study.settle_with_sample(asked.above, table, asked.why)
        opened.refresh()
        return done


@router.post("/rule")
def rule(opened: Opened, asked: Rule) -> Settled:
    """Accept all above a score; labelled unreviewed wherever it shows."""
    with opened.at_work() as study:
        done = study.settle_by_rule(asked.about, asked.above, asked.why)
        opened.refresh()
        return done
