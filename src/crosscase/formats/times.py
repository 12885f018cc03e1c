"""Times as transcripts write them: ``[00:04:01]``, ``(04:01)``, ``00:04:01 - 00:04:05``."""

from __future__ import annotations

import re
from typing import NamedTuple

CLOCK = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,:]\d{1,3})?"
_RANGE = rf"({CLOCK})(?:\s{{0,3}}(?:-->|->|-|–|—|~|to)\s{{0,3}}({CLOCK}))?"
_BRACKETED = re.compile(rf"\s*\\?[\[(（【<]\s{{0,3}}{_RANGE}\s{{0,3}}\\?[\])）】>]\s*[-–:：]?\s*")
_BARE = re.compile(rf"\s*{_RANGE}(?=\s|$)\s*[-–]?\s*")
INNER = re.compile(rf"\\?\[\s{{0,3}}{_RANGE}\s{{0,3}}\\?\]")
"""A time inside speech: only in square brackets, so that "(10:30)" stays what was said."""


class Moment(NamedTuple):
    """When something begins, and when it ends where that is said."""

    begin: float
    end: float | None = None


def seconds(clock: str) -> float:
    """``01:02:03.5`` in seconds; a fourth part after a colon counts hundredths (frames)."""
    parts = clock.replace(",", ".").split(":")
    if len(parts) == 4:
        parts = [*parts[:2], f"{parts[2]}.{parts[3]}"]
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return round(total, 3)


def moment(begin: str, end: str | None) -> Moment:
    """The moment two clocks tell; an end before the begin is not believed."""
    start = seconds(begin)
    stop = seconds(end) if end else None
    return Moment(start, stop if stop is not None and stop >= start else None)


def leading_time(line: str, at: int = 0) -> tuple[Moment | None, int]:
    """The time ``line`` begins with (from ``at``), and where what follows begins.

    A bare clock counts only with hours, as a range or alone on the line: "10:30 was late" is talk.
    """
    found = _BRACKETED.match(line, at)
    if found:
        return moment(found[1], found[2]), found.end()
    found = _BARE.match(line, at)
    if found and (found[2] or found[1].count(":") > 1 or found.end() == len(line)):
        return moment(found[1], found[2]), found.end()
    return None, at
