"""A report as one HTML file: no script, no network, every number opens its quotes.

A number is a link to a list further down; the list is shown beside the text while it is the
target of the address (CSS ``:target``), so it works by mouse, by keyboard and by "back".
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from crosscase.report.document import (
    Backing,
    Block,
    Bullets,
    Cited,
    Document,
    Figure,
    Line,
    Number,
    Paragraph,
    Quote,
    Section,
    Strong,
    Table,
)
from crosscase.report.html_style import STYLE
from crosscase.report.quotes import TRANSLATED, WITHHELD

_IN_FULL = 40
"""Quotes that the list behind a number shows in full; the others are links."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"

_HEARD = f"{_POLICY}; media-src data:"
"""Of a report with sound: what is heard lies in the file itself."""


def write_html(document: Document) -> bytes:
    """The report as bytes in UTF-8; the same document gives the same bytes."""
    return "\n".join(_page(document)).encode() + b"\n"


def _page(document: Document) -> Iterator[str]:
    title = escape(document.title)
    heard = [quote for quote in document.quotes.values() if quote.sound]
    policy = _HEARD if heard else _POLICY
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(document.language or "en")}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>"
    yield '<body>\n<a class="skip" href="#main">To the text</a>'
    yield f'<header><h1 dir="auto">{title}</h1>'
    yield f'<p class="sub">{escape(document.subtitle)}, {escape(document.date)}. '
    yield "Numbers in blue open the quotations behind them, and what speaks against them.</p>"
    yield "</header>"
    yield '<nav aria-label="Contents"><ul>'
    for at, section in enumerate(document.sections):
        mark = ' class="sub"' if section.level > 1 else ""
        yield f'<li{mark}><a href="#s{at}" dir="auto">{escape(section.title)}</a></li>'
    yield '</ul></nav>\n<main id="main">'
    writer = _Writer(document)
    for at, section in enumerate(document.sections):
        yield from writer.section(at, section)
    yield "</main>"
    yield "<footer>Written by crosscase. The same study gives the same bytes.</footer>"
    for backing in document.backings:
        yield from writer.backing(backing)
    if writer.listed:
        yield from writer.every_quote()
    for quote in heard:
        yield from writer.player(quote)
    yield "</body>\n</html>"


