"""Days as people write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\w){_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<first>\d{{1,2}})\s*[-/.]\s*(?P<second>\d{{1,2}})\s*[-/.]\s*{_YEAR}(?!\d)",
    )
)


def iso_day(text: str) -> str:
    """The first day that stands in the text, as ``2023-03-12``; "" where there is none.

    ``2023-03-12``, ``2023/3/12``, ``12 March 2023``, ``March 12th, 2023``, ``2023年3月12日``. Of
    two numbers before the year one must be over 12: ``3/12/2023`` is a day in March to some and in
    December to others, and is not guessed.
    """
    found = [match for written in _WRITTEN if (match := written.search(text))]
    for match in sorted(found, key=re.Match.start):
        if day := _day(match.groupdict()):
            return day
    return ""


def _day(part: dict[str, str]) -> str:
    if "first" in part:
        day, month = sorted((int(part["first"]), int(part["second"])), reverse=True)
        if month != day and day <= 12:
            return ""
    else:
        day, name = int(part["day"]), part["month"].casefold()
        month = _MONTHS[name] if name in _MONTHS else int(name)
    try:
        return date(int(part["year"]), month, day).isoformat()
    except ValueError:
        return ""
