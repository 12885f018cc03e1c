"""The pages of a PDF and the letters on them, as they are shown.

PDFium does the parsing: it is a hundred times faster than the parsers in Python, fuzzed for years
in Chromium, and fails with one kind of error.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import MAX_PAGES, MAX_SECONDS
from crosscase.formats.pdf_bounds import check_pdf
from crosscase.formats.pdf_layout import Piece

_CLIPS = 1_000
"""What cuts a page to more shapes, or to one of more corners, is not looked at."""

Sides = tuple[float, float, float, float]
"""Left, right, low and high."""

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


def pages_of(data: bytes, file: str) -> Iterator[pypdfium2.PdfPage | None]:
    """The pages one after the other, None for a broken one; hold ``ONE_AT_A_TIME`` meanwhile.

    Raises ``UnreadableFile`` for what is no PDF or is locked, ``TooLarge`` beyond the bounds.
    """
    until = time.monotonic() + MAX_SECONDS
    check_pdf(data, file)
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


def shown_of(page: pypdfium2.PdfPage) -> Callable[[float, float, float, float], Sides]:
    """Where left, right, low and high of a page's own space are on the page as it is shown.

    A page may be a part of its sheet, and it may be turned.
    """
    x, y, right_edge, high_edge = page.get_bbox()
    width, height = right_edge - x, high_edge - y
    quarters = page.get_rotation() // 90

    def shown(left: float, right: float, low: float, high: float) -> Sides:
        left, right, low, high = left - x, right - x, low - y, high - y
        if quarters == 1:
            return low, high, width - right, width - left
        if quarters == 2:
            return width - right, width - left, height - high, height - low
        if quarters == 3:
            return height - high, height - low, left, right
        return left, right, low, high

    return shown


def signs_of(page: pypdfium2.PdfPage) -> list[Sign]:
    """The letters that are seen on a page, as they stand in the file.

    Who prints to PDF may put a line that does not fit on two pages, and show it on one of them.
    """
    kept: list[Sign] = []
    line: list[tuple[Sign, bool, bool]] = []

    def close() -> None:
        letters = [seen for sign, seen, _ in line if not sign.made]
        if sum(letters) * 2 >= len(letters):
            kept.extend(sign for sign, _, beside in line if not beside)
        line.clear()

    for sign, window in _signs(page):
        left, right, low, high = window
        seen = low <= (sign.low + sign.high) / 2 <= high
        beside = not left <= (sign.left + sign.right) / 2 <= right
        line.append((sign, seen, beside and not sign.made))
        if sign.made and sign.text in "\r\n":
            close()
    close()
    return kept


def _signs(page: pypdfium2.PdfPage) -> Iterator[tuple[Sign, Sides]]:
    """Every letter of a page, and the window in which it is seen."""
    words = page.get_textpage()
    width, height = page.get_size()
    whole = 0.0, width, 0.0, height
    shown = shown_of(page)
    windows: dict[int | None, Sides] = {}
    try:
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        for at in range(words.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(words, at) & 0x1FFFFF % 0x110000)
            if pdfium.FPDFText_IsGenerated(words, at) == 1 or sign in "\r\n":
                yield Sign(sign, True), whole
                continue
            pdfium.FPDFText_GetCharBox(words, at, left, right, low, high)
            drawn = pdfium.FPDFText_GetTextObject(words, at)
            of = ctypes.cast(drawn, ctypes.c_void_p).value
            if of not in windows:
                clips = [shown(*clip) for clip in _clips(drawn)] if of else []
                windows[of] = _within([whole, *clips])
            sides = shown(left.value, right.value, low.value, high.value)
            yield Sign(sign, False, *sides), windows[of]
    finally:
        words.close()


def _within(windows: Sequence[Sides]) -> Sides:
    lefts, rights, lows, highs = zip(*windows, strict=True)
    return max(lefts), min(rights), max(lows), min(highs)


def _clips(drawn: Any) -> Iterator[Sides]:  # a pointer of PDFium
    """The boxes outside of which what is drawn is not seen."""
    path = pdfium.FPDFPageObj_GetClipPath(drawn)
    x, y = ctypes.c_float(), ctypes.c_float()
    for one in range(min(pdfium.FPDFClipPath_CountPaths(path), _CLIPS)):
        points: list[tuple[float, float]] = []
        count = pdfium.FPDFClipPath_CountPathSegments(path, one)
        for at in range(count if count <= _CLIPS else 0):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, one, at)
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            yield min(xs), max(xs), min(ys), max(ys)


def pieces_of(signs: Iterable[Sign], height: float) -> Iterator[Piece]:
    """The runs of letters on one line of a page of this height; a wide gap ends a run."""
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