class _Writer:
    def __init__(self, document: Document) -> None:
        self._quotes = document.quotes
        self.listed: dict[int, None] = {}
        self._tables = 0
        self._figures = 0

    def section(self, at: int, section: Section) -> Iterator[str]:
        level = min(section.level, 5) + 1
        yield f'<section aria-labelledby="s{at}">'
        yield f'<h{level} id="s{at}" dir="auto">{escape(section.title)}</h{level}>'
        for block in section.blocks:
            yield from self._block(block)
        yield "</section>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(line, notice):
                yield f'<p{" class=notice" if notice else ""} dir="auto">{_line(line)}</p>'
            case Bullets(lines):
                yield "<ul>"
                yield from (f'<li dir="auto">{_line(line)}</li>' for line in lines)
                yield "</ul>"
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case Cited(title, quotes):
                yield f'<p class="cited">{escape(title)}</p>'
                yield from (self._quote(self._quotes[q], "div") for q in quotes)

    def _table(self, block: Table) -> Iterator[str]:
        self._tables += 1
        caption = escape(block.caption)
        if block.fold:
            yield f"<details><summary>{caption} ({len(block.rows):,} rows)</summary>"
        yield f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table>'
        yield f'<caption dir="auto"><b>Table {self._tables}.</b> {caption}</caption><thead><tr>'
        for at, name in enumerate(block.columns):
            mark = ' class="r"' if at in block.numeric else ""
            yield f'<th scope="col"{mark} dir="auto">{escape(name)}</th>'
        yield "</tr></thead><tbody>"
        for row in block.rows:
            cells = []
            for at, line in enumerate(row):
                mark = ' class="r"' if at in block.numeric else ""
                tag = 'th scope="row"' if at == 0 else "td"
                cells.append(f'<{tag}{mark} dir="auto">{_line(line)}</{tag[:2]}>')
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody></table></div>"
        if block.note:
            yield f'<p class="note">{escape(block.note)}</p>'
        if block.fold:
            yield "</details>"

    def _figure(self, block: Figure) -> Iterator[str]:
        self._figures += 1
        data = base64.b64encode(block.svg).decode()
        yield f'<figure><img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{data}"'
        yield f' style="width:{block.width:.0%}">'
        yield f"<figcaption><b>Figure {self._figures}.</b> {escape(block.caption)}</figcaption>"
        yield "</figure>"

    def backing(self, backing: Backing) -> Iterator[str]:
        title = escape(backing.title)
        yield f'<aside class="drawer" id="{backing.key}" aria-label="{title}">'
        yield '<a class="close" href="#closed">Close</a>'
        yield f'<h2 dir="auto">{title}</h2>'
        clash = set(backing.against)
        behind = [number for number in backing.quotes if number not in clash]
        if behind:
            yield f"<h3>Behind it ({len(behind):,})</h3>"
            yield from self._few(behind)
        if clash:
            yield f"<h3>Counter-evidence ({len(backing.against):,})</h3>"
            yield from self._few(backing.against)
        else:
            yield "<p>No counter-evidence is recorded.</p>"
        yield "</aside>"

    def _few(self, numbers: Sequence[int]) -> Iterator[str]:
        """The first quotes in full, the others as links to the list of all."""
        yield "<ol>"
        yield from (self._quote(self._quotes[number], "li") for number in numbers[:_IN_FULL])
        yield "</ol>"
        rest = numbers[_IN_FULL:]
        if rest:
            self.listed |= dict.fromkeys(rest)
            links = " ".join(f'<a href="#q{number}">Q{number}</a>' for number in rest)
            yield f"<p>And {len(rest):,} more: {links}</p>"

    def every_quote(self) -> Iterator[str]:
        """The quotes that some number is too large to show in full, each once."""
        yield '<details class="all"><summary>Quotations behind the large numbers'
        yield f" ({len(self.listed):,})</summary><ol>"
        for number in sorted(self.listed):
            quote = self._quote(self._quotes[number], "li")
            yield quote.replace("<li ", f'<li id="q{number}" ', 1)
        yield "</ol></details>"

    def player(self, quote: Quote) -> Iterator[str]:
        """A quote with its sound, once: wherever else it stands, a link leads here."""
        yield f'<aside class="drawer" id="h{quote.ordinal}" aria-label="Q{quote.ordinal}, sound">'
        yield '<a class="close" href="#closed">Close</a>'
        yield self._quote(replace(quote, sound=b""), "div")
        data = base64.b64encode(quote.sound).decode()
        yield f'<audio controls preload="none" aria-label="Q{quote.ordinal}"'
        yield f' src="data:audio/wav;base64,{data}"></audio>'
        yield "</aside>"

    def _quote(self, quote: Quote, tag: str) -> str:
        instead = f"<i>{escape(quote.instead or WITHHELD)}</i>"
        words = f"<q>{escape(quote.words)}</q>" if quote.words else instead
        if quote.translation:
            words += f'<span class="t">{TRANSLATED}: {escape(quote.translation)}</span>'
        elif quote.translated:
            words += f" ({TRANSLATED})"
        tags = f"; {escape(quote.tags)}" if quote.tags else ""
        if quote.sound:
            at = quote.ordinal
            tags += f' <a class="hear" href="#h{at}" aria-label="Listen to Q{at}">Listen</a>'
        return (
            f'<{tag} class="quote"><span class="w" dir="auto">{words}</span>'
            f'<span class="by">Q{quote.ordinal}, <bdi>{escape(quote.who)}</bdi>, '
            f"<bdi>{escape(quote.place)}</bdi>{tags}</span></{tag}>"
        )


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: str | Number | Strong) -> str:
    match run:
        case Number(text, key):
            return f'<a class="n" href="#{key}">{escape(text)}</a>'
        case Strong(text):
            return f"<strong>{escape(text)}</strong>"
        case str():
            return escape(run)
