"""Pseudonyms in brackets where a report would hold the real names of the key file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from crosscase.domain.names import owners
from crosscase.domain.snapshot import Snapshot

Hide = Callable[[str], str]

_WORDS: dict[str, tuple[str, ...]] = {
    "facts": ("value",),
    "attributes": ("value",),
    "questions": ("wording",),
    "codes": ("name", "definition", "include", "exclude", "example", "reference"),
    "discards": ("why",),
    "propositions": ("statement", "condition"),
    "rivals": ("statement",),
    "overrides": ("why",),
    "summaries": ("text",),
    "ratings": ("why",),
    "predictions": ("why",),
    "recommendations": ("text",),
}
"""What of a study is printed as its people wrote it; speech is hidden where it is quoted."""


def hider(names: Mapping[str, Iterable[str]]) -> Hide:
    """What puts ``[pseudonym]`` in the place of every known spelling; ``names`` by pseudonym."""
    pattern, owner_of = owners(names)
    if pattern is None:
        return str
    return lambda text: pattern.sub(lambda found: f"[{owner_of(found.group(0))}]", text)


def hide_names(snapshot: Snapshot, hide: Hide) -> Snapshot:
    """The study with names out of everything but speech; codes keep names of their own."""
    changed: dict[str, Any] = {}
    for noun, fields in _WORDS.items():
        changed[noun] = tuple(
            replace(item, **{field: hide(getattr(item, field)) for field in fields})
            for item in getattr(snapshot, noun)
        )
    seen: Counter[tuple[str, str]] = Counter()
    codes = []
    for code in changed["codes"]:
        seen[code.kind, code.name] += 1
        many = seen[code.kind, code.name]
        codes.append(code if many == 1 else replace(code, name=f"{code.name} ({many})"))
    return replace(snapshot, **{**changed, "codes": tuple(codes)})
