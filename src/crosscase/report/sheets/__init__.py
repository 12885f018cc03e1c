"""A study as tables for other programs: plain values, and what writes them."""

from __future__ import annotations

from collections.abc import Callable

from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.cases import cases
from crosscase.report.sheets.codebook import codebook
from crosscase.report.sheets.codings import codings
from crosscase.report.sheets.cooccurrence import together
from crosscase.report.sheets.files import FORMS, PAGES, script_beside
from crosscase.report.sheets.framework import of_cases, of_people
from crosscase.report.sheets.persons import persons
from crosscase.report.sheets.sheet import Column, Sheet
from crosscase.report.sheets.structure import structure
from crosscase.report.sheets.units import units

__all__ = ["FORMS", "PAGES", "SHEETS", "Column", "Sheet", "script_beside"]

SHEETS: dict[str, Callable[[Snapshot, frozenset[int]], Sheet]] = {
    "codings": codings,
    "persons": persons,
    "cases": cases,
    "cooccurrence": together,
    "codebook": codebook,
    "units": units,
    "structure": structure,
    "framework": of_cases,
    "framework-people": of_people,
}
"""Each table by its name: of a study, and of the people who refused to be quoted or shared."""
