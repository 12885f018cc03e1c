"""Stretches of talk with times (subtitles, transcribers) to a Reading."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.formats.encodings import clean
from crosscase.formats.labels import candidate
from crosscase.formats.lines import Line
from crosscase.formats.speakers import decide
from crosscase.formats.times import Moment, moment
from crosscase.formats.turns import read_lines

_TAG = re.compile(r"</?[A-Za-z0-9.][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words with the time they were said; ``label`` where the format names the speaker."""

    text: str
    line: int
    time: Moment | None = None
    label: str = ""


def cue_time(begin: object, end: object, *, scale: float = 1.0) -> Moment | None:
    """The time two numbers (or numerals, or ``"1.200s"``) tell, when they make sense."""
    start, stop = _number(begin), _number(end)
    if start is None:
        return None
    start *= scale
    if stop is not None and stop * scale >= start:
        return Moment(round(start, 3), round(stop * scale, 3))
    return Moment(round(start, 3))


def _number(value: object) -> float | None:
    if isinstance(value, str):
        clock = value.strip().removesuffix("s")
        if ":" in clock and re.fullmatch(r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?", clock):
            return moment(clock, None).begin
        if not re.fullmatch(r"\d{1,12}(?:\.\d{0,12})?", clock):
            return None
        value = float(clock)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e12 else None


def without_tags(text: str) -> str:
    """The words of a subtitle without ``<i>``, ``{\\an8}`` and ``&amp;``."""
    if "<" in text or "{" in text:
        text = _TAG.sub("", text)
    return html.unescape(text) if "&" in text else text


def read_cues(
    cues: Iterable[Cue], *, file: str, remarks: Sequence[Remark] = (), join: bool = True
) -> Reading:
    """A Reading with a turn for each change of speaker; without speakers a turn for each cue.

    ``join``: whether cues of one speaker that follow each other are one turn.
    """
    kept = [replace(cue, text=" ".join(cue.text.split())) for cue in cues]
    kept = _named([cue for cue in kept if cue.text], file)
    cleaned: list[Remark] = []
    lines: list[Line] = []
    before: Cue | None = None
    last = -1
    for cue in kept:
        text, told = clean(cue.text, file)
        label, odd = clean(cue.label, file)
        cue = replace(cue, label=" ".join(label.split()))
        cleaned += (told or odd)[: 1 - len(cleaned)]
        follows = before is not None and cue.label == before.label and bool(cue.label) and join
        if follows:
            lines[last] = replace(lines[last], time=_together(lines[last].time, cue.time))
            lines.append(Line(text, cue.line, label=""))
        else:
            last = len(lines)
            lines.append(Line(text, cue.line, label=cue.label, time=cue.time, begins=not cue.label))
        before = cue
    return read_lines(lines, file=file, remarks=[*remarks, *cleaned], plain=True)[0]


def _together(first: Moment | None, then: Moment | None) -> Moment | None:
    if first is None or then is None:
        return first
    end = then.end if then.end is not None else then.begin
    return Moment(first.begin, max(end, first.end or 0.0, first.begin))


def _named(cues: list[Cue], file: str) -> list[Cue]:
    """Cues whose speakers stand in their words (``ANNA: yes``), with the label taken out."""
    if any(cue.label for cue in cues):
        return cues
    found = {
        at: each
        for at, cue in enumerate(cues)
        if (each := candidate(cue.text)) and each.style != "alone"
    }
    if not found:
        return cues
    number = [cue.line for cue in cues]
    speakers = decide(found, opens=[True] * len(cues), file=file, number=number)
    if not speakers.by_line:
        return cues
    named: list[Cue] = []
    label = ""
    for at, cue in enumerate(cues):
        start = 0
        if at in speakers.by_line:
            label, start = speakers.by_line[at], found[at].start
        if cue.text[start:].strip():
            named.append(replace(cue, text=cue.text[start:].strip(), label=label))
    return named
