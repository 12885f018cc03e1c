"""Names and numbers of a text in any language, merged into one list."""

from __future__ import annotations

from crosscase.domain.names import Found
from crosscase.engines.protect.patterns import patterns


class Finder:
    def __init__(self, extra: bool = True) -> None:
        self.extra = extra

    def find(self, text: str, language: str = "") -> list[Found]:
        return patterns(text)
