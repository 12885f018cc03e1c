"""References of a literature manager: RIS and BibTeX."""

from __future__ import annotations

import logging
import re

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from crosscase.domain.literature import Reference
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.encodings import decode

_YEAR = re.compile(r"\d{4}")
_BRACES = re.compile(r"[{}]")


def read_references(data: bytes, name: str) -> tuple[list[Reference], list[Remark]]:
    """The works of a ``.ris`` or ``.bib`` file, and what of it could not be read.

    Raises ``UnreadableFile`` where it holds none.
    """
    text = decode(data, name).text
    if name.casefold().endswith(".bib") or text.lstrip().startswith("@"):
        found, remarks = _bibtex(text, name)
    else:
        found, remarks = _ris(text, name)
    if not found:
        raise UnreadableFile(
            "No reference was found.", file=name, hint="Export it as RIS or BibTeX."
        )
    return found, remarks


def _ris(text: str, name: str) -> tuple[list[Reference], list[Remark]]:
    try:
        entries = rispy.loads(text, skip_unknown_tags=True)
    except (rispy.parser.ParseError, OSError, ValueError) as error:
        raise UnreadableFile(f"This is no RIS: {error}", file=name) from error
    return [
        Reference(
            tuple(
                _family(author) for author in entry.get("authors", entry.get("first_authors", []))
            ),
            _year(entry.get("year") or entry.get("publication_year") or ""),
            entry.get("title") or entry.get("primary_title") or "",
            entry.get("journal_name")
            or entry.get("secondary_title")
            or entry.get("publisher")
            or "",
        )
        for entry in entries
    ], []


def _bibtex(text: str, name: str) -> tuple[list[Reference], list[Remark]]:
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what failed is told as a remark
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    remarks = [
        Remark("unread-reference", "This entry could not be read.", "doubt", name, block.start_line)
        for block in library.failed_blocks
    ]
    found = []
    for entry in library.entries:
        fields = {field.key.casefold(): _BRACES.sub("", str(field.value)) for field in entry.fields}
        authors = re.split(r"\s+and\s+", fields.get("author") or fields.get("editor") or "")
        found.append(
            Reference(
                tuple(_family(author) for author in authors if author.strip()),
                _year(fields.get("year") or fields.get("date") or ""),
                " ".join(fields.get("title", "").split()),
                fields.get("journal") or fields.get("booktitle") or fields.get("publisher") or "",
            )
        )
    return found, remarks


def _family(author: str) -> str:
    """The family name: before the comma, else the last word (a Chinese name is kept whole)."""
    if "," in author:
        return author.split(",")[0].strip()
    return author.split()[-1] if author.split() else author


def _year(text: str) -> str:
    found = _YEAR.search(text)
    return found.group() if found else ""
