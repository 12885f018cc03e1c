"""The judgements that count, as one table of columns: who said what, of which case and group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.snapshot import Ints, Snapshot


@dataclass(frozen=True, slots=True)
class Judgements:
    """One row a mention: a passage that bears a keyword, whoever of the coders says so.

    ``code`` is the keyword after merges; ``segment``, ``participant``, ``case`` and ``group`` are
    ids (0 means none known). ``coding`` and ``coder`` are those of the first coding of the mention;
    ``unreviewed`` is 1 where no person looked at any of its codings. ``discarded`` is how many
    codings were left out because their passage was discarded.
    """

    coding: Ints
    coder: Ints
    code: Ints
    segment: Ints
    participant: Ints
    case: Ints
    group: Ints
    unreviewed: Ints
    discarded: int

    def only(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Judgements:
        """The same columns, these rows (numbers, or one yes or no a row)."""
        return Judgements(
            self.coding[rows],
            self.coder[rows],
            self.code[rows],
            self.segment[rows],
            self.participant[rows],
            self.case[rows],
            self.group[rows],
            self.unreviewed[rows],
            self.discarded,
        )


def judgements(snapshot: Snapshot, *, each_coder: bool = False) -> Judgements:
    """All codings that count: merges followed, discarded passages left out.

    A passage is discarded when a coder discarded it and the same coder's coding lies on it. Two
    coders who give one passage the same keyword make one mention, and so do two keywords of one
    passage that were merged; with ``each_coder`` each coding keeps its row.
    """
    codings = snapshot.codings
    keep = ~_discarded(snapshot)
    segment = codings.segment[keep]
    participant = segment
    if len(segment):
        participant = snapshot.segment_participant[np.searchsorted(snapshot.segments.id, segment)]
    people = snapshot.participants
    found = Judgements(
        codings.id[keep],
        codings.coder[keep],
        lookup(snapshot.head_of)[codings.code[keep]],
        segment,
        participant,
        lookup({p.id: p.case or 0 for p in people})[participant],
        lookup({p.id: p.group or 0 for p in people})[participant],
        codings.unreviewed[keep],
        int(np.count_nonzero(~keep)),
    )
    return found if each_coder else _once(found)


def of_constructs(snapshot: Snapshot, found: Judgements) -> Judgements:
    """The same judgements with ``code`` the construct (and the theme) of the keyword.

    A keyword of two constructs counts for each, one of none is left out, and one of a theme counts
    for the constructs of the theme too. A passage coded with a construct itself counts for it.
    """
    of = belongs(snapshot)
    size = max(of, default=0) + 1
    first, many = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    flat: list[int] = []
    for code, ideas in of.items():
        first[code], many[code] = len(flat), len(ideas)
        flat += ideas
    times = many[found.code]
    rows = np.repeat(np.arange(len(times)), times)
    step = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    chosen = found.only(rows)
    return replace(chosen, code=np.array(flat, dtype=np.int64)[first[chosen.code] + step])


def belongs(snapshot: Snapshot) -> dict[int, list[int]]:
    """For each code the themes and constructs it stands for, in the order of their ids.

    Themes hand on to their constructs; a theme or construct stands for itself.
    """
    direct = snapshot.construct_of
    result: dict[int, list[int]] = {}
    for code in snapshot.codes:
        reached = {code.id} if code.kind != "keyword" else set()
        todo = [code.id]
        while todo:
            new = direct.get(todo.pop(), frozenset()) - reached
            reached |= new
            todo += new
        result[code.id] = sorted(reached)
    return result


def lookup(values: Mapping[int, int]) -> Ints:
    """A table from id to value; ids that are not in ``values`` give 0."""
    table = np.zeros(max(values, default=0) + 1, dtype=np.int64)
    for number, value in values.items():
        table[number] = value
    return table


def distinct(ids: Ints) -> int:
    """How many different ids that are not 0."""
    return int(np.count_nonzero(np.unique(ids)))


def _discarded(snapshot: Snapshot) -> NDArray[np.bool_]:
    """For each coding whether its coder discarded its passage."""
    codings = snapshot.codings
    if not snapshot.discards or not len(codings.id):
        return np.zeros(len(codings.id), dtype=bool)
    step = max(coder.id for coder in snapshot.coders) + 1
    thrown = np.array([d.segment * step + d.coder for d in snapshot.discards], dtype=np.int64)
    return np.isin(codings.segment * step + codings.coder, thrown)


def _once(found: Judgements) -> Judgements:
    """One row for each passage and keyword."""
    if not len(found.code):
        return found
    key = found.segment * (int(found.code.max()) + 1) + found.code
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    reviewed = np.minimum.reduceat(found.unreviewed[order], starts)
    rows = order[starts]
    back = np.argsort(rows)
    return replace(found.only(rows[back]), unreviewed=reviewed[back])
