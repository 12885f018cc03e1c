"""References of a literature manager: RIS and BibTeX."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from crosscase.domain.literature import Reference
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.encodings import decode

_YEAR = re.compile(r"\d{4}")
_SHORT = re.compile(r"(?P<authors>[^\d{}\\]+?),? \(?(?P<year>\d{4})[a-z]?\)?")
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*")
_OTHERS = re.compile(r"\s*,?\s*\bet al\.?")
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


def write_bibtex(references: Iterable[str]) -> str:
    """References as they stand in a text ("Lee 2009", "Cohen & Levinthal 1990") as BibTeX.

    What is no family names and year is kept whole as a note: nothing is made up.
    """
    entries: list[str] = []
    taken: Counter[str] = Counter()
    for said in dict.fromkeys(references):
        found = _SHORT.fullmatch(said)
        fields = {"note": said}
        name = "work"
        if found:
            said_by = _OTHERS.sub(" and others", found["authors"])
            names = [one.strip() for one in _AND.split(said_by) if one.strip()]
            fields = {
                "author": " and ".join("others" if n == "others" else f"{{{n}}}" for n in names),
                "year": found["year"],
                "note": said,
            }
            name = re.sub(r"\W", "", names[0]).casefold() + found["year"]
        taken[name] += 1
        key = name if taken[name] == 1 else f"{name}-{taken[name]}"
        lines = [f"  {field} = {{{_tex(field, value)}}}," for field, value in fields.items()]
        entries.append("\n".join((f"@misc{{{key},", *lines, "}")))
    return "\n\n".join(entries) + "\n" if entries else ""


def _tex(field: str, value: str) -> str:
    """The value with the signs of TeX escaped; the braces around authors are ours."""
    kept = "" if field == "author" else "{}"
    text = value.replace("\\", r"\textbackslash ") if kept else value
    return re.sub(f"([&%$#_{kept}])", r"\\\1", text)


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
