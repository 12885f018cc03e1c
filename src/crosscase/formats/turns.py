"""Lines to a Reading: who speaks where, what is head, what is talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscase.domain.reading import Reading, ReadTurn
from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span, TimeSpan
from crosscase.formats import head
from crosscase.formats.labels import Candidate, candidate
from crosscase.formats.lines import Line, Page
from crosscase.formats.roles import guess_roles
from crosscase.formats.speakers import Speakers, decide
from crosscase.formats.times import Moment, leading_time

_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(slots=True)
class _Turn:
    label: str
    line: int
    time: Moment | None
    start: int = -1
    end: int = -1


def read_lines(
    lines: Sequence[Line], *, file: str, remarks: Sequence[Remark] = (), plain: bool = False
) -> tuple[Reading, Page]:
    """The Reading of ``lines``, and the page that tells where each of them went.

    Labels are judged over the whole file; a paragraph without one belongs to who spoke before.
    ``plain``: labels and times are already known, so nothing is looked for in the words.
    """
    texts = [line.text for line in lines]
    stop = len(lines) if plain else head.talk_ends(texts)
    first = 0 if plain else min(head.talk_begins(texts) or 0, stop)
    found = {} if plain else _candidates(lines, first, stop)
    opens = [at == 0 or not texts[at - 1].strip() or lines[at].begins for at in range(len(lines))]
    opens = _dense(opens, found, texts)
    speakers = decide(found, opens=opens, file=file, number=[line.number for line in lines])
    for at in range(first, stop):
        label = lines[at].label
        if label:
            speakers.by_line.setdefault(at, label)
    timed = not speakers.by_line and _is_timed(lines, first, stop)
    begin = _first_turn(lines, speakers, first, stop, timed=timed)
    page, turns = _write(lines, speakers, found, begin, stop, timed=timed, plain=plain)
    text = page.text().rstrip("\n")
    text = text + "\n" if text else ""
    told = [*remarks, *speakers.remarks]
    if page.left_out:
        said = f"{len(page.left_out)} times inside speech were left out of the text."
        told.append(Remark("times-in-speech", said, "note", file, lines[page.left_out[0]].number))
    kept = tuple(
        _read_turn(turn, after) for turn, after in zip(turns, _next_times(turns), strict=True)
    )
    reading = Reading(
        text=text,
        turns=kept,
        language=_language(text),
        kind="transcript" if kept else "document",
        remarks=tuple(told),
        facts={} if plain else head.facts(texts[:begin] if kept else texts[:60]),
    )
    return guess_roles(reading, file), page


def plain_lines(text: str) -> list[Line]:
    """The lines of ``text``, numbered."""
    return [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]


def _candidates(lines: Sequence[Line], first: int, stop: int) -> dict[int, Candidate]:
    found: dict[int, Candidate] = {}
    for at in range(first, stop):
        line = lines[at]
        if line.label is None and line.text and (each := candidate(line.text)):
            found[at] = each
    top = _head_block(lines, found, first, stop)
    return {at: each for at, each in found.items() if at >= top}


def _head_block(lines: Sequence[Line], found: dict[int, Candidate], first: int, stop: int) -> int:
    """Where a block like ``Date: …`` / ``Interviewer: …`` at the top ends."""
    at = first
    while at < stop and not lines[at].text.strip():
        at += 1
    end = at
    while (
        end < stop
        and end - at < 40
        and lines[end].text.strip()
        and ":" in lines[end].text.replace("：", ":")[:60]
    ):
        end += 1
    block = range(at, end)
    known = any(head.is_fact(lines[i].text) for i in block)
    labels = [found[i].label for i in block if i in found]
    return end if known and end < stop and len(labels) == len(set(labels)) else first


def _dense(opens: list[bool], found: dict[int, Candidate], texts: Sequence[str]) -> list[bool]:
    """In a file where most lines carry a label, every line may begin a turn."""
    filled = sum(bool(text.strip()) for text in texts)
    blank = len(texts) - filled
    said = sum(each.style != "alone" for each in found.values())
    if said > 0.5 * filled or blank < 0.05 * filled:
        return [True] * len(opens)
    return opens


def _is_timed(lines: Sequence[Line], first: int, stop: int) -> bool:
    """Whether most paragraphs of a talk without speakers begin with a time."""
    if any(line.begins for line in lines[first:stop]):
        return True
    filled = [line.text for line in lines[first:stop] if line.text.strip()]
    timed = sum(leading_time(text)[0] is not None for text in filled)
    return timed >= 3 and timed >= 0.3 * len(filled)


def _first_turn(
    lines: Sequence[Line], speakers: Speakers, first: int, stop: int, *, timed: bool
) -> int:
    if speakers.by_line:
        begin = min(speakers.by_line)
        above = begin - 1
        while above >= first and not lines[above].text.strip():
            above -= 1
        return above if above >= first and _only_time(lines[above].text) else begin
    if timed:
        for at in range(first, stop):
            if lines[at].begins or leading_time(lines[at].text)[0]:
                return at
    return stop


def _only_time(text: str) -> bool:
    time, start = leading_time(text)
    return time is not None and not text[start:].strip()


def _write(
    lines: Sequence[Line],
    speakers: Speakers,
    found: dict[int, Candidate],
    begin: int,
    stop: int,
    *,
    timed: bool,
    plain: bool,
) -> tuple[Page, list[_Turn]]:
    page = Page()
    turns: list[_Turn] = []
    waiting: Moment | None = None
    for at, line in enumerate(lines):
        start, new, time = 0, False, line.time
        talk = begin <= at < stop
        if at in speakers.by_line:
            start = 0 if line.label else found[at].start
            time = time or (None if line.label else found[at].time)
            turns.append(_Turn(speakers.by_line[at], line.number, time or waiting))
            waiting = None
        elif talk:
            if not plain:
                time, start = leading_time(line.text)
            new = line.begins or (timed and time is not None)
            if new:
                turns.append(_Turn("", line.number, time))
            elif time is not None and not plain:
                if line.text[start:].strip():
                    page.left_out.append(at)
                else:
                    waiting = time
        heading = not new and not plain and line.text.lstrip().startswith("#")
        aside = at in speakers.breaks or heading
        if not line.text[start:].strip():
            page.places[at] = [(start, page.length, 0)]
            if at not in speakers.by_line and not (talk and line.text.strip()):
                page.end_line()
            continue
        span = page.write(at, line.text, start, speech=talk and not plain)
        page.end_line()
        if talk and turns and len(span) and (not aside or at in speakers.by_line):
            if waiting is not None:
                page.left_out.append(at)
                waiting = None
            turns[-1].start = span.start if turns[-1].start < 0 else turns[-1].start
            turns[-1].end = span.end
    return page, [turn for turn in turns if turn.start >= 0]


def _next_times(turns: Sequence[_Turn]) -> list[float | None]:
    """For each turn, when the next one that has a time begins."""
    nexts: list[float | None] = []
    coming: float | None = None
    for turn in reversed(turns):
        nexts.append(coming)
        if turn.time is not None:
            coming = turn.time.begin
    return nexts[::-1]


def _read_turn(turn: _Turn, after: float | None) -> ReadTurn:
    time = None
    if turn.time is not None:
        begin, end = turn.time
        stop = end if end is not None else after
        time = TimeSpan(begin, stop if stop is not None and stop >= begin else begin)
    return ReadTurn(Span(turn.start, turn.end), turn.label, "unknown", turn.line, time)


def _language(text: str) -> str:
    sample = text[:20_000]
    chinese = len(_CHINESE.findall(sample))
    return "zh" if chinese and chinese > 0.3 * sum(map(str.isalpha, sample)) else ""
