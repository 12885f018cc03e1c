"""A tiny study of nine people in four cases and two groups, in which no rule finds anything."""

from __future__ import annotations

import numpy as np

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coder, Discard, Memo
from crosscase.domain.design import Fact
from crosscase.domain.double_coding import DoubleCoding, DoubleUnit
from crosscase.domain.people import Attribute, Case, Consent, Group, Participant
from crosscase.domain.questions import Question
from crosscase.domain.snapshot import CodingColumns, SegmentColumns, Snapshot
from crosscase.domain.sources import Edition, Presence, Source, Speaker, Turn
from crosscase.domain.theory import (
    Cause,
    Evidence,
    Ground,
    Prediction,
    Proposition,
    Rating,
    Recommendation,
    Rival,
)

PEOPLE = ["A-1", "A-2", "B-1", "B-2", "C-1", "C-2", "D-1", "O-1", "O-2"]
NAMES = {name: [f"Real Name{at}"] for at, name in enumerate(PEOPLE)}
ASKED = ["How important is innovation?", "Which factors influence it?"]
SAID = ["Customers ask for quiet trolleys.", "Engineers try it on Fridays."]
CHAT = "The tea is cold."
POSITIONS = "position,participants\nCEO,4\nEngineer,3\nTotal,7\n"
DRAFT = """Abstract: The factors are market demand, and skill.

Nine people, including two officers, were heard. Six of seven firms see it so.

Enterprise A makes trolleys. A founder said: "Customers ask for quiet trolleys."

## Model

The model has the factors demand, and skill.
"""


