"""Groups against each other: who mentions a construct, of those who were asked, how sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from crosscase.analysis import shares
from crosscase.analysis.asked import asked, asked_about, asked_item
from crosscase.analysis.contrasts import power
from crosscase.analysis.contrasts.power import Seen
from crosscase.analysis.judgements import Judgements, judgements, of_constructs
from crosscase.analysis.people import answers_to, inside, questions_of
from crosscase.analysis.shares import Difference, Unit
from crosscase.domain.codebook import Code
from crosscase.domain.people import Group
from crosscase.domain.snapshot import Ints, Snapshot
from crosscase.errors import NotAllowed

NOTE = "descriptive: purposive sample"
"""Stands under every comparison of groups: who was asked was chosen, not drawn."""

Test = Literal["respect cases", "any in unit", "people"]


@dataclass(frozen=True, slots=True)
class Side:
    """One group: people and cases who mention it, of those asked; None where hidden.

    ``segments`` are the passages behind it.
    """

    group: str
    participants: int | None
    asked: int
    cases: int | None
    of_cases: int
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One construct in two groups: first less second.

    ``question`` is the item both groups were asked ("" for whole interviews). ``p`` is of an exact
    test of ``unit`` and ``adjusted`` the same among all tests of the table; both and the
    difference are None where a group was not asked or a number is hidden. ``seen`` is the smallest
    difference that so many cases and people of no case would show, each counted once; None where a
    group was not asked or has more than ``power.MOST`` of them.
    """

    construct: str
    question: str
    first: Side
    second: Side
    difference: Difference | None
    p: float | None
    adjusted: float | None
    unit: str
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class Groups:
    """All comparisons at journal entry ``n``; ``tests`` is over how many was corrected.

    ``uncoded``: people who were heard but in no source that anybody coded, left out of who was
    asked. ``hide_below``: numbers of people from 1 to below it are hidden (0 hides none).
    """

    n: int
    rows: tuple[Comparison, ...]
    tests: int
    uncoded: int
    hide_below: int
    seed: int
    correction: str = "Benjamini and Hochberg (1995)"
    note: str = NOTE

    @property
    def power_notes(self) -> list[str]:
        """What each two groups could not show over whole interviews, a sentence a pair.

        Of each pair the comparison with most units: the others show still less.
        """
        widest: dict[tuple[str, str], Seen] = {}
        for row in self.rows:
            pair = (row.first.group, row.second.group)
            if row.seen is None or row.question:
                continue
            known = widest.get(pair)
            if known is None or known.first * known.second < row.seen.first * row.seen.second:
                widest[pair] = row.seen
        return [f"{one}, {other}: {seen.sentence}" for (one, other), seen in widest.items()]


def compare_groups(
    snapshot: Snapshot, *, test: Test = "respect cases", hide_below: int = 0, seed: int = 0
) -> Groups:
    """Each construct in each two groups, over whole interviews and within each shared question.

    Who was asked: ``asked.asked_about``; within a question those who answered it.
    ``test``: ``respect cases`` permutes whole cases where both groups have them and else draws one
    person a case (``shares.one_a_unit``); ``any in unit`` makes each case one yes or no;
    ``people`` takes people as independent. Raises ``NotAllowed`` for that last where people share
    a case, and where one case has people of both groups.
    """
    rows = list(_rows(snapshot, test, seed))
    adjusted = shares.benjamini_hochberg(
        {at: row.p for at, row in enumerate(rows) if row.p is not None}
    )
    rows = [replace(row, adjusted=adjusted.get(at)) for at, row in enumerate(rows)]
    return Groups(
        snapshot.n,
        tuple(_hidden(row, hide_below) for row in rows),
        len(adjusted),
        len(asked(snapshot).uncoded),
        hide_below,
        seed,
    )


