"""Which rows of a table are of one passage: the same words may be said twice."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.formats.quotes.columns import Quoted

Passages = dict[str, list[list[Quoted]]]
"""By the words that are quoted of one document: the passages of these words, each its rows."""


def passages_of(rows: Iterable[Quoted]) -> Passages:
    """The passages that rows of one document quote, those of the same words in their order.

    Rows are of one passage if its position is theirs, where positions are given; else until one
    says what was said of it already: who codes the same words alike twice has found them twice.
    """
    found: Passages = {}
    said: dict[int, set[tuple[tuple[str, ...], str]]] = {}
    for row in rows:
        there = found.setdefault(row.words, [])
        judged = row.codes, row.coder
        same = (
            one
            for one in there
            if one[0].position == row.position and (row.position or judged not in said[id(one)])
        )
        passage = next(same, None)
        if passage is None:
            there.append(passage := [])
            said[id(passage)] = set()
        passage.append(row)
        said[id(passage)].add(judged)
    for there in found.values():
        if all(one[0].position.isdecimal() for one in there):
            there.sort(key=lambda one: int(one[0].position))
    return found
