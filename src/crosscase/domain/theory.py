"""Propositions, their rivals and evidence, outcome ratings, predictions and recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["+", "-", "0", "?"]
Stance = Literal["supports", "contradicts", "qualifies"]
EvidenceKind = Literal["opinion", "reported event", "mechanism", "observed fact"]
Replication = Literal[
    "literal", "theoretical", "disconfirming", "mixed", "qualifies", "silent", "not asked"
]
Shape = Literal["direct", "mediated", "moderated", "joint"]


@dataclass(frozen=True, slots=True)
class Proposition:
    """The only claim: construct, direction, construct; ``via`` mediates or moderates."""

    id: int
    label: str
    statement: str
    to: int
    direction: Direction
    shape: Shape = "direct"
    condition: str = ""
    via: int | None = None
    parent: int | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A construct the proposition starts from; a joint proposition has several."""

    id: int
    proposition: int
    code: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """This segment or case supports, contradicts or qualifies that proposition."""

    id: int
    proposition: int
    stance: Stance
    kind: EvidenceKind
    coder: int
    segment: int | None = None
    case: int | None = None
    why: str = ""
    unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class Rival:
    """Another explanation of what a proposition explains (Yin 2018, ch. 5, rival explanations)."""

    id: int
    proposition: int
    label: str
    statement: str


@dataclass(frozen=True, slots=True)
class RivalEvidence:
    """This segment or case supports, contradicts or qualifies that rival."""

    id: int
    rival: int
    stance: Stance
    kind: EvidenceKind
    coder: int
    segment: int | None = None
    case: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """What a coder says a case is to a proposition, against what its evidence adds up to."""

    id: int
    proposition: int
    case: int
    replication: Replication
    coder: int
    why: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The outcome of a case as a coder rates it, tied to a quote where there is one."""

    id: int
    case: int
    value: float
    coder: int
    segment: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a case was expected to show. ``post_hoc``: stated after its coding had begun."""

    id: int
    proposition: int
    case: int
    expected: Literal["literal", "theoretical"]
    why: str = ""
    post_hoc: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the study advises."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A proposition on which a recommendation rests."""

    id: int
    recommendation: int
    proposition: int
