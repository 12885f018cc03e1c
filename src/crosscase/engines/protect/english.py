"""Persons, places and organisations in English by rules alone, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosscase.domain.names import Found, NameKind
from crosscase.domain.spans import Span
from crosscase.engines.protect import english_names as names
from crosscase.engines.protect import english_words as known

_WORD = (
    r"(?:(?:O|D|Mc|Mac|L)['’]?)?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĽŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ][^\W\d_]*"
    r"(?:[’'\-&](?!s\b)[^\W\d_]+)*"
)
_RUN = re.compile(
    rf"(?<![\w@#/’'-]){_WORD}"
    rf"(?:(?:(?<=\b[A-Z])\.[ ]|[ ]&[ ]|[ ])(?:(?:{known.PARTICLES})\s)*{_WORD})*"
    r"(?![\w@/])"
)
_TITLE = re.compile(rf"(?:{known.TITLES})$")
_BEFORE_TITLE = re.compile(rf"\b(?:{known.TITLES})\.?\s$")
_BEFORE_PERSON = re.compile(rf"(?:^|\W){known.BEFORE_PERSON}(?:\s(?:was|is))?[,:]?\s$")
_BEFORE_PERHAPS = re.compile(rf"(?:^|\W){known.BEFORE_PERHAPS}\s$")
_AFTER_PERSON = re.compile(rf"(?:’s|'s)?,?\s{known.AFTER_PERSON}")
_BEFORE_FIRM = re.compile(rf"(?:^|\W){known.BEFORE_FIRM}\s(?:the\s)?$")
_BEFORE_PLACE = re.compile(rf"(?:^|\W){known.BEFORE_PLACE}\s(?:the\s)?$")
_TOWARDS = re.compile(r"\b(?:to|from|left)\s$")  # change it to Ada Bell
_OPENS = re.compile(r"(?:^|[.!?…;\"“”‘(\[*•>–—]|\n|\s-)\s*$")
_TWO = re.compile(rf"\b(?:{names.PLACES_OF_TWO})\b")
_OF = re.compile(
    r"\b(?:University|College|Bank|Institute|Ministry|Department|Church|Chamber|Bureau|Museum|"
    rf"City|Council|Academy|School|Hospital|Republic) (?:of|for) "
    rf"(?:the )?{_WORD}(?: (?:and )?{_WORD}){{0,3}}"
)
_SPEAKER = re.compile(rf"^[ \t]*({_WORD}(?: {_WORD}){{0,2}})(?=:\s)", re.MULTILINE)
_VOCATIVE = re.compile(r",\s(?:can|could|would|will|please|do|did|are|you|thank|I|what|how|why)\b")
_NO_NAME = re.compile(known.NO_NAME)
_LOWER = re.compile(r"(?<![\w@#/.’'-])[a-z]{4,}(?![\w@/-]|\.\w)")
_SPOKEN = re.compile(r"\b(?:my name is|my name's|i'm|i am|this is|called|named)\s([a-z]+)\b")
_EVERY = names.GIVEN | names.FAMILY | names.PLACES | names.FIRMS
_LOWER_NAMES = names.GIVEN - names.ALSO_WORDS - known.LOWER_WORDS - known.PLAIN - names.PLACES


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row."""

    start: int
    words: list[str]
    before: str
    after: str

    @property
    def plain(self) -> list[str]:
        return [word.strip(".").replace("’", "'").lower() for word in self.words]


def english_names(text: str) -> Iterator[Found]:
    """What may be a name in an English ``text``; some on others, in no order."""
    for match in _TWO.finditer(text):
        yield Found(Span(*match.span()), "place", 0.85)
    for match in _OF.finditer(text):
        yield Found(Span(*match.span()), "organisation", 0.8)
    for match in _SPEAKER.finditer(text):
        words = match[1].lower().split()
        if not any(word in known.PLAIN or word in known.NEVER for word in words):
            yield Found(Span(*match.span(1)), "person", 0.6)
    for match in _SPOKEN.finditer(text.lower()) if len(text.lower()) == len(text) else ():
        if match[1] in names.GIVEN - names.ALSO_WORDS:
            yield Found(Span(*match.span(1)), "person", 0.6)
    yield from _lower(text)
    for run in _runs(text):
        if found := _judged(run):
            kind, score = found
            yield Found(
                Span(run.start, run.start + len(run.words[-1]) + run_length(run)), kind, score
            )


