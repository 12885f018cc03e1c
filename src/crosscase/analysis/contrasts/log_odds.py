"""Words that set one group apart from another: log-odds with an informative Dirichlet prior."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscase.analysis.frame import frame
from crosscase.analysis.measure import Floats, bounds
from crosscase.errors import NotAllowed

Said = tuple[Hashable, Hashable, str, float]
"""A person, their group, a word (or a keyword), and how often they said it."""

HELD = 2_000_000  # how many resampled counts are in memory at a time (16 MB)


@dataclass(frozen=True, slots=True)
class Apart:
    """One word: above 0 it is of the first group, below 0 of the second.

    ``first`` and ``second`` are how often it was said, ``people`` by how many of both groups.
    ``log_odds`` is in natural logarithms. ``z`` takes each word as drawn by itself; ``low`` and
    ``high`` (95 %) draw whole people again and are None where a group has only one.
    """

    word: str
    first: float
    second: float
    people: int
    log_odds: float
    z: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class LogOdds:
    """Two groups by their words, the word most of the first group at the top.

    ``said`` and ``people`` are the totals of the two groups; ``strength`` is how many words the
    prior is worth. ``draws`` bootstraps over people were made with ``seed``.
    """

    first: str
    second: str
    said: tuple[float, float]
    people: tuple[int, int]
    words: tuple[Apart, ...]
    strength: float
    draws: int
    seed: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a word."""
        names = ("word", "first", "second", "people", "log_odds", "z", "low", "high")
        return [{name: getattr(one, name) for name in names} for one in self.words]

    def to_frame(self) -> Any:
        """``rows`` as a pandas DataFrame. Raises ``NotAllowed`` where pandas is not installed."""
        return frame(self.rows())


def log_odds(
    rows: Iterable[Said],
    first: Hashable,
    second: Hashable,
    *,
    prior: Mapping[str, float] | None = None,
    strength: float | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> LogOdds:
    """Which words the groups ``first`` and ``second`` use at different rates.

    ``rows`` are (person, group, word, times). Monroe, Colaresi and Quinn (2008, Political Analysis
    16:372): with y the count of a word, n of all words and the prior a (a0 in all), the log-odds
    are ln((y + a) / (n + a0 - y - a)) of the first less of the second group (equation 16), their
    variance 1/(y + a) of the first plus that of the second (equation 20), z the one over the root
    of the other (equation 22). The prior is ``prior``, else what all groups of the table said
    (equation 23), scaled to be worth ``strength`` words; by default as many as were counted.

    Words are assumed to be drawn one by one, so that |z| above 1.96 is the model's word alone: one
    person who talks much makes it large. The interval does not assume that: people are drawn again
    within each group, the prior kept. Agrees with the formula written out in the tests.

    Raises ``NotAllowed`` for a group that says nothing, a count below 0, a prior without a word
    that was said, and a strength that is not above 0.
    """
    counted = [row for row in rows if row[3]]
    for who, group, word, times in counted:
        if times < 0:
            raise NotAllowed(
                f"{who!r} of {group!r} says {word!r} {times} times.", hint="Give counts from 0."
            )
    for name in (first, second):
        if not any(group == name for _, group, _, _ in counted):
            raise NotAllowed(
                f"Nothing is counted in the group {name!r}, so it cannot be compared.",
                hint=f"Counted are {', '.join(sorted({str(row[1]) for row in counted}))}.",
            )
    words = sorted({row[2] for row in counted})
    if len(words) < 2:
        raise NotAllowed(
            f"Only {words[0]!r} is counted, so there is nothing to set it against.",
            hint="Count all words or keywords of the groups, not one alone.",
        )
    weight = _prior(counted, words, prior, strength)
    tables = [_table(counted, name, words) for name in (first, second)]
    one, other = (table.sum(axis=0) for table in tables)
    delta = _logit(one, weight) - _logit(other, weight)
    z = delta / np.sqrt(1 / (one + weight) + 1 / (other + weight))
    intervals = _intervals(tables[0], tables[1], weight, draws, seed)
    people = sum((table > 0).sum(axis=0) for table in tables)
    found = [
        Apart(
            word,
            float(one[at]),
            float(other[at]),
            int(people[at]),
            float(delta[at]),
            float(z[at]),
            *intervals[at],
        )
        for at, word in enumerate(words)
        if one[at] or other[at]
    ]
    return LogOdds(
        str(first),
        str(second),
        (float(one.sum()), float(other.sum())),
        (len(tables[0]), len(tables[1])),
        tuple(sorted(found, key=lambda w: (-w.z, w.word))),
        float(weight.sum()),
        draws,
        seed,
    )


def _prior(
    counted: list[Said],
    words: list[str],
    prior: Mapping[str, float] | None,
    strength: float | None,
) -> Floats:
    """What each word is worth before anything is counted."""
    weight = np.zeros(len(words))
    if prior is None:
        place = {word: at for at, word in enumerate(words)}
        for _, _, word, times in counted:
            weight[place[word]] += times
    else:
        for at, word in enumerate(words):
            weight[at] = prior.get(word, 0.0)
    for word, value in zip(words, weight, strict=True):
        if value <= 0:
            raise NotAllowed(
                f"The prior gives {word!r} {value:g}, but it was said.",
                hint="Give every word that is counted a number above 0.",
            )
    if strength is None:
        return weight
    if strength <= 0:
        raise NotAllowed(
            f"A prior worth {strength:g} words is none.", hint="Give a strength above 0."
        )
    scaled: Floats = weight * (strength / weight.sum())
    return scaled


def _table(counted: list[Said], group: Hashable, words: list[str]) -> Floats:
    """People of the group × words."""
    mine = [row for row in counted if row[1] == group]
    seat = {who: at for at, who in enumerate(dict.fromkeys(row[0] for row in mine))}
    place = {word: at for at, word in enumerate(words)}
    table = np.zeros((len(seat), len(words)))
    for who, _, word, times in mine:
        table[seat[who], place[word]] += times
    return table


def _logit(counts: Floats, weight: Floats) -> Floats:
    both = counts + weight
    result: Floats = np.log(both) - np.log(both.sum(axis=-1, keepdims=True) - both)
    return result


def _intervals(
    ours: Floats, theirs: Floats, weight: Floats, draws: int, seed: int
) -> list[tuple[float | None, float | None]]:
    """The middle 95 % of each word's log-odds over people drawn again within their groups."""
    if min(len(ours), len(theirs)) < 2 or not draws:
        return [(None, None)] * len(weight)
    generator = np.random.default_rng(seed)
    times = [
        generator.multinomial(len(table), np.full(len(table), 1 / len(table)), draws)
        for table in (ours, theirs)
    ]
    block = max(1, HELD // draws)
    totals = [taken @ table.sum(axis=1) for taken, table in zip(times, (ours, theirs), strict=True)]
    found: list[tuple[float | None, float | None]] = []
    for start in range(0, len(weight), block):
        here = slice(start, start + block)
        sides = []
        for taken, table, total in zip(times, (ours, theirs), totals, strict=True):
            both = taken @ table[:, here] + weight[here]
            sides.append(np.log(both) - np.log(total[:, None] + weight.sum() - both))
        found += [bounds(column) for column in (sides[0] - sides[1]).T]
    return found
