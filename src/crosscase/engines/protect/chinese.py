"""Persons, places and organisations in Chinese: jieba's tags, sifted and mended by rules."""

from __future__ import annotations

import math
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from crosscase.domain.names import Found, NameKind
from crosscase.domain.spans import Span
from crosscase.engines.protect import chinese_words as known
from crosscase.engines.script import jieba

_HAN = re.compile(r"[\u3400-\u9fff]+")
_FOREIGN = "".join(sorted(known.TRANSLITERATED))
_DOTTED = re.compile(rf"[{_FOREIGN}]{{1,8}}(?:[·•・‧][{_FOREIGN}]{{1,8}})+")
_INTRODUCED = re.compile(
    r"(?:我叫|我的名字[叫是]|名叫|名字[叫是]|[他她]叫|叫做|我是)([\u3400-\u9fff]{2,4})"
)
_TITLED = re.compile(
    rf"(?P<name>{'|'.join(sorted(known.SURNAMES_OF_TWO))}|[{''.join(sorted(known.COMMON_SURNAMES))}])"
    rf"(?:{known.TITLES})"
)
_BEFORE = re.compile(
    rf"(?:小|老|阿)[{''.join(sorted(known.COMMON_SURNAMES))}](?![\u3400-\u9fff]?[\u3400-\u9fff]?学)"
)
_CALLED = frozenset(known.TITLES.split("|"))
_ELSE = known.PLACES | known.FIRMS
_NOBODY = known.NO_PERSON | _ELSE
_NEVER = 14.0


