"""Several codes in one cell: where one name ends and the next begins.

Lines, ``;``, ``；`` and ``|`` part names. Commas do so too, but stand inside names as well. So
groups (``Group: name``) are found first, by what recurs, then names that are known from elsewhere;
and where the table says how many codes a row has, no other number is believed. Where nothing
tells, commas part names only if these stand elsewhere too: alone, or beside other names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from crosscase.formats.quotes.codebook import parted

_STRONG = re.compile(r"[;；|\n]")
_COMMAS = ",，、"
_COMMA = re.compile(r",\s+|,(?=\S)|[，、]\s*(?=\S)")
_SPACED = re.compile(r",\s|\d,\d|[，、]")
"""A comma as it stands in a sentence or a number; others part names."""

_LEVEL = re.compile(r"\s>|\\|::")
_COLON = ": "
_ROUNDS = 6
_LONGEST = 8
"""Commas that one name of a group may hold."""


def named_in(
    cells: Sequence[str], counts: Sequence[int | None], known: Iterable[str] = ()
) -> tuple[list[list[str]], list[int]]:
    """The names of codes in each cell, and the numbers of those cells that stay unsure."""
    if any(_STRONG.search(cell.strip()) for cell in cells) or not any(map(_COMMA.search, cells)):
        return [parted(cell) for cell in cells], []
    times = Counter(name for cell in cells for names in _groups(cell) for _, name in names)
    grouped = [_cut(cell, _starts(cell, times)) for cell in cells]
    names = set(known) | {c for c, many in zip(cells, counts, strict=True) if many == 1}
    names |= {cell.strip() for cell in cells if _is_flat(cell) and not _COMMA.search(cell)}
    again = _recurring(cells)
    tops = frozenset(_LEVEL.split(cell, maxsplit=1)[0].strip() for cell in cells)
    found = grouped
    for _ in range(_ROUNDS):
        found = [
            _counted(parts, cell, many, names, tops, again)
            for parts, cell, many in zip(grouped, cells, counts, strict=True)
        ]
        sure = {
            name
            for cell, parts, many in zip(cells, found, counts, strict=True)
            if many == len(parts) or (many is None and _is_flat(cell) and len(parts) > 1)
            for name in parts
        }
        if sure <= names:
            break
        names |= sure
    unsure = [n for n, many in enumerate(counts) if many is not None and len(found[n]) != many]
    return [list(dict.fromkeys(one)) for one in found], unsure


def told_of_commas(
    cells: Sequence[str],
    counts: Sequence[int | None],
    named: Sequence[Sequence[str]],
    known: Iterable[str] = (),
) -> Iterator[str]:
    """What is not sure of ``named_in`` where commas alone decided, with an example."""
    alone = {*known, *(names[0] for names in named if len(names) == 1)}
    rows = [
        (cell, names)
        for cell, many, names in zip(cells, counts, named, strict=True)
        if many is None and _COMMA.search(cell) and _is_flat(cell) and not _STRONG.search(cell)
    ]
    parted = [cell for cell, names in rows if len(names) > 1 and not alone.issuperset(names)]
    if parted:
        yield (
            f"{len(parted)} cells were parted at commas, as {parted[0][:100]!r}: put ; between "
            "codes to be sure"
        )
    known = set(known)
    whole = [cell for cell, names in rows if len(names) == 1 and cell not in known]
    if whole:
        yield (
            f"{len(whole)} cells with commas are one code each, as {whole[0][:100]!r}: put ; "
            "between codes where they are several"
        )


def _groups(cell: str) -> Iterator[list[tuple[int, str]]]:
    """For each colon what may be the name of its group, shortest first, each with its place."""
    last = 0
    colon = cell.find(_COLON)
    while colon >= 0:
        begins = [m.end() for m in _COMMA.finditer(cell, last, colon)][-_LONGEST:]
        if last == 0:
            begins.insert(0, 0)
        yield [(at, cell[at:colon]) for at in reversed(begins)]
        last = colon + len(_COLON)
        colon = cell.find(_COLON, last)


def _starts(cell: str, times: Counter[str]) -> list[int]:
    """Where groups begin: each is the longest that recurs as often as its own end does."""
    starts: list[int] = []
    for names in _groups(cell):
        if not names:
            continue
        least = times[names[0][1]]
        longest = [at for at, name in names if times[name] == least and least > 1]
        starts.append(longest[-1] if longest else names[0 if least > 1 else -1][0])
    return [at for at in starts if at]


def _counted(
    parts: list[str],
    cell: str,
    many: int | None,
    names: set[str],
    tops: frozenset[str],
    again: frozenset[str],
) -> list[str]:
    """The parts, cut at further commas where a known name begins or their number asks for it.

    ``tops``: what stands above other codes, where cells write ``A > B``; ``again``: what stands
    between commas in several cells.
    """
    if many == 1 or cell in names:
        return [cell]
    if many == len(parts):
        return parts
    if many is None and len(parts) == 1 and _COLON not in cell:
        if _LEVEL.search(cell):
            known = _cut(cell, _known(cell, names))
            return known if len(known) > 1 else _cut(cell, _paths(cell, tops))
        if not _SPACED.search(cell):
            return _at_commas(cell)
        return [
            one for part in _at_known(cell, names) for one in _if_all(_at_commas(part), again, part)
        ]
    cut = [one for part in parts for one in _cut(part, _known(part, names))]
    if many is None or many == len(cut):
        return cut
    for number, part in enumerate(cut):
        inside = _at_commas(part)
        if part not in names and len(cut) - 1 + len(inside) == many:
            return [*cut[:number], *inside, *cut[number + 1 :]]
    every = _at_commas(cell)
    return every if len(every) == many else cut


def _known(part: str, names: set[str]) -> list[int]:
    """The places behind a comma where a known name begins, or behind which one has ended."""
    if part in names:
        return []
    commas = [(m.start(), m.end()) for m in _COMMA.finditer(part)]
    ends = [start for start, _ in commas] + [len(part)]
    return [
        at
        for start, at in commas
        if part[:start] in names or any(part[at:end] in names for end in ends if end > at)
    ]


def _paths(cell: str, tops: frozenset[str]) -> list[int]:
    """The places behind commas where a ``tops`` begins, among codes with their levels."""
    places = [m.end() for m in _COMMA.finditer(cell)]
    return [at for at in places if _LEVEL.split(cell[at:], maxsplit=1)[0].strip() in tops]


def _is_flat(cell: str) -> bool:
    """Whether neither groups nor levels stand in the cell."""
    return _COLON not in cell and not _LEVEL.search(cell)


def _at_known(cell: str, names: set[str]) -> list[str]:
    """The cell, cut before and behind each known name."""
    parts = [cell]
    for _ in range(_ROUNDS):
        cut = [one for part in parts for one in _cut(part, _known(part, names))]
        if len(cut) == len(parts):
            break
        parts = cut
    return parts


def _recurring(cells: Sequence[str]) -> frozenset[str]:
    """What stands between commas in several cells that are not the same."""
    times = Counter(part for cell in set(cells) for part in set(_at_commas(cell)))
    return frozenset(part for part, many in times.items() if many > 1)


def _if_all(parts: list[str], known: Container[str], whole: str) -> list[str]:
    return parts if all(part in known for part in parts) else [whole]


def _at_commas(text: str) -> list[str]:
    return _cut(text, [m.end() for m in _COMMA.finditer(text)])


def _cut(text: str, places: Sequence[int]) -> list[str]:
    """The text cut at places behind commas, without these."""
    parts = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    bare = [part.strip() for part in parts]
    return [
        part.rstrip(_COMMAS).rstrip() if n < len(bare) - 1 else part for n, part in enumerate(bare)
    ]
