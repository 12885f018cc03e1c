"""Agreement on frozen units: before and after negotiation, and where the two differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from crosscase.analysis.coefficients import TableAgreement
from crosscase.analysis.coefficients import agreement as coefficients
from crosscase.analysis.judgements import judgements, of_constructs
from crosscase.analysis.overlaps import overlapping
from crosscase.analysis.unit_ends import Marked, UnitEnds, unit_ends
from crosscase.domain.double_coding import DoubleCoding, DoubleUnit, Negotiated, Outcome
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed, NotInStudy

Of = Literal["keyword", "construct"]
Said = frozenset[str]

DISCARDED = "discarded"
BLIND = "blind: neither saw the other's judgements or a suggestion"
ASSISTED = "assisted: suggestions or the other's judgements were in view"
NOT_DONE = "assisted: one of the two has not said that it is done"


@dataclass(frozen=True, slots=True)
class UnitDisagreement:
    """A unit of which the two say different things; ``outcome`` "" until it is settled."""

    unit: int
    segment: int
    source: str
    speaker: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    outcome: Outcome | Literal[""]
    why: str
    settled_by: str
    settled_at: str


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """How far two coders agree on frozen units, at journal entry ``n``.

    ``before`` and ``after`` negotiation hold every coefficient, overall and by code, where a unit
    that nobody coded is a judgement too; intervals draw whole interviews again where there are
    several. Of characters ``ends_before`` and ``ends_after`` ask where the passages lie. While one
    of the two is not done nothing is told that shows what the other said: only figures over all.
    """

    n: int
    double_coding: DoubleCoding
    coders: tuple[str, str]
    of: Of
    sources: tuple[str, ...]
    units: int
    label: str
    before: TableAgreement
    after: TableAgreement
    ends_before: tuple[UnitEnds, ...]
    ends_after: tuple[UnitEnds, ...]
    disagreements: tuple[UnitDisagreement, ...]

    @property
    def settled(self) -> int:
        """How many disagreements were settled."""
        return sum(bool(one.outcome) for one in self.disagreements)


def double_coded(
    snapshot: Snapshot,
    number: int = 0,
    *,
    of: Of = "keyword",
    share: float = 0.5,
    draws: int = 1000,
    seed: int = 1,
) -> DoubleCoded:
    """Compare the two coders of a double coding, the newest if ``number`` is 0.

    A coding is of a unit if at least ``share`` of the shorter lies in the other. Raises
    ``NotInStudy`` for an unknown number and ``NotAllowed`` where no unit is frozen.
    """
    found = _chosen(snapshot, number)
    units = [unit for unit in snapshot.double_units if unit.double_coding == found.id]
    if not units:
        raise NotAllowed("No unit of this double coding is left.", hint="Freeze units again.")
    names = {coder.id: coder.name for coder in snapshot.coders}
    settled = {n.double_unit: n for n in snapshot.negotiations}
    marked, helped = _marked(snapshot, found, units, of, share)
    said = [tuple(frozenset(m.code for m in side[u.id]) for side in marked) for u in units]
    agreed = [_agreed(a, b, settled.get(u.id)) for u, (a, b) in zip(units, said, strict=True)]
    source = [snapshot.source_by_id[_source(snapshot, u)].name for u in units]
    clusters = source if len(set(source)) > 1 else None
    ends = found.unit == "character"
    after = [_settled_marks(u, marked, settled.get(u.id)) for u in units]

    def figures(cells: list[tuple[Said, ...]]) -> TableAgreement:
        table = [[set(cell) for cell in row] for row in cells]
        told = coefficients(table, level="masi", bootstrap=draws, seed=seed, clusters=clusters)
        return replace(told, codes=()) if found.open else told

    def lie(each: list[tuple[list[Marked], list[Marked]]]) -> tuple[UnitEnds, ...]:
        spans = [_length(snapshot, u) for u in units]
        told = unit_ends(list(zip(source, spans, each, strict=True)), draws, seed) if ends else ()
        return told[:1] if found.open else told

    return DoubleCoded(
        snapshot.n,
        found,
        (names[found.first], names[found.second]),
        of,
        tuple(sorted(set(source))),
        len(units),
        NOT_DONE if found.open else ASSISTED if helped else BLIND,
        figures(said),
        figures(agreed),
        lie([(marked[0][u.id], marked[1][u.id]) for u in units]),
        lie(after),
        tuple(
            _disagreement(snapshot, u, where, two, settled.get(u.id), names)
            for u, where, two in zip(units, source, said, strict=True)
            if two[0] != two[1] and not found.open
        ),
    )


def _disagreement(
    snapshot: Snapshot,
    unit: DoubleUnit,
    source: str,
    said: tuple[Said, ...],
    settled: Negotiated | None,
    names: dict[int, str],
) -> UnitDisagreement:
    return UnitDisagreement(
        unit.id,
        unit.segment,
        source,
        _speaker(snapshot, unit),
        tuple(sorted(said[0])),
        tuple(sorted(said[1])),
        settled.outcome if settled else "",
        settled.why if settled else "",
        names[settled.coder] if settled else "",
        settled.at if settled else "",
    )


def _chosen(snapshot: Snapshot, number: int) -> DoubleCoding:
    if not snapshot.double_codings:
        raise NotAllowed("No units are frozen for a second coder.", hint="Freeze units first.")
    known = {found.id: found for found in snapshot.double_codings}
    if number and number not in known:
        raise NotInStudy(
            f"No double coding has the number {number}.",
            hint=f"There are {', '.join(map(str, known))}.",
        )
    return known[number or max(known)]


def _marked(
    snapshot: Snapshot, found: DoubleCoding, units: list[DoubleUnit], of: Of, share: float
) -> tuple[tuple[dict[int, list[Marked]], ...], bool]:
    """What each of the two marked in each unit, from its beginning; whether they had help."""
    judged = judgements(snapshot, each_coder=True)
    if of == "construct":
        judged = of_constructs(snapshot, judged)
    names = {code.id: code.name for code in snapshot.codes}
    rows = [
        *zip(
            judged.coder.tolist(),
            judged.segment.tolist(),
            (names[code] for code in judged.code.tolist()),
            strict=True,
        ),
        *((d.coder, d.segment, DISCARDED) for d in snapshot.discards),
    ]
    sides = (found.first, found.second)
    within = _within(snapshot, [u.segment for u in units], {s for _, s, _ in rows}, share)
    unit_of = {u.segment: u.id for u in units}
    result: tuple[dict[int, list[Marked]], ...] = (defaultdict(list), defaultdict(list))
    seen: set[int] = set()
    for coder, segment, name in rows:
        if coder not in sides:
            continue
        for unit, start, end in within.get(segment, ()):
            result[sides.index(coder)][unit_of[unit]].append(Marked(name, start, end))
            seen.add(segment)
    codings = snapshot.codings
    mine = np.isin(codings.coder, sides) & np.isin(codings.segment, sorted(seen))
    late = codings.id[mine] > found.last_coding
    return result, bool((codings.assisted[mine] == 1).any() or late.any())


def _within(
    snapshot: Snapshot, units: list[int], judged: set[int], share: float
) -> dict[int, list[tuple[int, int, int]]]:
    """For each judged segment the units it is of, and where it lies in each."""
    all_of_them = np.array(sorted(judged | set(units)), dtype=np.int64)
    pairs = overlapping(snapshot, all_of_them)
    near = pairs.common >= share * pairs.shorter
    left, right = all_of_them[pairs.left[near]].tolist(), all_of_them[pairs.right[near]].tolist()
    frozen = set(units)
    result: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    both = [*zip(left, right, strict=True), *zip(right, left, strict=True)]
    for unit, segment in [*both, *((u, u) for u in units)]:
        if unit in frozen and segment in judged:
            (a, b), (c, d) = _place(snapshot, unit), _place(snapshot, segment)
            result[segment].append((unit, max(0, c - a), min(b, d) - a))
    return result


def _place(snapshot: Snapshot, segment: int) -> tuple[int, int]:
    row = snapshot.segment_row[segment]
    return int(snapshot.segments.start[row]), int(snapshot.segments.end[row])


def _length(snapshot: Snapshot, unit: DoubleUnit) -> int:
    start, end = _place(snapshot, unit.segment)
    return end - start


def _source(snapshot: Snapshot, unit: DoubleUnit) -> int:
    """The source in whose edition the unit lies."""
    edition = int(snapshot.segments.edition[snapshot.segment_row[unit.segment]])
    return snapshot.edition_by_id[edition].source


def _speaker(snapshot: Snapshot, unit: DoubleUnit) -> str:
    owner = int(snapshot.segment_participant[snapshot.segment_row[unit.segment]])
    person = snapshot.participant_by_id.get(owner)
    return person.pseudonym if person else ""


def _agreed(first: Said, second: Said, settled: Negotiated | None) -> tuple[Said, ...]:
    if settled is None:
        return first, second
    sets = {"first": first, "second": second, "both": first | second, "neither": frozenset[str]()}
    return sets[settled.outcome], sets[settled.outcome]


def _settled_marks(
    unit: DoubleUnit, marked: tuple[dict[int, list[Marked]], ...], settled: Negotiated | None
) -> tuple[list[Marked], list[Marked]]:
    first, second = marked[0][unit.id], marked[1][unit.id]
    if settled is None:
        return first, second
    lists = {"first": first, "second": second, "both": first + second, "neither": []}
    return lists[settled.outcome], lists[settled.outcome]
