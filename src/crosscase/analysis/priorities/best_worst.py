"""Best-worst scaling: what is best and worst of each set, as counts and as a choice model."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.columns import column_of, columns_of
from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats, Measure, bounds
from crosscase.errors import NotAllowed

SPREAD = 5.0
"""Standard deviation, in logits, of the weak prior that keeps scores finite."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One item: how often it was shown, named best and named worst.

    ``count`` is (best - worst) / shown, -1 … 1. ``utility`` is that of the choice model in logits,
    0 being the mean item; ``share`` (0 … 1) is how often it would be chosen as best of all items.
    ``rank`` is by utility, with the interval of its place. Intervals (95 %) draw respondents again.
    """

    item: str
    shown: int
    best: int
    worst: int
    count: Measure
    utility: Measure
    share: Measure
    rank: int
    rank_low: int
    rank_high: int


@dataclass(frozen=True, slots=True)
class BestWorst:
    """The items, best first, from ``choices`` sets that ``respondents`` judged."""

    items: tuple[Scored, ...]
    respondents: int
    choices: int
    draws: int
    seed: int
    spread: float = SPREAD

    def rows(self) -> list[dict[str, Any]]:
        """One row an item."""
        return [
            {"item": one.item, "shown": one.shown, "best": one.best, "worst": one.worst}
            | {
                key: value
                for name in ("count", "utility", "share")
                for measure in (getattr(one, name),)
                for key, value in (
                    (name, measure.value),
                    (f"{name}_low", measure.low),
                    (f"{name}_high", measure.high),
                )
            }
            | {"rank": one.rank, "rank_low": one.rank_low, "rank_high": one.rank_high}
            for one in self.items
        ]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


@dataclass(frozen=True, slots=True)
class _Choices:
    """Each different choice once: items shown (padded with False in ``there``), best and worst as
    places in ``shown``; ``times`` (respondents × choices) is who made it how often."""

    shown: NDArray[np.int64]
    there: NDArray[np.bool_]
    best: NDArray[np.int64]
    worst: NDArray[np.int64]
    times: Floats


def best_worst(
    answers: Any,
    sets: Mapping[Any, Sequence[str]],
    *,
    respondent: str = "respondent",
    number: str = "set",
    best: str = "best",
    worst: str = "worst",
    draws: int = 500,
    seed: int = 0,
) -> BestWorst:
    """Scores of items from who named which as best and worst of each set.

    ``answers`` has a row a judged set, with the columns ``respondent``, ``number`` of the set,
    ``best`` and ``worst``; ``sets`` has the items of each set by its number.

    Counts are (best - worst) / shown (Louviere, Flynn and Marley 2015, Best-Worst Scaling,
    chapter 2). The choice model is the sequential best-worst multinomial logit (Marley and Louviere
    2005, Journal of Mathematical Psychology 49:464): the best is chosen with exp(u) over the sum of
    exp(u) of the set, then the worst with exp(-u) over that of those left. Utilities are the mode
    with a weak normal prior (standard deviation ``SPREAD`` logits, around 0), since an item that is
    never worst has no finite estimate; they sum to 0. All respondents are taken to value alike.
    Agrees with a general optimiser in the tests.

    Raises ``NotAllowed`` for an answer to an unknown set, of an item that the set does not show,
    one item as best and worst, and a respondent's second answer to a set.
    """
    columns = columns_of(answers)
    rows = list(
        zip(*(column_of(columns, name) for name in (respondent, number, best, worst)), strict=True)
    )
    known = {str(key): [str(item) for item in items] for key, items in sets.items()}
    _check(rows, known)
    names = list(dict.fromkeys(item for items in known.values() for item in items))
    choices = _choices(rows, known, names)
    people = len(choices.times)
    generator = np.random.default_rng(seed)
    weights = np.vstack(
        [
            np.ones((1, people)),
            generator.multinomial(people, np.full(people, 1 / people), draws).astype(np.float64),
        ]
    )
    made = weights @ choices.times
    counts = _counts(made, choices, len(names))
    utilities = _utilities(made, choices, len(names))
    share = np.exp(utilities)
    share /= share.sum(axis=1, keepdims=True)
    ranks = (utilities[:, None, :] > utilities[:, :, None] + 1e-9).sum(axis=2) + 1
    total = choices.times.sum(axis=0)
    found = []
    for at, name in enumerate(names):
        low, high = np.percentile(ranks[1:, at], [2.5, 97.5], method="inverted_cdf")
        first, last = (int(total[column == at].sum()) for column in _named(choices))
        count, utility, part = (
            Measure(float(m[0, at]), *bounds(m[1:, at])) for m in (counts, utilities, share)
        )
        found.append(
            Scored(
                name,
                int(total @ ((choices.shown == at) & choices.there).sum(axis=1)),
                first,
                last,
                count,
                utility,
                part,
                int(ranks[0, at]),
                int(low),
                int(high),
            )
        )
    found.sort(key=lambda one: (one.rank, one.item))
    return BestWorst(tuple(found), people, len(rows), draws, seed)


def _check(rows: list[tuple[Any, ...]], known: Mapping[str, Sequence[str]]) -> None:
    seen: set[tuple[Hashable, str]] = set()
    for at, (who, number, best, worst) in enumerate(rows, 1):
        items = known.get(str(number))
        if items is None:
            raise NotAllowed(
                f"Row {at} answers the set {number!r}, which the design does not have.",
                hint=f"It has the sets {', '.join(list(known)[:8])}.",
            )
        for item in (best, worst):
            if str(item) not in items:
                raise NotAllowed(
                    f"Row {at} names {item!r}, which the set {number!r} does not show.",
                    hint=f"It shows {', '.join(items)}.",
                )
        if str(best) == str(worst):
            raise NotAllowed(
                f"Row {at} names {best!r} as best and as worst.",
                hint="Leave out a set that was not judged.",
            )
        if (who, str(number)) in seen:
            raise NotAllowed(
                f"Row {at}: {who!r} answers the set {number!r} a second time.",
                hint="Keep one answer of a respondent to each set.",
            )
        seen.add((who, str(number)))


def _choices(
    rows: list[tuple[Any, ...]], known: Mapping[str, Sequence[str]], names: list[str]
) -> _Choices:
    place = {name: at for at, name in enumerate(names)}
    seat = {who: at for at, who in enumerate(dict.fromkeys(row[0] for row in rows))}
    made = {key: at for at, key in enumerate(dict.fromkeys(tuple(map(str, r[1:])) for r in rows))}
    wide = max(len(known[number]) for number, _, _ in made)
    shown = np.zeros((len(made), wide), dtype=np.int64)
    there = np.zeros(shown.shape, dtype=bool)
    best, worst = np.zeros((2, len(made)), dtype=np.int64)
    for (number, first, last), at in made.items():
        items = known[number]
        shown[at, : len(items)] = [place[item] for item in items]
        there[at, : len(items)] = True
        best[at], worst[at] = items.index(first), items.index(last)
    times = np.zeros((len(seat), len(made)))
    for who, *key in rows:
        times[seat[who], made[tuple(map(str, key))]] += 1
    return _Choices(shown, there, best, worst, times)


def _named(choices: _Choices) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The items that each choice names best and worst."""
    rows = np.arange(len(choices.shown))
    return choices.shown[rows, choices.best], choices.shown[rows, choices.worst]


