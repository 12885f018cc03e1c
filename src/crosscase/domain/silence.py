"""When names are said: stretches of a recording that shall be silent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscase.domain.spans import Span
from crosscase.domain.speech import Stretch, Timed

PADDING = 0.1
"""Seconds before and after a word: an engine tells its edges a little late or early."""


@dataclass(frozen=True, slots=True)
class Silence:
    """From ``begin`` to ``finish`` (seconds) the names are said for which ``words`` stand."""

    begin: float
    finish: float
    words: str


def silences(
    places: Iterable[tuple[Span, str]],
    words: Sequence[Timed],
    turns: Iterable[tuple[Span, Stretch]],
) -> tuple[list[Silence], list[tuple[Span, str]]]:
    """The stretches to silence, in order and apart, and the names (with their places)
    whose time nobody knows.

    ``places``: names in the text and what stands for each; ``words``: the timed words, in order. A
    name without a time of its own is somewhere between its neighbours in the turn: all of that is
    silent.
    """
    of_turns = list(turns)
    starts = [word.start for word in words]
    found: list[Silence] = []
    unknown: list[tuple[Span, str]] = []
    for span, name in places:
        here = [word for word in words if Span(word.start, word.end).overlaps(span)]
        if here:
            begin, finish = min(w.begin for w in here), max(w.finish for w in here)
        else:
            turn = next(((at, time) for at, time in of_turns if at.overlaps(span)), None)
            if turn is None:
                unknown.append((span, name))
                continue
            at, time = turn
            next_one = bisect_left(starts, span.end)
            before = [w.finish for w in words[:next_one] if at.start <= w.start]
            after = [w.begin for w in words[next_one:] if w.end <= at.end]
            begin, finish = max([time.begin, *before]), min([time.finish, *after])
            if finish <= begin:
                unknown.append((span, name))
                continue
        found.append(Silence(round(max(0.0, begin - PADDING), 2), round(finish + PADDING, 2), name))
    return _joined(found), unknown


def _joined(found: list[Silence]) -> list[Silence]:
    joined: list[Silence] = []
    for one in sorted(found, key=lambda s: (s.begin, s.finish)):
        if joined and one.begin <= joined[-1].finish:
            last = joined.pop()
            names = last.words if one.words in last.words.split("; ") else ""
            one = Silence(
                last.begin, max(last.finish, one.finish), names or f"{last.words}; {one.words}"
            )
        joined.append(one)
    return joined
