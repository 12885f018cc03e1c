"""Small English: numbers with their nouns, lists, and what signs and statuses are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905

SIGNS = {"+": "positive", "-": "negative", "0": "none", "?": "open", "": "not stated"}
MARKS = {
    "supports": "+",
    "contradicts": "−",
    "mixed": "±",
    "qualifies": "(~)",
    "silent": "·",
    "not asked": "n/a",
}


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 case``, ``3 cases``, ``no cases``."""
    many = plural or (noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeo" else noun)
    if number == 1:
        return f"1 {noun}"
    if not plural and many == noun:
        many = noun + ("es" if noun.endswith(("s", "ch", "x")) else "s")
    return f"{number or 'no'} {many}"


def spelled(number: int) -> str:
    """Up to twelve as a word, as prose has it."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def listed(items: Iterable[str], last: str = "and") -> str:
    """``A, B and C``."""
    known = list(items)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} {last} {known[-1]}"


def some(items: Sequence[str], most: int = 6) -> str:
    """The first few, and how many more."""
    if len(items) <= most:
        return listed(items)
    return f"{', '.join(items[:most])} and {len(items) - most} more"


def share(part: int, whole: int) -> str:
    """``30 of 70 (43 %)``; without a per cent where the whole is under twenty."""
    if whole < 20:
        return f"{part} of {whole}"
    return f"{part} of {whole} ({part / whole:.0%})".replace("%", " %")


def titled(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """A sentence with its full stop."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "。", "？", "！")) or not text else text + "."


def shortened(text: str, most: int) -> str:
    """The text, cut at a blank near ``most`` characters with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[:most]
    at = cut.rfind(" ")
    return (cut[:at] if at > most // 2 else cut).rstrip(" ,;") + " …"
