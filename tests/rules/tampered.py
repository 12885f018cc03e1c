"""A copy of the sound study in which one thing is changed, by an act or behind its back."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from crosscase import study
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Evidence

from . import sound

Found = set[tuple[str, str]]
"""Rules and where they speak."""

Flaw = Callable[["Copy"], Found]
"""Changes one thing of a copy, and tells which rules must speak of it, and where."""

FLAWS: list[Flaw] = []


def flaw(change: Flaw) -> Flaw:
    """A flaw that the test puts into the sound study."""
    FLAWS.append(change)
    return change


@dataclass
class Copy:
    """A copy of the sound study, as it was before the flaw; ``chance`` chooses where."""

    path: Path
    before: Snapshot
    chance: random.Random = field(default_factory=random.Random)

    @contextlib.contextmanager
    def open(self, coder: str = "ana") -> Iterator[study.Study]:
        """The study at work."""
        with study.open_study(self.path, coder) as opened:
            yield opened

    def sql(self, statement: str, *values: object) -> None:
        """One statement by another program, which takes the triggers down and puts them up."""
        with contextlib.closing(sqlite3.connect(self.path)) as db:
            found = db.execute(
                "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
            ).fetchall()
            for name, _ in found:
                db.execute(f'DROP TRIGGER "{name}"')
            assert db.execute(statement, values).rowcount > 0
            for _, made in found:
                db.execute(made)
            db.commit()

    def one(self, query: str, *values: object) -> Any:
        """The first row of a query."""
        with contextlib.closing(sqlite3.connect(self.path)) as db:
            return db.execute(query, values).fetchone()

    def rewrite(self, source: str, text: str) -> None:
        """Another text of a document."""
        file = self.path.with_suffix(".txt")
        file.write_text(text, encoding="utf-8")
        with self.open() as opened:
            opened.correct(source, file, study.key_of(self.path))

    def choose(self, things: Any) -> Any:
        """One of them."""
        return self.chance.choice(list(things))

    def person(self, *, without: tuple[str, ...] = ()) -> Participant:
        """Somebody of a firm."""
        return self.choose(
            p for p in self.before.participants if p.case and p.pseudonym not in without
        )

    @cached_property
    def claims(self) -> dict[str, int]:
        """The numbers of the propositions."""
        return {p.label: p.id for p in self.before.propositions}

    @cached_property
    def codes(self) -> dict[str, int]:
        """The numbers of the codes."""
        return {code.name: code.id for code in self.before.codes}

    def segment(self, who: str, keyword: str) -> int:
        """The passage in which a person says what the keyword says."""
        words = sound.said(who, keyword)
        return next(n for n in self.before.segments.id.tolist() if self.before.quote(n) == words)

    def place(self, segment: int) -> tuple[int, int, int]:
        """Edition, start and end of a passage."""
        columns, row = self.before.segments, self.before.segment_row[segment]
        return int(columns.edition[row]), int(columns.start[row]), int(columns.end[row])

    def evidence(self, label: str, *people: str) -> list[Evidence]:
        """The evidence of a proposition, by these people."""
        keyword = sound.CLAIMS[label][2]
        wanted = {self.segment(who, keyword) for who in people or sound.PEOPLE}
        return [
            e
            for e in self.before.evidence
            if e.proposition == self.claims[label] and e.segment in wanted
        ]

    def codings(self, keyword: str, *people: str) -> list[int]:
        """The codings of what these people say under the keyword, by all coders."""
        wanted = {self.segment(who, keyword) for who in people}
        columns = self.before.codings
        rows = zip(
            columns.id.tolist(), columns.segment.tolist(), columns.code.tolist(), strict=True
        )
        return [n for n, segment, code in rows if segment in wanted and code == self.codes[keyword]]
