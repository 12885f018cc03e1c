"""A report as plain values: sections, paragraphs, tables, figures, and what numbers rest on.

Nothing here knows HTML, Word or PDF. Every text in it has gone through ``clean``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]"  # no XML and no page can hold them
)
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def clean(text: str) -> str:
    """A stranger's text without control characters and without marks that turn lines round."""
    return _FORBIDDEN.sub("\ufffd", _DIRECTION.sub("", text.replace("\r\n", "\n")))


@dataclass(frozen=True, slots=True)
class Number:
    """A number (or mark) that opens the quotes behind it: ``key`` of a ``Backing``."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


Run = str | Number | Strong
Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage with its ordinal in this report. ``words`` is "" where it is withheld.

    ``translation`` is what an aligned translation says there; ``translated``: the words themselves
    are those of a translation. ``instead``: a coder's paraphrase of words that are withheld.
    ``segment``: the passage in the study; ``sound``: a wav file in which it is heard, or nothing.
    """

    ordinal: int
    words: str
    who: str
    place: str
    tags: str = ""
    translation: str = ""
    translated: bool = False
    instead: str = ""
    segment: int = 0
    sound: bytes = b""

    @property
    def said(self) -> str:
        """What stands within a line: the words in quotation marks, or what stands for them."""
        return f"“{self.words}”" if self.words else self.instead or "[words not shown]"


@dataclass(frozen=True, slots=True)
class Backing:
    """What one number rests on, and what speaks against it; ordinals of quotes."""

    key: str
    title: str
    quotes: tuple[int, ...]
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``notice`` paragraphs are set apart (something the reader must know)."""

    line: Line
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``numeric`` are the columns that are set to the right.

    A table to ``fold`` is long and for looking things up: a screen opens it on demand, paper keeps
    it for the appendix.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: vector for screen and PDF, pixels for Word, words for those who cannot see it."""

    caption: str
    svg: bytes
    png: bytes
    alt: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Cited:
    """Quotes shown in the text, for or against something."""

    title: str
    quotes: tuple[int, ...]


Block = Paragraph | Bullets | Table | Figure | Cited


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 1 to 3) and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report of journal entry ``n``; ``date`` is the day of that entry."""

    title: str
    subtitle: str
    date: str
    n: int
    language: str
    sections: tuple[Section, ...]
    quotes: dict[int, Quote] = field(default_factory=dict)
    backings: tuple[Backing, ...] = ()
    withheld: int = 0

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text a reader will see, with the place where it stands."""
        yield "title", self.title
        yield "title", self.subtitle
        for section in self.sections:
            yield "heading", section.title
            for block in section.blocks:
                yield from ((section.title, text) for text in _texts(block))
        for quote in self.quotes.values():
            yield f"quotation Q{quote.ordinal}", _all_of(quote)
        for backing in self.backings:
            yield "list of evidence", backing.title


def plain(line: Line) -> str:
    """A line without its links."""
    return "".join(run if isinstance(run, str) else run.text for run in line)


def _all_of(quote: Quote) -> str:
    return "\n".join(
        (quote.words, quote.instead, quote.translation, quote.who, quote.place, quote.tags)
    )


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(line):
            yield plain(line)
        case Bullets(lines):
            yield from map(plain, lines)
        case Table():
            yield block.caption
            yield block.note
            yield from block.columns
            for row in block.rows:
                yield from map(plain, row)
        case Figure():
            yield block.caption
            yield block.alt
        case Cited():
            yield block.title
