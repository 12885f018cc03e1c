"""A person's words taken out of texts, and what can be told of it without saying them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscase.domain.replaced import replace
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
    voices: tuple[str, ...]
    """Recordings in which others speak too: the voice is in them still."""

    ratings: tuple[str, ...]
    """Cases whose rating lost the quotation it was tied to."""


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
    cuts: list[Span] = []
    for at in range(len(said) - GRAM + 1):
        if tuple(said[at : at + GRAM]) in own:
            start, end = found[at].start(), found[at + GRAM - 1].end()
            if cuts and start < cuts[-1].end:
                start = cuts.pop().start
            cuts.append(Span(start, end))
    return replace(text, [(cut, MARK) for cut in cuts]).text


def own_names(names: Sequence[str], mine: Sequence[str], others: Sequence[str]) -> set[str]:
    """Those names that are words of ``mine`` and of nobody in ``others``: taken from the person."""
    sizes = {name: sum(1 for _ in _TOKEN.finditer(name)) for name in names}
    said = {size: (grams(mine, size), grams(others, size)) for size in set(sizes.values()) if size}
    return {
        name
        for name, size in sizes.items()
        if size and grams([name], size) <= said[size][0] - said[size][1]
    }
