"""From pieces of text placed on pages to paragraphs in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from crosscase.formats.labels import candidate, name_like


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line of one page; y grows downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """One page: its size and the pieces on it."""

    width: float
    height: float
    pieces: list[Piece]


_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page|seite|第)?\s{0,2}\d{1,5}(?:\s{0,2}(?:/|of|von|页|頁)\s{0,2}\d{0,5})?\W{0,3}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def without_margins(sheets: Sequence[Sheet]) -> tuple[int, int]:
    """Takes headers, footers and page numbers, then line numbers, out of ``sheets``.

    Returns how many pieces of each kind went.
    """
    seen: Counter[str] = Counter()
    for sheet in sheets:
        seen.update({_sign(piece, sheet) for piece in _edges(sheet)})
    need = max(2, 0.5 * len(sheets)) if len(sheets) < 6 else max(3, 0.3 * len(sheets))
    running = lines = 0
    for sheet in sheets:
        edges = set(map(id, _edges(sheet)))
        kept = [
            piece
            for piece in sheet.pieces
            if id(piece) not in edges
            or not (seen[_sign(piece, sheet)] >= need or _is_page_number(piece, sheets))
        ]
        running += len(sheet.pieces) - len(kept)
        body = [piece for piece in kept if not piece.text.strip().isdigit()]
        left = min((piece.left for piece in body), default=0.0)
        numbers = [p for p in kept if p.text.strip().isdigit() and p.right <= left + 1]
        if len(numbers) >= 3:
            gone = set(map(id, numbers))
            kept = [piece for piece in kept if id(piece) not in gone]
            lines += len(numbers)
        sheet.pieces = kept
    return running, lines


def _is_page_number(piece: Piece, sheets: Sequence[Sheet]) -> bool:
    return len(sheets) > 1 and bool(_PAGE_NUMBER.fullmatch(piece.text.strip()))


def _edges(sheet: Sheet) -> list[Piece]:
    """What stands in the uppermost and lowest lines, near the edge of the page."""
    high, low = 0.1 * sheet.height, 0.9 * sheet.height
    return [piece for piece in sheet.pieces if piece.bottom <= high or piece.top >= low]


def _sign(piece: Piece, sheet: Sheet) -> str:
    return _DIGITS.sub("#", piece.text.strip()) + _place(piece, sheet)


def _place(piece: Piece, sheet: Sheet) -> str:
    return f"@{round(20 * piece.top / max(sheet.height, 1))}"


def paragraphs(sheets: Sequence[Sheet]) -> tuple[list[str], int]:
    """The paragraphs of all pages, and how many words divided at a line end were joined."""
    result: list[str] = []
    joined = 0
    before: Piece | None = None
    edge = 0.0
    for sheet in sheets:
        for column in reading_order(sheet):
            pitch = _pitch(column)
            edge = max((piece.right for piece in column), default=edge)
            left = min((piece.left for piece in column), default=0.0)
            for at, piece in enumerate(column):
                if before is None or not _continues(before, piece, pitch, edge, left, at == 0):
                    result.append(piece.text)
                else:
                    joined += _join(result, piece.text)
                before = piece
    return result, joined


def _join(result: list[str], text: str) -> int:
    last = result[-1]
    if re.search(r"[a-zäöüéèß]-$", last) and text[:1].islower():
        result[-1] = last[:-1] + text
        return 1
    if last.endswith("\u00ad"):
        result[-1] = last[:-1] + text
        return 1
    space = "" if _CJK.match(last[-1:]) or _CJK.match(text[:1]) else " "
    result[-1] = last + space + text
    return 0


def _continues(
    before: Piece, piece: Piece, pitch: float, edge: float, left: float, fresh: bool
) -> bool:
    """Whether ``piece`` goes on with the paragraph of ``before``."""
    each = candidate(piece.text)
    if each and each.style != "alone" and name_like(each.label):
        return False
    if fresh:
        return not before.text.rstrip().endswith((".", "?", "!", "。", "？", "！", ":", "”", '"'))
    gap = piece.top - before.top
    if gap > 1.45 * pitch or (piece.left > left + 8 and before.left <= left + 4):
        return False
    if abs((piece.bottom - piece.top) - (before.bottom - before.top)) > 0.5 * pitch:
        return False
    return before.right >= left + 0.75 * (edge - left)


def _pitch(column: Sequence[Piece]) -> float:
    gaps = [b.top - a.top for a, b in pairwise(column) if b.top > a.top + 1]
    return median(gaps) if gaps else 14.0


def reading_order(sheet: Sheet) -> list[list[Piece]]:
    """The lines of a page, column after column, between what spans the whole width."""
    lines = _lines(sheet.pieces)
    middle = _gutter(lines, sheet)
    if middle is None:
        return [_rows(lines)] if lines else []
    result: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in sorted(lines, key=lambda p: (p.top, p.left)):
        if piece.right <= middle + 2:
            left.append(piece)
        elif piece.left >= middle - 2:
            right.append(piece)
        else:
            result += [column for column in (left, right) if column]
            left, right = [], []
            result.append([piece])
    return result + [column for column in (left, right) if column]


def _gutter(lines: Sequence[Piece], sheet: Sheet) -> float | None:
    """The x between two columns, or None where the page has one."""
    best, found = 0, None
    start, stop = 0.35 * sheet.width, 0.65 * sheet.width
    for step in range(31):
        x = start + (stop - start) * step / 30
        left = [p for p in lines if p.right <= x]
        right = [p for p in lines if p.left >= x]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < 6 or crossing > 0.3 * len(lines):
            continue
        wide = all(
            median(p.right - p.left for p in side) > 0.2 * sheet.width for side in (left, right)
        )
        beside = min(max(p.bottom for p in left), max(p.bottom for p in right)) - max(
            min(p.top for p in left), min(p.top for p in right)
        )
        score = min(len(left), len(right)) - crossing
        if wide and beside > 0.15 * sheet.height and score > best:
            best, found = score, x
    return found


def _lines(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.text.strip()]


def _rows(lines: Sequence[Piece]) -> list[Piece]:
    """Pieces of one height are one line, from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(lines, key=lambda p: (p.bottom, p.left)):
        same = rows and min(rows[-1][-1].bottom, piece.bottom) - max(
            rows[-1][-1].top, piece.top
        ) > 0.6 * min(rows[-1][-1].bottom - rows[-1][-1].top, piece.bottom - piece.top)
        if same:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    result: list[Piece] = []
    for row in rows:
        row.sort(key=lambda p: p.left)
        result.append(
            Piece(
                " ".join(p.text.strip() for p in row),
                row[0].left,
                max(p.right for p in row),
                min(p.top for p in row),
                max(p.bottom for p in row),
            )
        )
    return result
