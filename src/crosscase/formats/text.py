"""Plain text and Markdown."""

from __future__ import annotations

from crosscase.domain.reading import Reading
from crosscase.formats.encodings import decode
from crosscase.formats.turns import plain_lines, read_lines


def read_text(data: bytes, file: str) -> Reading:
    """The Reading of a txt, text or md file."""
    decoded = decode(data, file)
    return read_lines(plain_lines(decoded.text), file=file, remarks=decoded.remarks)[0]
