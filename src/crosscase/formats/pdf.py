"""PDF: the text layer in reading order, without headers, footers and line numbers."""

from __future__ import annotations

import pypdfium2

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import MAX_TEXT
from crosscase.formats.encodings import clean
from crosscase.formats.pdf_layout import Sheet, paragraphs, without_margins
from crosscase.formats.pdf_pages import ONE_AT_A_TIME, pages_of, pieces_of, signs_of
from crosscase.formats.turns import plain_lines, read_lines


def read_pdf(data: bytes, file: str) -> Reading:
    """The Reading of a PDF with a text layer. ``line`` in it counts paragraphs."""
    text, remarks = text_of_pdf(data, file)
    return read_lines(plain_lines(text), file=file, remarks=remarks)[0]


def text_of_pdf(data: bytes, file: str) -> tuple[str, list[Remark]]:
    """The text layer with its labels and times, a paragraph a line, and what was noticed.

    Raises ``UnreadableFile`` where there is none, ``TooLarge`` beyond the bounds.
    """
    with ONE_AT_A_TIME:
        sheets, empty = _sheets(data, file)
    if not any(sheet.pieces for sheet in sheets):
        raise UnreadableFile(
            "the PDF has no text layer: its pages are pictures.",
            file=file,
            hint="Let a program for text recognition (OCR) add one, or type it up.",
        )
    remarks: list[Remark] = []
    if empty:
        told = f"{len(empty)} pages hold no text (pictures?); the first is page {empty[0]}."
        remarks.append(Remark("page-without-text", told, "doubt", file))
    running, numbers = without_margins(sheets)
    if running:
        told = f"{running} headers, footers and page numbers are not part of the text."
        remarks.append(Remark("headers-left-out", told, "note", file))
    if numbers:
        told = f"{numbers} line numbers in the margin are not part of the text."
        remarks.append(Remark("line-numbers-left-out", told, "note", file))
    found, joined = paragraphs(sheets)
    if joined:
        told = f"{joined} words divided at the end of a line were joined."
        remarks.append(Remark("hyphens-joined", told, "note", file))
    text, unfit = clean("\n".join(found), file)
    return text, [*remarks, *unfit]


def _sheets(data: bytes, file: str) -> tuple[list[Sheet], list[int]]:
    """The pages with their pieces, and the numbers of pages without text."""
    sheets: list[Sheet] = []
    empty: list[int] = []
    size = 0
    for number, page in enumerate(pages_of(data, file), start=1):
        try:
            if page is None:
                raise pypdfium2.PdfiumError("no page")
            width, height = page.get_size()
            pieces = list(pieces_of(signs_of(page), height))
        except pypdfium2.PdfiumError:
            width, height, pieces = 1.0, 1.0, []
        size += sum(len(piece.text) for piece in pieces)
        if size > MAX_TEXT:
            raise TooLarge(
                f"its text has over {MAX_TEXT:,} characters.", file=file, hint="Split it."
            )
        if not pieces:
            empty.append(number)
        sheets.append(Sheet(width, height, pieces))
    return sheets, empty
