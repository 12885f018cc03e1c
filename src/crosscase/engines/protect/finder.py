"""Names and numbers of a text in any language, merged into one list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crosscase.domain.names import Found
from crosscase.domain.spans import Span
from crosscase.domain.suggestions import EngineId
from crosscase.engines.language import language as language_of
from crosscase.engines.protect import english_names as names
from crosscase.engines.protect import english_words as known
from crosscase.engines.protect.apart import apart, placeholders
from crosscase.engines.protect.chinese import chinese_names
from crosscase.engines.protect.english import english_names
from crosscase.engines.protect.patterns import patterns
from crosscase.engines.protect.presidio import installed, mixed, model_names
from crosscase.engines.script import chinese, han

_TOLD = 200
"""From how many letters on the language of a text is looked at; less are read as English."""
_SURE = 0.6
_UPPER = re.compile(r"(?<![A-Za-z])[A-Z][a-z]|\b(?:my name|i'm|i am|called)\b")


class Finder:
    """Finds names and numbers; what it finds is proposed to a person, never taken away unasked.

    ``extra``: whether Presidio and its small English model are asked too; None asks them where the
    extra ``[protect]`` is installed. ``least``: finds of a lower score are left out (0: fewest are
    missed, more plain words are found). Nothing is fetched and nothing leaves the machine.
    """

    def __init__(self, *, extra: bool | None = None, least: float = 0.4) -> None:
        self._model = installed() if extra is None else extra
        self._least = least
        self.id = EngineId("names", "1", {"model": self._model, "least": least})

    def find(self, text: str, language: str = "") -> list[Found]:
        """Names and numbers in order, no two sharing a character; ``language`` "" is guessed.

        In a language other than English or Chinese only what is sure without knowing it is found.
        A placeholder (``[name]``, ``P07``) is never found.
        """
        read = (language or _guess(text)).lower()[:2]
        found = patterns(text)
        if read not in ("ja", "ko") and han(text) > 1:
            found += chinese_names(text)
        if _UPPER.search(text) or read == "en":
            rules = list(english_names(text))
            if read not in ("en", "zh"):
                rules = [name for name in rules if name.score >= _SURE]
            found += mixed(rules, model_names(text)) if self._model and read == "en" else rules
        found = [name for name in _handles(text, found) if name.score >= self._least]
        return apart(text, [*found, *_again(text, found)], keep=placeholders(text))


def _guess(text: str) -> str:
    if chinese(text):
        return "zh"
    return language_of(text) if len(text) >= _TOLD else "en"


def _handles(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """A handle (``@王冉``) that shows the name of a person is the name of a person."""
    every = list(found)
    people = [name for name in every if name.kind == "person"]
    for name in every:
        shown = name.kind == "link" and text[name.span.start] == "@"
        if shown and any(person.span.within(name.span) for person in people):
            yield replace(name, kind="person")
        else:
            yield name


def _again(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Where a person found for sure is named again: what was seen once is seen everywhere."""
    spellings: dict[str, float] = {}
    for name in found:
        if name.kind != "person" or name.score < _SURE:
            continue
        whole = name.span.of(text).removeprefix("@")
        for part in {whole, *re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", whole)}:
            low = part.lower()
            word = low in known.PLAIN or low in known.NEVER or low in names.ALSO_WORDS
            long = len(part) > 2 if part[0].isupper() else han(part) == len(part) > 2
            if long and not word:
                spellings[part] = max(spellings.get(part, 0.0), name.score)
    for part, score in spellings.items():
        alone = re.escape(part) if han(part) else rf"(?<![^\W_]){re.escape(part)}(?![^\W_])"
        for match in re.finditer(alone, text):
            yield Found(Span(*match.span()), "person", min(score, 0.7))
