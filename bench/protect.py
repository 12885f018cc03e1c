"""How many names and numbers are found, beside Presidio's default and ``jieba.posseg``.

    python bench/protect.py FILE... [--half tune|held|all] [--finder ours|core|every|presidio|jieba]

A file is CoNLL (``token<tab>label``; PER.NAM, GPE.NAM …, or person, location …) or the JSON of
Presidio's synthetic set. *tune* is every second sentence (of the JSON: template), from the first;
*held* are the others. ``core`` is ours without the extra.

A name of the key is found where something of its kind was found on it, wholly or in part (place and
address are one kind here); a find is right the other way round. *Exact* F1 asks for both ends.
*Leaked* is a name of which a letter or digit stands outside everything found, of whichever kind.
What the key marks but nobody has to protect (dates, products, *my mother*) counts for nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

Piece = tuple[int, int, str]
Text = tuple[str, list[Piece], list[Piece]]
"""The words, the names of the key, what counts for nothing."""

KINDS = {
    "person": "person", "PER.NAM": "person", "PERSON": "person",
    "corporation": "organisation", "group": "organisation", "ORG.NAM": "organisation",
    "ORGANIZATION": "organisation", "location": "place", "GPE.NAM": "place", "LOC.NAM": "place",
    "GPE": "place", "LOCATION": "place", "STREET_ADDRESS": "address", "ZIP_CODE": "address",
    "CREDIT_CARD": "account", "IBAN_CODE": "account", "US_BANK_NUMBER": "account",
    "CRYPTO": "account", "US_SSN": "identity", "US_DRIVER_LICENSE": "identity",
    "US_PASSPORT": "identity", "US_ITIN": "identity", "UK_NHS": "identity",
    "PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "e-mail", "URL": "link", "DOMAIN_NAME": "link",
    "IP_ADDRESS": "link",
}  # fmt: skip
WIDE = {"address": "place"}


def conll(path: Path) -> Iterable[Text]:
    """The sentences of a CoNLL file."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        rows = [row.split("\t") for row in block.splitlines() if "\t" in row]
        chinese = any("\u4e00" <= row[0][0] <= "\u9fff" for row in rows)
        words = ""
        pieces: list[tuple[int, int, str]] = []
        for token, label in ((row[0], row[-1].strip()) for row in rows):
            token = token[0] if chinese else token
            words += " " if words and not chinese else ""
            start = len(words)
            words += token
            if label.startswith("I-") and pieces:
                pieces[-1] = (pieces[-1][0], len(words), pieces[-1][2])
            elif label != "O":
                pieces.append((start, len(words), label[2:]))
        if words:
            yield sorted_out(words, pieces)


def synthetic(path: Path, half: str) -> Iterable[Text]:
    """The texts of Presidio's synthetic set."""
    for entry in json.loads(path.read_text("utf-8")):
        if half == "all" or entry["template_id"] % 2 == (half == "held"):
            spans = entry["spans"]
            pieces = [(s["start_position"], s["end_position"], s["entity_type"]) for s in spans]
            yield sorted_out(entry["full_text"], pieces)


def sorted_out(words: str, pieces: list[Piece]) -> Text:
    """What has to be found apart from what counts for nothing."""
    key = [(a, b, KINDS[kind]) for a, b, kind in pieces if kind in KINDS]
    return words, key, [piece for piece in pieces if piece[2] not in KINDS]


def texts(path: Path, half: str) -> list[Text]:
    """The texts of one half of a file."""
    if path.suffix == ".json":
        return list(synthetic(path, half))
    every = list(conll(path))
    return every if half == "all" else every[half == "held" :: 2]


def ours(extra: bool | None, least: float = 0.4) -> Callable[[str], list[Piece]]:
    """This package's finder."""
    from crosscase.engines.protect.finder import Finder

    finder = Finder(extra=extra, least=least)
    return lambda text: [(f.span.start, f.span.end, f.kind) for f in finder.find(text)]


