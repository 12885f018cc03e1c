"""The guide: what each group was asked, and which words answer it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a group's guide.

    ``equivalent`` names the same item across groups; ``at_most`` is the cap of a list question.
    """

    id: int
    label: str
    wording: str
    group: int | None = None
    equivalent: str = ""
    is_list: bool = False
    at_most: int | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question itself names the construct: answers to it are prompted, not spontaneous."""

    id: int
    question: int
    code: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The span of an edition in which a participant answers a question."""

    id: int
    edition: int
    question: int
    start: int
    end: int
    participant: int | None = None
    denied: bool = False
    unreviewed: bool = False
