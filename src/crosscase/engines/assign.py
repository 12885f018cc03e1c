"""Keywords to constructs: the frame's own first, a new one where none fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crosscase.domain.suggestions import Assignment, Cluster, Embedder, Keyword, Scores, Vectors
from crosscase.engines.merge import clusters, threshold_of

THRESHOLDS = {"crosscase-minilm": 0.35, "use-multilingual": 0.25, "crosscase-both": 0.30}
"""Score from which a construct of the frame fits, for each embedder that ships."""

_OTHERWISE = 0.4
_LOOSER = 0.15
"""A new construct holds keywords that are further apart than those that mean the same."""

_NAME, _TOLD = 0.6, 0.4
_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Construct:
    """A construct of the frame, as an engine sees it. ``key`` is the caller's name for it."""

    key: int
    name: str
    definition: str = ""
    dimensions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a coder decided before: this keyword belongs, or does not, to that construct."""

    keyword: str
    construct: int
    accepted: bool = True


def assign(
    keywords: Sequence[Keyword],
    constructs: Sequence[Construct],
    embedder: Embedder,
    decided: Sequence[Assigned] = (),
    *,
    threshold: float | None = None,
) -> list[Assignment]:
    """One proposal for each keyword, in the order of ``keywords``.

    Deductive: the construct with the best score, if that is ``threshold`` or more (by default the
    one of ``THRESHOLDS``). A score is the best cosine of the keyword to what the frame tells of
    the construct (name, definition, dimensions, examples), raised by earlier keywords that were
    accepted for it and lowered by those that were rejected, the near ones most. Inductive:
    keywords that fit none are clustered; ``construct`` is None and ``name`` the cluster's, or the
    keyword's own when it is alone.
    """
    if not keywords:
        return []
    bound = THRESHOLDS.get(embedder.id.name, _OTHERWISE) if threshold is None else threshold
    vectors = embedder.embed([_said(keyword) for keyword in keywords])
    out: dict[int, Assignment] = {}
    if constructs:
        scores, why = _scores(vectors, constructs, embedder, decided)
        order = np.array(sorted(range(len(constructs)), key=lambda c: constructs[c].key))
        best = order[scores[:, order].argmax(1)]
        for row, column in enumerate(best.tolist()):
            score = round(float(scores[row, column]), 4)
            if score >= bound:
                construct = constructs[column]
                reason = f"close to {why[row][column]} ({score:.2f})"
                out[row] = Assignment(
                    keywords[row].key, construct.key, construct.name, score, reason
                )
    left = [row for row in range(len(keywords)) if row not in out]
    alone = {
        row: Assignment(
            keywords[row].key, None, keywords[row].name, 0.0, "no construct of the frame fits"
        )
        for row in left
    }
    by_key = {keywords[row].key: row for row in left}
    for cluster in _new([keywords[row] for row in left], embedder):
        for key in cluster.members:
            reason = f"no construct of the frame fits; {len(cluster.members)} such keywords"
            alone[by_key[key]] = Assignment(key, None, cluster.name, cluster.score, reason)
    out.update(alone)
    return [out[row] for row in range(len(keywords))]


def _new(keywords: Sequence[Keyword], embedder: Embedder) -> list[Cluster]:
    if len(keywords) < 2:
        return []
    return clusters(keywords, embedder, threshold=threshold_of(embedder) - _LOOSER)


def _scores(
    vectors: Vectors,
    constructs: Sequence[Construct],
    embedder: Embedder,
    decided: Sequence[Assigned],
) -> tuple[Scores, list[list[str]]]:
    """Scores in 0 … 1, shape (keywords, constructs), and what each score rests on."""
    told = [(c, kind, said) for c, one in enumerate(constructs) for kind, said in _tells(one)]
    near = vectors @ embedder.embed([said for _, _, said in told]).T
    scores = np.full((len(vectors), len(constructs)), -1.0, np.float32)
    why = [["" for _ in constructs] for _ in range(len(vectors))]
    for column in range(len(constructs)):
        mine = [n for n, (c, _, _) in enumerate(told) if c == column]
        rows = near[:, mine]
        best = rows.argmax(1)
        scores[:, column] = _NAME * rows.max(1) + _TOLD * np.sort(rows, 1)[:, -2:].mean(1)
        for row, n in enumerate(best.tolist()):
            _, kind, said = told[mine[n]]
            why[row][column] = f"its {kind} {said!r}"
    _learn(scores, why, vectors, constructs, embedder, decided)
    return np.asarray(np.round(np.clip(scores, 0, 1), 4), dtype=np.float32), why


def _learn(
    scores: Scores,
    why: list[list[str]],
    vectors: Vectors,
    constructs: Sequence[Construct],
    embedder: Embedder,
    decided: Sequence[Assigned],
) -> None:
    """Move ``scores`` by the nearest decided keywords: up where accepted, down where rejected."""
    lessons = sorted(set(decided), key=lambda d: (d.keyword, d.construct, d.accepted))
    if not lessons:
        return
    names = sorted({lesson.keyword for lesson in lessons})
    near = np.clip(vectors @ embedder.embed(names).T, 0, 1)
    place = {name: n for n, name in enumerate(names)}
    for column, construct in enumerate(constructs):
        for accepted in (True, False):
            mine = [
                place[d.keyword]
                for d in lessons
                if d.construct == construct.key and d.accepted == accepted
            ]
            if not mine:
                continue
            top = np.sort(near[:, mine], 1)[:, -_NEIGHBOURS:]
            pull = (0.7 * top[:, -1] + 0.3 * top.mean(1)).astype(np.float32)
            if accepted:
                wins = pull > scores[:, column]
                scores[wins, column] = pull[wins]
                closest = near[:, mine].argmax(1)
                for row in np.flatnonzero(wins).tolist():
                    why[row][column] = f"{names[mine[closest[row]]]!r}, assigned to it before"
            else:
                scores[:, column] -= np.where(pull > 0.5, pull, 0).astype(np.float32)


def _tells(construct: Construct) -> list[tuple[str, str]]:
    told = [("name", construct.name), ("definition", construct.definition)]
    told += [("dimension", said) for said in construct.dimensions]
    told += [("example", said) for said in construct.examples]
    return [(kind, said) for kind, said in told if said.strip()] or [("name", construct.name)]


def _said(keyword: Keyword) -> str:
    return f"{keyword.name}: {keyword.definition}" if keyword.definition else keyword.name
