"""Studies drawn by hand: who says what, in which source, as a snapshot."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crosscase.domain.codebook import Assignment, Code, Merge
from crosscase.domain.codings import Coder, Discard
from crosscase.domain.people import Case, Group, Participant
from crosscase.domain.questions import Answer, Prompt, Question
from crosscase.domain.snapshot import CodingColumns, SegmentColumns, Snapshot
from crosscase.domain.sources import Edition, Presence, Source, SourceKind

EMPTY = (
    *("facts", "noticed", "attributes", "consents", "speakers", "turns", "questions", "prompts"),
    *("answers", "merges", "discards", "decisions", "memos", "propositions", "causes", "evidence"),
    *("ratings", "predictions", "recommendations", "grounds"),
)


@dataclass
class Draw:
    """A study in the making. Each source has one participant and ten characters a passage."""

    groups: tuple[Group, ...] = (
        Group(1, "enterprise", "Enterprises"),
        Group(2, "government", "Officers", False),
    )
    cases: tuple[Case, ...] = ()
    codes: list[Code] = field(default_factory=list)
    people: list[Participant] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    segments: dict[tuple[int, int, int], int] = field(default_factory=dict)
    codings: list[tuple[int, int, int, bool, bool]] = field(default_factory=list)
    coders: dict[str, int] = field(default_factory=dict)
    links: list[Assignment] = field(default_factory=list)
    discards: list[Discard] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def person(
        self,
        case: int | None = None,
        kind: SourceKind = "transcript",
        text: str = "",
        date: str = "",
    ) -> int:
        """Somebody of a case (an enterprise) or of none (an officer), heard once; their number."""
        number = len(self.people) + 1
        self.people.append(Participant(number, f"P{number}", 1 if case else 2, case))
        if case and case > len(self.cases):
            self.cases = tuple(Case(at, f"C{at}") for at in range(1, case + 1))
        self.sources.append(Source(number, f"s{number}", kind, date=date))
        self.texts.append(text or "0123456789" * 20)
        return number

    def code(self, name: str, construct: str = "") -> int:
        """The keyword of that name, assigned to a construct."""
        for code in self.codes:
            if code.name == name and code.kind == "keyword":
                return code.id
        self.codes.append(Code(len(self.codes) + 1, "keyword", name))
        number = len(self.codes)
        if construct:
            idea = self.construct(construct)
            self.links.append(Assignment(len(self.links) + 1, number, idea, 1))
        return number

    def construct(self, name: str) -> int:
        """The construct of that name."""
        for code in self.codes:
            if code.name == name and code.kind == "construct":
                return code.id
        self.codes.append(Code(len(self.codes) + 1, "construct", name))
        return len(self.codes)

    def says(
        self,
        person: int,
        keyword: str,
        at: int = 0,
        end: int = 0,
        coder: str = "ana",
        construct: str = "X",
        assisted: bool = False,
    ) -> int:
        """A coder gives a passage (from ``at``, ten long) of the person a keyword; its segment."""
        segment = self.segment(person, at, end)
        code = self.code(keyword, construct)
        self.codings.append((self._coder(coder), code, segment, assisted, False))
        return segment

    def discard(self, person: int, at: int = 0, coder: str = "ana") -> int:
        """A coder discards a passage."""
        segment = self.segment(person, at, 0)
        number = len(self.discards) + 1
        self.discards.append(Discard(number, self._coder(coder), segment, "no answer"))
        return segment

    def question(self, label: str, prompts: str = "", **more: Any) -> int:
        """A question of the guide, which may name a construct."""
        asked: list[Question] = self.more.setdefault("questions", [])
        asked.append(Question(len(asked) + 1, label, label, **more))
        if prompts:
            named: list[Prompt] = self.more.setdefault("prompts", [])
            named.append(Prompt(len(named) + 1, len(asked), self.construct(prompts)))
        return len(asked)

    def answer(self, person: int, question: int, start: int = 0, end: int = 100) -> None:
        """The person answers from ``start`` to ``end``."""
        tied: list[Answer] = self.more.setdefault("answers", [])
        tied.append(Answer(len(tied) + 1, person, question, start, end, person))

    def segment(self, person: int, at: int, end: int) -> int:
        """The segment at this place."""
        key = (person, at, end or at + 10)
        return self.segments.setdefault(key, len(self.segments) + 1)

    def snapshot(self) -> Snapshot:
        """What was drawn."""
        rows = [(number, *key) for key, number in self.segments.items()]
        codings = [
            (at, coder, code, segment, int(assisted), int(unreviewed))
            for at, (coder, code, segment, assisted, unreviewed) in enumerate(self.codings, 1)
        ]
        rest: dict[str, Any] = dict.fromkeys(EMPTY, ())
        rest |= {name: tuple(values) for name, values in self.more.items()}
        rest |= {"merges": tuple(self.merges), "discards": tuple(self.discards)}
        return Snapshot(
            n=1,
            at="2026-01-02",
            coders=tuple(Coder(number, name) for name, number in self.coders.items()),
            groups=self.groups,
            cases=self.cases,
            participants=tuple(self.people),
            sources=tuple(self.sources),
            presences=tuple(Presence(s.id, s.id, s.id) for s in self.sources),
            editions=tuple(
                Edition(at, at, 1, "first", text) for at, text in enumerate(self.texts, 1)
            ),
            codes=tuple(self.codes),
            assignments=tuple(self.links),
            segments=SegmentColumns(*_columns(rows, 4)),
            codings=CodingColumns(*_columns(codings, 6)),
            **rest,
        )

    def _coder(self, name: str) -> int:
        return self.coders.setdefault(name, len(self.coders) + 1)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> list[Any]:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width)
    return [table[:, at] for at in range(width)]


@pytest.fixture
def draw() -> Draw:
    """An empty sheet."""
    return Draw()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of worked examples; tests that need it skip where it is absent."""
    folder = os.environ.get("CROSSCASE_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CROSSCASE_DATA names no folder of worked examples")
    return Path(folder)
