"""A report as PDF, set by typst from a fixed template; texts go in as JSON, never as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise
from typing import Any

import typst

from crosscase.report import fonts
from crosscase.report.document import (
    Block,
    Bullets,
    Cited,
    Document,
    Figure,
    Line,
    Number,
    Paragraph,
    Quote,
    Strong,
    Table,
)
from crosscase.report.paper import on_paper
from crosscase.report.quotes import WITHHELD
from crosscase.report.widths import widths

_TEMPLATE = "page.typ"


def write_pdf(document: Document) -> bytes:
    """The report as bytes; the same document, with the same fonts, gives the same bytes."""
    document = on_paper(document)
    drawings: dict[str, bytes] = {}
    body = _body(document, drawings)
    template = files("crosscase.report").joinpath(_TEMPLATE).read_bytes()
    parts: Any = {
        "main": template,
        "report.json": json.dumps(body, ensure_ascii=False).encode(),
        **drawings,
    }
    moment = datetime.fromisoformat(f"{document.date or '1970-01-01'}T00:00:00+00:00")
    return bytes(
        typst.compile(
            parts,
            font_paths=[str(folder) for folder in fonts.folders()],
            ignore_system_fonts=True,
            format="pdf",
            timestamp=int(moment.astimezone(UTC).timestamp()),
        )
    )


def _body(document: Document, drawings: dict[str, bytes]) -> dict[str, Any]:
    missing = sorted({c for _, text in document.texts() for c in fonts.lacking(text)})
    keys = {backing.key for backing in document.backings}
    return {
        "title": _soft(document.title),
        "subtitle": f"{document.subtitle}, {document.date}",
        "date": [int(part) for part in (document.date or "1970-01-01").split("-")],
        "missing": [f"U+{ord(c):04X}" for c in missing],
        "sections": [
            {
                "title": _soft(section.title),
                "level": min(section.level, 3),
                "blocks": [_block(b, document, drawings, keys) for b in section.blocks],
            }
            for section in document.sections
        ],
        "backings": [
            {
                "key": backing.key,
                "title": _soft(backing.title),
                "quotes": [q for q in backing.quotes if q not in backing.against],
                "against": list(backing.against),
            }
            for backing in document.backings
        ],
        "quotes": [_quote(quote) for quote in document.quotes.values()],
    }


def _block(
    block: Block, document: Document, drawings: dict[str, bytes], keys: set[str]
) -> dict[str, Any]:
    match block:
        case Paragraph(line, notice):
            return {"is": "notice" if notice else "paragraph", "line": _line(line)}
        case Bullets(lines):
            return {"is": "bullets", "lines": [_line(line) for line in lines]}
        case Table():
            return {
                "is": "table",
                "caption": _soft(block.caption),
                "columns": [_soft(name) for name in block.columns],
                "widths": widths(block),
                "right": [at in block.numeric for at in range(len(block.columns))],
                "rows": [[_line(cell) for cell in row] for row in block.rows],
                "note": _soft(block.note),
                "small": len(block.columns) > 8,
            }
        case Figure():
            name = f"figure{len(drawings)}.svg"
            drawings[name] = block.svg
            return {
                "is": "figure",
                "file": name,
                "alt": block.alt,
                "caption": _soft(block.caption),
                "width": block.width * 100,
            }
        case Cited(title, quotes):
            shown = [_quote(document.quotes[number]) for number in quotes]
            return {"is": "cited", "title": _soft(title), "quotes": shown}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "n": quote.ordinal,
        "words": _soft(quote.words or quote.instead or WITHHELD),
        "shown": bool(quote.words),
        "translation": _soft(quote.translation),
        "translated": quote.translated,
        "by": _soft(", ".join(filter(None, (quote.who, quote.place)))),
        "tags": _soft(quote.tags),
    }


def _line(line: Line) -> list[dict[str, str]]:
    made = []
    for run in line:
        match run:
            case Number(text, key):
                made.append({"is": "number", "text": _soft(text), "key": key})
            case Strong(text):
                made.append({"is": "strong", "text": _soft(text)})
            case str():
                made.append({"is": "text", "text": _soft(run)})
    return made


def _soft(text: str) -> str:
    """The text with places to break words that are longer than a line of a table."""
    text = fonts.drawable(text)
    cuts = [0]
    run = 0
    for at, char in enumerate(text):
        run = 0 if char.isspace() or ord(char) > 0x2E7F else run + 1
        if run == 24:
            cuts.append(at)
            run = 0
    cuts.append(len(text))
    return "\u200b".join(text[first:last] for first, last in pairwise(cuts)) if text else ""
