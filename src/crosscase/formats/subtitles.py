"""Subtitles: srt, vtt (with ``<v Name>``) and lrc."""

from __future__ import annotations

import re
from dataclasses import replace

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.cues import Cue, read_cues, without_tags
from crosscase.formats.encodings import decode
from crosscase.formats.times import Moment, moment

_ARROW = re.compile(
    r"\s*((?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?)\s*-->\s*"
    r"((?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?)(?:\s.*)?"
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})?\s+([^<>\n]{1,120})>")
_LRC = re.compile(r"\s*\[(\d{1,3}:[0-5]?\d(?:[.:]\d{1,3})?)\]")
_LRC_FACT = re.compile(r"\s*\[([A-Za-z#]{2,10}):([^\]]{0,200})\]\s*")
_LRC_NAMES = {"ti": "title", "ar": "artist", "length": "length", "by": "transcriber"}


class _Remarks(list[Remark]):
    """Remarks of one file, bounded."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file

    def odd(self, text: str, line: int) -> None:
        if len(self) < MAX_REMARKS:
            self.append(Remark("odd-line", text, "doubt", self.file, line))


def read_subtitles(data: bytes, file: str) -> Reading:
    """The Reading of an srt or vtt file; a line that fits nowhere is a remark."""
    decoded = decode(data, file)
    told = _Remarks(file)
    cues: list[Cue] = []
    block: list[tuple[int, str]] = []
    blocks: list[list[tuple[int, str]]] = []
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if line.strip():
            block.append((number, line))
        elif block:
            blocks.append(block)
            block = []
    blocks += [block] if block else []
    for lines in blocks:
        cues += _cues(lines, told)
    if not any(cue.time for cue in cues):
        raise UnreadableFile(
            "no line in it holds times like 00:00:01,000 --> 00:00:02,000.",
            file=file,
            line=1,
            hint="If it is plain text, give it the ending .txt.",
        )
    return read_cues(cues, file=file, remarks=[*decoded.remarks, *told])


def _cues(lines: list[tuple[int, str]], told: _Remarks) -> list[Cue]:
    """The cues of one block: usually one, more where the blank line between was forgotten."""
    first = lines[0][1].strip("\ufeff ")
    if first.startswith(("WEBVTT", "STYLE", "REGION", "NOTE")) and "-->" not in first:
        lines = lines[1:] if any(_ARROW.fullmatch(line) for _, line in lines) else []
    cues: list[Cue] = []
    time: Moment | None = None
    words: list[str] = []
    begun = lines[0][0] if lines else 0
    timed = False
    for number, line in lines:
        found = _ARROW.fullmatch(line)
        if not found and "-->" not in line:
            words.append(line)
            continue
        if words and (words[-1].strip().isdigit() or not timed):
            words.pop()  # the number or name of the cue that begins here
        cues += _voices(words, begun, time) if words else []
        time, words, begun, timed = None, [], number, True
        if found:
            time = moment(found[1], found[2])
            if time.end is None:
                told.odd("this cue ends before it begins; its end is not kept.", number)
        else:
            told.odd(f"these times are not understood: {line.strip()[:60]!r}.", number)
    if words and not timed:
        told.odd(f"these words have no times; they are kept: {words[0][:60]!r}.", begun)
    return cues + (_voices(words, begun, time) if words else [])


def _voices(words: list[str], number: int, time: Moment | None) -> list[Cue]:
    """One cue, or one for each ``<v Name>`` in it."""
    text = "\n".join(words)
    places = list(_VOICE.finditer(text))
    if not places:
        return [Cue(without_tags(text), number, time)]
    cues = [Cue(without_tags(text[: places[0].start()]), number, time)]
    for at, found in enumerate(places):
        end = places[at + 1].start() if at + 1 < len(places) else len(text)
        name = " ".join(found[1].split())
        cues.append(Cue(without_tags(text[found.end() : end]), number, time, name))
    return [cue for cue in cues if cue.text.strip()]


def read_lrc(data: bytes, file: str) -> Reading:
    """The Reading of an lrc file: ``[mm:ss.xx]`` before each line."""
    decoded = decode(data, file)
    told = _Remarks(file)
    found: list[Cue] = []
    facts: dict[str, str] = {}
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        time = _LRC.match(line)
        fact = _LRC_FACT.fullmatch(line)
        if time:
            found.append(Cue(line[time.end() :], number, moment(time[1], None)))
        elif fact and fact[1].casefold() in _LRC_NAMES:
            facts[_LRC_NAMES[fact[1].casefold()]] = fact[2].strip()
        elif line.strip() and not fact:
            told.odd(f"this line has no time; it is kept: {line.strip()[:60]!r}.", number)
            found.append(Cue(line, number))
    cues: list[Cue] = []
    for at, cue in enumerate(found):
        after = next((c.time for c in found[at + 1 : at + 3] if c.time), None)
        if cue.text.strip():
            end = after.begin if after and cue.time and after.begin >= cue.time.begin else None
            cues.append(Cue(cue.text, cue.line, Moment(cue.time.begin, end) if cue.time else None))
    reading = read_cues(cues, file=file, remarks=[*decoded.remarks, *told])
    return replace(reading, facts=facts)
