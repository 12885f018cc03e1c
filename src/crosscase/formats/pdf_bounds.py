"""How much a PDF may unpack to and draw before PDFium sees it, which keeps all of a page at once.

A stream may hold a thousand times its packed size; a form (a drawing that is kept once and drawn
by its name) may draw ten forms that draw ten forms each.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from crosscase.errors import TooLarge

_MOST_ONE = 16 * 1024**2
"""Bytes of one stream, and of all that a page draws, forms as often as they are drawn: a million
lines, for which PDFium takes 400 MB."""

_MOST_ALL = 256 * 1024**2

_OBJECT = re.compile(rb"\b(\d{1,9})\s{1,9}\d{1,5}\s{1,9}obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s{0,9}/Image\b")
_FORM = re.compile(rb"/Subtype\s{0,9}/Form\b")
_PAGE = re.compile(rb"/Type\s{0,9}/Page\b")
_PACKS = re.compile(rb"/Type\s{0,9}/ObjStm\b")
_FIRST = re.compile(rb"/First\s{1,9}(\d{1,9})")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PARENT = re.compile(rb"/Parent\s{0,9}(\d{1,9})\s")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(\[[^\]]{0,100000}\]|\d{1,9}\s{1,9}\d{1,5}\s{1,9}R)")
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]{1,100})\s{1,9}Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,100})\s{0,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b")
_REFERENCE = re.compile(rb"(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b")
_DEEPEST = 50
"""Forms within forms: PDFium draws no more of them."""

_HEAD = 1_000_000
"""Bytes of an object's own words."""

_CHUNK = 64 * 1024


@dataclass
class _Thing:
    """An object: its own words, the bytes of its stream, and the names that this draws."""

    words: bytes
    size: int = 0
    draws: list[bytes] = field(default_factory=list)


@dataclass
class _Things:
    """The objects of a file by their numbers, and how much each draws."""

    by_number: dict[int, _Thing] = field(default_factory=dict)
    drawn: dict[int, int] = field(default_factory=dict)
    inherited: dict[int, dict[bytes, int]] = field(default_factory=dict)

    def draws(self, page: _Thing) -> int:
        """How many bytes of drawing a page comes to."""
        found = _CONTENTS.search(page.words)
        names = self._named(page)
        total = 0
        for number in _REFERENCE.findall(found[1]) if found else ():
            if content := self.by_number.get(int(number)):
                total += self._all_of(content, names, _DEEPEST)
        return total

    def _all_of(self, thing: _Thing, names: dict[bytes, int], deep: int) -> int:
        forms = (names[name] for name in thing.draws if name in names)
        return thing.size + sum(self._form(form, deep - 1) for form in forms)

    def _form(self, number: int, deep: int) -> int:
        """What a form comes to; within itself it is drawn no more."""
        if number not in self.drawn:
            self.drawn[number] = 0
            form = self.by_number.get(number)
            if deep and form and _FORM.search(form.words):
                self.drawn[number] = self._all_of(form, self._named(form), deep)
        return self.drawn[number]

    def _named(self, thing: _Thing, deep: int = _DEEPEST) -> dict[bytes, int]:
        """The drawings that an object has names for; a page may have them from those above it."""
        resources = self._under(b"Resources", thing.words)
        if named := self._under(b"XObject", resources or thing.words):
            return {name: int(number) for name, number in _NAMED.findall(named)}
        above = _PARENT.search(thing.words)
        if above is None or not deep:
            return {}
        number = int(above[1])
        if number not in self.inherited:
            self.inherited[number] = {}
            if number in self.by_number:
                self.inherited[number] = self._named(self.by_number[number], deep - 1)
        return self.inherited[number]

    def _under(self, name: bytes, words: bytes) -> bytes:
        """What stands under a name of a dictionary, there or in an object of its own."""
        found = re.search(rb"/" + name + rb"\s{0,9}(?:(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b|<<)", words)
        if found is None:
            return b""
        if found[1] is None:
            return words[found.end() :]
        thing = self.by_number.get(int(found[1]))
        return thing.words if thing else b""


def check_pdf(data: bytes, file: str) -> None:
    """Raise ``TooLarge`` for a PDF that unpacks to, or draws, more than a text needs."""
    things = _Things()
    total = 0
    for number, words, stream, packed in _objects(data):
        total += len(stream)
        if len(stream) > _MOST_ONE or total > _MOST_ALL or packed > 1:
            raise _too_large(file)
        things.by_number[number] = _Thing(words, len(stream), _DRAWS.findall(stream))
        if _PACKS.search(words):
            things.by_number |= dict(_within(words, stream))
    for thing in list(things.by_number.values()):
        if _PAGE.search(thing.words) and things.draws(thing) > _MOST_ONE:
            raise _too_large(file)


def _too_large(file: str) -> TooLarge:
    return TooLarge(
        "what its pages hold unpacks to more than a text needs.",
        file=file,
        hint="Print it anew to PDF, or save it as text with another program.",
    )


def _objects(data: bytes) -> Iterator[tuple[int, bytes, bytes, int]]:
    """The objects of a file: number, own words, what its stream unpacks to, how often it is packed.

    A picture has no stream here: it is drawn once and keeps nothing else.
    """
    begins = [(found.end(), int(found[1])) for found in _OBJECT.finditer(data)]
    for (begin, number), (end, _) in pairwise((*begins, (len(data), 0))):
        found = _STREAM.search(data, begin, min(end, begin + _HEAD))
        words = data[begin : found.start() if found else min(end, begin + _HEAD)]
        packed = len(_FLATE.findall(words))
        if found is None or _IMAGE.search(words):
            yield number, words, b"", 0
        elif packed:
            yield number, words, _unpacked(data, found.end()), packed
        else:
            yield number, words, data[found.end() : end], 0


def _within(words: bytes, body: bytes) -> Iterator[tuple[int, _Thing]]:
    """The objects that are packed together in a stream: their numbers and places come first."""
    first = _FIRST.search(words)
    begin = int(first[1]) if first else 0
    numbers = [int(one) for one in body[:begin].split() if one.isdigit() and len(one) < 10]
    places = [*numbers[1::2], len(body) - begin]
    for number, (start, end) in zip(numbers[0::2], pairwise(places), strict=False):
        yield number, _Thing(body[begin + start : begin + end])


def _unpacked(data: bytes, start: int) -> bytes:
    """What a packed stream holds: up to just over the bound, or to where it is broken."""
    unpacker = zlib.decompressobj()
    made = bytearray()
    left = data[start : start + _CHUNK]
    while len(made) <= _MOST_ONE and not unpacker.eof:
        try:
            made += unpacker.decompress(left, _CHUNK)
        except zlib.error:
            break
        left = unpacker.unconsumed_tail
        if not left:
            start += _CHUNK
            left = data[start : start + _CHUNK]
            if not left:
                break
    return bytes(made)
