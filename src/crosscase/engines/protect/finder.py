"""Names and numbers of a text in any language, merged into one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from crosscase.domain.names import Found
from crosscase.engines.protect.apart import apart, placeholders
from crosscase.engines.protect.chinese import chinese_names
from crosscase.engines.protect.english import english_names
from crosscase.engines.protect.patterns import patterns
from crosscase.engines.protect.presidio import mixed, model_names
from crosscase.engines.script import chinese


class Finder:
    def __init__(self, extra: bool = True) -> None:
        self.extra = extra

    def find(self, text: str, language: str = "") -> list[Found]:
        found = patterns(text)
        if chinese(text):
            found = [*found, *chinese_names(text)]
        else:
            rules = list(english_names(text))
            found += mixed(rules, model_names(text)) if self.extra else rules
        return apart(text, _handles(text, found), keep=placeholders(text))


def _handles(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """A handle (``@王冉``) that shows the name of a person is the name of a person."""
    every = list(found)
    people = [name for name in every if name.kind == "person"]
    for name in every:
        shown = name.kind == "link" and text[name.span.start] == "@"
        if shown and any(person.span.within(name.span) for person in people):
            name = replace(name, kind="person")
        yield name
