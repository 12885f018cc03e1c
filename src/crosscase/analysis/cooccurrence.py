"""Which codes stand together: in one passage, in overlapping passages, or with one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from crosscase.analysis.judgements import Judgements, judgements, of_constructs
from crosscase.analysis.overlaps import overlapping
from crosscase.domain.snapshot import Ints, Snapshot
from crosscase.errors import NotInStudy

if TYPE_CHECKING:  # scipy takes a third of a second to import: only who asks for pairs pays
    from scipy import sparse

Within = Literal["segment", "overlap", "participant"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes that stand together ``count`` times; ``share`` of all times either stands.

    ``share`` is Jaccard's (1912) coefficient c / (a + b - c); with ``overlap`` it is left at 0,
    because a pair of passages is no part of the passages of one code.
    """

    first: str
    second: str
    count: int
    share: float
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cooccurrence:
    """How often each two codes stand together, at journal entry ``n``.

    ``within`` is the unit that is counted: ``segment``, passages that bear both; ``overlap``, pairs
    of passages that share a code point, a passage with itself included; ``participant``, people
    who mention both. ``counts`` is symmetric, in the order of ``codes``; its diagonal is how many
    units bear the code (zero for ``overlap``).
    """

    n: int
    within: Within
    codes: tuple[str, ...]
    counts: sparse.csr_array
    mentions: Judgements
    ids: Ints
    places: Ints
    links: sparse.csr_array

    def pair(self, first: str, second: str) -> Pair:
        """The two codes with the passages behind their count.

        Raises ``NotInStudy`` for a code that nobody mentions.
        """
        for name in (first, second):
            if name not in self.codes:
                raise NotInStudy.named("mentioned code", name, self.codes)
        return self._pair(self.codes.index(first), self.codes.index(second))

    def pairs(self, most: int | None = None) -> list[Pair]:
        """The pairs that stand together, most often first, then by name; at most ``most``."""
        from scipy import sparse

        upper = sparse.triu(self.counts, k=1).tocoo()
        rank = np.lexsort((upper.col, upper.row, -upper.data))[:most]
        return [self._pair(int(upper.row[at]), int(upper.col[at])) for at in rank]

    def _pair(self, a: int, b: int) -> Pair:
        count = int(self.counts[a, b])
        either = int(self.counts[a, a]) + int(self.counts[b, b]) - count
        share = count / either if either and self.within != "overlap" else 0.0
        return Pair(self.codes[a], self.codes[b], count, share, self._behind(a, b))

    def _behind(self, a: int, b: int) -> tuple[int, ...]:
        table = self.mentions
        mine, other = (np.flatnonzero(table.code == self.ids[at]) for at in (a, b))
        if self.within == "participant":
            both = np.intersect1d(table.participant[mine], table.participant[other])
            rows = np.concatenate([mine, other])
            rows = rows[np.isin(table.participant[rows], both[both > 0])]
            return tuple(np.unique(table.segment[rows]).tolist())
        first, second = np.unique(table.segment[mine]), np.unique(table.segment[other])
        if self.within == "segment":
            return tuple(np.intersect1d(first, second).tolist())
        near = self.links[np.searchsorted(self.places, first)]
        near = near[:, np.searchsorted(self.places, second)]
        rows, columns = near.nonzero()
        return tuple(np.unique(np.concatenate([first[rows], second[columns]])).tolist())


def cooccurrence(
    snapshot: Snapshot, *, within: Within = "segment", constructs: bool = False
) -> Cooccurrence:
    """How often each two keywords (or constructs) stand together.

    Counts are of passages or people, never of codings: two coders who agree count once.
    """
    from scipy import sparse

    found = judgements(snapshot)
    if constructs:
        found = of_constructs(snapshot, found)
    ids, column = np.unique(found.code, return_inverse=True)
    units = found.participant if within == "participant" else found.segment
    places, row = np.unique(units, return_inverse=True)
    bears = sparse.csr_array(
        (np.ones(len(row), dtype=np.int64), (row, column)), shape=(len(places), len(ids))
    )
    bears.data[:] = 1
    links = sparse.csr_array((0, 0), dtype=np.int64)
    if within == "participant" and len(places) and places[0] == 0:
        bears = bears[1:]
    if within == "overlap":
        links = _overlaps(snapshot, places)
        counts = (bears.T @ links @ bears).tocsr()
        counts.setdiag(0)
        counts.eliminate_zeros()
    else:
        counts = (bears.T @ bears).tocsr()
    names = tuple(snapshot.code_by_id[number].name for number in ids.tolist())
    return Cooccurrence(snapshot.n, within, names, counts, found, ids, places, links)


def _overlaps(snapshot: Snapshot, segments: Ints) -> sparse.csr_array:
    """Segment × segment: 1 where the two share a code point of one edition, or are one."""
    from scipy import sparse

    found = overlapping(snapshot, segments)
    pairs = sparse.csr_array(
        (np.ones(len(found.left), dtype=np.int64), (found.left, found.right)),
        shape=(len(segments), len(segments)),
    )
    return (pairs + pairs.T + sparse.eye_array(len(segments), dtype=np.int64)).tocsr()
