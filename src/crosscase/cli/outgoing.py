"""What is about to leave a study: its texts, what stays behind, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file that is not written yet.

    ``texts`` are pairs of place and text, to be looked through for names; ``losses`` say what is
    not in it; ``told`` and ``facts`` say what is; ``others`` give the paths of files that ``write``
    puts beside it.
    """

    texts: Iterable[tuple[str, str]]
    losses: list[str]
    write: Callable[[Path], object]
    told: str
    facts: dict[str, object] = field(default_factory=dict)
    others: tuple[Callable[[Path], Path], ...] = ()

    def beside(self, target: Path) -> list[Path]:
        """The files that are written beside ``target``."""
        return [other(target) for other in self.others]
