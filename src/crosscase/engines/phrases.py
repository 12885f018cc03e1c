"""Short phrases in the speaker's own words, found where they stand.

For English the idea of RAKE (Rose, Engel, Cramer and Cowley, Automatic keyword extraction from
individual documents, 2010): words between stop words make candidates, and a candidate counts by
how long the phrases are that its words occur in. Here function words may stand inside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosscase.domain.spans import Span
from crosscase.engines.script import chinese, chinese_words, han, words
from crosscase.engines.stop_words import AUXILIARIES, CHINESE_WEAK, ENGLISH_NEGATIONS, WEAK

LONGEST = 5
LONGEST_CHINESE = 10
_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_INSIDE = frozenset("of for in on from between at the a our their my".split())
_COUNTED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million first second third fourth fifth half last next year "
    "years month months week weeks day days hour hours minute minutes yesterday tomorrow percent "
    "hard big small good bad great nice few".split()
)
"""Words that a keyword may hold, that say nothing alone and do not end it."""

_NEGATING = ENGLISH_NEGATIONS - AUXILIARIES - {"none", "nothing", "neither", "nor"}
_CHINESE_JOINT = frozenset(("的", "与", "和", "不", "没有", "没", "无", "多", "少", "高", "低"))
_CHINESE_NEGATING = frozenset(("不", "没有", "没", "无"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate for a name: its words as said, where they stand, how much they say."""

    text: str
    span: Span
    weight: float


def weights_of(texts: Iterable[str]) -> Counter[str]:
    """In how many of ``texts`` each content word occurs: what phrases of one run share."""
    counts: Counter[str] = Counter()
    for text in sorted(texts):
        counts.update(set(content_words(text)))
    return counts


def content_words(text: str) -> list[str]:
    """The words of ``text`` that carry meaning alone, in order; English in lower case."""
    said = chinese_words(text) if chinese(text) else words(text)
    return [w for w in said if w not in WEAK and w not in CHINESE_WEAK]


def telling_words(text: str) -> list[str]:
    """Content words that say something in a list of words: no number, measure or single letter."""
    return [w for w in content_words(text) if len(w) > 1 and w not in _COUNTED and not w.isdigit()]


def phrases(text: str, counts: Mapping[str, int], language: str = "") -> list[Phrase]:
    """Candidates in ``text``, best first; each ``text[span]`` literally. Deterministic.

    ``counts``: how often content words occur among the passages of the run; words that several
    speakers share weigh more. Without any candidate the list is empty.
    """
    read_as_chinese = chinese(text, language) or han(text) > len(text) // 2
    tokens = list(_chinese_tokens(text) if read_as_chinese else _tokens(text))
    found: dict[Span, float] = {}
    for first in range(len(tokens)):
        for last in range(first, min(len(tokens), first + LONGEST + 1)):
            run = tokens[first : last + 1]
            if last > first and _broken(text, run[-2].span, run[-1].span, read_as_chinese):
                break
            weight = _weight(run, counts, read_as_chinese)
            if weight > 0:
                found[Span(run[0].span.start, run[-1].span.end)] = weight
    best = [Phrase(span.of(text), span, weight) for span, weight in found.items()]
    return sorted(best, key=lambda p: (-round(p.weight, 6), p.span))


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    span: Span


def _tokens(text: str) -> Iterable[_Token]:
    for match in _TOKEN.finditer(text):
        word = match.group().lower().replace("’", "'")
        yield _Token(word, Span(match.start(), match.end()))


def _chinese_tokens(text: str) -> Iterable[_Token]:
    at = 0
    for word in chinese_words(text):
        span = Span(at, at + len(word))
        at = span.end
        if re.search(r"\w", word):
            yield _Token(word, span)


def _broken(text: str, before: Span, after: Span, read_as_chinese: bool) -> bool:
    between = text[before.end : after.start]
    return bool(between.strip()) or "\n" in between or (read_as_chinese and bool(between))


def _weight(run: list[_Token], counts: Mapping[str, int], read_as_chinese: bool) -> float:
    said = [token.word for token in run]
    if read_as_chinese:
        return _chinese_weight(said, counts)
    content = [w for w in said if w not in WEAK and w not in _COUNTED and not w.isdigit()]
    negated = said[0] in _NEGATING
    if len(said) > LONGEST or not content or (len(said) == 1 and len(said[0]) < 3):
        return 0.0
    if (said[0] in WEAK and not negated) or said[-1] in WEAK or said[-1] in _COUNTED:
        return 0.0
    if any(w in WEAK and w not in _INSIDE for w in said[1:]):
        return 0.0
    total = sum(_worth(w, counts) for w in content) + (1.2 if negated else 0.0)
    total -= 0.6 * any(w.endswith("ly") for w in (said[0], said[-1]))
    total -= 0.5 * (len(content) == 1 and not negated)
    return total - 0.6 * (len(said) - len(content)) - 0.9 * max(0, len(content) - 3)


def _chinese_weight(said: list[str], counts: Mapping[str, int]) -> float:
    size = sum(len(w) for w in said)
    content = [w for w in said if w not in CHINESE_WEAK and not w.isdigit() and len(w) > 1]
    negated = said[0] in _CHINESE_NEGATING
    if size > LONGEST_CHINESE or size < 2 or not content:
        return 0.0
    if (said[0] in CHINESE_WEAK and not negated) or said[-1] in CHINESE_WEAK:
        return 0.0
    if any(w in CHINESE_WEAK and w not in _CHINESE_JOINT for w in said):
        return 0.0
    total = sum(_worth(w, counts) for w in content) + (0.6 if negated else 0.0)
    return total - 0.5 * (len(said) - len(content)) - 0.9 * max(0, len(content) - 2)


def _worth(word: str, counts: Mapping[str, int]) -> float:
    """What a content word adds: more when several passages say it, a little for its length."""
    return 1.0 + 0.15 * min(counts.get(word, 0), 6) + 0.02 * min(len(word), 10)
