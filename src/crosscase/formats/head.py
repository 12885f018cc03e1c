"""What a file says of itself before the talk begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscase.formats.label_words import FACTS, key_of
from crosscase.formats.times import seconds

HEAD_LINES = 200
_MARK = re.compile(
    r"[\W_]{0,12}(?:(?:begin(?:ning)?|start)\s+(?:of\s+)?(?:the\s+)?(?:transcript|interview|recording)|"
    r"(?:interview\s+)?transcript(?:ion)?|访谈开始|采访开始|访谈正文|正文|访谈记录|采访记录)[\W_]{0,12}",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\W_]{0,12}(?:end\s+(?:of\s+)?(?:the\s+)?(?:transcript|interview|recording)|"
    r"访谈结束|采访结束|全文完)[\W_]{0,12}",
    re.IGNORECASE,
)
_FACT = re.compile(r"[\s>*_#-]{0,8}([^:：*_\n]{1,30}?)[*_\s]{0,4}[:：][*_\s]{0,6}(.{1,200})")
_RECORDED = re.compile(
    r"recorded[^.\n]{0,60}?\bon\s+([A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|"
    r"\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_ABRIDGED = re.compile(
    r"\babridged\b|\bexcerpts?\b|edited for (?:length|clarity)|\bcondensed\b|节选|节录|摘录",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(\d{1,4}(?:\.\d)?)\s*(?:min|分)", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_HEADING = re.compile(r"#{1,3}\s+(\S.{0,200})")
_PLAIN = re.compile(r"(?i)licen[cs]e|copyright|transcript|consent|正文|访谈记录")


def talk_begins(lines: Sequence[str]) -> int | None:
    """The index after the line that says so (``# BEGIN TRANSCRIPT``), or after a front matter."""
    for at, line in enumerate(lines[:HEAD_LINES]):
        if len(line) < 60 and line.strip() and _MARK.fullmatch(line.strip()):
            return at + 1
    if lines and lines[0].strip() == "---":
        for at, line in enumerate(lines[1:60], start=1):
            if line.strip() in {"---", "..."}:
                return at + 1
    return None


def talk_ends(lines: Sequence[str]) -> int:
    """The index of the line that says the talk is over, or the number of lines."""
    for at in range(len(lines) - 1, max(len(lines) - HEAD_LINES, -1), -1):
        if len(lines[at]) < 60 and lines[at].strip() and _END.fullmatch(lines[at].strip()):
            return at
    return len(lines)


def is_fact(line: str) -> bool:
    """Whether a line is of the kind ``Date: 7 August``."""
    found = _FACT.fullmatch(line.strip()) if len(line) < 260 else None
    return bool(found and key_of(found[1]) in FACTS)


def facts(lines: Sequence[str]) -> dict[str, str]:
    """What the head says: title, date, minutes, place, abridged …"""
    told: dict[str, str] = {}
    for line in lines[:HEAD_LINES]:
        found = _FACT.fullmatch(line.strip()) if len(line) < 260 else None
        if found and (key := key_of(found[1])) in FACTS:
            name = FACTS[key] or key
            value = found[2].strip(" *_\"'")
            value = _minutes(value) if name == "minutes" else value
            if value:
                told.setdefault(name, value)
            continue
        heading = _HEADING.fullmatch(line.strip())
        if heading and not _PLAIN.search(heading[1]):
            told.setdefault("title", heading[1].strip(" #*_"))
        recorded = _RECORDED.search(line[:2000])
        if recorded:
            told.setdefault("date", recorded[1])
        if _ABRIDGED.search(line[:2000]):
            told.setdefault("abridged", "yes")
    return told


def _minutes(value: str) -> str:
    clock = _CLOCK.search(value)
    if clock:
        whole = clock[0] if clock[0].count(":") == 2 else clock[0] + ":00"
        if clock[0].count(":") == 1 and not _hours(value):
            whole = "0:" + clock[0]
        return f"{seconds(whole) / 60:g}"
    found = _MINUTES.search(value)
    if found:
        return found[1]
    plain = value.strip()
    return plain if plain.replace(".", "", 1).isdecimal() else ""


def _hours(value: str) -> bool:
    return "h" in value.casefold() or "小时" in value
