"""Several codes in one cell: where one name ends and the next begins.

Lines, ``;`` and ``|`` part names. Commas do so too, but stand inside names as well; so names and
groups (``Group: name``) that are known from elsewhere are found first, and where the table says how
many codes a row has, no other number is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crosscase.formats.quotes.codebook import parted

_STRONG = re.compile(r"[;|\n]")
_COMMA = re.compile(r",\s+|,(?=\S)")
_ROUNDS = 6


def named_in(
    cells: Sequence[str], counts: Sequence[int | None], known: Iterable[str] = ()
) -> tuple[list[list[str]], list[int]]:
    """The names of codes in each cell, and the numbers of those cells that stay unsure."""
    if any(_STRONG.search(cell.strip()) for cell in cells) or not any("," in c for c in cells):
        return [parted(cell) for cell in cells], []
    names = set(known) | {c for c, many in zip(cells, counts, strict=True) if many == 1}
    groups: set[str] = set()
    found: list[list[str]] = [[] for _ in cells]
    for _ in range(_ROUNDS):
        before = len(names), len(groups)
        for number, (cell, many) in enumerate(zip(cells, counts, strict=True)):
            found[number] = _split(cell, many, names, groups)
            if many is None or len(found[number]) == many:
                groups |= {name.partition(": ")[0] for name in found[number] if ": " in name}
                names |= set(found[number]) if many is not None else set()
        if before == (len(names), len(groups)):
            break
    unsure = [n for n, many in enumerate(counts) if many is not None and len(found[n]) != many]
    return [list(dict.fromkeys(one)) for one in found], unsure


def _split(cell: str, many: int | None, names: set[str], groups: set[str]) -> list[str]:
    """The cell at the commas behind which a known name or group begins; more where need be."""
    commas = [(m.start(), m.end()) for m in _COMMA.finditer(cell)]
    if many == 1 or not commas:
        return [cell] if cell else []
    sure = [comma for comma in commas if _begins(cell, comma[1], names, groups)]
    parts = _cut(cell, sure)
    if many is None:
        return parts if sure or cell in names or _grouped(cell, groups) else _cut(cell, commas)
    if len(parts) == many:
        return parts
    for number, part in enumerate(parts):
        inside = [(m.start(), m.end()) for m in _COMMA.finditer(part)]
        if len(parts) + len(inside) == many and part not in names:
            return [*parts[:number], *_cut(part, inside), *parts[number + 1 :]]
    every = _cut(cell, commas)
    return every if len(every) == many else parts


def _begins(cell: str, at: int, names: set[str], groups: set[str]) -> bool:
    """Whether a known name or group begins here."""
    if _grouped(cell[at:], groups):
        return True
    ends = [m.start() for m in _COMMA.finditer(cell, at)] + [len(cell)]
    return any(cell[at:end] in names for end in ends)


def _grouped(text: str, groups: set[str]) -> bool:
    group, colon, _ = text.partition(": ")
    return bool(colon) and group in groups


def _cut(text: str, places: Sequence[tuple[int, int]]) -> list[str]:
    parts, at = [], 0
    for start, end in places:
        parts.append(text[at:start].strip())
        at = end
    parts.append(text[at:].strip())
    return [part for part in parts if part]
