"""HTML to text as Taguette counts it, and to text as a person reads it."""

from __future__ import annotations

from bisect import bisect_right

from crosscase.domain.spans import Span
from crosscase.formats.encodings import clean
from crosscase.formats.html_tags import words_by_tag

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    )
)


class Page:
    """The text of a piece of HTML.

    ``raw`` is all that stands between tags, which the file's numbers count. ``text`` is the same,
    clean, with a line break where a paragraph, heading, row or list entry begins or ends.
    """

    def __init__(self, html: str) -> None:
        raw: list[str] = []
        text: list[str] = []
        self._counted: list[int] = []
        self._shown: list[int] = []
        at = to = 0
        broken = False
        for tag, data in words_by_tag(html.replace("\r\n", "\n").replace("\r", "\n")):
            broken |= tag.lstrip("/") in _BLOCKS
            if not data:
                continue
            shown, _ = clean(data, "")
            if broken and to and not text[-1].endswith("\n") and not shown.startswith("\n"):
                text.append("\n")
                to += 1
            broken = False
            self._counted.append(at + len(data) - len(shown))
            self._shown.append(to)
            raw.append(data)
            text.append(shown)
            at += len(data)
            to += len(shown)
        self.raw, self.text = "".join(raw), "".join(text)

    def span(self, place: Span) -> Span:
        """The same passage of ``text``; ``place`` counts code points of ``raw``."""
        return Span(self._place(place.start), self._place(place.end - 1) + 1)

    def _place(self, at: int) -> int:
        piece = max(bisect_right(self._counted, at) - 1, 0)
        return max(self._shown[piece] + at - self._counted[piece], 0)
