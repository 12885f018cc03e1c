"""Persons by keywords: who mentions what, as 0 and 1, beside what is known of each."""

from __future__ import annotations

import numpy as np

from crosscase.analysis.asked import coded
from crosscase.analysis.judgements import judgements
from crosscase.analysis.people import case_name, group_label, heard
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.sheet import Kind, Sheet, Value, attributes, made


def persons(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """One row for each participant who was heard, with attributes, then 1 where they mention it.

    The keywords stand empty where nobody coded what the person said: nothing is known there.
    The ``withheld`` have no row.
    """
    found = judgements(snapshot)
    mentioned = set(found.code.tolist())
    keywords = [code for code in snapshot.codes if code.id in mentioned]
    own, of_person = attributes(snapshot, "participant")
    shared, of_case = attributes(snapshot, "case")
    present, read = heard(snapshot), coded(snapshot)
    rows: list[tuple[Value, ...]] = []
    for person in snapshot.participants:
        if person.id not in present or person.id in withheld:
            continue
        mine = set(found.code[np.flatnonzero(found.participant == person.id)].tolist())
        known = person.id in read
        rows.append(
            (
                person.pseudonym,
                case_name(snapshot, person.case),
                group_label(snapshot, person.group),
                person.role,
                person.recruited,
                *of_person(person.id),
                *of_case(person.case or 0),
                *(int(code.id in mine) if known else None for code in keywords),
            )
        )
    columns: list[tuple[str, Kind]] = [("participant", "words")]
    columns += [(name, "name") for name in ("case", "group", "role", "recruited")]
    columns += [(name, "name") for name in own]
    columns += [(f"case: {name}", "name") for name in shared]
    columns += [(code.name, "whole") for code in keywords]
    left = (
        (len(present & withheld), "people who refused to be quoted or shared"),
        (len(snapshot.participants) - len(present), "people who were not heard"),
        (int(np.count_nonzero(found.participant == 0)), "mentions by nobody who is known"),
    )
    return made("Persons by keywords", snapshot, columns, rows, left)
