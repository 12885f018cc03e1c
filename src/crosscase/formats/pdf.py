"""PDF: the text layer in reading order, without headers, footers and line numbers.

PDFium does the parsing: it is a hundred times faster than the parsers in Python, fuzzed for years
in Chromium, and fails with one kind of error.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import MAX_PAGES, MAX_SECONDS, MAX_TEXT
from crosscase.formats.encodings import clean
from crosscase.formats.pdf_layout import Piece, Sheet, paragraphs, without_margins
from crosscase.formats.turns import plain_lines, read_lines

ONE_AT_A_TIME = threading.Lock()
"""PDFium may be used by one thread at a time only."""


class Sign(NamedTuple):
    """One letter and its box, in points from the lower left of the page as it is shown.

    ``made``: PDFium put it in (blanks, line ends).
    """

    text: str
    made: bool
    left: float = 0.0
    right: float = 0.0
    low: float = 0.0
    high: float = 0.0


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
            pieces = list(pieces_of(signs_of(page), width, height))
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


def pages_of(data: bytes, file: str) -> Iterator[pypdfium2.PdfPage | None]:
    """The pages one after the other, None for a broken one; hold ``ONE_AT_A_TIME`` meanwhile.

    Raises ``UnreadableFile`` for what is no PDF or is locked, ``TooLarge`` beyond the bounds.
    """
    until = time.monotonic() + MAX_SECONDS
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(str(error), file) from error
    try:
        if len(document) > MAX_PAGES:
            raise TooLarge(
                f"the PDF has {len(document):,} pages; the bound is {MAX_PAGES:,}.",
                file=file,
                hint="Split it.",
            )
        for number in range(len(document)):
            if time.monotonic() > until:
                raise TooLarge(
                    f"page {number + 1} was reached after {MAX_SECONDS:g} seconds.",
                    file=file,
                    hint="Save it as text with another program.",
                )
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                page = None
            yield page
    finally:
        document.close()


def _refused(reason: str, file: str) -> UnreadableFile:
    if "password" in reason.lower() or "security" in reason.lower():
        return UnreadableFile(
            "the PDF is locked with a password.", file=file, hint="Save it without a password."
        )
    return UnreadableFile(
        "the PDF is broken.", file=file, hint="Open it in a PDF program and save or print it anew."
    )


def signs_of(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    """The letters of a page as they stand in the file."""
    words = page.get_textpage()
    x, y, _, _ = page.get_bbox()
    try:
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        for at in range(words.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(words, at) & 0x1FFFFF % 0x110000)
            if pdfium.FPDFText_IsGenerated(words, at) == 1 or sign in "\r\n":
                yield Sign(sign, True)
                continue
            pdfium.FPDFText_GetCharBox(words, at, left, right, low, high)
            sides = left.value - x, right.value - x, low.value - y, high.value - y
            yield Sign(sign, False, *sides)
    finally:
        words.close()


def pieces_of(signs: Iterable[Sign], width: float, height: float) -> Iterator[Piece]:
    """The runs of letters on one line of a page of this size; a wide gap ends a run."""
    text: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    for sign, made, left, right, low, high in signs:
        if made:
            if sign in "\r\n" and text:
                yield _piece(text, box, height)
                text = []
            elif text and sign == " ":
                text.append(" ")
            continue
        inside = -2 <= left <= width + 2 and -2 <= low <= height + 2
        if not inside:
            continue
        tall = max(high - low, 4.0)
        if (
            text
            and not sign.isspace()
            and (left > box[1] + 3 * tall or left < box[0] - tall or low > box[3] or high < box[2])
        ):
            yield _piece(text, box, height)
            text = []
        if not text:
            if sign.isspace():
                continue
            box = [left, right, low, high]
        text.append(sign)
        if not sign.isspace():
            box = [min(box[0], left), max(box[1], right), min(box[2], low), max(box[3], high)]
    if text:
        yield _piece(text, box, height)


def _piece(text: list[str], box: list[float], height: float) -> Piece:
    words = "".join(text).replace("\u0002", "-").replace("\ufffe", "-").strip()
    return Piece(" ".join(words.split()), box[0], box[1], height - box[3], height - box[2])
