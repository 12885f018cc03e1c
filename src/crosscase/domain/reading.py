"""What a reader makes of one file, before anything of it is in the study."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span, TimeSpan

Role = Literal["interviewer", "participant", "unknown"]


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """One speaker's unbroken speech as it stands in a file.

    ``span`` marks the words in ``Reading.text`` (without label and times); ``label`` is the
    speaker as written ("" where the file names none); ``line`` is where the turn begins, from 1.
    """

    span: Span
    label: str = ""
    role: Role = "unknown"
    line: int | None = None
    time: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment somebody left in the file (a Word comment): becomes a memo."""

    span: Span
    author: str
    text: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file and what is in it.

    ``text`` has ``\\n`` line ends, no NUL and no lone surrogate. Speaker labels and times are not
    part of it: they live in ``turns``. What stands before the talk (title, licence, head) is in
    ``text`` but in no turn. A document without speakers has no turns.
    """

    text: str
    turns: tuple[ReadTurn, ...] = ()
    comments: tuple[ReadComment, ...] = ()
    language: str = ""
    kind: Literal["transcript", "document"] = "document"
    remarks: tuple[Remark, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    """What the head says of itself: ``minutes``, ``date``, ``title`` … (lower-case keys)."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table: its words, and how far these are set in (twentieths of a point)."""

    words: str
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a csv or xlsx file: every value a string, "" where a cell is empty.

    ``lines[i]`` is the line (csv) or row (xlsx) of ``rows[i]``, from 1.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    remarks: tuple[Remark, ...] = ()

    def records(self) -> list[dict[str, str]]:
        """The rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
