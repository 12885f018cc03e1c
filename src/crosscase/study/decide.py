"""Decisions that come from a table: one row a decision, one table an act a coder."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import cast, get_args

from crosscase.domain.people import Case
from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.domain.theory import (
    Evidence,
    EvidenceKind,
    Proposition,
    Rating,
    Rival,
    RivalEvidence,
    Stance,
)
from crosscase.errors import CrosscaseError, NotAllowed, NotInStudy
from crosscase.store.rows import read
from crosscase.study.codings import Room
from crosscase.study.desk import Desk
from crosscase.study.entries import add_row

_STANCES: dict[str, Stance] = {
    "support": "supports",
    "contradict": "contradicts",
    "qualify": "qualifies",
}
_STATED = ("predict", "override", "rival")
ACTS = ("code", "discard", "merge", "assign", "rate", *_STANCES, *_STATED)


@dataclass
class Decided:
    """How many decisions of each act were taken, and which rows could not be."""

    taken: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)


def decide_from(desk: Desk, table: Table, name: str = "decisions") -> Decided:
    """Take the decisions of a table with the columns act, source, quote, keyword, to, value, why.

    A row of another coder (column ``coder``) becomes that coder's judgement. A row that cannot be
    taken is a remark with its line; the others are taken.
    """
    by_coder: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, record in zip(table.lines, table.records(), strict=True):
        row = {key.casefold().strip(): value.strip() for key, value in record.items()}
        by_coder.setdefault(row.get("coder") or desk.coder, []).append((line, row))
    decided = Decided()
    for coder, rows in by_coder.items():
        own = Desk(desk.store, coder, desk.clock)
        with own.change("decide", f"from {name}") as writer:
            clerk = _Clerk(Room(writer))
            for line, row in rows:
                try:
                    decided.taken[clerk.take(row)] += 1
                except CrosscaseError as error:
                    text = f"{error} {error.hint}".strip()
                    decided.remarks.append(Remark("not-taken", text, "flaw", name, line))
            if not sum(decided.taken.values()):
                raise NotAllowed(
                    f"None of the {len(rows)} rows of {name} can be taken. "
                    + str(decided.remarks[0]),
                    hint=f"The column act holds one of: {', '.join(ACTS)}.",
                )
    return decided


class _Clerk:
    """Takes one row after the other."""

    def __init__(self, room: Room) -> None:
        self.room = room
        db = room.writer.db
        self.cases = {case.name: case.id for case in read(db, Case)}
        self.propositions = {p.label: p.id for p in read(db, Proposition)}
        self.rivals = {rival.label: rival.id for rival in read(db, Rival)}

    def take(self, row: dict[str, str]) -> str:
        act = row.get("act", "") or ("code" if row.get("keyword") and row.get("quote") else "")
        if act not in ACTS:
            raise NotAllowed(f"{act!r} is no act.", hint=f"It can be: {', '.join(ACTS)}.")
        room, why = self.room, row.get("why", "")
        if act == "merge":
            room.merge(room.code(row["keyword"]), room.code(row["to"]), why)
        elif act == "assign":
            room.assign(room.code(row["keyword"]), room.code(row["to"], "construct"), why)
        elif act == "code":
            if not row.get("keyword"):
                raise NotAllowed("The row names no keyword.")
            segment = self._segment(row)
            room.apply(room.code(row["keyword"], make=True), segment)
        elif act == "discard":
            room.discard(self._segment(row), why)
        elif act == "rate":
            self._rate(row, why)
        elif act in _STATED:
            self._state(act, row, why)
        else:
            self._weigh(row, _STANCES[act], why)
        return act

    def _segment(self, row: dict[str, str]) -> int:
        edition, span = self.room.place(row.get("source", ""), row.get("quote", ""))
        return self.room.segment(edition, span)

    def _rate(self, row: dict[str, str], why: str) -> None:
        if row["to"] not in self.cases:
            raise NotInStudy.named("case", row["to"], self.cases)
        try:
            value = float(row["value"])
        except ValueError as error:
            raise NotAllowed(f"{row['value']!r} is no rating.", hint="Give a number.") from error
        segment = self._segment(row) if row.get("quote") else None
        coder = self.room.writer.coder
        self.room.writer.add(Rating(0, self.cases[row["to"]], value, coder, segment, why))

    def _state(self, act: str, row: dict[str, str], why: str) -> None:
        """A prediction or an override of a case (column source), or a rival with its label."""
        if row["to"] not in self.propositions:
            raise NotInStudy.named("proposition", row["to"], self.propositions)
        values: dict[str, object] = {"proposition": self.propositions[row["to"]], "why": why}
        said = row.get("value", "")
        if act == "rival":
            values |= {"label": row.get("keyword", ""), "statement": said}
            self.rivals[row.get("keyword", "")] = add_row(self.room.writer, act, values)
            return
        if row.get("source", "") not in self.cases:
            raise NotInStudy.named("case", row.get("source", ""), self.cases)
        values["case"] = self.cases[row["source"]]
        field = "expected" if act == "predict" else "replication"
        form = "prediction" if act == "predict" else act
        add_row(self.room.writer, form, {**values, field: said})

    def _weigh(self, row: dict[str, str], stance: Stance, why: str) -> None:
        rival = self.rivals.get(row["to"])
        if row["to"] not in self.propositions and rival is None:
            raise NotInStudy.named("proposition", row["to"], [*self.propositions, *self.rivals])
        kind = row.get("value", "") or "opinion"
        if kind not in get_args(EvidenceKind):
            raise NotAllowed(
                f"{kind!r} is no kind of evidence.",
                hint=f"It can be: {', '.join(get_args(EvidenceKind))}.",
            )
        case = None
        if not row.get("quote"):
            case = self.cases.get(row.get("source", ""))
            if case is None:
                raise NotAllowed("Evidence is a quote or a case; the row gives neither.")
        weighed = (
            stance,
            cast("EvidenceKind", kind),
            self.room.writer.coder,
            None if case else self._segment(row),
            case,
            why,
        )
        if rival is None:
            self.room.writer.add(Evidence(0, self.propositions[row["to"]], *weighed))
        else:
            self.room.writer.add(RivalEvidence(0, rival, *weighed))
