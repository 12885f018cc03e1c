"""The codebook as a table: every code, where it belongs, and how often it is mentioned."""

from __future__ import annotations

from crosscase.analysis.consent import even, words_of
from crosscase.analysis.counts import frequencies
from crosscase.domain.snapshot import Snapshot
from crosscase.report.sheets.sheet import Kind, Sheet, Value, made

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("kind", "name"),
    ("name", "words"),
    ("belongs to", "name"),
    ("merged into", "name"),
    ("origin", "name"),
    ("role", "name"),
    ("sign", "name"),
    ("definition", "words"),
    ("include", "words"),
    ("exclude", "words"),
    ("example", "words"),
    ("reference", "words"),
    ("dimensions", "words"),
    ("colour", "name"),
    ("mentions", "whole"),
    ("people", "whole"),
    ("cases", "whole"),
)
_ORDER = ("construct", "theme", "keyword")


def codebook(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Constructs, themes and keywords with their definitions, in the order of the study.

    A merged keyword has no mentions of its own: they are those of what it was merged into. An
    example that stands in a source of one of the ``withheld`` stays out.
    """
    said = words_of(snapshot, set(withheld), str) if withheld else []
    counted = {
        (f.kind, f.code): f
        for constructs in (False, True)
        for f in frequencies(snapshot, constructs=constructs)
    }
    links: dict[int, dict[str, None]] = {}
    for link in snapshot.assignments:
        links.setdefault(link.keyword, {})[snapshot.code_by_id[link.to].name] = None
    rows: list[tuple[Value, ...]] = []
    silent = 0
    for code in sorted(snapshot.codes, key=lambda code: _ORDER.index(code.kind)):
        head = snapshot.head_of[code.id]
        found = counted.get((code.kind, code.name))
        words = even(code.example)
        barred = bool(words) and any(words in text for text in said)
        silent += barred
        counts = (found.mentions, found.participants, found.cases) if found else (0, 0, 0)
        rows.append(
            (
                code.kind,
                code.name,
                "; ".join(links.get(code.id, {})),
                snapshot.code_by_id[head].name if head != code.id else "",
                code.origin,
                code.role,
                code.sign,
                code.definition,
                code.include,
                code.exclude,
                "" if barred else code.example,
                code.reference,
                code.dimensions,
                code.colour,
                *(counts if head == code.id else (None, None, None)),
            )
        )
    left = ((silent, "examples in the words of people who refused to be quoted or shared"),)
    return made("Codebook", snapshot, _COLUMNS, rows, left)