def _rows(snapshot: Snapshot, test: Test, seed: int) -> Iterator[Comparison]:
    found = of_constructs(snapshot, judgements(snapshot))
    constructs = [code for code in snapshot.codes if code.kind == "construct"]
    among = asked_about(snapshot, [code.id for code in constructs])
    for one, other in combinations(snapshot.groups, 2):
        for construct in constructs:
            mine = found.only(found.code == construct.id)
            people = among[construct.id].people
            yield _compare(snapshot, construct, "", (one, other), mine, people, test, seed)
        for item, questions in questions_of(snapshot).items():
            answers = answers_to(snapshot, questions)
            people = asked_item(snapshot, questions)
            groups = {snapshot.participant_by_id[number].group for number in people}
            if not {one.id, other.id} <= groups:
                continue
            there = found.only(np.isin(found.segment, inside(snapshot, answers)))
            for construct in constructs:
                mine = there.only(there.code == construct.id)
                if len(mine.code):
                    yield _compare(
                        snapshot, construct, item, (one, other), mine, people, test, seed
                    )


def _compare(
    snapshot: Snapshot,
    construct: Code,
    question: str,
    groups: tuple[Group, Group],
    mine: Judgements,
    people: frozenset[int],
    test: Test,
    seed: int,
) -> Comparison:
    sides, units = [], []
    for group in groups:
        side, of = _side(snapshot, group, mine, people)
        sides.append(side)
        units.append(of)
    first, second = units
    _check(first, second, test)
    apart, p, unit, seen = None, None, "", None
    if first and second:
        one, other = list(first.values()), list(second.values())
        apart = shares.difference(one, other)
        p, unit = _test(first, second, test, seed)
        if max(len(first), len(second)) <= power.MOST:
            seen = power.smallest_seen(len(first), len(second))
    return Comparison(construct.name, question, sides[0], sides[1], apart, p, None, unit, seen)


def _side(
    snapshot: Snapshot, group: Group, mine: Judgements, asked_people: frozenset[int]
) -> tuple[Side, dict[int, Unit]]:
    """What one group says, and its units: cases by id, people of no case by minus theirs."""
    people = [p for p in snapshot.participants if p.group == group.id and p.id in asked_people]
    members: Ints = np.array([p.id for p in people], dtype=np.int64)
    rows = np.isin(mine.participant, members)
    saying = set(mine.participant[rows].tolist())
    yes: dict[int, int] = defaultdict(int)
    of: dict[int, int] = defaultdict(int)
    for person in people:
        key = person.case or -person.id
        of[key] += 1
        yes[key] += person.id in saying
    side = Side(
        group.label or group.name,
        len(saying),
        len(people),
        sum(key > 0 and count > 0 for key, count in yes.items()),
        sum(key > 0 for key in of),
        tuple(np.unique(mine.segment[rows]).tolist()),
    )
    return side, {key: Unit(yes[key], of[key]) for key in of}


def _check(first: dict[int, Unit], second: dict[int, Unit], test: Test) -> None:
    if first.keys() & second.keys():
        raise NotAllowed(
            "A case has people of both groups, so whole cases cannot be told apart by group.",
            hint="Compare the groups within each case, or leave the test out.",
        )
    if test == "people" and any(u.people > 1 for u in (*first.values(), *second.values())):
        raise NotAllowed(
            "People of one case are not independent: what a colleague says is no second opinion.",
            hint="Use a test that respects cases.",
        )


def _test(
    first: dict[int, Unit], second: dict[int, Unit], test: Test, seed: int
) -> tuple[float, str]:
    one, other = list(first.values()), list(second.values())
    if test == "people" or all(u.people == 1 for u in (*one, *other)):
        return shares.one_a_unit(one, other), "Fisher's exact test of people, no two of one case"
    if test == "any in unit":
        return shares.any_in_unit(one, other), "Fisher's exact test of cases and people of no case"
    if all(key > 0 for key in (*first, *second)):
        return shares.permuted(one, other, seed)
    return (
        shares.one_a_unit(one, other),
        "Fisher's exact test of one person a case, over all choices",
    )


def _hidden(row: Comparison, below: int) -> Comparison:
    """The row without numbers of so few people that one could tell who they are."""
    sides = [row.first, row.second]
    small = [s.participants is not None and 0 < s.participants < below for s in sides]
    if not any(small):
        return row
    shown = [
        replace(s, participants=None, cases=None, segments=()) if few else s
        for s, few in zip(sides, small, strict=True)
    ]
    return replace(row, first=shown[0], second=shown[1], difference=None, p=None, adjusted=None)
