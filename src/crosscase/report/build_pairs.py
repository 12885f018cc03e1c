"""Two cases side by side: the most similar with different outcomes, the most different alike."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.analysis.contrasts.of_study import pairs_of_cases
from crosscase.analysis.contrasts.pairs import Pair
from crosscase.errors import NotAllowed
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Line, Section
from crosscase.report.words import listed

_SHOWN = 5
"""Pairs of each kind in the report; `compare --pairs` has all."""


def pairs(chapter: Chapter) -> list[Section]:
    """Nothing where no two cases are rated; the study then names no pair."""
    if len(chapter.numbers.outcome) < 2:
        return []
    try:
        found = pairs_of_cases(chapter.study)
    except NotAllowed:  # cases of which nothing is known cannot be compared
        return []
    heads = ("Pair", "Similarity", "Outcomes", "They differ in", "They agree in")
    lists = [
        (
            "Most similar pairs with different outcomes: what they differ in may explain it",
            found.similar,
        ),
        (
            "Most different pairs with the same outcome: what they agree in may explain it",
            found.different,
        ),
    ]
    note = (
        "Similarity: the mean over what is known of both, 0 to 1 (Gower 1971); in brackets how "
        f"many variables that is. Values and outcomes count as the same up to {found.alike:g} of "
        f"their range and as different from {found.apart:g} on. A construct is the share of those "
        "asked who mention it; where nobody was asked it is not known."
    )
    blocks = [
        table(caption, heads, [_row(chapter, pair) for pair in some[:_SHOWN]], {1}, note)
        for caption, some in lists
        if some
    ]
    if not blocks:
        return []
    left = [f"case {chapter.quoter.safe(name)}" for name in found.without]
    lead = "Pairs of cases (Seawright and Gerring 2008) that are worth reading side by side."
    if left:
        lead += f" Without a rating, and so in no pair: {listed(left)}."
    return [Section("Pairs of cases", (text(lead), *blocks), 2)]


def _row(chapter: Chapter, pair: Pair) -> tuple[Line, ...]:
    safe = chapter.quoter.safe

    def names(variables: Iterable[str]) -> Line:
        return cell(", ".join(safe(one.replace("_", " ")) for one in variables) or "–")

    return (
        cell(f"{safe(pair.first)}, {safe(pair.second)}"),
        cell(f"{pair.similarity:.2f} ({pair.compared})"),
        cell(pair.told),
        names(pair.differ),
        names(pair.agree),
    )