class Word(NamedTuple):
    """A word of a text as jieba cut and tagged it."""

    text: str
    tag: str
    start: int
    known: int
    """How often jieba's dictionary has seen it; 0: never."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def chinese_names(text: str) -> Iterator[Found]:
    """What may be a name in a Chinese ``text``; some on others, in no order."""
    words = _words(text)
    starts = {word.start for word in words}
    for at in range(len(words)):
        people = list(_person(words, at))
        yield from people or _left(words[at])
        yield from _place(words, at)
        yield from _organisation(words, at)
    for match in _TITLED.finditer(text):
        if match.start() in starts:
            yield _found(match.start(), match.end(), "person", 0.85)
    for match in _BEFORE.finditer(text):
        if match.start() in starts and match.group() not in known.NO_PERSON:
            yield _found(match.start(), match.end(), "person", 0.7)
    for match in _DOTTED.finditer(text):
        yield _found(match.start(), match.end(), "person", 0.9)
    for match in _INTRODUCED.finditer(text):
        if family := _family(match[1]):
            start, most = match.start(1), len(family) + 2
            ends = [size for size in range(len(family) + 1, most + 1) if size <= len(match[1])]
            best = max(ends, key=lambda size: likeness(match[1][:size]), default=0)
            if best and likeness(match[1][:best]) > 1 and match[1][1] not in known.FOLLOW:
                yield _found(start, start + best, "person", 0.9)


def _found(start: int, end: int, kind: NameKind, score: float) -> Found:
    return Found(Span(start, end), kind, score)


def _person(words: list[Word], at: int) -> Iterator[Found]:
    word = words[at]
    text, end = word.text, word.end
    family = _family(text)
    tagged = word.tag.startswith("nr")
    if text in _ELSE:
        return
    if tagged and len(text) == 1 and not family and (after := _after(words, at, 1)):
        if likeness(text + after[0]) > 0:  # 雯 + 子: a given name alone
            yield _found(word.start, end + 1, "person", 0.4)
        return
    if not _HAN.fullmatch(text) or text in known.NO_PERSON or not (tagged or family == text):
        return
    if family == text:  # 张 + 羽: the HMM did not see a name
        after = _after(words, at, 2)
        following = words[at + 1] if at + 1 < len(words) else word
        if not after and tagged and len(following.text) == 2 and following.text not in _CALLED:
            like = likeness(text + following.text)
            if _HAN.fullmatch(following.text) and (
                like > 4 or (following.known < 50 and like > -4)
            ):
                yield _found(word.start, following.end, "person", 0.65 if like > 4 else 0.45)
                return
        for size in (2, 1):
            if len(after) >= size and likeness(text + "".join(after[:size])) > 2.0 * size:
                yield _found(word.start, end + size, "person", 0.65)
                return
        if len(text) > 1 and tagged:
            yield _found(word.start, end, "person", 0.6)
        return
    while len(text) > 2 and text[-1] in known.FOLLOW:
        text, end = text[:-1], end - 1
    if len(text) < 2 or text in known.NO_PERSON:
        return
    if family:
        given = len(text) - len(family)
        if not word.known and given == 1 and (after := _after(words, at, 1)):
            longer = likeness(text + after[0]) > max(3.0, likeness(text))
            end += int(longer)
        rare = not word.known or word.known < 40
        if given <= 2 and (rare or given == 2):
            yield _found(word.start, end, "person", 0.85 if likeness(text) > 3 else 0.7)
        elif given <= 3 and rare:
            yield _found(word.start, end, "person", 0.5)
    elif all(sign in known.TRANSLITERATED for sign in text) and len(text) > 2:
        yield _found(word.start, end, "person", 0.6)
    elif len(text) < 4 and word.known < 5:
        yield _found(word.start, end, "person", 0.5)


def _left(word: Word) -> Iterator[Found]:
    """What jieba takes for a person and no rule confirms: for those who would miss nobody."""
    if word.tag.startswith("nr") and _HAN.fullmatch(word.text) and word.text not in _NOBODY:
        yield _found(word.start, word.end, "person", 0.3)


def _place(words: list[Word], at: int) -> Iterator[Found]:
    word = words[at]
    if word.text in known.PLACES:
        yield _found(word.start, word.end, "place", 0.8)
    if word.tag != "ns" or len(word.text) < 2 or word.text in known.NO_PLACE:
        return
    if word.text[0] == word.text[-1] or not _HAN.fullmatch(word.text):
        return
    end = word.end
    if at + 1 < len(words) and words[at + 1].text in known.PLACE_ENDS:
        end = words[at + 1].end
    yield _found(word.start, end, "place", 0.8 if word.known else 0.5)


def _organisation(words: list[Word], at: int) -> Iterator[Found]:
    word = words[at]
    if word.text in known.FIRMS:
        yield _found(word.start, word.end, "organisation", 0.7)
    if word.tag == "nt" and len(word.text) > 1 and word.text not in known.NO_ORGANISATION:
        yield _found(word.start, word.end, "organisation", 0.8)
    if word.text not in known.ORGANISATION_ENDS:
        return
    start, proper = at, False
    firm = word.text in known.FIRM_ENDS
    while start and at - start < 5:
        before = words[start - 1]
        named = before.tag[:2] in ("ns", "nr", "nt", "nz") or (
            not before.known and (before.tag in ("x", "eng", "n", "j", "vn", "a", "v"))
        )
        named = named and before.text not in known.NO_PLACE
        named = named and before.text not in known.NO_PERSON
        plain = (
            before.tag in ("n", "vn", "b", "j", "ng", "l", "i")
            or before.text in known.ORGANISATION_ENDS
        )
        if not (named or plain) or not re.fullmatch(r"[\u3400-\u9fffA-Za-z0-9&·]+", before.text):
            break
        start, proper = start - 1, proper or named
    while start < at and not proper:
        return
    if start < at and (firm or len(word.text) > 1 or words[start].tag == "ns"):
        yield _found(words[start].start, word.end, "organisation", 0.75)


def _after(words: list[Word], at: int, most: int) -> list[str]:
    """The single characters that may go on a name after word ``at``."""
    signs: list[str] = []
    for word in words[at + 1 : at + 1 + most]:
        fits = _HAN.fullmatch(word.text) and not any(sign in known.FOLLOW for sign in word.text)
        if (
            not fits
            or len(word.text) + len(signs) > most
            or (len(word.text) > 1 and word.known > 40)
        ):
            break
        signs += word.text
    return signs


def _family(text: str) -> str:
    if text[:2] in known.SURNAMES_OF_TWO:
        return text[:2]
    return text[:1] if text[:1] in known.SURNAMES else ""


def likeness(name: str) -> float:
    """How much likelier the characters of ``name`` are in a name than elsewhere (a log ratio)."""
    _, names, elsewhere = _tagger()
    states = "B" + "M" * (len(name) - 2) + "E"
    return sum(
        max(names[state].get(sign, -_NEVER), -_NEVER) - elsewhere.get(sign, -9.0)
        for state, sign in zip(states, name, strict=False)
    )


def _words(text: str) -> list[Word]:
    tagger = _tagger()[0]
    words: list[Word] = []
    at = 0
    for pair in tagger.lcut(text):
        seen = int(tagger.tokenizer.FREQ.get(pair.word) or 0)
        words.append(Word(pair.word, pair.flag, at, seen))
        at += len(pair.word)
    return words


@cache
def _tagger() -> tuple[Any, dict[str, dict[str, float]], dict[str, float]]:
    segmenter = jieba()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.posseg import POSTokenizer
        from jieba.posseg.prob_emit import P
    counts: Counter[str] = Counter()
    for word, seen in segmenter.FREQ.items():
        for sign in word if seen else "":
            counts[sign] += seen
    whole = sum(counts.values())
    elsewhere = {sign: math.log((seen + 200) / whole) for sign, seen in counts.items()}
    return POSTokenizer(segmenter), {state: P[state, "nr"] for state in "BME"}, elsewhere
