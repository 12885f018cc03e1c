"""Summaries of the framework matrix (Ritchie and Spencer 1994), each tied to quotes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """What a coder makes of all that a case, or a participant, says on a construct.

    ``lost``: how many of the quotes it rested on went with a withdrawal.
    """

    id: int
    code: int
    coder: int
    text: str
    case: int | None = None
    participant: int | None = None
    date: str = ""
    lost: int = 0


@dataclass(frozen=True, slots=True)
class SummaryQuote:
    """A summary rests on these words."""

    id: int
    summary: int
    segment: int
