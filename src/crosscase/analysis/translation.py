"""A quotation beside its translation, where original and translation are aligned editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Turn
from crosscase.domain.spans import Span

_SENTENCE = re.compile(r"[^.!?。！？…\n]+(?:[.!?。！？…]+[\"”’」』)]*|\n|$)")


@dataclass(frozen=True)
class Translations:
    """The aligned translations of a study; editions are aligned turn by turn."""

    snapshot: Snapshot

    def is_translated(self, segment: int) -> bool:
        """Whether the coded words are themselves those of a translation."""
        return self._edition(segment).kind == "translated"

    def of(self, segment: int) -> str:
        """What the translation says where the segment stands ("" where there is none).

        The sentences of the turn that the segment covers, where both turns have as many sentences;
        else the whole turn.
        """
        edition = self._edition(segment)
        other = self._by_original.get(edition.id)
        place = self._place(edition, segment) if other else None
        if other is None or place is None:
            return ""
        turn, span = place
        there = self._turns[other.id].get(turn.ordinal)
        if there is None:
            return ""
        mine = list(_sentences(edition.text, turn.span))
        theirs = list(_sentences(other.text, there.span))
        if len(mine) == len(theirs):
            told = [b.of(other.text) for a, b in zip(mine, theirs, strict=True) if a.overlaps(span)]
            if told:
                return " ".join(" ".join(told).split())
        return there.span.of(other.text).strip()

    def _edition(self, segment: int) -> Edition:
        row = self.snapshot.segment_row[segment]
        return self.snapshot.edition_by_id[int(self.snapshot.segments.edition[row])]

    def _place(self, edition: Edition, segment: int) -> tuple[Turn, Span] | None:
        columns, row = self.snapshot.segments, self.snapshot.segment_row[segment]
        span = Span(int(columns.start[row]), int(columns.end[row]))
        turns = self._turns.get(edition.id, {}).values()
        turn = next((t for t in turns if t.start <= span.start < t.end), None)
        return (turn, span) if turn else None

    @cached_property
    def _by_original(self) -> dict[int, Edition]:
        return {e.original: e for e in self.snapshot.editions if e.original is not None}

    @cached_property
    def _turns(self) -> dict[int, dict[int, Turn]]:
        """The turns of the editions that are aligned, by their place in the talk."""
        wanted = {n for pair in self._by_original.items() for n in (pair[0], pair[1].id)}
        found: dict[int, dict[int, Turn]] = {number: {} for number in wanted}
        for turn in self.snapshot.turns:
            if turn.edition in wanted:
                found[turn.edition][turn.ordinal] = turn
        return found


def _sentences(text: str, within: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, within.start, within.end):
        if match.group().strip():
            yield Span(*match.span())
