"""Salience: what comes to mind first and to many. Never importance, which only ratings tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.lists import FreeList, Item, Matched, free_lists
from crosscase.analysis.measure import Floats, Measure, bounds
from crosscase.analysis.people import group_label, questions_of
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy

NOTE = "salience: what is named early and by many; it is not importance"

Drawn = Literal["respondents", "cases"]


@dataclass(frozen=True, slots=True)
class Salient:
    """One factor: named by ``respondents``, at ``mean_rank`` (1 = first) of those who name it.

    ``smith`` is Smith's S and ``sutrop`` Sutrop's index, both 0 … 1, with bootstrap intervals.
    ``matched`` says whether it was counted under a construct, a keyword, or its own words.
    """

    name: str
    matched: Matched
    respondents: int
    mean_rank: float
    smith: Measure
    sutrop: Measure
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

    S = mean over respondents of (L - r + 1) / L, with L the length of the list and r the place in
    it, 0 where not named (Smith 1993, CAM 5:1). Sutrop's index = F / (N · mean rank) (Sutrop 2001,
    Field Methods 13:263). Both agree with R's AnthroTools and with hand counts. Intervals (95 %)
    draw respondents again, or with ``cases`` whole cases, whose people do not answer alone.

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
    names = sorted(behind)
    place = {name: at for at, name in enumerate(names)}
    score, rank = np.zeros((2, len(lists), len(names)))
    for row, one in enumerate(lists):
        for at, item in enumerate(one.items):
            score[row, place[item.name]] = (len(one.items) - at) / len(one.items)
            rank[row, place[item.name]] = at + 1
    weights = _weights(snapshot, lists, drawn, draws, seed)
    smith, sutrop = _indices(np.ones((1, len(lists))), score, rank)
    smiths, sutrops = _indices(weights, score, rank)
    result = []
    for name, at in place.items():
        named = int(np.count_nonzero(rank[:, at]))
        result.append(
            Salient(
                name,
                behind[name][0].matched,
                named,
                float(rank[:, at].sum()) / named,
                Measure(float(smith[0, at]), *bounds(smiths[:, at])),
                Measure(float(sutrop[0, at]), *bounds(sutrops[:, at])),
                tuple(dict.fromkeys(s for item in behind[name] for s in item.segments)),
            )
        )
    return sorted(result, key=lambda f: (-(f.smith.value or 0.0), f.name))


def _weights(
    snapshot: Snapshot, lists: Sequence[FreeList], drawn: Drawn, draws: int, seed: int
) -> Floats:
    """How often each draw takes each respondent."""
    people = [snapshot.participant_by_id[one.participant] for one in lists]
    keys = [p.case if drawn == "cases" and p.case else -p.id for p in people]
    units, of = np.unique(np.array(keys), return_inverse=True)
    even = np.full(len(units), 1 / len(units))
    taken: NDArray[np.int64] = np.random.default_rng(seed).multinomial(len(units), even, draws)
    return taken[:, of].astype(np.float64)


def _indices(weights: Floats, score: Floats, rank: Floats) -> tuple[Floats, Floats]:
    """Smith's S and Sutrop's index for each row of weights; F / (N · R / F) = F² / (N · R)."""
    people = weights.sum(axis=1, keepdims=True)
    named, places = weights @ (rank > 0), weights @ rank
    return weights @ score / people, named**2 / (people * np.maximum(places, 1e-300))
