"""Real names out of tables, labels, file names and remarks, before anything is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from crosscase.study.keyfile import KeyFile

_CJK = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")


class Veil:
    """Replaces what the key file knows by pseudonyms in short texts (never in speech).

    Names are found by their first word, so a study may know thousands of them; one of Chinese signs
    is found by its first sign, for no blank stands before it.
    """

    def __init__(self, key: KeyFile) -> None:
        self._key = key
        self._taken = 0
        self._by_word: dict[str, list[_Name]] = defaultdict(list)
        self._by_sign: dict[str, list[_Name]] = defaultdict(list)

    def __call__(self, text: str) -> str:
        """The text with every known spelling replaced; a name of several people becomes […]."""
        self._take_new()
        parts: list[str] = []
        kept = 0
        for word in _WORD.finditer(text) if text else ():
            for at in range(word.start(), word.end()) if self._by_sign else (word.start(),):
                if at < kept:
                    continue
                names = self._by_sign.get(text[at].casefold(), [])
                if at == word.start():
                    names = names + self._by_word.get(word[0].casefold(), [])
                found = _longest(names, text, at)
                if found:
                    parts += (text[kept:at], self._key.pseudonym_of(found) or "[…]")
                    kept = at + len(found)
        return "".join(parts) + text[kept:]

    def _take_new(self) -> None:
        """Names are learned while a folder is read: only the new ones are added."""
        for pseudonym, spelling in self._key.learned[self._taken :]:
            word = _WORD.search(spelling)
            if word and len(spelling) > 1 and spelling.casefold() != pseudonym.casefold():
                name = _Name(spelling[word.start() :])
                if _CJK.search(spelling):
                    self._by_sign[name.spelling[0].casefold()].append(name)
                else:
                    self._by_word[word[0].casefold()].append(name)
        self._taken = len(self._key.learned)


class _Name:
    """One spelling, and how it may be written."""

    def __init__(self, spelling: str) -> None:
        self.spelling = spelling

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Chinese signs as they are; else its parts, joined by blanks, hyphens or underscores."""
        if _CJK.search(self.spelling):
            return re.compile(re.escape(self.spelling), re.IGNORECASE)
        parts = [re.escape(part) for part in re.split(r"[\s_.-]+", self.spelling) if part]
        joined = r"[\s_.-]+".join(parts)
        return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", re.IGNORECASE)


def _longest(names: list[_Name], text: str, at: int) -> str:
    """The words of ``text`` at ``at`` that are one of the names ("" for none)."""
    found = (name.pattern.match(text, at) for name in names)
    return max((match[0] for match in found if match), key=len, default="")
