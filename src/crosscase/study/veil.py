"""Real names out of tables, labels, file names and remarks, before anything is kept."""

from __future__ import annotations

import re

from crosscase.study.keyfile import KeyFile

_CJK = re.compile(r"[\u3400-\u9fff]")


class Veil:
    """Replaces what the key file knows by pseudonyms in short texts (never in speech)."""

    def __init__(self, key: KeyFile) -> None:
        self._key = key
        self._pattern: re.Pattern[str] | None = None
        self._size = -1

    def __call__(self, text: str) -> str:
        """The text with every known spelling replaced; a name of several people becomes […]."""
        size = sum(len(spellings) for spellings in self._key.names.values())
        if size != self._size:
            self._size = size
            self._pattern = self._compile()
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(
            lambda found: self._key.pseudonym_of(found.group(0)) or "[…]", text
        )

    def _compile(self) -> re.Pattern[str] | None:
        spellings = {
            spelling
            for pseudonym, known in self._key.names.items()
            for spelling in known
            if len(spelling) > 1 and spelling.casefold() != pseudonym.casefold()
        }
        if not spellings:
            return None
        parts = [
            re.escape(s) if _CJK.search(s) else rf"(?<![^\W_]){_loosely(s)}(?![^\W_])"
            for s in sorted(spellings, key=len, reverse=True)
        ]
        return re.compile("|".join(parts), re.IGNORECASE)


def _loosely(name: str) -> str:
    """A pattern for a name whose parts may be joined by blanks, hyphens or underscores."""
    return r"[\s_.-]+".join(re.escape(part) for part in re.split(r"[\s_.-]+", name) if part)