def ints(*values: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.array(values, dtype=np.int64)


def talk() -> tuple[str, list[tuple[int, int]]]:
    """The words of an interview and where its turns stand: asked, said, asked, said, said."""
    text, places = "", []
    for words in (ASKED[0], SAID[0], ASKED[1], SAID[1], CHAT):
        places.append((len(text), len(text) + len(words)))
        text += words + "\n"
    return text, places


def tiny() -> Snapshot:
    """The study; ids of people, sources and editions count from 1 in the order of ``PEOPLE``."""
    text, places = talk()
    numbers = range(1, len(PEOPLE) + 1)
    government = {8, 9}
    draft = len(PEOPLE) + 1
    segments = [
        (3 * (n - 1) + k + 1, n, places[p]) for n in numbers for k, p in enumerate((1, 3, 4))
    ]
    codings = [
        (coder, code, 3 * (n - 1) + code) for n in numbers for code in (1, 2) for coder in (1, 2)
    ]
    return Snapshot(
        n=1,
        at="2026-01-02T03:04:05+00:00",
        facts=(
            Fact(1, "concept.name", "innovation"),
            Fact(2, "concept.mistaken_for", "R&D; research and development"),
            Fact(3, "interview.minutes", "20; 30"),
            Fact(4, "table.positions", POSITIONS),
            Fact(5, "question", "What drives innovation?"),
            Fact(6, "concept.definition", "New things that are put to use."),
        ),
        noticed=(),
        coders=(Coder(1, "ana"), Coder(2, "bo")),
        groups=(Group(1, "firm", "Firms"), Group(2, "government", "Officers", False)),
        cases=tuple(Case(n, name) for n, name in enumerate("ABCD", 1)),
        participants=tuple(
            Participant(
                n,
                name,
                2 if n in government else 1,
                None if n in government else "ABCD".index(name[0]) + 1,
                "Officer" if n in government else "CEO" if name.endswith("1") else "Engineer",
                "interviewed",
            )
            for n, name in zip(numbers, PEOPLE, strict=True)
        ),
        attributes=(
            *(Attribute(n, "case", n, "industry", "Trolleys") for n in range(1, 5)),
            *(Attribute(10 * n, "participant", n, "minutes", "25") for n in numbers),
            *(Attribute(10 * n + 1, "participant", n, "approached", "2026-01-01") for n in numbers),
            *(Attribute(10 * n + 2, "participant", n, "relation", "none") for n in numbers),
            *(Attribute(10 * n + 3, "participant", n, "why_chosen", "first") for n in numbers),
        ),
        consents=tuple(Consent(n, n, "quote", True, "2026-01-01", "1") for n in numbers),
        sources=(
            *(
                Source(n, f"talk {name}", "transcript", date=f"2026-01-{n:02d}")
                for n, name in zip(numbers, PEOPLE, strict=True)
            ),
            Source(draft, "draft", "document"),
            Source(draft + 1, "visit to D", "note"),
        ),
        presences=(*(Presence(n, n, n) for n in numbers), Presence(10, draft + 1, 7)),
        editions=(
            *(Edition(n, n, 2, "protected", text) for n in numbers),
            Edition(draft, draft, 1, "first", DRAFT),
            Edition(draft + 1, draft + 1, 2, "protected", "The hall is quiet."),
        ),
        speakers=(
            *(Speaker(n, name, "participant", n) for n, name in zip(numbers, PEOPLE, strict=True)),
            Speaker(99, "Interviewer", "interviewer"),
        ),
        turns=tuple(
            Turn(10 * n + at, n, at, start, end, 99 if at in (0, 2) else n)
            for n in numbers
            for at, (start, end) in enumerate(places)
        ),
        questions=tuple(
            Question(2 * g + k, f"{'-FG'[g]}{k + 1}", ASKED[k], g, ("importance", "factors")[k])
            for g in (1, 2)
            for k in (0, 1)
        ),
        prompts=(),
        answers=(),
        codes=(
            Code(1, "keyword", "customers ask"),
            Code(2, "keyword", "engineers try"),
            Code(
                3,
                "construct",
                "Market demand",
                "deductive",
                "external driver",
                "+",
                "A pull.",
                "Orders.",
            ),
            Code(
                4,
                "construct",
                "Skill",
                "deductive",
                "internal driver",
                "+",
                "What they can.",
                "Trials.",
            ),
            Code(
                5,
                "construct",
                "Innovation",
                "deductive",
                "outcome",
                "0",
                "New things.",
                "Trolleys.",
            ),
        ),
        merges=(),
        assignments=(Assignment(1, 1, 3, 1), Assignment(2, 2, 4, 1)),
        discards=(Discard(1, 1, 3, "no answer"),),
        decisions=(),
        memos=(
            Memo(1, "reflexive", "I expected this."),
            *(Memo(n, "theoretical", "How it came up.", 1, "code", n) for n in (3, 4, 5)),
        ),
        propositions=(
            Proposition(1, "P1", "Demand drives innovation.", 5, "+"),
            Proposition(2, "P2", "Skill drives innovation.", 5, "+"),
        ),
        causes=(Cause(1, 1, 3), Cause(2, 2, 4)),
        evidence=tuple(
            Evidence(
                2 * n + p,
                p,
                "qualifies" if n == draft - 1 else "supports",
                "reported event",
                1,
                3 * (n - 1) + p,
            )
            for n in numbers
            for p in (1, 2)
        ),
        ratings=tuple(Rating(n, n, float(n + 1), 1, 3 * (2 * n - 2) + 1) for n in range(1, 5)),
        rivals=(Rival(1, 1, "R1", "Luck."), Rival(2, 2, "R2", "Money.")),
        predictions=(Prediction(1, 1, 1, "literal"),),
        recommendations=(Recommendation(1, "Listen to customers."),),
        grounds=(Ground(1, 1, 1),),
        discrepancies=(),
        double_codings=(
            DoubleCoding(
                *(1, "turn", 1, 2, "units", 1.0, 1, 1, "2026-01-01"),
                *("2026-01-02", "2026-01-02", len(codings)),
            ),
        ),
        double_units=(DoubleUnit(1, 1, 1),),
        segments=SegmentColumns(
            ints(*(s[0] for s in segments)),
            ints(*(s[1] for s in segments)),
            ints(*(s[2][0] for s in segments)),
            ints(*(s[2][1] for s in segments)),
        ),
        codings=CodingColumns(
            ints(*range(1, len(codings) + 1)),
            ints(*(c[0] for c in codings)),
            ints(*(c[1] for c in codings)),
            ints(*(c[2] for c in codings)),
            ints(*(0 for _ in codings)),
            ints(*(0 for _ in codings)),
        ),
    )
