"""Double codings of two copies that became one: numbers of the other journal say nothing here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from crosscase.domain.codings import Coding
from crosscase.domain.double_coding import DoubleCoding
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS
from crosscase.study.merge_sides import Sides


def settle_last(writer: Writer, sides: Sides) -> None:
    """Say of each double coding that both are done with now which coding is its last blind one.

    Where both said so in the copy, that is the newest of the codings that they had made there by
    then; where each said so in a copy of their own, the newest of all, since neither saw the other.
    """
    there = {
        row["uid"]: int(row["last_coding"])
        for row in sides.theirs.db.execute(select(NOUNS[DoubleCoding])).mappings()
    }
    names = {number: uid for uid, number in sides.ours.numbers("double_codings").items()}
    for double in read(writer.db, DoubleCoding):
        if not double.open and not double.last_coding:
            last = _same_here(sides, there.get(names[double.id], 0))
            newest = max((coding.id for coding in read(writer.db, Coding)), default=0)
            writer.change(DoubleCoding, double.id, last_coding=last or newest)


def fill_local(writer: Writer, table: str, fields: dict[str, Any]) -> None:
    """What a double coding from a copy says of the journal is said of this one."""
    if table == "double_codings":
        fields |= {"entry": writer.entry, "last_coding": 0}


def _same_here(sides: Sides, last: int) -> int:
    """The newest coding here of those that the copy had up to its number ``last`` (0: none)."""
    numbers = sides.ours.numbers("codings")
    found = (
        sides.here("codings", uid)
        for uid, number in sides.theirs.numbers("codings").items()
        if number <= last
    )
    return max((numbers[uid] for uid in found if uid is not None), default=0)
