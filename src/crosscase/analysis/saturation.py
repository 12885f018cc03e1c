"""Whether one more interview would still bring a new keyword."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.dated import dated
from crosscase.analysis.judgements import judgements
from crosscase.analysis.people import group_label
from crosscase.domain.snapshot import Ints, Snapshot

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Step:
    """One interview: the distinct keywords in it, those nobody had said before, all so far.

    ``segments`` are the passages that bring the new ones.
    """

    interview: str
    date: str
    keywords: int
    new: int
    total: int
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """Saturation at one setting: after ``at`` interviews the next ``run`` bring at most
    ``threshold`` (0 … 1) of the keywords of the first ``base``; None if that never happens.

    ``ratios``: new keywords in each run / keywords in the base, the first run following the base
    and each next one an interview further on. ``median``, ``low`` and ``high`` (90 %) are of
    ``draws`` random orders, None where so many orders never reach it; ``share`` of orders do.
    """

    base: int
    run: int
    threshold: float
    at: int | None
    ratios: tuple[float, ...]
    median: int | None
    low: int | None
    high: int | None
    share: float

    @property
    def written(self) -> str:
        """As Guest, Namey and Chen write it: ``6+2``."""
        return "not reached" if self.at is None else f"{self.at}+{self.run}"


@dataclass(frozen=True, slots=True)
class Saturation:
    """Saturation of one group ("" for all) at journal entry ``n``.

    ``order`` says how the interviews stand in a row; ``uncoded`` is how many were left out because
    nobody coded or discarded a passage in them.
    """

    n: int
    group: str
    order: str
    curve: tuple[Step, ...]
    settings: tuple[Reached, ...]
    uncoded: int
    draws: int
    seed: int

    @property
    def sentence(self) -> str:
        """For the methods section."""
        who = f" with {self.group}" if self.group else ""
        if not self.settings:
            return f"Saturation{who} was not assessed: {len(self.curve)} coded interviews."
        one = min(self.settings, key=lambda s: (s.base != 4, s.run != 2, s.threshold != 0.05))
        found = (
            f"was reached after {one.at} interviews ({one.written})"
            if one.at is not None
            else "was not reached"
        )
        spread = (
            f"median {one.median}, 90 % of orders {one.low} to {one.high or 'never'}"
            if one.median is not None
            else f"{one.share:.0%} of orders reach it"
        )
        return (
            f"Saturation of keywords{who} (Guest, Namey and Chen 2020; base {one.base}, run "
            f"{one.run}, new information at most {one.threshold:.0%}) {found}, "
            f"with {len(self.curve)} interviews in the {self.order}; over {self.draws} random "
            f"orders: {spread}."
        )


def saturation(
    snapshot: Snapshot,
    group: str = "",
    *,
    bases: Sequence[int] = (4, 5, 6),
    runs: Sequence[int] = (2, 3),
    thresholds: Sequence[float] = (0.05, 0.0),
    draws: int = 1000,
    seed: int = 0,
) -> Saturation:
    """The new-information curve and where it falls to each threshold.

    Guest, Namey and Chen (2020, PLoS ONE 15:e0232076): the new keywords of a run of interviews
    over the keywords of the base. Interviews are transcripts and recordings; they stand by date
    where every one has a date, else as they were loaded. The random orders are permutations, drawn
    with ``seed``: drawing an interview twice would bring nothing new by itself. ``group``: a label
    of the design, then only interviews in which one of its people speaks. Settings that need more
    interviews than there are are left out.
    """
    found = judgements(snapshot)
    source_of = {e.id: e.source for e in snapshot.editions}
    rows = np.searchsorted(snapshot.segments.id, found.segment)
    sources = np.array(
        [source_of[e] for e in snapshot.segments.edition[rows].tolist()], dtype=np.int64
    )
    judged = set(sources.tolist()) | {
        source_of[int(snapshot.segments.edition[snapshot.segment_row[d.segment]])]
        for d in snapshot.discards
    }
    members = {
        presence.source
        for presence in snapshot.presences
        if not group
        or group_label(snapshot, snapshot.participant_by_id[presence.participant].group) == group
    }
    talks = [
        s
        for s in snapshot.sources
        if s.kind in ("transcript", "recording") and (s.id in members or not group)
    ]
    coded = [s for s in talks if s.id in judged]
    days = dated(snapshot)
    known = bool(coded) and all(s.id in days for s in coded)
    coded.sort(key=lambda s: (days[s.id] if known else "", s.id))
    keep = np.isin(found.participant, _people(snapshot, group)) if group else sources > 0
    places = {s.id: at for at, s in enumerate(coded)}
    keep &= np.isin(sources, list(places))
    codes, column = np.unique(found.code[keep], return_inverse=True)
    at = np.array([places[s] for s in sources[keep].tolist()], dtype=np.int64)
    says = np.zeros((len(coded), len(codes)), dtype=bool)
    says[at, column] = True
    new = fresh_in_order(says)
    first = says.argmax(axis=0) if len(coded) else np.zeros(0, dtype=np.int64)
    fresh = at == first[column]
    segments = found.segment[keep]
    curve = tuple(
        Step(
            s.name,
            days.get(s.id, ""),
            int(says[i].sum()),
            int(new[i]),
            int(new[: i + 1].sum()),
            tuple(np.unique(segments[fresh & (at == i)]).tolist()),
        )
        for i, s in enumerate(coded)
    )
    settings = assessed(says, new, bases, runs, thresholds, draws, seed)
    order = "order of the dates" if known else "order in which they were loaded"
    return Saturation(
        snapshot.n, group, order, curve, settings, len(talks) - len(coded), draws, seed
    )


def fresh_in_order(says: Bools) -> Ints:
    """How many codes each interview is the first to have; ``says`` is interviews × codes."""
    result: Ints = _new(says, np.arange(len(says))[None, :])[0]
    return result


def assessed(
    says: Bools,
    new: Ints,
    bases: Sequence[int],
    runs: Sequence[int],
    thresholds: Sequence[float],
    draws: int,
    seed: int,
) -> tuple[Reached, ...]:
    """Every setting that does not need more interviews than there are."""
    orders = np.random.default_rng(seed).permuted(np.tile(np.arange(len(says)), (draws, 1)), axis=1)
    drawn = _new(says, orders)
    return tuple(
        _reached(new, drawn, base, run, threshold)
        for base in bases
        for run in runs
        for threshold in thresholds
        if base + run <= len(says)
    )


def _people(snapshot: Snapshot, group: str) -> list[int]:
    return [p.id for p in snapshot.participants if group_label(snapshot, p.group) == group]


def _new(says: Bools, orders: Ints) -> Ints:
    """New keywords at each place of each order of the interviews."""
    rank = np.argsort(orders, axis=1)
    result = np.zeros(orders.shape, dtype=np.int64)
    rows = np.arange(len(orders))
    for code in range(says.shape[1]):
        first = rank[:, says[:, code]].min(axis=1)
        np.add.at(result, (rows, first), 1)
    return result


def _ratios(new: Ints, base: int, run: int) -> NDArray[np.float64]:
    """New information of each run, one row an order; infinite where the base brought nothing."""
    total = np.cumsum(new, axis=1)
    known = total[:, base - 1 : base]
    brought = total[:, base + run - 1 :] - total[:, base - 1 : -run]
    return np.where(known > 0, brought / np.maximum(known, 1), np.inf)


def _reached(new: Ints, drawn: Ints, base: int, run: int, threshold: float) -> Reached:
    ratios = _ratios(new[None, :], base, run)
    at = _first(ratios, base, threshold)[0]
    many = _first(_ratios(drawn, base, run), base, threshold)
    low, median, high = (
        None if not np.isfinite(value) else int(value)
        for value in (np.quantile(many, q, method="higher") for q in (0.05, 0.5, 0.95))
    )
    return Reached(
        base,
        run,
        threshold,
        int(at) if np.isfinite(at) else None,
        tuple(ratios[0].tolist()),
        median,
        low,
        high,
        float(np.mean(np.isfinite(many))),
    )


def _first(ratios: NDArray[np.float64], base: int, threshold: float) -> NDArray[np.float64]:
    """The number of interviews before the first run that falls to the threshold, else infinite."""
    low = ratios <= threshold + 1e-12
    return np.where(low.any(axis=1), base + low.argmax(axis=1), np.inf)
