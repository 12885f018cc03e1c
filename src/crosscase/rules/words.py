"""Prose as a reader sees it: sentences, sections, stems, quoted speech, numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


def _words(text: str) -> list[str]:
    return text.split()


_SUFFIXES = (
    *("ational", "ization", "ations", "itions", "itors", "ation", "ative", "ition", "itive"),
    *("ities", "ments", "ances", "ences", "itor", "ship", "ment", "ance", "ence", "ures", "ings"),
    *("ions", "ate", "ity", "ing", "ion", "ies", "ers", "ors", "ive", "ial", "ure", "ant", "ent"),
    *("ed", "es", "er", "or", "al", "ly", "s", "y", "e"),
)
_SAME = {"abil": "capabil", "capac": "capabil"}
"""Words of research that writers use for one another: ability, capacity, capability."""

_STOP = frozenset(
    _words(
        "a an and are as at be been but by can could did do does else for from had has have he her "
        "his how i if in into is it its itself may me more most my no nor not of on one or our out "
        "own she so some such than that the their them then there these they this those to too up "
        "us very was we were what when where which who why will with without would you your any "
        "all also only let about against over much many other others something tell say call think "
        "done"
    )
)
_WORD = re.compile(r"[A-Za-z][A-Za-z&'’]*|[\u3400-\u9fff]+")
_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|(?<=[。！？])[”’」』]*\s*|\n\s*\n")
_HEAD = re.compile(
    r"^(?:#+\s*(?P<mark>.+)|\*\*(?P<bold>[^*\n]{3,60})\*\*|(?P<number>\d+(?:\.\d+)*\.?\s+[^\n]{3,120})"
    r"|(?P<word>Abstract|Summary|Conclusions?|Findings|Model|摘要|结论)\s*[:.：])",
    re.MULTILINE | re.IGNORECASE,
)
_UNITS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBER = (
    rf"(?:\d[\d,]*|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[1:])})"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document under one heading ("" before the first)."""

    heading: str
    text: str


def stem(word: str) -> str:
    """A word without its endings, so that "innovate" and "innovation" meet."""
    plain = word.casefold().strip("'’")
    for ending in ("'s", "’s"):
        plain = plain.removesuffix(ending)
    for _ in range(2):
        for suffix in _SUFFIXES:
            if plain.endswith(suffix) and len(plain) - len(suffix) >= 4:
                plain = plain.removesuffix(suffix)
                break
    return _SAME.get(plain, plain)


def stems(text: str) -> list[str]:
    """The stems of the content words, in order; Chinese in overlapping pairs."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text)):
        if "\u3400" <= word[0] <= "\u9fff":
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif word.casefold() not in _STOP and len(word) > 1:
            found.append(stem(word))
    return found


def sentences(text: str) -> list[str]:
    """The sentences, with one blank between words."""
    return [" ".join(part.split()) for part in _END.split(text) if part and part.strip()]


def sections(text: str) -> list[Section]:
    """The document cut at its headings."""
    starts = list(_HEAD.finditer(text))
    cuts = [0, *(found.start() for found in starts), len(text)]
    names = ["", *(_heading(found) for found in starts)]
    return [
        Section(name, text[a:b]) for name, a, b in zip(names, cuts, cuts[1:], strict=False) if b > a
    ]


def number(word: str) -> int:
    """The value of a number in digits or words. Raises ``ValueError`` for anything else."""
    plain = word.casefold().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    first, _, second = plain.partition("-")
    if first in _TENS:
        return 20 + 10 * _TENS.index(first) + (_UNITS.index(second) if second else 0)
    return _UNITS.index(plain)


def quoted(text: str, least: int = 5) -> list[tuple[str, str]]:
    """Quoted speech of at least ``least`` words, each with the words just before it."""
    found = []
    for match in re.finditer(r"\"([^\"\n]{10,1500})\"|“([^”\n]{10,1500})”", text):
        said = match.group(1) or match.group(2)
        if len(said.split()) >= least or len(re.findall(r"[\u3400-\u9fff]", said)) >= 2 * least:
            found.append((said.strip(), text[max(0, match.start() - 120) : match.start()]))
    return found


def plain(text: str) -> str:
    """Letters and digits only, one blank between words: for finding a quote again."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", folded))


def short(text: str, most: int = 140) -> str:
    """The text on one line, cut at a blank."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names with commas; where there are many, the first ones and how many more."""
    all_names = list(names)
    more = len(all_names) - most
    return ", ".join(all_names[:most]) + (f" and {more} more" if more > 0 else "")


def _heading(found: re.Match[str]) -> str:
    return next(" ".join(part.split()) for part in found.groups() if part).strip("# .*:")
