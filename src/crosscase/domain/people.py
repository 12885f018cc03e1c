"""Who was asked, in which group and case, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Use = Literal["record", "quote", "audio", "machine", "share", "archive"]
USES: tuple[Use, ...] = get_args(Use)


@dataclass(frozen=True, slots=True)
class Group:
    """A population whose comments are compared. ``has_cases``: its people belong to cases."""

    id: int
    name: str
    label: str = ""
    has_cases: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """The unit that is compared."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who was asked, under a pseudonym; ``case`` is None for people of no case."""

    id: int
    pseudonym: str
    group: int | None = None
    case: int | None = None
    role: str = ""
    recruited: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of the researcher's tables, kept as it was written."""

    id: int
    about: Literal["case", "participant"]
    of: int
    name: str
    value: str


_YES = frozenset({"yes", "y", "true", "1", "是", "同意"})
_NO = frozenset({"no", "n", "false", "0", "否", "不同意"})


def yes_or_no(text: str) -> bool | None:
    """What a cell of a table says, in English or Chinese; None where it says neither."""
    said = text.strip().casefold()
    return True if said in _YES else False if said in _NO else None


@dataclass(frozen=True, slots=True)
class Consent:
    """What one participant allowed or refused, for one use."""

    id: int
    participant: int
    use: Use
    allowed: bool
    date: str = ""
    version: str = ""
