"""Quotations that can be heard: a short sound file for each, and why others have none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clips:
    """The sound of passages: wav files by the segment's number.

    Passages without one are counted: ``withheld`` for want of consent, ``unrecorded`` where no
    recording or no time is known, ``named`` where a name may be said and nobody knows when (or
    nothing else is said), ``beyond`` where the report would become too large. ``unreadable`` names
    recordings that could not be cut, each with the reason.
    """

    sound: Mapping[int, bytes] = field(default_factory=dict)
    withheld: int = 0
    unrecorded: int = 0
    named: int = 0
    beyond: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """How many can be heard, and why the others cannot."""
        said = [
            f"Quotations that can be heard: {len(self.sound)}; withheld by consent: "
            f"{self.withheld}; without a recording: {self.unrecorded}"
        ]
        if self.named:
            said.append(f"silent, for a name is said at a time nobody knows: {self.named}")
        if self.beyond:
            said.append(f"left out, for the file would be too large: {self.beyond}")
        said += [f"{name} cannot be cut: {why}" for name, why in self.unreadable]
        return "; ".join(said).rstrip(".") + "."