def run_length(run: _Run) -> int:
    """How long a run is before its last word."""
    return sum(len(word) + 1 for word in run.words[:-1])


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        start, words = match.start(), match.group().split(" ")
        opens = bool(_OPENS.search(text[max(0, start - 12) : start])) or start == 0
        while words and _dropped(words, opens):
            start += len(words[0]) + 1
            words, opens = words[1:], False
        while words and (words[-1].lower() in known.NEVER or words[-1].lower() in known.PLAIN):
            if len(words) > 1 and words[-1].lower() in known.ENDINGS:
                break
            words = words[:-1]
        if not words:
            continue
        if opens and len(words) == 1 and not _known(words[0]):
            after = text[start + len(words[0]) : start + 40]
            if not (
                _AFTER_PERSON.match(after) or _BEFORE_TITLE.search(text[max(0, start - 20) : start])
            ):
                continue
        end = start + sum(map(len, words)) + len(words) - 1
        yield _Run(start, words, text[max(0, start - 40) : start], text[end : end + 40])


def _dropped(words: list[str], opens: bool) -> bool:
    """Whether the first of the capitalised words is no part of a name."""
    first = words[0].strip(".").replace("’", "'").lower()
    given = first in names.GIVEN and (len(words) > 1 or first not in names.ALSO_WORDS)
    if _TITLE.fullmatch(words[0].strip(".")):
        return True
    if given and first not in known.PLAIN:
        return False
    if first == "new" and len(words) > 1 and not opens:
        return False
    return (
        first in known.NEVER
        or first in known.PLAIN
        or (not first.isascii() and not first.isalpha())
    )


def _known(word: str) -> bool:
    plain = word.strip(".").replace("’", "'").lower()
    return plain in _EVERY and plain not in names.ALSO_WORDS


def _judged(run: _Run) -> tuple[NameKind, float] | None:
    plain, size = run.plain, len(run.words)
    shouted = all(word.isupper() for word in run.words) and max(map(len, run.words)) > 1
    if _BEFORE_TITLE.search(run.before):
        return "person", 0.9
    if (size > 1 and plain[-1] in known.ENDINGS) or "&" in run.words:
        return "organisation", 0.85
    if plain[-1] in known.PLACE_ENDS and size > 1:
        return "place", 0.7
    if " ".join(plain) in names.PLACES and plain[0] not in ("jordan", "georgia", "florence"):
        return "place", 0.85
    if plain[0] in names.FIRMS:
        return "organisation", 0.7
    if plain[0] in names.GIVEN and size < 5:
        if size > 1:
            return "person", 0.9
        if plain[0] not in names.ALSO_WORDS:
            return "person", 0.8
    if plain[-1] in names.FAMILY and size < 5:
        return "person", 0.75 if size > 1 else 0.6
    if any(word in names.PLACES for word in plain) and size > 1:
        return "organisation" if _BEFORE_FIRM.search(run.before) else "place", 0.6
    return None if shouted and size > 3 else _guessed(run, shouted)


def _lower(text: str) -> Iterator[Found]:
    """Names that stand without their capital, as some transcribers leave them."""
    for match in _LOWER.finditer(text):
        if match.group() in _LOWER_NAMES:
            family = re.match(r"\s(?:[a-z]\.\s)?([a-z'-]{3,})", text[match.end() :])
            end = match.end()
            if family and family[1] in names.FAMILY - names.ALSO_WORDS - known.PLAIN:
                end += family.end()
            yield Found(Span(match.start(), end), "person", 0.5)


def _guessed(run: _Run, shouted: bool) -> tuple[NameKind, float] | None:
    """What the words around say of a run nobody knows."""
    size = len(run.words)
    if any(_NO_NAME.fullmatch(word) for word in run.plain):
        return None
    if shouted and size == 1:
        return ("organisation", 0.5) if _BEFORE_FIRM.search(run.before) else None
    if _BEFORE_PERSON.search(run.before) and size < 4:
        return "person", 0.65
    if _BEFORE_PERHAPS.search(run.before) and size < 4:
        return "person", 0.5
    if (_AFTER_PERSON.match(run.after) or _VOCATIVE.match(run.after)) and size < 4:
        return "person", 0.6
    if _BEFORE_PLACE.search(run.before) and (size == 1 or not _TOWARDS.search(run.before)):
        return "place", 0.5
    if _BEFORE_FIRM.search(run.before):
        return "organisation", 0.5
    if size in (2, 3):
        return "person", 0.5
    return ("person", 0.4) if size == 1 and len(run.words[0]) > 2 else None
