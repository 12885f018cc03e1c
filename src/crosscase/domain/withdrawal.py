"""A person's words taken out of texts, and what can be told of it without saying them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscase.domain.spans import Span

MARK = "[withdrawn]"
"""What stands where the words stood."""

GRAM = 5
"""So many words in a row, said by nobody else, are taken for this person's own."""

Gram = tuple[str, ...]
_TOKEN = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[^\W_])+")


@dataclass(frozen=True, slots=True)
class Changed:
    """A proposition that stands otherwise once the words are gone."""

    proposition: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal removes, in numbers: a certificate repeats no word of the person.

    ``person``: the pseudonym; ``sources`` are gone whole, ``redacted`` ones go on without the
    person's turns. ``keywords`` lost their last quotation; ``texts`` of others (memos, reasons,
    definitions) held the person's words and hold a mark now.
    """

    person: str
    sources: int
    redacted: int
    turns: int
    segments: int
    codings: int
    evidence: int
    memos: int
    texts: int
    suggestions: int
    keywords: tuple[str, ...]
    propositions: tuple[Changed, ...]
    ratings: tuple[str, ...]
    """Cases whose rating lost the quotation it was tied to."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with marks in the place of some stretches (in order, apart from each other)."""

    text: str
    cuts: tuple[Span, ...]

    def carry(self, span: Span) -> Span | None:
        """Where a stretch of the text as it was stands now; None when it touches a cut."""
        if any(cut.overlaps(span) for cut in self.cuts):
            return None
        shift = sum(len(MARK) - len(cut) for cut in self.cuts if cut.end <= span.start)
        return Span(span.start + shift, span.end + shift)

    def mark(self, at: int) -> Span:
        """Where the mark of the cut number ``at`` stands."""
        start = self.cuts[at].start + sum(len(MARK) - len(cut) for cut in self.cuts[:at])
        return Span(start, start + len(MARK))


def redact(text: str, cuts: Iterable[Span]) -> Redacted:
    """Put a mark in the place of each stretch; stretches that touch become one."""
    joined: list[Span] = []
    for cut in sorted(cuts, key=lambda span: span.start):
        if joined and cut.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, cut.end))
        elif len(cut):
            joined.append(cut)
    parts, at = [], 0
    for cut in joined:
        parts += [text[at : cut.start], MARK]
        at = cut.end
    return Redacted("".join([*parts, text[at:]]), tuple(joined))


def grams(texts: Iterable[str], size: int = GRAM) -> set[Gram]:
    """Every run of ``size`` words in the texts, without case; a Chinese sign is a word."""
    found: set[Gram] = set()
    for text in texts:
        said = [token[0].casefold() for token in _TOKEN.finditer(text)]
        found.update(tuple(said[at : at + size]) for at in range(len(said) - size + 1))
    return found


def without(text: str, own: set[Gram]) -> str:
    """The text with a mark in the place of every run of ``own``, as it came where there is none."""
    found = list(_TOKEN.finditer(text))
    said = [token[0].casefold() for token in found]
    cuts = [
        Span(found[at].start(), found[at + GRAM - 1].end())
        for at in range(len(said) - GRAM + 1)
        if tuple(said[at : at + GRAM]) in own
    ]
    return redact(text, cuts).text if cuts else text


def own_names(names: Sequence[str], mine: Sequence[str], others: Sequence[str]) -> set[str]:
    """Those names that are words of ``mine`` and of nobody in ``others``: taken from the person."""
    sizes = {name: sum(1 for _ in _TOKEN.finditer(name)) for name in names}
    said = {size: (grams(mine, size), grams(others, size)) for size in set(sizes.values()) if size}
    return {
        name
        for name, size in sizes.items()
        if size and grams([name], size) <= said[size][0] - said[size][1]
    }
