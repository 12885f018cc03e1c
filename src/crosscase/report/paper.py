"""A report for paper: long tables stand in an appendix, long lists of quotes are cut."""

from __future__ import annotations

from dataclasses import replace

from crosscase.report.document import Backing, Block, Cited, Document, Paragraph, Section, Table

_MOST = 40
"""Quotations that the list behind a number names on paper; a screen shows all."""


def on_paper(document: Document) -> Document:
    """The document with its folded tables at the end, and a line where each of them stood."""
    tables: list[Block] = []
    sections: list[Section] = []
    for section in document.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table) and block.fold:
                tables.append(block)
                blocks.append(Paragraph((f"In the appendix: {block.caption}.",)))
            else:
                blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    if tables:
        sections.append(Section("Appendix: tables to look things up", tuple(tables)))
    backings = tuple(map(_cut, document.backings))
    shown = {number for b in backings for number in (*b.quotes, *b.against)}
    for section in sections:
        shown |= {n for block in section.blocks if isinstance(block, Cited) for n in block.quotes}
    quotes = {number: quote for number, quote in document.quotes.items() if number in shown}
    return replace(document, sections=tuple(sections), backings=backings, quotes=quotes)


def _cut(backing: Backing) -> Backing:
    """The first quotes, and of how many; those against it are kept longest."""
    many = len({*backing.quotes, *backing.against})
    if many <= _MOST:
        return backing
    against = backing.against[:_MOST]
    clash = set(backing.against)
    own = tuple(n for n in backing.quotes if n not in clash)[: max(0, _MOST - len(against))]
    title = f"{backing.title} ({len(own) + len(against)} of {many:,}; the HTML report has all)"
    return replace(backing, title=title, quotes=own, against=against)
