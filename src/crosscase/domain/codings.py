"""Judgements of coders: codings, discards, decisions, memos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["accept", "change", "reject"]
MemoKind = Literal["theoretical", "method", "reflexive", "comment", "paraphrase"]


IN_SAMPLE = "in the blind sample"
"""Why a suggestion was decided that a coder judged in a blind sample."""


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who judges. An engine is never a coder."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One judgement: coder, code, segment.

    ``assisted``: a suggestion was shown; ``unreviewed``: decided by rule, no person looked.
    """

    id: int
    coder: int
    code: int
    segment: int
    assisted: bool = False
    unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class Discard:
    """A passage does not answer, and why."""

    id: int
    coder: int
    segment: int
    why: str
    unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a coder did with a suggestion; carries the proposal as it was shown."""

    id: int
    coder: int
    about: Literal["keyword", "discard", "merge", "assign", "answer", "contrary"]
    verdict: Verdict
    proposal: str
    score: float
    engine: str
    segment: int | None = None
    by_rule: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A dated thought of a coder about anything (``about`` a table, ``of`` a row).

    A ``paraphrase`` of a segment stands in its place where its words may not be shown.
    """

    id: int
    kind: MemoKind
    text: str
    coder: int | None = None
    about: str = ""
    of: int | None = None
    date: str = ""


_SEARCHED = "Searched for contrary evidence"


def search_memo(proposition: int, proposed: int, over: int, coder: int, date: str) -> Memo:
    """The memo that keeps that somebody searched for evidence against a proposition."""
    text = f"{_SEARCHED}: {proposed} of {over} passages proposed."
    return Memo(0, "method", text, coder, "proposition", proposition, date)


def is_search(memo: Memo) -> bool:
    """Whether the memo keeps a search for contrary evidence: it answers nothing by itself."""
    return memo.kind == "method" and memo.about == "proposition" and memo.text.startswith(_SEARCHED)
