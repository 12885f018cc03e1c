"""What somebody searches for: words, phrases, prefixes, and how they go together.

Text becomes tokens the same way in the index and in the question. A word is a token; in a script
without spaces every two neighbouring signs are one, overlapping, and the last sign alone is one
more, so that every stretch of signs can be found as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed

_RUNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PARTS = re.compile(r'\s*(?:("[^"]*"\*?)|(NEAR\()|([()])|([^\s()"]+))')
_DISTANCE = 10
"""Words that may stand between the terms of a NEAR that names no number."""


@dataclass(frozen=True, slots=True)
class Token:
    """A searchable piece of a text and where it stands (code points)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens one after the other; ``prefix``: the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Terms in any order with at most ``distance`` tokens between them."""

    terms: tuple[Term, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The first and not the second."""

    wanted: Query
    unwanted: Query


Query = Term | Near | All | Any | Without


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order."""
    for run in _RUNS.finditer(text):
        start, end = run.span()
        if not _UNSPACED.match(run.group()):
            yield Token(_even(run.group()), start, end)
            continue
        for at in range(start, end):
            yield Token(_even(text[at : min(at + 2, end)]), at, min(at + 2, end))


def parse(question: str) -> Query:
    """Understand a question: words, "a phrase", prefix*, AND, OR, NOT, ( ), NEAR(a b, 5).

    Words side by side are all wanted. Raises ``NotAllowed`` with what is missing.
    """
    reader = _Reader(question)
    found = reader.either()
    if reader.more():
        raise NotAllowed(
            f"{reader.peek()!r} is not understood at its place.", hint="Is a ( missing?"
        )
    return found


def terms(query: Query) -> Iterator[Term]:
    """The terms whose words are wanted."""
    if isinstance(query, Term):
        yield query
    elif isinstance(query, Near):
        yield from query.terms
    elif isinstance(query, Without):
        yield from terms(query.wanted)
    else:
        for part in query.parts:
            yield from terms(part)


def places(text: str, wanted: Sequence[Term]) -> list[Span]:
    """Where the terms stand in a text, in order, none overlapping."""
    row = list(tokens(text))
    found: list[Span] = []
    for at in range(len(row)):
        for term in wanted:
            here = row[at : at + len(term.tokens)]
            if len(here) == len(term.tokens) and _fits(here, term):
                found.append(Span(here[0].start, _end(here, term)))
    merged: list[Span] = []
    for span in sorted(found):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _fits(here: Sequence[Token], term: Term) -> bool:
    last = len(term.tokens) - 1
    return all(
        token.text.startswith(want) if term.prefix and at == last else token.text == want
        for at, (token, want) in enumerate(zip(here, term.tokens, strict=True))
    )


def _end(here: Sequence[Token], term: Term) -> int:
    """A sign that was asked for alone is marked alone, not with its neighbour."""
    alone = len(term.tokens[-1]) == 1 and _UNSPACED.match(term.tokens[-1])
    return here[-1].start + 1 if alone else here[-1].end


def _even(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _term(words: str, *, prefix: bool) -> Term:
    kept = list(tokens(words))
    if len(kept) > 1 and kept[-1].end == kept[-2].end:
        kept.pop()  # the sign that ends a run is a token of its own only to be found alone
    if not kept:
        raise NotAllowed(f"{words!r} holds no word to search for.", hint="Type a word.")
    last = kept[-1].text
    return Term(
        tuple(t.text for t in kept), prefix or (len(last) == 1 and bool(_UNSPACED.match(last)))
    )


class _Reader:
    """Reads a question from left to right."""

    def __init__(self, question: str) -> None:
        self.parts: list[str] = []
        at = 0
        while at < len(question.rstrip()):
            part = _PARTS.match(question, at)
            if part is None:
                raise NotAllowed("A quotation mark is open.", hint='Close it: "like this".')
            self.parts.append(part.group().strip())
            at = part.end()
        self.at = 0

    def more(self) -> bool:
        return self.at < len(self.parts)

    def peek(self) -> str:
        return self.parts[self.at] if self.more() else ""

    def take(self) -> str:
        part = self.peek()
        self.at += 1
        return part

    def either(self) -> Query:
        parts = [self.together()]
        while self.peek() == "OR":
            self.take()
            parts.append(self.together())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def together(self) -> Query:
        parts = [self.without()]
        while self.more() and self.peek() not in ("OR", ")"):
            if self.peek() == "AND":
                self.take()
            parts.append(self.without())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def without(self) -> Query:
        found = self.one()
        while self.peek() == "NOT":
            self.take()
            found = Without(found, self.one())
        return found

    def one(self) -> Query:
        part = self.take()
        if part in ("", ")", "AND", "OR", "NOT"):
            raise NotAllowed(
                f"A word is missing before {part!r}." if part else "A word is missing at the end.",
                hint='For example: price AND ("new product" OR innovat*) NOT patent.',
            )
        if part == "(":
            found = self.either()
            self._close()
            return found
        if part == "NEAR(":
            return self._near()
        if part.startswith('"'):
            return _term(part.strip('"*'), prefix=part.endswith("*"))
        return _term(part.rstrip("*"), prefix=part.endswith("*"))

    def _near(self) -> Near:
        inside: list[str] = []
        while self.more() and self.peek() != ")":
            inside.append(self.take())
        self._close()
        distance = _DISTANCE
        if inside and inside[-1].isdigit() and len(inside) > 1 and inside[-2].endswith(","):
            distance = int(inside.pop())
        wanted = [
            _term(p.strip('",*'), prefix=p.rstrip(",").endswith("*")) for p in inside if p != ","
        ]
        if len(wanted) < 2:
            raise NotAllowed("NEAR needs two words.", hint="For example: NEAR(price customer, 5).")
        return Near(tuple(wanted), distance)

    def _close(self) -> None:
        if self.take() != ")":
            raise NotAllowed("A ) is missing.", hint="Close what was opened.")
