"""A REFI-QDA project as plain values. A ``guid`` is in small letters, without braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.formats.refi.offsets import Convention

ASSISTED = "assisted"
UNREVIEWED = "unreviewed"
WHY = "why"
DISCARDED = "discarded"
MARKS = frozenset({ASSISTED, UNREVIEWED, WHY, DISCARDED})
"""Names of notes by which crosscase says something of a judgement; they are no memos."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who worked in the project."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code and the one above it ("" at the top); ``codable`` is False for a mere folder."""

    guid: str
    name: str
    parent: str = ""
    codable: bool = True
    colour: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of the project's tables; ``kind`` as written: Text, Boolean, Integer …"""

    guid: str
    name: str
    kind: str = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a variable is for one case or source, as it was written."""

    variable: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectCase:
    """A case: its values, its sources and single selections of sources."""

    guid: str
    name: str
    description: str = ""
    values: tuple[Value, ...] = ()
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """One coding: the code, who applied it ("" where nobody is named), and notes on it.

    ``at`` is when it was judged ("" where nobody knows).
    """

    guid: str
    code: str
    user: str = ""
    notes: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage of a text source; ``span`` counts code points of ``TextSource.text``.

    ``span`` is None where the numbers of the file fit nowhere.
    """

    guid: str
    name: str
    span: Span | None
    description: str = ""
    user: str = ""
    codings: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """When a stretch of a transcript is said, in seconds; None where no sync point tells."""

    span: Span
    begin: float | None
    finish: float | None


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text; ``text`` has ``\\n`` line ends, and ``sha256`` is of the bytes it came as.

    ``codings`` stand on the whole of it. ``times``: of a transcript with sync points, in order.
    """

    guid: str
    name: str
    text: str
    sha256: str
    description: str = ""
    quotations: tuple[Quotation, ...] = ()
    codings: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    times: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What somebody marked where the project has no words: in a picture, on a page, on a tape.

    ``kind``: of what; ``source`` and ``of``: identifier and name of the source; ``where``: the
    place in words, "" for all of the source; ``words``: those stored with it.
    """

    guid: str
    kind: str
    source: str
    of: str
    where: str = ""
    name: str = ""
    words: str = ""
    description: str = ""
    user: str = ""
    codings: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A memo."""

    guid: str
    name: str
    text: str
    user: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between any two things of the project."""

    guid: str
    name: str
    direction: Literal["Associative", "OneWay", "Bidirectional"]
    origin: str
    target: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Set:
    """Codes, sources and notes that somebody put together."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vertex:
    """A box of a drawn graph: what it stands for, and its top left corner."""

    guid: str
    name: str
    of: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two boxes of a drawn graph; ``of`` is the link it stands for."""

    guid: str
    name: str
    of: str
    start: str
    end: str
    style: Literal["solid", "dashed", "dotted"] = "solid"


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawn graph: its boxes and the arrows between them."""

    guid: str
    name: str
    vertices: tuple[Vertex, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a quotation is not verified; ``quotation``: its identifier, "" if it has no place."""

    told: str
    quotation: str = ""

    def __str__(self) -> str:
        return self.told


@dataclass(frozen=True, slots=True)
class Verified:
    """How the quotations were placed: ``verified`` of ``quotations`` are what they should be.

    A quotation is verified when it is the words stored with it, or begins and ends where words
    do. ``doubtful`` lists the others. ``how`` they were placed where positions do not tell it.
    """

    quotations: int = 0
    verified: int = 0
    convention: Convention | None = None
    doubtful: tuple[Doubt, ...] = ()
    how: str = ""

    def __str__(self) -> str:
        if self.convention is None and not self.how:
            return "no quotations of texts"
        positions = f"positions count {self.convention}" if self.convention else ""
        how = "; ".join(filter(None, (positions, self.how)))
        return f"{self.verified} of {self.quotations} quotations verified; {how}"


@dataclass(frozen=True, slots=True)
class Project:
    """All of a project (or codebook) that is understood; ``remarks`` tell of the rest."""

    name: str
    origin: str = ""
    description: str = ""
    user: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[ProjectCase, ...] = ()
    sources: tuple[TextSource, ...] = ()
    notes: tuple[Note, ...] = ()
    referred: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    sets: tuple[Set, ...] = ()
    graphs: tuple[Graph, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    verified: Verified = Verified()
    remarks: tuple[Remark, ...] = ()
