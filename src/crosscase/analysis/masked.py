"""A study in which the words of some people cannot be read, though everything stays countable."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection
from typing import Any

from crosscase.analysis.consent import sources_of
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition
from crosscase.domain.withdrawal import Gram, grams, without

BLOCK = "█"
"""Stands for every sign of a text that must not be read; line breaks stay."""

_SIGN = re.compile(r"[^\n]")


def masked(snapshot: Snapshot, people: Collection[int]) -> Snapshot:
    """The study with every sign of their sources covered, and with marks where others repeat them.

    A source is covered whole, whoever else speaks in it: what others answer tells what was said.
    Places, codings and counts stay as they are. Five words in a row that stand in no other source
    are taken for theirs in whatever was written (see ``domain.withdrawal``).
    """
    covered = sources_of(snapshot, people)
    if not covered:
        return snapshot
    own = grams(e.text for e in snapshot.editions if e.source in covered)
    own -= grams(e.text for e in snapshot.editions if e.source not in covered)
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(snapshot):
        rows = getattr(snapshot, field.name)
        if field.name == "editions":
            changed["editions"] = tuple(_covered(e) if e.source in covered else e for e in rows)
        elif isinstance(rows, tuple) and rows and dataclasses.is_dataclass(rows[0]):
            changed[field.name] = tuple(_marked(row, own) for row in rows)
    changed["sources"] = tuple(
        dataclasses.replace(s, sha256="") if s.id in covered else s for s in changed["sources"]
    )
    kept = dict(snapshot.misquoted)
    where = dict(
        zip(snapshot.segments.id.tolist(), snapshot.segments.edition.tolist(), strict=True)
    )
    theirs = {n for n in kept if snapshot.edition_by_id[where[n]].source in covered}
    changed["misquoted"] = tuple(
        (n, _SIGN.sub(BLOCK, q) if n in theirs else q) for n, q in kept.items()
    )
    return dataclasses.replace(snapshot, **changed)


def _covered(edition: Edition) -> Edition:
    return dataclasses.replace(edition, text=_SIGN.sub(BLOCK, edition.text))


def _marked(row: Any, own: set[Gram]) -> Any:
    """The row with a mark in the place of every run of ``own``."""
    said = {
        field.name: without(value, own)
        for field in dataclasses.fields(row)
        if isinstance(value := getattr(row, field.name), str)
    }
    new = {name: text for name, text in said.items() if text != getattr(row, name)}
    return dataclasses.replace(row, **new) if new else row
