"""Tidy codings: one row a judgement, with all that is known of who said it and where."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from crosscase.analysis.consent import paraphrases, refusing, sources_of
from crosscase.analysis.judgements import belongs, judgements
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Turn
from crosscase.report.sheets.sheet import Kind, Sheet, Value, made

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("coding", "whole"),
    ("coder", "name"),
    ("code", "name"),
    ("coded as", "name"),
    ("construct", "name"),
    ("theme", "name"),
    ("source", "name"),
    ("edition", "whole"),
    ("participant", "name"),
    ("case", "name"),
    ("group", "name"),
    ("segment", "whole"),
    ("start", "whole"),
    ("end", "whole"),
    ("words", "words"),
    ("begin", "number"),
    ("finish", "number"),
    ("unreviewed", "whole"),
)


def codings(snapshot: Snapshot, withheld: frozenset[int]) -> Sheet:
    """Every coding that counts; sources in which one of the ``withheld`` speaks stay out.

    Where all of them may be shared, and a coder wrote a paraphrase, it stands in, marked.
    ``code`` is the keyword after merges, ``coded as`` what was judged. ``start`` and ``end`` count
    code points of the edition; ``begin`` and ``finish`` are seconds of the recording, of the turn
    in which the passage begins. Several constructs of one keyword stand in one cell, with ``; ``.
    """
    kept = sources_of(snapshot, withheld)
    unshared = sources_of(snapshot, refusing(snapshot, "share"))
    rows = list(_rows(snapshot, kept, unshared))
    silent = len(snapshot.codings.id) - judgements(snapshot, each_coder=True).discarded - len(rows)
    left = (
        (silent, "codings in sources of people who refused to be quoted or shared"),
        (len(snapshot.codings.id) - silent - len(rows), "codings of passages that were discarded"),
    )
    return made("Codings", snapshot, _COLUMNS, rows, left)


def _rows(snapshot: Snapshot, kept: set[int], unshared: set[int]) -> Iterator[tuple[Value, ...]]:
    instead = paraphrases(snapshot)
    found = judgements(snapshot, each_coder=True)
    judged = dict(zip(snapshot.codings.id.tolist(), snapshot.codings.code.tolist(), strict=True))
    coders = {coder.id: coder.name for coder in snapshot.coders}
    people = {person.id: person.pseudonym for person in snapshot.participants}
    cases = {case.id: case.name for case in snapshot.cases}
    groups = {group.id: group.label or group.name for group in snapshot.groups}
    ideas, times = belongs(snapshot), _Times(snapshot)
    columns = (
        found.coding,
        found.coder,
        found.code,
        found.segment,
        found.participant,
        found.case,
        found.group,
        found.unreviewed,
    )
    for coding, coder, code, segment, person, case, group, unreviewed in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        row = snapshot.segment_row[segment]
        edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
        silent = edition.source in kept
        if silent and (edition.source in unshared or segment not in instead):
            continue
        start, end = int(snapshot.segments.start[row]), int(snapshot.segments.end[row])
        above = [snapshot.code_by_id[idea] for idea in ideas[code]]
        yield (
            coding,
            coders[coder],
            snapshot.code_by_id[code].name,
            snapshot.code_by_id[judged[coding]].name,
            "; ".join(idea.name for idea in above if idea.kind == "construct"),
            "; ".join(idea.name for idea in above if idea.kind == "theme"),
            snapshot.source_by_id[edition.source].name,
            edition.ordinal,
            people.get(person, ""),
            cases.get(case, ""),
            groups.get(group, ""),
            segment,
            start,
            end,
            instead[segment] if silent else edition.text[start:end],
            *times.of(edition.id, start),
            unreviewed,
        )


class _Times:
    """The seconds of the turn at a place of an edition."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._turns: dict[int, list[Turn]] = defaultdict(list)
        for turn in sorted(snapshot.turns, key=lambda turn: turn.start):
            self._turns[turn.edition].append(turn)

    def of(self, edition: int, place: int) -> tuple[float | None, float | None]:
        turns = self._turns.get(edition, [])
        at = bisect_right(turns, place, key=lambda turn: turn.start) - 1
        return (turns[at].begin, turns[at].finish) if at >= 0 else (None, None)
