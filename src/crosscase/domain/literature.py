"""A work of the literature, as a reference of the frame names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """One work: family names of its authors, year, title and where it appeared."""

    authors: tuple[str, ...]
    year: str
    title: str
    where: str = ""

    @property
    def short(self) -> str:
        """As it stands in a text: "Lee 2009", "Lee and Wu 2010", "Lee and others 2011"."""
        if not self.authors:
            return f"{self.title[:40]} {self.year}".strip()
        names = {1: self.authors[0], 2: " and ".join(self.authors)}
        return (
            f"{names.get(len(self.authors), f'{self.authors[0]} and others')} {self.year}".strip()
        )
