"""The factor model as a graph: constructs and the propositions between them, with their cases.

An arrow says in how many of the cases asked somebody supports it. It never says how strong it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.domain.snapshot import Snapshot
from crosscase.report.document import clean
from crosscase.report.numbers import Numbers, segments_of


@dataclass(frozen=True, slots=True)
class Node:
    """A construct of the model; ``claims`` is how many propositions name it."""

    name: str
    role: str
    claims: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """One proposition: from some constructs to one, with the cases that speak to it.

    ``asked``: cases whose people were asked about a cause (``analysis.asked``), or that speak to
    it; ``supporting`` and ``contradicting`` name cases;
    ``groups`` are groups without cases that speak to it; ``unreviewed`` pieces of evidence rest
    on a rule alone.
    """

    proposition: str
    causes: tuple[str, ...]
    effect: str
    direction: str
    shape: str
    via: str
    condition: str
    status: str
    asked: int
    supporting: tuple[str, ...]
    contradicting: tuple[str, ...]
    groups: tuple[str, ...]
    unreviewed: int
    segments: tuple[int, ...]
    against: tuple[int, ...]

    @property
    def label(self) -> str:
        """What stands on the arrow."""
        said = f"{self.proposition} ({_SIGN[self.direction]})  "
        said += f"{len(self.supporting)} of {self.asked} cases"
        if self.contradicting:
            said += f", {len(self.contradicting)} against"
        return said


@dataclass(frozen=True, slots=True)
class Model:
    """The model of journal entry ``n``."""

    n: int
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    def of_role(self, *roles: str) -> list[Node]:
        """The constructs of these roles, in the order of the study."""
        return [node for node in self.nodes if node.role in roles]

    def texts(self) -> list[tuple[str, str]]:
        """Every text that the drawing shows, with its place."""
        names = [("the model", node.name) for node in self.nodes]
        return names + [("the model", arrow.label) for arrow in self.arrows]


_SIGN = {"+": "+", "-": "−", "0": "0", "?": "?"}


def model_of(snapshot: Snapshot, numbers: Numbers | None = None) -> Model:
    """The model as the propositions draw it; constructs no proposition names stand alone."""
    numbers = numbers or Numbers(snapshot)
    names = {code.id: clean(code.name) for code in snapshot.codes}
    arrows: list[Arrow] = []
    for claim in snapshot.propositions:
        status = numbers.statuses[claim.label]
        mine = numbers.evidence(claim.id)
        arrows.append(
            Arrow(
                clean(claim.label),
                tuple(clean(code.name) for code in numbers.causes(claim)),
                names[claim.to],
                claim.direction,
                claim.shape,
                names.get(claim.via or 0, ""),
                clean(claim.condition),
                status.status,
                len(status.asked),
                status.supporting,
                status.contradicting,
                status.groups,
                sum(item.unreviewed for item in mine),
                segments_of(e for e in mine if e.stance == "supports"),
                segments_of(e for e in mine if e.stance == "contradicts"),
            )
        )
    named = [name for arrow in arrows for name in (*arrow.causes, arrow.effect, arrow.via)]
    nodes = [
        Node(clean(code.name), code.role, named.count(clean(code.name)))
        for code in numbers.constructs
    ]
    return Model(snapshot.n, tuple(nodes), tuple(arrows))
