"""What two coders both had before them, cut into units."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from crosscase.analysis.judgements import judgements, of_constructs
from crosscase.analysis.overlaps import overlapping
from crosscase.domain.snapshot import Ints, Snapshot
from crosscase.errors import NotAllowed, NotInStudy

Pairs = set[tuple[int, int]]
SHARE = 0.5
"""So much of the shorter of two passages lies in the other where both are one unit."""


@dataclass(frozen=True, slots=True)
class Double:
    """The doubly coded part. Pairs are (unit, code); each has one for the first, one for the second
    coder. ``source_of`` names the source of each unit; ``assisted`` counts codings, of both coders,
    that were made with a suggestion in view.
    """

    coders: tuple[str, str]
    sources: tuple[str, ...]
    units: int
    source_of: tuple[str, ...]
    keywords: tuple[Pairs, Pairs]
    constructs: tuple[Pairs, Pairs]
    discards: tuple[set[int], set[int]]
    behind: tuple[dict[int, list[int]], dict[int, list[int]]]
    assisted: int

    def segments(self, unit: int, side: int) -> tuple[int, ...]:
        """The segments of a unit that one coder judged."""
        return tuple(self.behind[side].get(unit, ()))


def refuse_blind(snapshot: Snapshot, coders: tuple[str, str]) -> None:
    """Raise ``NotAllowed`` while one of the coders codes frozen units blind.

    What is compared is shown.
    """
    blind = {of for one in snapshot.double_codings if one.open for of in (one.first, one.second)}
    for coder in snapshot.coders:
        if coder.id in blind and coder.name in coders:
            raise NotAllowed(
                f"{coder.name} is coding frozen units blind.",
                hint="Judgements are compared when both coders have said that they are done.",
            )


def double(snapshot: Snapshot, coders: tuple[str, str] | None, share: float) -> Double:
    """Cut what both coders worked on into units; see ``agreement.Agreement``."""
    worked = _worked(snapshot)
    first, second = _two(snapshot, coders, worked)
    sources = worked[first] & worked[second]
    names = {coder.id: coder.name for coder in snapshot.coders}
    if not sources:
        raise NotAllowed(
            f"{names[first]} and {names[second]} have worked on no source in common.",
            hint="Let the second coder judge some of the sources of the first.",
        )
    owner = _source_of_segments(snapshot)
    inside = np.isin(owner, sorted(sources))
    found = judgements(snapshot, each_coder=True)
    rows = np.searchsorted(snapshot.segments.id, found.segment)
    mine = np.isin(found.coder, [first, second]) & inside[rows]
    found = found.only(mine)
    thrown = [
        d
        for d in snapshot.discards
        if d.coder in (first, second) and inside[snapshot.segment_row[d.segment]]
    ]
    segments = np.unique(
        np.concatenate([found.segment, np.array([d.segment for d in thrown], dtype=np.int64)])
    )
    unit_of = _units(snapshot, segments, share)
    ideas = of_constructs(snapshot, found)
    sides = (first, second)
    unit = dict(zip(segments.tolist(), unit_of.tolist(), strict=True))
    named = {s.id: s.name for s in snapshot.sources}
    place = {u: named[int(owner[snapshot.segment_row[s]])] for s, u in unit.items()}
    behind = tuple(
        _behind(
            unit,
            [
                *found.segment[found.coder == coder].tolist(),
                *(d.segment for d in thrown if d.coder == coder),
            ],
        )
        for coder in sides
    )
    return Double(
        (names[first], names[second]),
        tuple(sorted(named[number] for number in sources)),
        len(place),
        tuple(place[u] for u in range(len(place))),
        _pairs(found.coder, found.segment, found.code, sides, unit),
        _pairs(ideas.coder, ideas.segment, ideas.code, sides, unit),
        (
            {unit[d.segment] for d in thrown if d.coder == first},
            {unit[d.segment] for d in thrown if d.coder == second},
        ),
        (behind[0], behind[1]),
        int(snapshot.codings.assisted[np.isin(snapshot.codings.id, found.coding)].sum()),
    )


def _worked(snapshot: Snapshot) -> dict[int, set[int]]:
    """The sources in which each coder coded or discarded something."""
    owner = _source_of_segments(snapshot)
    worked: dict[int, set[int]] = {coder.id: set() for coder in snapshot.coders}
    codings = snapshot.codings
    if len(codings.id):
        where = owner[np.searchsorted(snapshot.segments.id, codings.segment)]
        for coder, source in np.unique(np.stack([codings.coder, where]), axis=1).T.tolist():
            worked[coder].add(source)
    for discard in snapshot.discards:
        worked[discard.coder].add(int(owner[snapshot.segment_row[discard.segment]]))
    return worked


def _two(
    snapshot: Snapshot, coders: tuple[str, str] | None, worked: dict[int, set[int]]
) -> tuple[int, int]:
    ids = {coder.name: coder.id for coder in snapshot.coders}
    if coders is not None:
        for name in coders:
            if name not in ids:
                raise NotInStudy.named("coder", name, ids)
        if coders[0] == coders[1]:
            raise NotAllowed("One coder always agrees with themselves.", hint="Name two coders.")
        return ids[coders[0]], ids[coders[1]]
    pairs = list(combinations([c.id for c in snapshot.coders if worked[c.id]], 2))
    if not pairs:
        raise NotAllowed(
            "Only one coder has judged anything.",
            hint="Agreement needs a second coder (--as NAME).",
        )
    return max(pairs, key=lambda pair: len(worked[pair[0]] & worked[pair[1]]))


def _source_of_segments(snapshot: Snapshot) -> Ints:
    numbers = {edition.id: edition.source for edition in snapshot.editions}
    table = np.zeros(max(numbers, default=0) + 1, dtype=np.int64)
    table[list(numbers)] = list(numbers.values())
    return table[snapshot.segments.edition]


def _units(snapshot: Snapshot, segments: Ints, share: float) -> Ints:
    """The unit of each segment: segments that mostly cover each other are joined."""
    from scipy import sparse  # a third of a second to import: only who compares coders pays

    found = overlapping(snapshot, segments)
    joined = found.common >= share * found.shorter
    links = sparse.coo_array(
        (np.ones(int(joined.sum())), (found.left[joined], found.right[joined])),
        shape=(len(segments), len(segments)),
    )
    _, label = sparse.csgraph.connected_components(links, directed=False)
    places: dict[int, int] = {}
    for number in label[found.order].tolist():
        places.setdefault(number, len(places))
    return np.array([places[number] for number in label.tolist()], dtype=np.int64)


def _pairs(
    coder: Ints, segment: Ints, code: Ints, sides: tuple[int, int], unit: dict[int, int]
) -> tuple[Pairs, Pairs]:
    rows = list(zip(coder.tolist(), segment.tolist(), code.tolist(), strict=True))
    first, second = ({(unit[s], k) for c, s, k in rows if c == side} for side in sides)
    return first, second


def _behind(unit: dict[int, int], segments: list[int]) -> dict[int, list[int]]:
    of: dict[int, list[int]] = defaultdict(list)
    for segment in sorted(set(segments)):
        of[unit[segment]].append(segment)
    return of
