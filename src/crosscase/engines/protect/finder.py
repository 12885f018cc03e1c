"""Names and numbers of a text in any language, merged into one list."""

from __future__ import annotations

from crosscase.domain.names import Found
from crosscase.engines.protect.apart import apart, placeholders
from crosscase.engines.protect.chinese import chinese_names
from crosscase.engines.protect.patterns import patterns
from crosscase.engines.script import chinese


class Finder:
    def __init__(self, extra: bool = True) -> None:
        self.extra = extra

    def find(self, text: str, language: str = "") -> list[Found]:
        found = patterns(text)
        if chinese(text):
            found = [*found, *chinese_names(text)]
        return apart(text, found, keep=placeholders(text))
