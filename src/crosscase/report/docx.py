"""A report as a Word file: real styles, tables that repeat their heads, captions, a figure.

Numbers are links to bookmarks: to the list of what each rests on, and from there to the quotes.
"""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document as Word
from docx.shared import Mm, Pt

from crosscase.formats.archive import still
from crosscase.report.document import (
    Backing,
    Block,
    Bullets,
    Cited,
    Document,
    Figure,
    Paragraph,
    Quote,
    Section,
    Table,
)
from crosscase.report.docx_parts import Marks, add_caption, add_line, add_table, link
from crosscase.report.paper import on_paper
from crosscase.report.quotes import TRANSLATED, WITHHELD


def write_docx(document: Document) -> bytes:
    """The report as bytes; the same document gives the same bytes."""
    document = on_paper(document)
    word = docx.Document()
    _dress(word, document)
    writer = _Writer(word, document)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(f"{document.subtitle}, {document.date}", style="Subtitle")
    for section in document.sections:
        writer.section(section)
    writer.evidence()
    file = io.BytesIO()
    word.save(file)
    return still(file.getvalue())


def _dress(word: Word, document: Document) -> None:
    """Page, fonts and the file's own facts."""
    moment = datetime.fromisoformat(f"{document.date or '1980-01-01'}T00:00:00")
    facts = word.core_properties
    facts.author = facts.last_modified_by = "crosscase"
    facts.title = document.title[:250]
    facts.created = facts.modified = moment
    facts.revision = 1
    facts.comments = ""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(23)
    page.top_margin = page.bottom_margin = Mm(22)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    quote = word.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(6)


class _Writer:
    def __init__(self, word: Word, document: Document) -> None:
        self._word = word
        self._document = document
        self._marks = Marks()

    def section(self, section: Section) -> None:
        self._word.add_heading(section.title, min(section.level, 3))
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        word = self._word
        match block:
            case Paragraph(line, notice):
                add_line(word.add_paragraph(style="Intense Quote" if notice else None), line)
            case Bullets(lines):
                for line in lines:
                    add_line(word.add_paragraph(style="List Bullet"), line)
            case Table():
                add_caption(
                    word.add_paragraph(style="Caption"), "Table", block.caption, self._marks
                )
                add_table(word, block)
                after = word.add_paragraph()
                if block.note:
                    after.add_run(block.note).font.size = Pt(8)
            case Figure():
                self._figure(block)
            case Cited(title, quotes):
                lead = word.add_paragraph()
                lead.paragraph_format.keep_with_next = True
                lead.add_run(title).bold = True
                for number in quotes:
                    self._quote(self._document.quotes[number], mark=False)

    def _figure(self, block: Figure) -> None:
        place = self._word.add_paragraph()
        place.paragraph_format.keep_with_next = True
        shape = place.add_run().add_picture(io.BytesIO(block.png), width=Mm(164 * block.width))
        shape._inline.docPr.set("descr", block.alt)
        caption = self._word.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = False
        add_caption(caption, "Figure", block.caption, self._marks)

    def _quote(self, quote: Quote, *, mark: bool) -> None:
        paragraph = self._word.add_paragraph(style="Quote")
        if mark:
            self._marks.set(paragraph, f"q{quote.ordinal}")
        paragraph.add_run(f"“{quote.words}”" if quote.words else quote.instead or WITHHELD)
        if quote.translation:
            paragraph.add_run().add_break()
            paragraph.add_run(f"{TRANSLATED}: {quote.translation}").italic = True
        elif quote.translated:
            paragraph.add_run(f" ({TRANSLATED})").italic = True
        told = ", ".join(filter(None, (f" Q{quote.ordinal}", quote.who, quote.place)))
        paragraph.add_run(f"{told}; {quote.tags}" if quote.tags else told).font.size = Pt(8)

    def evidence(self) -> None:
        """What the numbers rest on, then every quotation once."""
        if not self._document.backings:
            return
        self._word.add_heading("What the numbers rest on", 1)
        for backing in self._document.backings:
            self._backing(backing)
        self._word.add_heading("Quotations", 1)
        for quote in self._document.quotes.values():
            self._quote(quote, mark=True)

    def _backing(self, backing: Backing) -> None:
        paragraph = self._word.add_paragraph()
        self._marks.set(paragraph, backing.key)
        paragraph.add_run(backing.title).bold = True
        behind = [number for number in backing.quotes if number not in backing.against]
        for lead, numbers in ((": ", behind), ("; against: ", backing.against)):
            for at, number in enumerate(numbers):
                paragraph.add_run(lead if at == 0 else ", ")
                link(paragraph, f"Q{number}", f"q{number}")
