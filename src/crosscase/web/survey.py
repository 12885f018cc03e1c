"""Survey: what respondents wrote, and what they list early and often."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from crosscase.analysis.lists import Matched
from crosscase.analysis.people import case_name, group_label, questions_of
from crosscase.analysis.salience import Drawn, Salience, list_questions, salience
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["survey"])


@router.get("/survey")
def survey(opened: Opened) -> dict[str, Any]:
    """The answer sheets, one row a respondent, and which items of the guides ask for a list."""
    snapshot = opened.snapshot()
    item = {number: name for name, ids in questions_of(snapshot).items() for number in ids}
    writes = {p.source: snapshot.participant_by_id[p.participant] for p in snapshot.presences}
    sheets = {
        edition.id: edition
        for source, edition in snapshot.current_editions.items()
        if snapshot.source_by_id[source].kind == "answers"
    }
    answers: dict[int, dict[str, str]] = {number: {} for number in sheets}
    for answer in snapshot.answers:
        if answer.edition in sheets:
            words = sheets[answer.edition].text[answer.start : answer.end]
            answers[answer.edition][item[answer.question]] = words
    rows = []
    for number, edition in sheets.items():
        person = writes.get(edition.source)
        rows.append(
            {
                "source": edition.source,
                "name": person.pseudonym if person else snapshot.source_by_id[edition.source].name,
                "group": group_label(snapshot, person.group if person else None),
                "case": case_name(snapshot, person.case if person else None),
                "answers": answers[number],
            }
        )
    asked = {name for row in answers.values() for name in row}
    return {
        "items": [name for name in questions_of(snapshot) if name in asked],
        "wording": {
            name: [q.wording for q in snapshot.questions if q.id in ids]
            for name, ids in questions_of(snapshot).items()
        },
        "lists": list_questions(snapshot),
        "groups": [group.label or group.name for group in snapshot.groups],
        "rows": rows,
    }


@router.get("/salience")
def salient(
    opened: Opened,
    question: str = "",
    group: str = "",
    level: Matched = "construct",
    drawn: Drawn = "respondents",
) -> dict[str, Any]:
    """Smith's S and Sutrop's index of what one group lists, with the passages behind each."""
    found: Salience = salience(opened.snapshot(), question, group, level=level, drawn=drawn)
    return asdict(found)