def presidio() -> Callable[[str], list[Piece]]:
    """Presidio's default: its own recognisers over spaCy's small English model."""
    from crosscase.engines.protect.presidio import analyzer

    engine: Any = analyzer()

    def find(text: str) -> list[Piece]:
        found = engine.analyze(text=text, language="en")
        return [(f.start, f.end, KINDS[f.entity_type]) for f in found if f.entity_type in KINDS]

    return find


def jieba() -> Callable[[str], list[Piece]]:
    """Plain ``jieba.posseg``."""
    from jieba import posseg

    kinds = {"nr": "person", "ns": "place", "nt": "organisation"}

    def find(text: str) -> list[Piece]:
        pieces, at = [], 0
        for word, flag in posseg.lcut(text):
            if flag[:2] in kinds:
                pieces.append((at, at + len(word), kinds[flag[:2]]))
            at += len(word)
        return pieces

    return find


def meets(one: Piece, other: Piece) -> bool:
    """Whether two pieces share a letter."""
    return one[0] < other[1] and other[0] < one[1]


def alike(one: Piece, other: Piece) -> bool:
    """Whether two pieces share a letter and are of one kind."""
    kinds = WIDE.get(one[2], one[2]), WIDE.get(other[2], other[2])
    return kinds[0] == kinds[1] and meets(one, other)


def judge(read: list[Text], find: Callable[[str], list[Piece]]) -> dict[str, dict[str, int]]:
    """Counts by kind."""
    counts: dict[str, dict[str, int]] = {}
    for text, key, nothing in read:
        found = sorted(set(find(text)))
        bare = set(range(len(text))).difference(*(range(a, b) for a, b, _ in found))
        for name in key:
            tally = counts.setdefault(name[2], dict.fromkeys(TALLY, 0))
            tally["key"] += 1
            tally["hit"] += any(alike(name, one) for one in found)
            tally["leaked"] += any(at in bare and text[at].isalnum() for at in range(*name[:2]))
        for one in found:
            if any(meets(one, other) for other in nothing) and not any(alike(one, n) for n in key):
                continue
            tally = counts.setdefault(one[2], dict.fromkeys(TALLY, 0))
            tally["found"] += 1
            tally["right"] += any(alike(one, name) for name in key)
            tally["exact"] += one in key
    return counts


TALLY = ("key", "hit", "leaked", "found", "right", "exact")


def share(part: float, whole: float) -> float:
    """A share, 0 of nothing."""
    return part / whole if whole else 0.0


def main() -> None:
    """Prints a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--finder", nargs="*", default=["ours"])
    asked = parser.parse_args()
    made = {
        "ours": lambda: ours(None),
        "every": lambda: ours(None, 0.0),
        "core": lambda: ours(False),
        "presidio": presidio,
        "jieba": jieba,
    }
    finders = {name: made[name]() for name in asked.finder}
    for path in asked.files:
        read = texts(path, asked.half)
        columns = ("kind", "finder", "key", "recall", "precision", "F1", "exact F1", "leaked")
        table = Table(*columns, title=f"{path.name}, {asked.half}: {len(read)} texts")
        rows = []
        for name, find in finders.items():
            start = time.perf_counter()
            counts = judge(read, find)
            spent = (time.perf_counter() - start) / max(1, len(read))
            for kind, t in counts.items():
                recall, precision = share(t["hit"], t["key"]), share(t["right"], t["found"])
                f1 = share(2 * recall * precision, recall + precision)
                exact = share(2 * t["exact"], t["key"] + t["found"])
                leaked = share(t["leaked"], t["key"])
                rows.append(
                    (
                        kind,
                        name,
                        str(t["key"]),
                        *(f"{x:.3f}" for x in (recall, precision, f1, exact, leaked)),
                    )
                )
            table.caption = f"{table.caption or ''} {name} {1000 * spent:.1f} ms a text"
        for row in sorted(rows):
            table.add_row(*row)
        Console(width=100).print(table)


if __name__ == "__main__":
    main()
