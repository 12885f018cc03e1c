"""What a matcher learns from decisions, at once and without forgetting what it knew.

For each keyword the error of the matcher on the decided passages is spread to passages like them
by kernel ridge regression (Saunders, Gammerman and Vovk, Ridge regression learning algorithm in
dual variables, 1998). With few decisions the ridge keeps the change small.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.codebook import same_name
from crosscase.domain.suggestions import Decided, Scores

ALL, ALIKE, REACH = 0.3, 4.0, 0.6
"""A lesson counts ``ALL`` for every passage and up to ``ALIKE`` more for one with cosine 1; that
falls by e for every ``REACH`` of cosine."""

RIDGE = 0.5
PULL = 6.0
"""Steps on the scale of log odds for an error of 1."""

MOST = 400
"""Decisions of one keyword that are learned; of more than that, the first by their words."""

Rules = dict[int, tuple[NDArray[np.int64], NDArray[np.float64]]]
"""For a column of keywords: rows of the lessons' passages, and the weight of each."""


class Lessons:
    """Decisions, one for each passage and keyword (the last one given counts)."""

    def __init__(self, decided: Sequence[Decided]) -> None:
        last = {(d.passage, same_name(d.keyword)): d.accepted for d in decided}
        self._decided = tuple(
            Decided(passage, keyword, last[passage, keyword]) for passage, keyword in sorted(last)
        )
        self.passages = tuple(sorted({d.passage for d in self._decided}))

    def __len__(self) -> int:
        return len(self._decided)

    def and_also(self, decided: Sequence[Decided]) -> Lessons:
        """These lessons and later ones."""
        return Lessons((*self._decided, *decided))

    def rules(self, keywords: Sequence[str], latent: Scores, kin: NDArray[np.float64]) -> Rules:
        """How passages near the lessons are to be moved, in log odds, for each taught keyword.

        ``latent`` (lessons' passages, keywords): log odds before learning; ``kin`` (lessons'
        passages, lessons' passages): ``kinship`` among them.
        """
        place = {passage: row for row, passage in enumerate(self.passages)}
        by_keyword: dict[str, list[Decided]] = {}
        for lesson in self._decided:
            by_keyword.setdefault(lesson.keyword, []).append(lesson)
        rules: Rules = {}
        for column, name in enumerate(keywords):
            mine = by_keyword.get(same_name(name), [])[:MOST]
            if not mine:
                continue
            rows = np.array([place[lesson.passage] for lesson in mine], dtype=np.int64)
            truth = np.array([lesson.accepted for lesson in mine], dtype=np.float64)
            before = latent[rows, column].astype(np.float64)
            error = truth - 1 / (1 + np.exp(-np.clip(before, -30, 30)))
            ridge = kin[np.ix_(rows, rows)] + RIDGE * np.eye(len(rows))
            rules[column] = rows, np.linalg.solve(ridge, PULL * error)
        return rules


def kinship(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much a decision on one passage says of another, from their cosine."""
    return np.asarray(ALL + ALIKE * np.exp((cosines - 1) / REACH), dtype=np.float64)
