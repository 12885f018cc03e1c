"""From one edition of a text to the next: where every stretch went."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

from crosscase.domain.spans import Span

_TOKEN = re.compile(r"[A-Za-z0-9']+|\s+|.", re.DOTALL)
_LETTER = re.compile(r"[A-Za-z0-9'’\u00c0-\u024f\u0370-\u052f]")
_REFINE = 2_000
"""Replaced stretches up to this many characters are compared character by character."""

KEPT = 0.5
"""The share of a stretch that must have come through for it to be carried across."""


@dataclass(frozen=True, slots=True)
class EditMap:
    """Runs of text that both editions share: (start before, start after, length), in order."""

    runs: tuple[tuple[int, int, int], ...]

    def carry(self, span: Span) -> Span | None:
        """Where the stretch stands in the new edition.

        It reaches from its first to its last code point that came through, and over what was put
        in between; None when less than half of it (``KEPT``) came through.
        """
        kept, first, last = 0, -1, -1
        at = max(0, bisect_right(self.runs, (span.start, 1 << 62, 0)) - 1)
        for old, new, length in self.runs[at:]:
            if old >= span.end:
                break
            low, high = max(span.start, old), min(span.end, old + length)
            if low >= high:
                continue
            kept += high - low
            if first < 0:
                first = new + low - old
            last = new + high - old
        if first < 0 or kept < KEPT * len(span):
            return None
        return Span(first, last)


def edit_map(before: str, after: str) -> EditMap:
    """Compare two editions, word by word and, where words differ, letter by letter."""
    old, new = _tokens(before), _tokens(after)
    runs: list[tuple[int, int, int]] = []
    matcher = SequenceMatcher(None, [t for _, t in old], [t for _, t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        left, right = _extent(old, a, b, len(before)), _extent(new, c, d, len(after))
        if tag == "equal":
            runs.append((left[0], right[0], left[1] - left[0]))
        elif tag == "replace" and max(left[1] - left[0], right[1] - right[0]) <= _REFINE:
            runs += _letters(before, after, left, right)
    return EditMap(tuple(runs))


def to_words(text: str, span: Span) -> Span:
    """The stretch with the words it cuts at its edges made whole (scripts that write blanks)."""
    start, end = span.start, span.end
    while start and _LETTER.match(text[start - 1]) and _LETTER.match(text[start]):
        start -= 1
    while 0 < end < len(text) and _LETTER.match(text[end - 1]) and _LETTER.match(text[end]):
        end += 1
    return Span(start, end)


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found.group()) for found in _TOKEN.finditer(text)]


def _extent(tokens: list[tuple[int, str]], a: int, b: int, end: int) -> tuple[int, int]:
    start = tokens[a][0] if a < len(tokens) else end
    stop = tokens[b][0] if b < len(tokens) else end
    return start, stop


def _letters(
    before: str, after: str, left: tuple[int, int], right: tuple[int, int]
) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, before[slice(*left)], after[slice(*right)], autojunk=False)
    return [
        (left[0] + block.a, right[0] + block.b, block.size)
        for block in matcher.get_matching_blocks()
        if block.size
    ]
