"""Free lists: the factors that each respondent names, in the order in which they name them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from crosscase.analysis.judgements import belongs, judgements
from crosscase.analysis.people import answers_to, questions_of, who_answered
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.spans import Span

Matched = Literal["construct", "keyword", "words"]

_MARK = re.compile(r"[;；、\n]+")
_COMMA = re.compile(r"[,，]+")
_NUMBER = re.compile(r"(?:(?<=^)|(?<=[\s;；、,，]))[(（]?\d{1,2}[.)）、．:](?!\d)\s*", re.M)
_BARE = re.compile(r"(?:^|(?<=\s))(\d{1,2})\s+(?=\D)", re.M)
_EDGE = "-–—*•·.。"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing named: its name for counting, and the passages that say so (if it was coded)."""

    name: str
    matched: Matched
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FreeList:
    """What one respondent names, first thing first, nothing twice. ``named`` counts repeats too."""

    participant: int
    items: tuple[Item, ...]
    named: int


def split(text: str) -> list[Span]:
    """Where the items of a list stand: parted by numbers, semicolons, line ends, ``、`` or ``；``.

    Numbers without a point count where they run 1, 2, 3. Commas part only a list that has none of
    these, for people write commas inside an item too.
    """
    cuts = [m.span() for m in _NUMBER.finditer(text)] + [m.span() for m in _MARK.finditer(text)]
    if not [c for c in cuts if text[c[0] : c[1]].strip() or c[0]]:
        bare = list(_BARE.finditer(text))
        counted = [int(m[1]) for m in bare] == list(range(1, len(bare) + 1)) and len(bare) > 1
        cuts += [m.span() for m in (bare if counted else _COMMA.finditer(text))]
    spans, at = [], 0
    for start, end in [*sorted(cuts), (len(text), len(text))]:
        if start > at:
            left, right = _trim(text, at, start)
            if left < right:
                spans.append(Span(left, right))
        at = max(at, end)
    return spans


def _trim(text: str, left: int, right: int) -> tuple[int, int]:
    """The stretch without the spaces, dashes and points at its ends."""
    while left < right and (text[left].isspace() or text[left] in _EDGE):
        left += 1
    while left < right and (text[right - 1].isspace() or text[right - 1] in _EDGE):
        right -= 1
    return left, right


def free_lists(snapshot: Snapshot, item: str, level: Matched) -> list[FreeList]:
    """The lists of the survey's respondents to one question of the guides, in the study's order.

    An item that bears a coding counts under its keyword or construct (``level``), each as often as
    it bears different ones; one that bears none, or every one with ``words``, under its own words
    without case.
    """
    answers = [
        a
        for a in answers_to(snapshot, questions_of(snapshot).get(item, ()))
        if snapshot.source_by_id[snapshot.edition_by_id[a.edition].source].kind == "answers"
    ]
    coded, thrown = _coded(snapshot, level), _discarded(snapshot)
    found: dict[int, list[Item]] = defaultdict(list)
    for answer in answers:
        people = who_answered(snapshot, [answer])
        if len(people) != 1:
            continue
        text = snapshot.edition_by_id[answer.edition].text[answer.start : answer.end]
        for span in split(text):
            place = span.shift(answer.start)
            if any(t.overlaps(place) for t in thrown.get(answer.edition, ())):
                continue
            hits = [h for h in coded.get(answer.edition, ()) if h[0].overlaps(place)]
            words = " ".join(span.of(text).casefold().split())
            found[next(iter(people))] += _items(words, hits, level)
    order = [p.id for p in snapshot.participants]
    return [
        FreeList(p, tuple({i.name: i for i in reversed(found[p])}.values())[::-1], len(found[p]))
        for p in order
        if p in found
    ]


def _items(words: str, hits: list[tuple[Span, int, str]], level: Matched) -> list[Item]:
    if not hits:
        return [Item(words, "words", ())]
    of: dict[str, list[int]] = defaultdict(list)
    for _, segment, name in hits:
        of[name].append(segment)
    return [Item(name, level, tuple(segments)) for name, segments in of.items()]


def _coded(snapshot: Snapshot, level: Matched) -> dict[int, list[tuple[Span, int, str]]]:
    """The coded stretches of each answer sheet, with the name that counts."""
    if level == "words":
        return {}
    found = judgements(snapshot)
    sheets = {e.id for e in snapshot.editions if snapshot.source_by_id[e.source].kind == "answers"}
    of = belongs(snapshot)
    result: dict[int, list[tuple[Span, int, str]]] = defaultdict(list)
    for segment, code in zip(found.segment.tolist(), found.code.tolist(), strict=True):
        row = snapshot.segment_row[segment]
        edition = int(snapshot.segments.edition[row])
        if edition not in sheets:
            continue
        span = Span(int(snapshot.segments.start[row]), int(snapshot.segments.end[row]))
        ideas = [code] if level == "keyword" else of[code]
        for idea in ideas:
            if level == "keyword" or snapshot.code_by_id[idea].kind == "construct":
                result[edition].append((span, segment, snapshot.code_by_id[idea].name))
    return result


def _discarded(snapshot: Snapshot) -> dict[int, list[Span]]:
    """The stretches of each edition that a coder discarded."""
    result: dict[int, list[Span]] = defaultdict(list)
    columns = snapshot.segments
    for number in {d.segment for d in snapshot.discards}:
        row = snapshot.segment_row[number]
        span = Span(int(columns.start[row]), int(columns.end[row]))
        result[int(columns.edition[row])].append(span)
    return result
