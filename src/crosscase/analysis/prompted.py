"""What was said because the question named it, and what was said unasked."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from crosscase.analysis.judgements import Judgements, belongs, lookup
from crosscase.analysis.people import answers_to, inside
from crosscase.domain.snapshot import Ints, Snapshot


def prompted_mentions(snapshot: Snapshot, found: Judgements) -> Ints:
    """For each mention 1 if it is prompted, else 0.

    Prompted: it begins inside an answer to a question that names the keyword's construct (or the
    construct itself). What nobody tied to a question counts as spontaneous.
    """
    result = np.zeros(len(found.code), dtype=np.int64)
    if not snapshot.prompts:
        return result
    questions: dict[int, set[int]] = defaultdict(set)
    for prompt in snapshot.prompts:
        questions[prompt.code].add(prompt.question)
    of = belongs(snapshot)
    for idea, asking in questions.items():
        named = lookup({code: int(idea in ideas or code == idea) for code, ideas in of.items()})
        rows = np.flatnonzero(named[found.code])
        segments = inside(snapshot, answers_to(snapshot, asking))
        result[rows] |= np.isin(found.segment[rows], segments)
    return result
