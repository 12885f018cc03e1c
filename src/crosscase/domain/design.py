"""What the study says of itself, and what was noticed while bringing material in."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.domain.remarks import Severity


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the design: ``title``, ``question``, ``concept.definition`` …"""

    id: int
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """A remark that was kept with the study."""

    id: int
    code: str
    severity: Severity
    text: str
    file: str = ""
    line: int | None = None
