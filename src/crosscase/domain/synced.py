"""Two copies of a study become one: what came, and where both said something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both copies changed one thing.

    ``what`` names it, ``ours`` and ``theirs`` are how it stands in each, ``done`` says what the
    study holds now.
    """

    what: str
    ours: str
    theirs: str
    done: str

    def __str__(self) -> str:
        return f"{self.what}: here {self.ours!r}, there {self.theirs!r}; {self.done}"


@dataclass
class Synced:
    """What a copy brought into the study.

    ``added``, ``changed`` and ``removed`` count rows by noun; ``same``: rows that both copies made
    alike; ``carried`` segments moved to a corrected text, ``left`` are the words of those that
    could not; ``withdrawn``: who withdrew from the copy, and so from the study.
    """

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    same: int = 0
    carried: int = 0
    left: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the copy holds nothing that the study does not hold."""
        counts: tuple[Mapping[str, int], ...] = (self.added, self.changed, self.removed)
        return not (any(counts) or self.conflicts or self.withdrawn)


def tally(counts: dict[str, int], noun: str) -> None:
    """One more of a noun."""
    counts[noun] = counts.get(noun, 0) + 1
