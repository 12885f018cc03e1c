"""Codes: keywords, themes and constructs; how they merge and where they belong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from crosscase.errors import NotAllowed

CodeKind = Literal["keyword", "theme", "construct"]
ConstructRole = Literal["", "internal driver", "external driver", "outcome"]
Origin = Literal["deductive", "inductive"]
Sign = Literal["", "+", "-", "0", "?"]


@dataclass(frozen=True, slots=True)
class Code:
    """A named idea. ``sign`` is what the literature expects of its relation to the outcome."""

    id: int
    kind: CodeKind
    name: str
    origin: Origin = "inductive"
    role: ConstructRole = ""
    sign: Sign = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    reference: str = ""
    dimensions: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """The keyword means the same as ``into``; taking the row away splits them again."""

    id: int
    keyword: int
    into: int
    coder: int
    why: str = ""
    unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """A keyword belongs to a theme or construct."""

    id: int
    keyword: int
    to: int
    coder: int
    why: str = ""
    unreviewed: bool = False


def same_name(name: str) -> str:
    """The form under which two names of codes are one: NFKC, one space, no case."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def heads(merges: Iterable[Merge]) -> dict[int, int]:
    """For each merged keyword the keyword that speaks for it at the end of the chain.

    Raises ``NotAllowed`` when the merges run in a circle.
    """
    step = {merge.keyword: merge.into for merge in merges}
    ends: dict[int, int] = {}
    for keyword in step:
        seen = {keyword}
        at = step[keyword]
        while at in step:
            if at in seen:
                raise NotAllowed(
                    "These merges run in a circle.", hint="Split one of the keywords first."
                )
            seen.add(at)
            at = step[at]
        ends[keyword] = at
    return ends


def check_merge(keyword: int, into: int, merges: Iterable[Merge]) -> None:
    """Raise ``NotAllowed`` if joining the two would make a circle or a second join."""
    step: Mapping[int, int] = {merge.keyword: merge.into for merge in merges}
    if keyword == into:
        raise NotAllowed("A keyword cannot be merged with itself.")
    if keyword in step:
        raise NotAllowed(
            "The keyword is merged already.", hint="Split it first, then merge it anew."
        )
    at: int | None = into
    while at is not None:
        if at == keyword:
            raise NotAllowed("These merges would run in a circle.", hint="Split the other first.")
        at = step.get(at)
