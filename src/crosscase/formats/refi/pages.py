"""Rectangles on the pages of PDF files: which words of the text of the file they are.

The norm (REFI-QDA 1.5, section 10.3) counts points from the lower left of the media box and does
not say what the first page is called. So both are tried, and that is taken under which most
rectangles hold the words that are stored with them and most hold words at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.errors import UnreadableFile
from crosscase.formats.encodings import clean
from crosscase.formats.pdf_frames import Frame, Framed, read_frames
from crosscase.formats.quotes.find import Found, Haystack
from crosscase.formats.refi import nodes
from crosscase.formats.refi.drafts import Draft, Mark
from crosscase.formats.refi.nodes import Node

_FIRSTS = (0, 1)
"""What the first page may be called; the first of them is taken where both fit equally."""

_LONGEST = 5_000_000
"""Characters of the longest text in which the words of rectangles are looked for."""

_MOST = 10_000_000_000
"""What all searches may cost: letters looked for times letters of the text, some seconds."""

_CORNERS = ("firstx", "firsty", "secondx", "secondy")


@dataclass
class Asked:
    """A rectangle of a PDF file whose text is ``draft``; ``words`` are stored with it.

    ``framed``: what stands in it, for each name that the first page may have.
    """

    draft: Draft
    mark: Mark
    words: str
    data: bytes | None
    framed: list[Framed] = field(default_factory=lambda: [Framed()] * len(_FIRSTS))

    @property
    def node(self) -> Node:
        """The element that asks."""
        return self.mark.elements[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a rectangle is in the text (None: nowhere), and why that is not sure ("": it is)."""

    asked: Asked
    span: Span | None
    doubt: str = ""


class Pages:
    """All rectangles of a project: its program counts pages in one way."""

    def __init__(self) -> None:
        self._asked: list[Asked] = []
        self.remarks: list[Remark] = []
        self.how = ""

    def ask(self, asked: Asked) -> None:
        """Gather a rectangle."""
        self._asked.append(asked)

    def answers(self) -> Iterator[Answer]:
        """Every rectangle with its place, once ``how`` pages count is found."""
        if not self._asked:
            return
        by_file: dict[int, list[Asked]] = defaultdict(list)
        for asked in self._asked:
            by_file[id(asked.draft)].append(asked)
        for of_file in by_file.values():
            self._look(of_file)
        scores = [self._score(at) for at in range(len(_FIRSTS))]
        best = scores.index(max(scores))
        self.how = f"pages count from {_FIRSTS[best]}"
        read = ({framed.words for framed in one.framed} for one in self._asked)
        if scores.count(max(scores)) > 1 and any(len(words) > 1 for words in read):
            told = "pages may count from 0 or from 1: from 0 was taken, look at the quotations"
            self.remarks.append(Remark("refi-convention-unsure", told, "doubt"))
        work = 0
        for of_file in by_file.values():
            draft = of_file[0].draft
            text = Haystack(clean(draft.raw, "")[0]) if len(draft.raw) <= _LONGEST else None
            for asked in of_file:
                if text is None or work > _MOST:
                    told = f"{draft.name}: {asked.mark.where} is not looked for: there is too much"
                    yield Answer(asked, None, told)
                    continue
                found, cost = _found(asked, asked.framed[best], text)
                work += cost
                yield _answer(asked, asked.framed[best], text, found)

    def _look(self, of_file: list[Asked]) -> None:
        """What stands in the rectangles of one file."""
        data, name = of_file[0].data, of_file[0].draft.name
        if data is None:
            return
        frames = [_frame(asked.node, first) for asked in of_file for first in _FIRSTS]
        try:
            found = read_frames(data, name, frames)
        except UnreadableFile as error:
            told = f"{error.what} {error.hint} So its rectangles are not read."
            self.remarks.append(Remark("unreadable", told, "flaw", name))
            return
        for at, asked in enumerate(of_file):
            asked.framed = found[at * len(_FIRSTS) : (at + 1) * len(_FIRSTS)]

    def _score(self, at: int) -> tuple[int, int]:
        """How many rectangles hold their stored words, and how many hold words at all."""
        named = sum(
            _alike(asked.framed[at].words, asked.words or nodes.said(asked.node, "name"))
            for asked in self._asked
        )
        return named, sum(bool(asked.framed[at].words) for asked in self._asked)


def _found(asked: Asked, framed: Framed, text: Haystack) -> tuple[Found | None, int]:
    """Where the words of a rectangle stand, else those stored with it; what the search cost."""
    cost = 0
    for words in (framed.words, asked.words):
        if not words.strip():
            continue
        found = text.find(words, int(framed.before * len(asked.draft.raw)))
        exact = found is not None and found.score >= 100
        cost += found.times * 20_000 if found and exact else len(words) * len(asked.draft.raw)
        if found is not None:
            return found, cost
    return None, cost


def _answer(asked: Asked, framed: Framed, text: Haystack, found: Found | None) -> Answer:
    where = f"{asked.draft.name}: {asked.mark.where}"
    if found is None:
        return Answer(asked, None, f"{where} holds no words of the text of the file")
    span = text.whole(found.span)
    said = span.of(clean(asked.draft.raw, "")[0])[:60]
    if found.score < 100:
        told = f"{where} is {found.score:.0f} of 100 like {said!r}"
    elif framed.words and asked.words and not _alike(framed.words, asked.words):
        told = f"{where} is {said!r}; the words stored with it are others"
    elif found.times > 1:
        told = f"{where}: {said!r} stands {found.times} times; the one nearest to it is taken"
    else:
        told = ""
    return Answer(asked, span, told)


def _alike(framed: str, stored: str) -> bool:
    """Whether one of these words are the others, or a part of them; blanks and an end cut apart."""
    one, other = ("".join(words.split()).rstrip(".…") for words in (framed, stored))
    return bool(one and other) and (one in other or other in one)


def _frame(node: Node, first: int) -> Frame:
    x, y, u, v = (_points(nodes.said(node, name)) for name in _CORNERS)
    page = nodes.number(node, "page") - first
    return Frame(page, min(x, u), min(y, v), max(x, u), max(y, v))


def _points(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return float("nan")
