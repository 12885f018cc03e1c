"""How much a PDF may unpack to before PDFium sees it, which keeps all that a page draws at once."""

from __future__ import annotations

import re
import zlib

from crosscase.errors import TooLarge

_MOST_ONE = 16 * 1024**2
"""Bytes of one stream: a million lines on a page, for which PDFium takes 400 MB."""

_MOST_ALL = 256 * 1024**2

_STREAM = re.compile(rb"\bstream\r?\n")
_BEGINS = re.compile(rb"\d obj\b")
_IMAGE = re.compile(rb"/Subtype\s{0,9}/Image\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_HEAD = 4_000
"""Bytes before a stream in which what it is stands."""

_CHUNK = 64 * 1024


def check_pdf(data: bytes, file: str) -> None:
    """Raise ``TooLarge`` for a PDF whose streams, pictures apart, unpack to more than is sane."""
    total = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        begins = [m.end() for m in _BEGINS.finditer(head)]
        head = head[begins[-1] :] if begins else head
        packed = len(_FLATE.findall(head))
        if not packed or _IMAGE.search(head):
            continue
        size = _unpacked(data, found.end())
        total += size
        if size > _MOST_ONE or total > _MOST_ALL or packed > 1:
            raise TooLarge(
                "what its pages hold unpacks to more than a text needs.",
                file=file,
                hint="Print it anew to PDF, or save it as text with another program.",
            )


def _unpacked(data: bytes, start: int) -> int:
    """How many bytes a packed stream holds: up to the bound, or to where it is broken."""
    unpacker = zlib.decompressobj()
    size = 0
    left = data[start : start + _CHUNK]
    while size <= _MOST_ONE and not unpacker.eof:
        try:
            made = unpacker.decompress(left, _CHUNK)
        except zlib.error:
            break
        size += len(made)
        left = unpacker.unconsumed_tail
        if not left:
            start += _CHUNK
            left = data[start : start + _CHUNK]
            if not left:
                break
    return size
