"""HTML to text as Taguette counts it, and to text as a person reads it.

One pass over the file, whatever stands in it: Python's own reader of HTML takes minutes for some
small ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape

from crosscase.domain.spans import Span
from crosscase.formats.encodings import clean

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_STOPS = re.compile("[>\"']")


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
        for tag, data in _pieces(html.replace("\r\n", "\n").replace("\r", "\n")):
            broken |= tag in _BLOCKS
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


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Pairs of a tag's name ("" for none) and the words after it."""
    at, tag = 0, ""
    words: list[str] = []
    while at < len(html):
        opens = html.find("<", at)
        words.append(html[at : opens if opens >= 0 else len(html)])
        if opens < 0:
            break
        after = html[opens + 1 : opens + 2]
        found = _TAG.match(html, opens)
        if found is None and after not in ("!", "?", "/"):
            words.append("<")
            at = opens + 1
            continue
        yield tag, unescape("".join(words))
        words.clear()
        tag = found[1].casefold() if found else ""
        if html.startswith("<!--", opens):
            ends = html.find("-->", opens + 4)
            at = ends + 3 if ends >= 0 else len(html)
        else:
            at = _end(html, found.end() if found else opens + 1)
    yield tag, unescape("".join(words))


def _end(html: str, at: int) -> int:
    """Behind the tag: a ``>`` inside quotation marks does not end it."""
    while (stop := _STOPS.search(html, at)) is not None:
        if stop[0] == ">":
            return stop.end()
        closes = html.find(stop[0], stop.end())
        if closes < 0:
            break
        at = closes + 1
    return len(html)
