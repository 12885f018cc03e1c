"""The tags of a page of HTML and the words between them.

One pass over the file, whatever stands in it: Python's own reader of HTML takes minutes for some
small ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]*)")
_STOPS = re.compile("[>\"']")


def words_by_tag(html: str) -> Iterator[tuple[str, str]]:
    """Pairs of a tag's name (``/p`` where it closes, "" for none) and the words after it."""
    return ((tag, words) for tag, _, words in words_by_whole_tag(html))


def words_by_whole_tag(html: str) -> Iterator[tuple[str, str, str]]:
    """The same with what stands in the tag behind its name, as it is written, in the middle."""
    at, tag, inside = 0, "", ""
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
        yield tag, inside, unescape("".join(words))
        words.clear()
        inside = ""
        tag = found[1].casefold() if found else ""
        if html.startswith("<!--", opens):
            ends = html.find("-->", opens + 4)
            at = ends + 3 if ends >= 0 else len(html)
        else:
            begins = found.end() if found else opens + 1
            at = _end(html, begins)
            inside = html[begins:at]
    yield tag, inside, unescape("".join(words))


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
