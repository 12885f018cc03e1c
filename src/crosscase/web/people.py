"""People: cases and participants as tables, consent, and who was heard as the report shows it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from crosscase.analysis.people import case_name, group_label, heard
from crosscase.analysis.recruitment import recruitment
from crosscase.analysis.reidentify import reidentify
from crosscase.domain.people import USES
from crosscase.domain.snapshot import Snapshot
from crosscase.report.build_sample import sample
from crosscase.report.chapter import Chapter, Wishes
from crosscase.report.document import Block, Paragraph, Section, Table, plain
from crosscase.report.numbers import Numbers
from crosscase.report.quotes import Quoter
from crosscase.web.doors import STUDY, Opened

router = APIRouter(prefix=STUDY, tags=["people"])


@router.get("/people")
def people(opened: Opened) -> dict[str, Any]:
    """Every cell of the tables, as text; consent in columns named as in ``participants.csv``."""
    snapshot = opened.snapshot()
    present = heard(snapshot)
    agreed = _consents(snapshot)
    said: dict[tuple[str, int], dict[str, str]] = {}
    for attribute in snapshot.attributes:
        said.setdefault((attribute.about, attribute.of), {})[attribute.name] = attribute.value
    return {
        "groups": [group.label or group.name for group in snapshot.groups],
        "uses": list(USES),
        "cases": [
            {"id": case.id, "values": {"name": case.name, **said.get(("case", case.id), {})}}
            for case in snapshot.cases
        ],
        "participants": [
            {
                "id": person.id,
                "heard": person.id in present,
                "values": {
                    "pseudonym": person.pseudonym,
                    "group": group_label(snapshot, person.group),
                    "case": case_name(snapshot, person.case),
                    "role": person.role,
                    "recruited": person.recruited,
                    **said.get(("participant", person.id), {}),
                    **agreed.get(person.id, {}),
                },
            }
            for person in snapshot.participants
        ],
        "columns": {
            about: list(dict.fromkeys(a.name for a in snapshot.attributes if a.about == about))
            for about in ("case", "participant")
        },
    }


@router.get("/people/figures")
def figures(opened: Opened) -> dict[str, Any]:
    """The report's chapter on who was heard, and what came of asking."""
    snapshot = opened.snapshot()
    chapter = Chapter(snapshot, Numbers(snapshot), Quoter(snapshot), Wishes())
    return {
        "sections": [_section(section) for section in sample(chapter)],
        "recruitment": [asdict(outcome) for outcome in recruitment(snapshot)],
    }


@router.get("/people/recognised")
def recognised(
    opened: Opened,
    k: Annotated[int, Query(ge=2, le=100)] = 3,
    column: Annotated[tuple[str, ...], Query()] = (),
) -> dict[str, Any]:
    """Who stands out by what the tables say (all columns, or these), and what coarsening does."""
    found = opened.answer(
        ("recognised", k, column), lambda snapshot: reidentify(snapshot, k, column)
    )
    return asdict(found) | {"exposed": found.exposed}


def _consents(snapshot: Snapshot) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for consent in snapshot.consents:
        row = found.setdefault(consent.participant, {})
        if row.get(f"consent_{consent.use}") != "no":  # one no outweighs any yes
            row[f"consent_{consent.use}"] = "yes" if consent.allowed else "no"
        row |= {"consent_date": consent.date, "consent_version": consent.version}
    return found


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "level": section.level,
        "blocks": [shown for block in section.blocks if (shown := _block(block))],
    }


def _block(block: Block) -> dict[str, Any] | None:
    match block:
        case Paragraph(line):
            return {"text": plain(line)}
        case Table():
            return {
                "caption": block.caption,
                "columns": block.columns,
                "rows": [[plain(line) for line in row] for row in block.rows],
                "numeric": sorted(block.numeric),
                "total": "Total",  # this row adds the others up and is not drawn beside them
                "note": block.note,
            }
        case _:
            return None
