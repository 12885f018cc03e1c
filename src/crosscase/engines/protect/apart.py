"""One list of names out of several: in order, no two sharing a character, none a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from crosscase.domain.names import Found
from crosscase.domain.spans import Span

_SURE = 0.9
_EDGE = " \t\r\n-,.;:'’&，。、"
_SAID = (
    "name|names|person|people|participant|interviewee|respondent|interviewer|speaker|informant|"
    "company|firm|organi[sz]ation|supplier|customer|client|competitor|partner|bank|school|"
    "hospital|university|institute|agency|department|place|city|town|village|district|region|"
    "county|country|street|address|product|brand|project|case|plant|factory|site|number|group"
)
_CALLED = (
    "公司|企业|单位|机构|姓名|名字|人名|地名|地点|城市|受访者|访谈者|被访者|参与者|同事|客户|供应商"
)
_PLACEHOLDER = re.compile(
    r"\[[a-zäöüéèñ][a-zäöüéèñß0-9_ '’/,.:-]*\]"  # [name], [place 2]
    r"|[\[<{]{1,2}[A-Z][A-Z_]*(?:[ _-]?[A-Z0-9]{1,3})?[\]>}]{1,2}"  # [NAME_1], <PERSON>
    r"|[\[【<〈(（](?:某|" + _CALLED + r")[\w]{0,4}[\]】>〉)）]"
    r"|(?<![^\W_])(?i:" + _SAID + r")[ _-]?(?:[0-9]{1,3}|[A-Z])(?![^\W_])"  # Company 1, City X
    r"|(?:" + _CALLED + r")\s?(?:[0-9]{1,3}|[A-Z甲乙丙丁])(?![^\W_\u3400-\u9fff])"
    r"|(?<![A-Za-z0-9])[A-Z某甲乙丙丁]{1,3}(?:公司|企业|单位|市|省|县|区)"
    r"|(?<![A-Za-z0-9])[A-Z]{1,3}[0-9]{1,3}(?![A-Za-z0-9])"  # P07
)


def placeholders(text: str) -> list[Span]:
    """Where a stand-in for a name is already: ``[name]``, ``Company 1``, ``P07``, ``A公司``."""
    return [Span(*match.span()) for match in _PLACEHOLDER.finditer(text)]


def apart(text: str, found: Iterable[Found], *, keep: Iterable[Span] = ()) -> list[Found]:
    """The names in order, none on another; the longest, then the surest, goes first.

    None lies in a span of ``keep``, and only a sure one (0.9) may reach into one. What stands out
    of a longer neighbour stays, as a piece of its own: no letter is left unseen. Blanks at the
    ends do not count.
    """
    state = bytearray(b"f" * len(text))
    for span in keep:
        state[span.start : span.end] = b"h" * len(span)
    kept: list[Found] = []
    for name in sorted(found, key=lambda name: (-len(name.span), -name.score, name.span)):
        for piece in _pieces(text, name, state):
            kept.append(replace(name, span=piece))
            state[piece.start : piece.end] = b"t" * len(piece)
    return sorted(kept, key=lambda name: name.span)


def _pieces(text: str, name: Found, state: bytearray) -> list[Span]:
    start, end = name.span.start, name.span.end
    seen = bytes(state[start:end])
    if b"f" not in seen:
        return []
    pieces: list[Span] = []
    for run in re.finditer(rb"[fh]+" if name.score >= _SURE else rb"f+", seen):
        whole = run.end() - run.start() == len(seen)
        words = text[start + run.start() : start + run.end()]
        first = start + run.start() + len(words) - len(words.lstrip(_EDGE if not whole else None))
        words = words.strip(_EDGE if not whole else None)
        if words and (whole or sum(sign.isalnum() for sign in words) > 1):
            pieces.append(Span(first, first + len(words)))
    return pieces
