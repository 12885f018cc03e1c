"""What a reader, a load or a rule noticed: told, never silently repaired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["flaw", "doubt", "note"]
"""flaw: something is wrong; doubt: a person should look; note: what was done or guessed."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was noticed.

    ``code`` is a short, stable name ("speaker-guessed"); ``line`` counts from 1.
    """

    code: str
    text: str
    severity: Severity = "note"
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line else "")
        return f"{where}: {self.text}" if where else self.text
