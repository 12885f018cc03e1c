"""Unitizing alpha over several sources, with intervals that draw whole sources again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from crosscase.analysis.coefficients.answer import Coefficient
from crosscase.analysis.coefficients.unitizing import Passage, Sums, Unitizing, summed, told
from crosscase.analysis.measure import Floats, bounds
from crosscase.errors import NotAllowed


def unitizing_sources(
    sources: Mapping[str, tuple[Iterable[Passage], int]],
    *,
    coders: Sequence[Hashable] | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Unitizing:
    """The family of ``unitizing`` over several sources, each a continuum of its own.

    ``sources`` has for each its passages (coder, start, end, category) and its length. The
    coefficients are those of all sources laid end to end, where no passage reaches from one into
    the next: coincidences and pairs add up. Passages of one interview are not independent, so the
    95 % intervals draw sources again, as many as there are (Efron and Tibshirani 1993, chapter 8);
    with few sources they are rough. A draw in which a coefficient is undefined is left out of its
    interval.

    Raises ``NotAllowed`` for fewer than two sources and whatever ``unitizing`` refuses.
    """
    given = {name: (list(rows), length) for name, (rows, length) in sources.items()}
    if len(given) < 2:
        raise NotAllowed(
            f"There are {len(given)} sources; drawing one again tells nothing.",
            hint="Give two sources or more, or ask unitizing, which has no interval.",
        )
    every = [row for rows, _ in given.values() for row in rows]
    people = list(dict.fromkeys([row[0] for row in every] if coders is None else coders))
    names = sorted({row[3] for row in every}, key=str)
    parts = [summed(rows, length, people, names) for rows, length in given.values()]
    whole = sum(length for _, length in given.values())
    generator = np.random.default_rng(seed)
    even = np.full(len(parts), 1 / len(parts))
    taken = generator.multinomial(len(parts), even, draws).astype(np.float64)
    drawn = np.array(
        [_values(told(_added(parts, times), whole, people, names)) for times in taken]
    ).reshape(draws, 3 + len(names))
    found = told(_added(parts, np.ones(len(parts))), whole, people, names)
    held = [bounds(column) for column in drawn.T]

    def between(one: Coefficient, at: int) -> Coefficient:
        return one if one.value is None else Coefficient(one.value, *held[at])

    return replace(
        found,
        relevant=between(found.relevant, 0),
        all=between(found.all, 1),
        coding=between(found.coding, 2),
        categories=tuple(
            replace(one, alpha=between(one.alpha, at)) for at, one in enumerate(found.categories, 3)
        ),
        sources=len(parts),
        bootstrap=draws,
        seed=seed,
    )


def _added(parts: Sequence[Sums], times: Floats) -> Sums:
    """The sums of all sources, each as often as it was drawn."""
    met, alone, both = (
        sum(many * getattr(part, name) for part, many in zip(parts, times, strict=True))
        for name in ("met", "alone", "both")
    )
    return Sums(met, alone, both)


def _values(found: Unitizing) -> list[float]:
    """The coefficients in order, NaN where undefined."""
    some = (found.relevant, found.all, found.coding, *(one.alpha for one in found.categories))
    return [np.nan if one.value is None else one.value for one in some]
