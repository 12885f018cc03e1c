"""Passages that may speak against a proposition, the likeliest first. A person says which do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from crosscase.domain.suggestions import Contrary, Embedder
from crosscase.engines.polarity import opposite
from crosscase.engines.script import chinese, chinese_words, han, words
from crosscase.engines.stop_words import (
    CHINESE_CONTRASTS,
    CHINESE_NEGATIONS,
    CHINESE_NO_DENIALS,
    ENGLISH_CONTRASTS,
    ENGLISH_NEGATIONS,
    FUNCTION_WORDS,
)

_CAUSE, _EFFECT, _OPPOSITE = 1.0, 0.5, 0.1
_WHOLE = _CAUSE + _EFFECT + 1 + 2 * _OPPOSITE


@dataclass(frozen=True, slots=True)
class Told:
    """A proposition in words: what it claims, what supports it, the keywords of its supporters."""

    statement: str
    supporting: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that is no evidence of the proposition yet.

    ``cause`` and ``effect``: the construct of the proposition that it is coded with ("" where
    none). ``unopposed``: its case, where that counts as supporting without evidence against.
    ``opposes``: another proposition of the same constructs and the opposite sign that it supports.
    """

    key: int
    text: str
    keywords: tuple[str, ...] = ()
    cause: str = ""
    effect: str = ""
    unopposed: str = ""
    opposes: str = ""


def contrary(
    claim: Told, candidates: Sequence[Candidate], embedder: Embedder, most: int
) -> list[Contrary]:
    """At most ``most`` candidates that carry a sign of the contrary, the highest score first.

    A sign is a word of denial or contrast, a keyword that is the opposite of a supporting one, a
    case that so far only supports, a claim of the opposite sign that it supports. The score is 1
    for the cause, 1/2 for the effect, the cosine to the mean of what supports the claim (to its
    statement where nothing does), and 1/10 for an opposite keyword and for an opposite claim, as
    a part of the most that can be had. What is about the same thing thus stands before what only
    denies something: words of denial and the case decide whether a passage is shown, not where.
    The weights were chosen on the example study, where the other two signs did not tell the
    contradictions from the rest; what they do elsewhere is not known.
    """
    signed = [(one, signs) for one in candidates if (signs := _signs(one, claim))]
    if not signed:
        return []
    near = _near(claim, [one.text for one, _ in signed], embedder)
    found = []
    for (one, signs), cosine in zip(signed, near, strict=True):
        about = [f"about {name}" for name in (one.cause, one.effect) if name]
        score = _CAUSE * bool(one.cause) + _EFFECT * bool(one.effect)
        score += max(0.0, cosine) + _OPPOSITE * sum(sign.weighs for sign in signs)
        alike = f"like what supports it ({cosine:.2f})"
        reason = "; ".join([*about, alike, *(sign.told for sign in signs)])
        found.append(Contrary(one.key, round(score / _WHOLE, 4), reason))
    return sorted(found, key=lambda one: (-one.score, one.passage))[:most]


def turning_word(text: str) -> str:
    """The first word of denial or contrast in ``text``, "" where there is none."""
    if chinese(text):
        return next((word for word in chinese_words(text) if _turns(word)), "")
    marks = ENGLISH_NEGATIONS | ENGLISH_CONTRASTS
    return next((word for word in words(text) if word in marks or word.endswith("n't")), "")


def _turns(word: str) -> bool:
    if word in CHINESE_CONTRASTS:
        return True
    return word not in CHINESE_NO_DENIALS and word.startswith(CHINESE_NEGATIONS)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Why a passage may be contrary, and whether that moves it up."""

    told: str
    weighs: bool


def _signs(one: Candidate, claim: Told) -> list[_Sign]:
    signs = []
    if word := turning_word(one.text):
        signs.append(_Sign(f"says “{word}”", weighs=False))
    if pair := _contrary_keyword(one.keywords, claim.keywords):
        told = f"coded “{pair[0]}”, the opposite of “{pair[1]}”"
        signs.append(_Sign(told, weighs=True))
    if one.unopposed:
        signs.append(_Sign(f"case {one.unopposed} so far only supports it", weighs=False))
    if one.opposes:
        signs.append(_Sign(f"supports {one.opposes}, which says the opposite", weighs=True))
    return signs


def _contrary_keyword(mine: Iterable[str], theirs: Sequence[str]) -> tuple[str, str] | None:
    """A keyword that says the opposite of another about the same thing: they share a word."""
    for one in mine:
        content = _content(one)
        for other in theirs:
            if content & _content(other) and opposite(one, other):
                return one, other
    return None


def _content(name: str) -> set[str]:
    return set(chinese_words(name) if han(name) else words(name)) - FUNCTION_WORDS


def _near(claim: Told, texts: Sequence[str], embedder: Embedder) -> list[float]:
    mean = embedder.embed(claim.supporting or (claim.statement,)).mean(axis=0)
    length = float(np.linalg.norm(mean)) or 1.0
    return [float(cosine) for cosine in embedder.embed(texts) @ (mean / length)]
