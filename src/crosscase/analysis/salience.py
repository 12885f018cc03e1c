"""Salience: what comes to mind first and to many. Never importance, which only ratings tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crosscase.analysis.lists import FreeList, Item, Matched, free_lists
from crosscase.analysis.measure import Measure
from crosscase.analysis.people import group_label, questions_of
from crosscase.analysis.priorities.free_lists import ranked
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy

NOTE = "salience: what is named early and by many; it is not importance"

Drawn = Literal["respondents", "cases"]


@dataclass(frozen=True, slots=True)
class Salient:
    """One factor: named by ``respondents``, at ``mean_rank`` (1 = first) of those who name it.

    ``smith`` is Smith's S and ``sutrop`` Sutrop's index, both 0 … 1, with bootstrap intervals.
    ``matched`` says whether it was counted under a construct, a keyword, or its own words. The
    ranks and ``p`` are those of ``free_lists.Ranked``.
    """

    name: str
    matched: Matched
    respondents: int
    mean_rank: float
    smith: Measure
    sutrop: Measure
    rank_low: int
    rank_high: int
    top: float
    p: float
    adjusted: float
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Salience:
    """One question in one group ("" for all) at journal entry ``n``, most salient first.

    ``respondents`` listed something; ``at_most`` is the cap that the question sets (None: none),
    ``over`` how many listed more, whose lists count whole; S depends on the length of lists, so it
    can only be compared among questions of one cap. ``drawn``: what the bootstrap drew again.
    """

    n: int
    question: str
    group: str
    respondents: int
    at_most: int | None
    over: int
    mean_length: float
    matched_items: int
    items: int
    factors: tuple[Salient, ...]
    drawn: Drawn
    draws: int
    seed: int
    note: str = NOTE


def salience(
    snapshot: Snapshot,
    question: str = "",
    group: str = "",
    *,
    level: Matched = "construct",
    drawn: Drawn = "respondents",
    draws: int = 1000,
    seed: int = 0,
) -> Salience:
    """Smith's S and Sutrop's cognitive salience index of what the survey's respondents list.

    Formulas and sources: ``free_lists.ranked``. Both agree with R's AnthroTools and with hand
    counts. Intervals (95 %) draw respondents again, or with ``cases`` whole cases, whose people do
    not answer alone.

    ``question``: an item of the guides that asks for a list (the only one if ""). Raises
    ``NotInStudy`` for another.
    """
    items = list_questions(snapshot)
    if question not in items and (question or len(items) != 1):
        raise NotInStudy.named("list question", question, items)
    question = question or items[0]
    lists = [
        one
        for one in free_lists(snapshot, question, level)
        if not group
        or group_label(snapshot, snapshot.participant_by_id[one.participant].group) == group
    ]
    caps = [
        q.at_most
        for q in snapshot.questions
        if q.id in questions_of(snapshot)[question] and q.at_most is not None
    ]
    cap = min(caps, default=None)
    everything = [item for one in lists for item in one.items]
    return Salience(
        snapshot.n,
        question,
        group,
        len(lists),
        cap,
        sum(one.named > cap for one in lists) if cap is not None else 0,
        sum(len(one.items) for one in lists) / len(lists) if lists else 0.0,
        sum(item.matched != "words" for item in everything),
        len(everything),
        tuple(_rank(snapshot, lists, drawn, draws, seed)),
        drawn,
        draws,
        seed,
    )


def list_questions(snapshot: Snapshot) -> list[str]:
    """The items of the guides that ask for a list."""
    lists = {q.id for q in snapshot.questions if q.is_list}
    return [name for name, ids in questions_of(snapshot).items() if lists & set(ids)]


def _rank(
    snapshot: Snapshot, lists: Sequence[FreeList], drawn: Drawn, draws: int, seed: int
) -> list[Salient]:
    if not lists:
        return []
    behind: dict[str, list[Item]] = defaultdict(list)
    for one in lists:
        for item in one.items:
            behind[item.name].append(item)
    people = [snapshot.participant_by_id[one.participant] for one in lists]
    units = [p.case if drawn == "cases" and p.case else -p.id for p in people]
    names = [[item.name for item in one.items] for one in lists]
    return [
        Salient(
            found.name,
            behind[found.name][0].matched,
            found.respondents,
            found.mean_rank,
            found.smith,
            found.sutrop,
            found.rank_low,
            found.rank_high,
            found.top,
            found.p,
            found.adjusted,
            tuple(dict.fromkeys(s for item in behind[found.name] for s in item.segments)),
        )
        for found in ranked(names, units, draws, seed)
    ]
