"""Tables of the study filled in cell by cell: typed, or a block from a spreadsheet, as one act."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from crosscase.domain.people import USES, Case, Consent, Group, Use, yes_or_no
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.rows import Writer, read
from crosscase.study.desk import Desk
from crosscase.study.entries import add_row, describe, edit_row, noun_of
from crosscase.study.keyfile import KeyFile
from crosscase.study.veil import Veil

_CONSENT = "consent_"
_CHOSEN = ("group", "case")
"""Columns that name something of the study, as it is called there."""

_OF_CONSENTS = ("date", "version")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shall say, as a person writes it.

    ``row``: the id of the row; cells of one number below zero make one new row.
    """

    row: int
    column: str
    value: str


class Grids:
    """The forms of the study as tables; see ``study.entries`` for what they hold."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fill(
        self,
        form: str,
        cells: Iterable[Cell],
        new: Mapping[str, object] | None = None,
        *,
        key: KeyFile | None = None,
    ) -> list[int]:
        """Write a block of cells, all or nothing; the ids of the rows that were made.

        A group or case is given by its name, yes and no in words. In the tables of cases and
        participants a column that the study does not know is the researcher's own; consent stands
        in columns named as in ``participants.csv`` (``consent_quote`` …). ``new``: what every new
        row says beside its cells. Real names that ``key`` knows become pseudonyms, as in a table
        that is loaded. Raises ``NotInStudy`` and ``NotAllowed``, with the cell's value.
        """
        kinds = get_type_hints(noun_of(form))
        rows: dict[int, dict[str, str]] = {}
        veil = Veil(key) if key else str
        for cell in cells:
            typed = cell.value.strip()
            rows.setdefault(cell.row, {})[cell.column] = (
                typed if cell.column in _CHOSEN else veil(typed)
            )
        made: list[int] = []
        with self._desk.change(f"fill in {form}") as writer:
            names = _names(writer)
            for number, said in rows.items():
                own = {
                    column: _read(column, text, kinds[column], names)
                    for column, text in said.items()
                    if column in kinds and column != "id"
                }
                if number > 0:
                    edit_row(writer, form, number, own)
                elif any(said.values()):
                    number = add_row(writer, form, {**(new or {}), **own})
                    made.append(number)
                else:
                    continue
                rest = {column: text for column, text in said.items() if column not in own}
                _fill_rest(writer, form, number, rest)
        return made


def _names(writer: Writer) -> dict[str, dict[str, int]]:
    groups = read(writer.db, Group)
    return {
        "group": {g.label: g.id for g in groups if g.label} | {g.name: g.id for g in groups},
        "case": {case.name: case.id for case in read(writer.db, Case)},
    }


def _read(column: str, text: str, kind: Any, names: Mapping[str, Mapping[str, int]]) -> object:
    """The text of a cell as a value of the column's kind."""
    if column in names:
        if text and text not in names[column]:
            raise NotInStudy.named(column, text, names[column])
        return names[column].get(text)
    kinds = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    if bool in kinds:
        said = yes_or_no(text) if text else False
        if said is None:
            raise NotAllowed(f"{text!r} is neither yes nor no.", hint="Write yes or no.")
        return said
    if not text and type(None) in kinds:
        return None
    if int in kinds or float in kinds:
        try:
            return int(text) if int in kinds else float(text)
        except ValueError as error:
            raise NotAllowed(
                f"{text!r} is no number of {column.replace('_', ' ')}.", hint="Write digits alone."
            ) from error
    return text


def _fill_rest(writer: Writer, form: str, number: int, said: Mapping[str, str]) -> None:
    """Columns that are no field of the row: consent, and those of the researcher's own."""
    consent = {
        column.removeprefix(_CONSENT): text
        for column, text in said.items()
        if form == "participant" and column.startswith(_CONSENT)
    }
    for use in USES:
        if use in consent:
            _allow(writer, number, use, consent[use])
    dated = {column: consent[column] for column in _OF_CONSENTS if column in consent}
    given = read(writer.db, Consent, participant=number) if dated else []
    if any(dated.values()) and not given:
        raise NotAllowed(
            "Nothing is written of what they agreed to.", hint="Say yes or no to a use first."
        )
    for row in given:
        writer.change(Consent, row.id, (), **dated)
    for column, text in said.items():
        if column.removeprefix(_CONSENT) in consent:
            continue
        if form not in ("case", "participant"):
            raise NotAllowed(f"A {form} has no column {column!r}.", hint="Open the page again.")
        describe(writer, "case" if noun_of(form) is Case else "participant", number, column, text)


def _allow(writer: Writer, participant: int, use: Use, text: str) -> None:
    """Write that a participant allowed or refused one use; "" means that nobody asked."""
    said = yes_or_no(text)
    if said is None and text:
        raise NotAllowed(
            f"{text!r} is neither yes nor no to being used ({use}).", hint="Write yes or no."
        )
    known = read(writer.db, Consent, participant=participant)
    there = [row for row in known if row.use == use]
    for row in there:
        if said is None:
            writer.remove(Consent, row.id)
        elif row.allowed != said:
            writer.change(Consent, row.id, (), allowed=said)
    if said is not None and not there:
        form = known[0] if known else Consent(0, participant, use, said)
        writer.add(Consent(0, participant, use, said, form.date, form.version))
