"""Codes that are known by their names alone, and the codes above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from crosscase.domain.codebook import same_name
from crosscase.domain.remarks import Remark
from crosscase.formats.refi.project import ProjectCode

_PARTS = re.compile(r"\s*[;；|\n\r]\s*")
_LEVELS = re.compile(r"\s*(?:\\|>|::)\s*|: +")


class Codebook:
    """The codes of a project that is being read; two spellings of a name are one code."""

    def __init__(self) -> None:
        self._codes: dict[str, ProjectCode] = {}
        self._spellings: dict[str, set[str]] = {}
        self._levels: dict[str, tuple[str, ...]] = {}

    def code(self, name: str, levels: tuple[str, ...] = ()) -> str:
        """The guid of the code of this name, below ``levels`` (the highest first)."""
        parent = ""
        path = ""
        for level in levels:
            path = f"{path}{same_name(level)}\n"
            self._codes.setdefault(path, ProjectCode(f"group {path}", level, parent, codable=False))
            parent = self._codes[path].guid
        key = f"{path}{same_name(name)}"
        self._codes.setdefault(key, ProjectCode(f"code {key}", name, parent))
        self._spellings.setdefault(key, set()).add(name)
        return self._codes[key].guid

    @property
    def codes(self) -> tuple[ProjectCode, ...]:
        """Every code, after the one above it."""
        return tuple(self._codes.values())

    @property
    def respelled(self) -> int:
        """How many spellings were taken for another of the same name."""
        return sum(len(spellings) - 1 for spellings in self._spellings.values())


def parted(text: str) -> list[str]:
    """The names that a text parts by ``;``, ``；``, ``|`` or lines; each once, as written."""
    found = (" ".join(part.split()) for part in _PARTS.split(text))
    return list(dict.fromkeys(part for part in found if part))


def told_of_codebook(codes: int, left: Sequence[str], file: str) -> Iterator[Remark]:
    """What is said of every table that is read as a codebook; ``left``: columns that are not."""
    told = f"read as a codebook: {codes} codes; it brings no texts and no codings"
    yield Remark("codebook-table", told, "note", file)
    if left:
        told = f"columns that are left out: {', '.join(left)[:300]}"
        yield Remark("codebook-left-out", told, "note", file)


def levelled(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each name its levels, the last the code itself.

    ``A\\B``, ``A > B`` and ``A::B`` are levels; ``A: B`` is where several names begin with
    ``A: ``, for one alone may be a colon in a sentence.
    """
    split = {name: tuple(part for part in _LEVELS.split(name) if part) for name in names}
    first: dict[str, int] = {}
    for levels in split.values():
        if len(levels) > 1:
            first[levels[0]] = first.get(levels[0], 0) + 1
    return {
        name: levels if len(levels) > 1 and (": " not in name or first[levels[0]] > 1) else (name,)
        for name, levels in split.items()
    }
