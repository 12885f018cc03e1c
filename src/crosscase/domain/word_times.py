"""The times of words go with the words when a transcript is corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from crosscase.domain.spans import Span
from crosscase.domain.speech import Timed

_WORD = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")
"""A Chinese sign is a word; elsewhere a word stands between blanks."""

Pair = tuple[int, int, int, int]
"""Words ``a:b`` of the old text became words ``c:d`` of the new one."""


def retimed(before: str, after: str, words: Sequence[Timed]) -> list[Timed]:
    """The timed words of the new text, in order.

    ``words``: those of the old text, in order. A word that stayed (its points apart) keeps its
    times and how sure the engine was. One in the place of another has the other's times; several
    share the times of those they replace, or the time between their neighbours, by their letters.
    At an end of the text, and where no time is between the neighbours, new words have none. What a
    person wrote is sure (1).
    """
    old = [Span(*match.span()) for match in _WORD.finditer(before)]
    new = [Span(*match.span()) for match in _WORD.finditer(after)]
    of = list(_timed_at(old, words))
    found: list[Timed] = []
    for same, (a, b, c, d) in _pairs(
        [_key(span.of(before)) for span in old], [_key(span.of(after)) for span in new]
    ):
        if same:
            found += _stayed(old[a:b], new[c:d], of[a:b])
            continue
        spoken = [c + n for n in range(d - c) if any(map(str.isalnum, new[c + n].of(after)))]
        here = [word for word in of[a:b] if word]
        if len(here) == b - a == len(spoken):
            found += [
                Timed(new[n].start, new[n].end, word.begin, word.finish, 1.0)
                for n, word in zip(spoken, here, strict=True)
            ]
        elif spoken:
            spans = [new[n] for n in spoken]
            if here:
                found += _share(spans, here[0].begin, max(word.finish for word in here))
            elif 0 < a <= b < len(of) and (last := of[a - 1]) and (following := of[b]):
                found += _share(spans, last.finish, following.begin)
    return found


def _key(word: str) -> str:
    """A word as it is compared: without case and without the points around it."""
    return "".join(filter(str.isalnum, word)).casefold() or word


def _timed_at(spans: Sequence[Span], words: Sequence[Timed]) -> Iterator[Timed | None]:
    """For each word of the text the timed word that it is, or is a part of."""
    at = 0
    for span in spans:
        while at < len(words) and words[at].end <= span.start:
            at += 1
        yield words[at] if at < len(words) and words[at].start < span.end else None


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[bool, Pair]]:
    """Runs of words that are the same, and those that became others."""
    shared = min(len(old), len(new))
    head = next((n for n in range(shared) if old[n] != new[n]), shared)
    tail = next((n for n in range(shared - head) if old[-1 - n] != new[-1 - n]), shared - head)
    yield True, (0, head, 0, head)
    inner = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, a, b, c, d in SequenceMatcher(None, *inner, autojunk=False).get_opcodes():
        yield tag == "equal", (a + head, b + head, c + head, d + head)
    yield True, (len(old) - tail, len(old), len(new) - tail, len(new))


def _stayed(
    old: Sequence[Span], new: Sequence[Span], of: Sequence[Timed | None]
) -> Iterator[Timed]:
    """The words of a run, moved; one that the run cuts is timed as far as it is in it."""
    last: Timed | None = None
    ends = {was.end: now.end for was, now in zip(old, new, strict=True)}
    for was, now, word in zip(old, new, of, strict=True):
        if word is None or word is last:
            continue
        last = word
        end = ends.get(word.end, now.end)
        start = now.start + max(word.start - was.start, 0)
        yield Timed(start, max(end, start), word.begin, word.finish, word.probability)


def _share(spans: Sequence[Span], begin: float, finish: float) -> Iterator[Timed]:
    letters = sum(map(len, spans))
    at = 0
    for span in spans if finish > begin else ():
        since, until = (begin + (finish - begin) * n / letters for n in (at, at + len(span)))
        yield Timed(span.start, span.end, round(since, 2), round(until, 2), 1.0)
        at += len(span)
