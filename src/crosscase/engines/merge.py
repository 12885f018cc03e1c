"""Keywords that mean the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.suggestions import Cluster, Embedder, Keyword, Vectors
from crosscase.engines.polarity import opposites
from crosscase.errors import EngineError

MOST = 12_000
"""Keywords that are compared at once: the distances between so many take 0.6 GB."""

THRESHOLDS = {"crosscase-minilm": 0.65, "use-multilingual": 0.55, "crosscase-both": 0.60}
"""Mean cosine from which two clusters are one, for each embedder that ships."""

_OTHERWISE = 0.65
_APART = 4.0
"""A distance no two vectors of length 1 can have (their cosine distance is at most 2)."""


def clusters(
    keywords: Sequence[Keyword],
    embedder: Embedder,
    *,
    k: int | None = None,
    threshold: float | None = None,
) -> list[Cluster]:
    """Clusters of two keywords or more that seem to mean the same, the surest first.

    ``threshold``: the mean cosine from which clusters are joined (average link; by default the
    one of ``THRESHOLDS``); ``k``: as many clusters as that, single keywords counted (Ward's
    method). Opposites ("subsidy", "lack of subsidy") are kept apart always, so there may be more
    than ``k``. The name is the member nearest to all others; among equals the shortest. The score
    is the members' mean cosine. Raises ``EngineError`` for more than ``MOST`` keywords.
    """
    names = [keyword.name for keyword in keywords]
    vectors = embedder.embed([_said(keyword) for keyword in keywords])
    bound = threshold_of(embedder) if threshold is None else threshold
    groups: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(partition(vectors, names, k=k, threshold=bound)):
        groups[int(label)].append(row)
    asked = f"{k} clusters were asked for" if k is not None else f"average link, at least {bound}"
    found = [_cluster(rows, keywords, vectors, asked) for rows in groups.values() if len(rows) > 1]
    return sorted(found, key=lambda c: (-c.score, c.members))


def threshold_of(embedder: Embedder) -> float:
    """The mean cosine at which two clusters are one, for vectors of this embedder."""
    return THRESHOLDS.get(embedder.id.name, _OTHERWISE)


def partition(
    vectors: Vectors,
    names: Sequence[str],
    *,
    k: int | None = None,
    threshold: float = _OTHERWISE,
    apart: bool = True,
) -> NDArray[np.int64]:
    """A label for each row of ``vectors``; rows with one label belong together.

    ``apart``: keep opposites apart by their ``names``. Labels count from 0 in order of first
    appearance. Raises ``EngineError`` for more than ``MOST`` rows.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import pdist, squareform

    if len(vectors) > MOST:
        raise EngineError(
            f"{len(vectors)} keywords are too many to merge at once; {MOST} are not.",
            hint="Merge theme by theme.",
        )
    if len(vectors) < 2:
        return np.zeros(len(vectors), np.int64)
    if k is not None:
        tree = linkage(vectors.astype(np.float64), "ward")
        labels = fcluster(tree, max(1, k), "maxclust")
    else:
        tree = linkage(pdist(vectors, "cosine"), "average")
        labels = fcluster(tree, 1 - threshold, "distance")
    if apart:
        labels = labels.astype(np.int64) * len(names)
        for label in np.unique(labels):
            rows = np.flatnonzero(labels == label)
            against = opposites([names[row] for row in rows.tolist()]) if len(rows) > 1 else None
            if against is not None and against.any():
                far = squareform(pdist(vectors[rows], "cosine"), checks=False)
                far[against] = _APART
                parts = fcluster(
                    linkage(squareform(far, checks=False), "complete"), 2.5, "distance"
                )
                labels[rows] += parts - 1
    return _in_order(labels)


def _in_order(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    seen: dict[int, int] = {}
    return np.array([seen.setdefault(int(label), len(seen)) for label in labels], np.int64)


def _said(keyword: Keyword) -> str:
    return f"{keyword.name}: {keyword.definition}" if keyword.definition else keyword.name


def _cluster(rows: list[int], keywords: Sequence[Keyword], vectors: Vectors, asked: str) -> Cluster:
    near = vectors[rows] @ vectors[rows].T
    count = len(rows)
    means = (near.sum(1) - 1) / (count - 1)
    central = [i for i in range(count) if means[i] >= means.max() - 0.02]
    chosen = min(central, key=lambda i: (len(keywords[rows[i]].name), keywords[rows[i]].name))
    score = float(np.clip(means.mean(), 0, 1))
    name = keywords[rows[chosen]].name
    reason = f"mean cosine {score:.2f} ({asked}); {name!r} is nearest to the others"
    return Cluster(name, tuple(keywords[row].key for row in rows), round(score, 4), reason)
