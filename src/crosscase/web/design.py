"""Design: what the study asks and of whom, and the frame it starts from."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from crosscase.analysis.people import group_label, questions_of
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["design"])

_NO_STATEMENTS = ("table.", "query.")
"""Facts that keep a table or a search, and are no statement of the design."""


@router.get("/design")
def design(opened: Opened) -> dict[str, Any]:
    """Statements, groups with their people, the guides item by item, the constructs."""
    snapshot = opened.snapshot()
    people = Counter(person.group for person in snapshot.participants)
    answered = Counter(answer.question for answer in snapshot.answers)
    item = {q: name for name, ids in questions_of(snapshot).items() for q in ids}
    keywords = Counter(link.to for link in snapshot.assignments)
    return {
        "facts": {
            fact.key: fact.value
            for fact in snapshot.facts
            if not fact.key.startswith(_NO_STATEMENTS)
        },
        "groups": [asdict(g) | {"people": people[g.id]} for g in snapshot.groups],
        "questions": [
            asdict(q)
            | {
                "group": group_label(snapshot, q.group),
                "item": item[q.id],
                "answers": answered[q.id],
            }
            for q in snapshot.questions
        ],
        "constructs": [
            asdict(code) | {"keywords": keywords[code.id]}
            for code in snapshot.codes
            if code.kind == "construct"
        ],
    }
