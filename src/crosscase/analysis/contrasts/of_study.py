"""What sets the groups of a study apart, and the map of its cases or groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Literal

from crosscase.analysis.columns import number_in
from crosscase.analysis.contrasts.correspondence import Correspondence, correspondence
from crosscase.analysis.contrasts.log_odds import LogOdds, Said, log_odds
from crosscase.analysis.contrasts.pairs import Pairs, case_pairs
from crosscase.analysis.judgements import judgements
from crosscase.analysis.matrix import OUTCOME, case_matrix, case_variable, case_variables
from crosscase.analysis.people import group_label
from crosscase.analysis.words import Cut, turns_said
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed


def words_apart(
    snapshot: Snapshot, cut: Cut, *, hide_below: int = 0, draws: int = 1000, seed: int = 0
) -> list[LogOdds]:
    """The words of each two groups, by log-odds with the words of all as prior (``log_odds``).

    ``hide_below``: words of fewer people than this are left out after they were counted.
    """
    said: Counter[tuple[int, int, str]] = Counter()
    for who, text in turns_said(snapshot):
        if who.group is not None:
            said.update((who.id, who.group, word) for word in cut(text))
    return _each_two(
        snapshot, ((*key, float(many)) for key, many in said.items()), hide_below, draws, seed
    )


def keywords_apart(
    snapshot: Snapshot, *, hide_below: int = 0, draws: int = 1000, seed: int = 0
) -> list[LogOdds]:
    """The keywords of each two groups, a passage counting once for each keyword that it bears."""
    return _each_two(snapshot, _mentions(snapshot), hide_below, draws, seed)


def mapped(snapshot: Snapshot, of: Literal["case", "group"]) -> Correspondence:
    """Cases by construct, or groups by keyword, on one map (``correspondence``).

    Counts are people who mention it. Raises ``NotAllowed`` where fewer than two of either have any.
    """
    if of == "case":
        matrix = case_matrix(snapshot)
        wide = len(matrix.constructs)
        rows = [
            {"": name}
            | {cell.construct: cell.participants for cell in matrix.cells[at * wide :][:wide]}
            for at, name in enumerate(matrix.cases)
        ]
    else:
        people = Counter((group, word) for _, group, word, _ in _mentions(snapshot))
        words = sorted({word for _, word in people})
        groups = [g for g in snapshot.groups if any(key[0] == g.id for key in people)]
        rows = [
            {"": group_label(snapshot, g.id)} | {word: people[g.id, word] for word in words}
            for g in groups
        ]
    if not rows:
        raise NotAllowed(
            f"No {of} mentions anything that was coded.", hint="Code first, then ask for the map."
        )
    return correspondence(rows, "")


On = Literal["both", "constructs", "attributes"]
"""What two cases are compared on."""


def pairs_of_cases(snapshot: Snapshot, outcome: str = OUTCOME, on: On = "both") -> Pairs:
    """The most similar and the most different pairs of the study's cases (``case_pairs``).

    A construct is the share of people who mention it, of those asked about it in the case; where
    nobody was asked it is not known. An attribute is as it was written; one in words that no two
    cases share only names the case, and is left out where there are more than two.

    ``outcome``: ``outcome`` for the mean rating, a case attribute, a construct, or "" for pairs
    without regard to one. With an outcome, constructs of that role are in no similarity. Raises
    ``NotInStudy`` for an unknown outcome, ``NotAllowed`` where fewer than two cases or nothing to
    compare them on is there.
    """
    matrix = case_matrix(snapshot)
    rows: dict[str, dict[str, object]] = {name: {"": name} for name in matrix.cases}
    results = {c.name for c in snapshot.codes if c.kind == "construct" and c.role == "outcome"}
    for cell in matrix.cells:
        wanted = cell.construct == outcome or not (outcome and cell.construct in results)
        if wanted and (on != "attributes" or cell.construct == outcome):
            share = cell.participants / cell.asked if cell.asked else None
            rows[cell.case][cell.construct] = share
    if on != "constructs":
        for name in case_variables(snapshot):
            values = case_variable(snapshot, name)
            if name not in (OUTCOME, outcome) and not _identifies(values):
                for case in rows:
                    rows[case].setdefault(name, values.get(case))
    if outcome and outcome not in matrix.constructs:
        values = case_variable(snapshot, outcome)
        for case in rows:
            rows[case][outcome] = values.get(case)
    if len(rows) < 2:
        raise NotAllowed("The study has fewer than two cases.", hint="Add cases, then compare.")
    return case_pairs(list(rows.values()), case="", outcome=outcome)


def _identifies(values: Mapping[str, str]) -> bool:
    """Whether these are words that no two of several cases share."""
    told = [value.strip().casefold() for value in values.values()]
    worded = any(number_in(value) is None for value in told)
    return worded and len(told) > 2 and len(set(told)) == len(told)


def _mentions(snapshot: Snapshot) -> Iterator[Said]:
    """Who mentions which keyword how often, of those who are of a group."""
    found = judgements(snapshot)
    names = {code.id: code.name for code in snapshot.codes if code.kind == "keyword"}
    columns = (found.participant.tolist(), found.group.tolist(), found.code.tolist())
    said = Counter(zip(*columns, strict=True))
    for (person, group, code), many in said.items():
        if group and code in names:
            yield person, group, names[code], float(many)


def _each_two(
    snapshot: Snapshot, rows: Iterable[Said], hide_below: int, draws: int, seed: int
) -> list[LogOdds]:
    told = list(rows)
    spoken = {row[1] for row in told}
    groups = [group.id for group in snapshot.groups if group.id in spoken]
    found = []
    for one, other in combinations(groups, 2):
        apart = log_odds(told, one, other, draws=draws, seed=seed)
        found.append(
            replace(
                apart,
                first=group_label(snapshot, one),
                second=group_label(snapshot, other),
                words=tuple(word for word in apart.words if word.people >= hide_below),
            )
        )
    return found
