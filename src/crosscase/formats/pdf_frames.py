"""The words in rectangles of the pages of a PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2

from crosscase.errors import TooLarge
from crosscase.formats.encodings import clean
from crosscase.formats.pdf_layout import Sheet, paragraphs
from crosscase.formats.pdf_pages import ONE_AT_A_TIME, pages_of, pieces_of, shown_of, signs_of

_MOST = 1_000_000
"""Letters that all frames of a file may hold; one that stands beside them is a hundredth."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a page (the first is 0): points from the lower left of its media box."""

    page: int
    left: float
    low: float
    right: float
    high: float


@dataclass(frozen=True, slots=True)
class Framed:
    """The words of a frame, "" for none, and what share (0 to 1) of the letters is before them."""

    words: str = ""
    before: float = 0.0


def read_frames(data: bytes, file: str, frames: Sequence[Frame]) -> list[Framed]:
    """The words whose letters have their middle in each frame, in reading order.

    Raises ``UnreadableFile`` for what is no PDF or is locked, ``TooLarge`` beyond the bounds.
    """
    wanted: dict[int, list[Frame]] = defaultdict(list)
    for frame in dict.fromkeys(frames):
        wanted[frame.page].append(frame)
    found: dict[Frame, tuple[str, int]] = {}
    count = 0
    work = 0.0
    with ONE_AT_A_TIME:
        for number, page in enumerate(pages_of(data, file)):
            try:
                if page is not None and number in wanted:
                    view = _View(page)
                    for frame in wanted[number]:
                        words, first = view.within(frame)
                        found[frame] = clean(words, file)[0], count + first
                        work += len(words) + view.letters / 100
                        if work > _MOST:
                            raise TooLarge(
                                f"the rectangles on its pages hold over {_MOST:,} letters.",
                                file=file,
                                hint="Export the project in parts.",
                            )
                count += _letters(page) if page is not None else 0
            except pypdfium2.PdfiumError:
                continue
    none = "", 0
    return [Framed(words, at / max(count, 1)) for words, at in (found.get(f, none) for f in frames)]


class _View:
    """One page, its letters with their middles."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        x, y, _, _ = page.get_mediabox(fallback_ok=False) or page.get_bbox()
        self._corner, self._shown, self._size = (x, y), shown_of(page), page.get_size()
        self._signs = signs_of(page)
        sides = np.array([sign[2:] for sign in self._signs], dtype=np.float64).reshape(-1, 4)
        self._x, self._y = sides[:, :2].mean(axis=1), sides[:, 2:].mean(axis=1)
        self._made = np.array([sign.made for sign in self._signs], dtype=np.bool_)

    @property
    def letters(self) -> int:
        """How many letters the page has."""
        return len(self._signs)

    def within(self, frame: Frame) -> tuple[str, int]:
        """The words in a frame, and how many letters of the page stand before them."""
        x, y = self._corner
        left, right, low, high = self._shown(
            frame.left + x, frame.right + x, frame.low + y, frame.high + y
        )
        inside = (left <= self._x) & (self._x <= right) & (low <= self._y) & (self._y <= high)
        inside &= ~self._made
        if not inside.any():
            return "", 0
        kept = [self._signs[at] for at in np.flatnonzero(inside | self._made)]
        width, height = self._size
        sheet = Sheet(width, height, list(pieces_of(kept, height)))
        return "\n".join(paragraphs([sheet])[0]), int(inside.argmax())


def _letters(page: pypdfium2.PdfPage) -> int:
    words = page.get_textpage()
    try:
        return int(words.count_chars())
    finally:
        words.close()
