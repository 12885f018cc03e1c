"""Who refused a use of their words, where they speak, and what a coder wrote in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

import numpy as np

from crosscase.domain.people import Use
from crosscase.domain.snapshot import Snapshot

PARAPHRASED = "[paraphrase]"
"""Stands before what a coder wrote in the place of words that may not be shown."""


def refusing(snapshot: Snapshot, use: Use = "quote") -> set[int]:
    """Participants who said no to being quoted, or to another use; one no outweighs any yes."""
    return {person for person, allowed in _said(snapshot, use).items() if not allowed}


def allowing(snapshot: Snapshot, use: Use) -> set[int]:
    """Participants who said yes to a use, and never no."""
    return {person for person, allowed in _said(snapshot, use).items() if allowed}


def _said(snapshot: Snapshot, use: Use) -> dict[int, bool]:
    said: dict[int, bool] = {}
    for consent in snapshot.consents:
        if consent.use == use:
            said[consent.participant] = said.get(consent.participant, True) and consent.allowed
    return said


def sources_of(snapshot: Snapshot, people: Collection[int]) -> set[int]:
    """Sources in which one of the people is present, or speaks in some edition."""
    found = {p.source for p in snapshot.presences if p.participant in people}
    speaks = {s.id for s in snapshot.speakers if s.participant in people}
    heard = {turn.edition for turn in snapshot.turns if turn.speaker in speaks}
    return found | {e.source for e in snapshot.editions if e.id in heard}


def paraphrases(snapshot: Snapshot) -> dict[int, str]:
    """What coders wrote in the place of passages, by segment; the newest where there are several.

    A paraphrase is a memo of that kind on the passage.
    """
    return {
        memo.of: f"{PARAPHRASED} {memo.text.strip()}"
        for memo in sorted(snapshot.memos, key=lambda memo: (memo.date, memo.id))
        if memo.kind == "paraphrase" and memo.about == "segment" and memo.of and memo.text.strip()
    }


def silenced(snapshot: Snapshot, people: set[int]) -> set[int]:
    """Segments in which somebody speaks, or may speak, who refused to be quoted."""
    if not people:
        return set()
    columns = snapshot.segments
    silenced = set(columns.id[np.isin(snapshot.segment_participant, list(people))].tolist())
    risky = sources_of(snapshot, people)
    speaks = {s.id: s.participant for s in snapshot.speakers}
    for edition in snapshot.editions:
        if edition.source not in risky:
            continue
        rows = np.flatnonzero(columns.edition == edition.id)
        turns = [t for t in snapshot.turns if t.edition == edition.id]
        barred = [(t.start, t.end) for t in turns if speaks.get(t.speaker or 0) in people]
        for row in rows.tolist():
            start, end = int(columns.start[row]), int(columns.end[row])
            nobody = int(snapshot.segment_participant[row]) == 0
            if nobody or any(start < last and first < end for first, last in barred):
                silenced.add(int(columns.id[row]))
    return silenced


def words_of(snapshot: Snapshot, people: set[int], hide: Callable[[str], str]) -> list[str]:
    """The texts of every source in which they are present, names hidden, made even."""
    sources = sources_of(snapshot, people)
    return [even(hide(e.text)) for e in snapshot.editions if e.source in sources]


def even(text: str) -> str:
    """A text without case and punctuation, so that a quote is found again."""
    return re.sub(r"\W+", " ", text.casefold()).strip()
