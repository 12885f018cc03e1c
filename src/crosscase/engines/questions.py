"""Which question of the guide an interviewer asked, and whether an answer denies."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.suggestions import Embedder
from crosscase.engines.script import han, words
from crosscase.engines.stop_words import FILLERS, PHRASE_FILLERS

ENOUGH = 0.45
"""Cosine (with its share of the order, see ``tie``) from which a turn asks a question."""

ORDER = 0.08
"""What a perfect place in the order adds to the cosine."""

_STEP = 0.03
_NO = frozenset("no nope nah not never none nothing neither nobody nowhere".split())
_WITH_NO = frozenset(
    "no nope nah not never none nothing neither at all really so far yet ever any is it was were "
    "are am do did does have has had that there this we i you they of course absolutely definitely "
    "think would could can kind the in case particular for now us me one thing anything either "
    "well actually unfortunately sorry i'm don't didn't doesn't haven't hasn't hadn't isn't wasn't "
    "aren't weren't wouldn't couldn't can't won't afraid sure".split()
)
_CONTRACTED = re.compile(r"n't$")
_CHINESE_NO = re.compile(
    r"^(?:嗯|呃|啊|哦|这个|那个|我们|我|目前|暂时|现在|基本上?|完全|从来|倒|也|都|真的|应该|好像|还|，|,|\s)*"
    r"(?:没有|没|不是|不会|不能|不需要|不用|不行|不对|不|无|从未|并没有|并不|否)"
    r"(?:的|了|过|啊|吧|呢|哦|有|太多|什么|怎么|任何|这个|那个|这种|这样|一点|都|也|没有|没|不是|不会|，|,|、|\s)*[。.!！]*$"
)


def tie(
    turns: Sequence[str], questions: Sequence[str], embedder: Embedder, *, enough: float = ENOUGH
) -> list[tuple[int, int, float]]:
    """The turns of an interviewer that ask a question of the guide: (turn, question, score).

    ``turns`` in the order they were spoken, ``questions`` in the order of the guide. Among all ties
    the set with the greatest sum is taken in which each question keeps at most one turn and the
    order of the guide is preferred: going back in the guide costs a little for each step. The
    score is the cosine in 0 … 1; ties below ``enough`` are left out.
    """
    if not turns or not questions:
        return []
    near = embedder.embed(list(turns)) @ embedder.embed(list(questions)).T
    near = np.maximum(np.round(near, 4), _literal(turns, questions)).astype(np.float64)
    place = np.arange(len(turns))[:, None] / max(1, len(turns) - 1)
    due = np.arange(len(questions))[None, :] / max(1, len(questions) - 1)
    wish = near + ORDER * (1 - np.abs(place - due))
    found = _best_path(wish, enough)
    return [(t, q, float(np.clip(round(near[t, q], 4), 0, 1))) for t, q in found]


def denies(question: str, answer: str) -> bool:
    """Whether ``answer`` is a short denial ("no, not at all", "没有"): an answer, and a no.

    A long answer that goes on after its "no" says more than no, and is not one. A question that
    itself asks for a negation ("Is nothing missing?") has no short denial that could be read.
    """
    if han(answer):
        return len(answer.strip()) <= 16 and bool(_CHINESE_NO.match(answer.strip()))
    said = words(answer)
    if not said or len(said) > 10 or set(words(question)) & {"nothing", "none", "nobody", "never"}:
        return False
    rest = " ".join(said)
    for phrase in PHRASE_FILLERS:
        rest = re.sub(rf"\b{phrase}\b", " ", rest)
    left = rest.split()
    no = any(w in _NO or _CONTRACTED.search(w) for w in left)
    return no and all(w in _WITH_NO or w in FILLERS for w in left)


def _literal(turns: Sequence[str], questions: Sequence[str]) -> NDArray[np.float64]:
    """Share of a question's words that a turn says in order beside each other, if nearly all."""
    out = np.zeros((len(turns), len(questions)))
    flat = [" ".join(words(turn)) for turn in turns]
    for q, question in enumerate(questions):
        asked = " ".join(words(question))
        for t, said in enumerate(flat):
            if asked and asked in said:
                out[t, q] = 1.0
    return out


def _best_path(wish: NDArray[np.float64], enough: float) -> list[tuple[int, int]]:
    """One turn for a question at most, one question for a turn at most, the greatest sum.

    The assignment problem over ``wish``; then ties that run against the order of the guide lose
    ``_STEP`` for each tie they cross, and those that fall below ``enough`` go.
    """
    from scipy.optimize import linear_sum_assignment

    gain = np.where(wish >= enough, wish - enough + 1e-6, 0.0)
    turns, questions = linear_sum_assignment(gain, maximize=True)
    ties = [(int(t), int(q)) for t, q in zip(turns, questions, strict=True) if gain[t, q] > 0]
    kept = []
    for t, q in ties:
        crossed = sum((t < u) != (q < r) for u, r in ties if (u, r) != (t, q))
        if wish[t, q] - _STEP * crossed >= enough:
            kept.append((t, q))
    return sorted(kept)
