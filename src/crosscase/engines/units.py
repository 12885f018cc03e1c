"""Cut what a participant said into meaning units: the smallest stretches with one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosscase.domain.spans import Span
from crosscase.engines.script import chinese, chinese_words, han, words
from crosscase.engines.stop_words import (
    BACKCHANNELS,
    CHINESE_BACKCHANNELS,
    CHINESE_WEAK,
    FILLERS,
    PHRASE_FILLERS,
    WEAK,
)

LONG_CLAUSE = 5
"""Words that each half must have before a sentence is cut at a joint."""

LONG_CHINESE = 12
"""Characters that each half must have before a Chinese sentence is cut at a comma."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|vs|inc|ltd|corp|fig|e\.g|i\.e|[a-z])\.$", re.I
)
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？!?；;]+[”’」』）)\"']*|\n\s*\n|[\r\n]+")
_JOINT = re.compile(
    r"(?:,\s*|\s+[–—]\s+|\s+-\s+|;\s*|\s+)"
    r"(?=(?:and|but|so|because|however|although|though|whereas|while|then|yet|or)\b)|;\s*|—",
    re.I,
)
_COMMA = re.compile(r"[，,；;：:]\s*")
_EDGE = re.compile(r"[\s,;:，、；：。！？.!?…–—\-]+")
_SUBJECT = frozenset(
    "i we you he she it they this that these those there people everybody everyone who which "
    "i'm i've i'd i'll we're we've we'd we'll you're you've they're they've he's she's it's "
    "that's there's".split()
)
_DETERMINER = frozenset("the a an our my your his her their its some many most each every".split())
_FINITE = frozenset(
    "am is are was were do does did have has had will would can could may might must should "
    "isn't aren't wasn't weren't don't doesn't didn't haven't hasn't won't wouldn't can't couldn't "
    "shouldn't get gets got go goes went come comes came make makes made take takes took give "
    "gives gave need needs needed want wants wanted know knows knew think thinks thought say says "
    "said see sees saw feel feels felt keep keeps kept pay pays paid work works worked help helps "
    "helped find finds found".split()
)


def cut(text: str, language: str = "") -> list[Span]:
    """The meaning units of a participant's passage: in order, apart, without blanks at the edges.

    Sentences are cut first, then at a coordinating joint ("and", "but", "because" …; in Chinese at
    a comma) when both halves are long enough and say something. Stretches of nothing but
    backchannels ("yeah", "um", "嗯") are left out. Spans count code points of ``text``.
    """
    units: list[Span] = []
    for sentence in _sentences(text):
        read_as_chinese = chinese(sentence.of(text), language) or (
            han(sentence.of(text)) > len(sentence) // 2
        )
        pieces = _commas(text, sentence) if read_as_chinese else _joints(text, sentence)
        for piece in pieces:
            trimmed = _trim(text, piece)
            if trimmed is not None and not backchannel(trimmed.of(text)):
                units.append(trimmed)
    return units


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` without the blanks around them, in order."""
    return [span for found in _sentences(text) if (span := _trim(text, found))]


def backchannel(text: str) -> bool:
    """Whether ``text`` has no letter or digit, or only words that keep the talk going."""
    said = words(text)
    if not said:
        return True
    if han(text):
        parts = [p for p in re.split(r"[\W_]+", text) if p]
        return all(p in CHINESE_BACKCHANNELS or p.lower() in FILLERS for p in parts)
    rest = " ".join(said)
    for phrase in PHRASE_FILLERS:
        rest = re.sub(rf"\b{phrase}\b", " ", rest)
    left = rest.split()
    return not left or (all(w in FILLERS for w in left) and len(said) <= 6)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for stop in _STOP.finditer(text):
        dotted = stop.group().startswith(".") and len(stop.group()) == 1
        if dotted and _ABBREVIATION.search(text, max(start, stop.end() - 12), stop.end()):
            continue
        if stop.end() > start:
            yield Span(start, stop.end())
            start = stop.end()
    if start < len(text):
        yield Span(start, len(text))


def _joints(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for joint in _JOINT.finditer(text, sentence.start, sentence.end):
        left, right = text[start : joint.start()], text[joint.end() : sentence.end]
        if joint.start() > start and _states(left) and _states(right, opens=True):
            yield Span(start, joint.start())
            start = joint.end()
    yield Span(start, sentence.end)


def _commas(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for comma in _COMMA.finditer(text, sentence.start, sentence.end):
        left, right = text[start : comma.start()], text[comma.end() : sentence.end]
        if _long_chinese(left) and _long_chinese(right):
            yield Span(start, comma.start())
            start = comma.end()
    yield Span(start, sentence.end)


def _long_chinese(text: str) -> bool:
    if han(text) < LONG_CHINESE:
        return False
    return sum(len(w) > 1 and w not in CHINESE_WEAK for w in chinese_words(text[:120])) >= 2


def _states(text: str, *, opens: bool = False) -> bool:
    """Whether a half has a subject or verb of its own and something to say.

    ``opens``: ``text`` begins with the joint word; then a subject must follow near its beginning.
    """
    said = [w for w in words(text) if w not in BACKCHANNELS]
    if len(said) < LONG_CLAUSE or not any(w not in WEAK for w in said):
        return False
    near = said[1:9] if opens else said
    own = (
        any(w in _SUBJECT for w in near[:3]) or (bool(near) and near[0] in _DETERMINER) or not opens
    )
    verb = any(w in _FINITE or w in _SUBJECT or w.endswith("ed") for w in near)
    return own and verb


def _trim(text: str, span: Span) -> Span | None:
    """``span`` without blanks and joints at its edges; None when nothing is left."""
    start, end = span.start, span.end
    lead = _EDGE.match(text[start:end])
    if lead is not None:
        start += lead.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:，、；：–—-"):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if end > start else None
