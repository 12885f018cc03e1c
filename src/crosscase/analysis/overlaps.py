"""Which segments share words: pairs found in one sweep over the texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscase.domain.snapshot import Ints, Snapshot


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of segments that share a code point: places in what was given.

    ``order`` are all places as they stand in the texts. ``common`` is how many code points the two
    share, ``shorter`` the length of the shorter one.
    """

    order: Ints
    left: Ints
    right: Ints
    common: Ints
    shorter: Ints


def overlapping(snapshot: Snapshot, segments: Ints) -> Pairs:
    """All pairs among the segments (by id) that overlap in one edition, each pair once."""
    columns = snapshot.segments
    at = np.searchsorted(columns.id, segments)
    edition, start, end = columns.edition[at], columns.start[at], columns.end[at]
    order = np.lexsort((start, edition))
    step = int(end.max(initial=0)) + 1
    begins, ends = edition[order] * step + start[order], edition[order] * step + end[order]
    many = np.maximum(np.searchsorted(begins, ends, side="left") - np.arange(len(order)) - 1, 0)
    left = np.repeat(np.arange(len(order)), many)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    return Pairs(
        order,
        order[left],
        order[right],
        np.minimum(ends[left], ends[right]) - begins[right],
        np.minimum(ends[left] - begins[left], ends[right] - begins[right]),
    )