def _counts(made: Floats, choices: _Choices, many: int) -> Floats:
    """(best - worst) / shown for each draw and item; NaN where a draw never shows it."""
    best, worst = _named(choices)
    each = np.zeros((len(choices.shown), many))
    np.add.at(each, (np.arange(len(each)), best), 1.0)
    np.add.at(each, (np.arange(len(each)), worst), -1.0)
    seen = np.zeros_like(each)
    at, column = np.nonzero(choices.there)
    seen[at, choices.shown[at, column]] = 1.0
    shown = made @ seen
    result: Floats = np.divide(made @ each, shown, out=np.full_like(shown, np.nan), where=shown > 0)
    return result


def _utilities(made: Floats, choices: _Choices, many: int) -> Floats:
    """Newton's method for each draw; the log posterior is concave."""
    each = np.zeros((len(choices.shown), choices.shown.shape[1], many))
    at, column = np.nonzero(choices.there)
    each[at, column, choices.shown[at, column]] = 1.0
    left = choices.there.copy()
    rows = np.arange(len(left))
    left[rows, choices.best] = False
    chosen = each[rows, choices.best] - each[rows, choices.worst]
    found = np.zeros((len(made), many))
    for draw, weight in enumerate(made):
        used = weight > 0
        u = found[0].copy()  # every draw starts from the whole table's answer
        x, w = each[used], weight[used]
        for _ in range(50):
            gradient = w @ chosen[used] - u / SPREAD**2
            hessian = np.eye(many) / SPREAD**2
            for sign, among in ((1.0, choices.there[used]), (-1.0, left[used])):
                value = np.where(among, sign * (x @ u), -np.inf)
                p = np.exp(value - value.max(axis=1, keepdims=True))
                p /= p.sum(axis=1, keepdims=True)
                mean = np.einsum("cs,csi->ci", p, x)
                gradient -= sign * (w @ mean)
                hessian += np.einsum("cs,csi,csj->ij", p * w[:, None], x, x, optimize=True)
                hessian -= (mean * w[:, None]).T @ mean
            step = np.linalg.solve(hessian, gradient)
            u += step
            if np.abs(step).max() < 1e-9:
                break
        found[draw] = u - u.mean()
    return found
