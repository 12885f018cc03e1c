"""Passages that do not answer, proposed for discarding. Rather too few than too many."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from crosscase.domain.suggestions import Embedder, Passage, Subtraction
from crosscase.engines.script import chinese, chinese_words, han, words
from crosscase.engines.stop_words import (
    CHINESE_BACKCHANNELS,
    CHINESE_WEAK,
    FILLERS,
    GREETINGS,
    WEAK,
)
from crosscase.engines.units import backchannel

OFF_TOPIC = 0.02
"""The highest cosine to any question below which a passage may be off topic."""

SHORT = 8
"""Words (in Chinese: twice as many characters) up to which a passage counts as short."""

_ABOUT_THE_TALK = re.compile(
    r"\b(?:can you (?:hear|see) me|(?:is|are) (?:this|it|you) (?:on|recording)|"
    r"(?:could|can) you (?:please )?(?:repeat|say that again)|say that again|"
    r"(?:what was|what's|repeat) the question|(?:next|last) question|"
    r"(?:let me|i(?:'ll| will)) (?:just )?(?:turn (?:off|on)|mute|unmute|share my screen)|"
    r"(?:take|need|have) a (?:short |quick )?(?:break|sip)|"
    r"(?:some|a cup of) (?:tea|coffee|water)\?|"
    r"sorry,? (?:my phone|i have to take)|see you (?:later|soon|then|next)|"
    r"have a (?:nice|good) day)\b"
    r"|听得(?:到|见)吗|能听到|再说一遍|请(?:坐|喝茶|喝水)|开始录音|下一个问题|你说什么|先这样",
    re.I,
)


def subtract(
    passages: Sequence[Passage],
    questions: Sequence[str],
    embedder: Embedder | None = None,
) -> list[Subtraction]:
    """The passages that do not seem to answer, in the order of ``passages``, each with a reason.

    Greetings, thanks, backchannels and talk about the talk are told by their words. With an
    ``embedder`` a short passage without a denial or a number is also off topic when it is far
    from its own question and from every one of ``questions`` (the guide's and the study's).
    A passage that answers its question with a short "no" is never proposed.
    """
    found: dict[int, Subtraction] = {}
    for row, passage in enumerate(passages):
        told = _by_words(passage)
        if told is not None:
            found[row] = Subtraction(passage.key, *told)
    rest = [row for row in range(len(passages)) if row not in found and _may_stray(passages[row])]
    if embedder is not None and rest:
        found.update(_by_distance(passages, rest, questions, embedder))
    return [found[row] for row in sorted(found)]


def _by_words(passage: Passage) -> tuple[float, str] | None:
    text = passage.text.strip()
    if not text or not re.search(r"\w", text):
        return 0.99, "nothing is said"
    if _answers_shortly(passage):
        return None
    if backchannel(text):
        return 0.95, "only keeps the talk going"
    said = chinese_words(text) if han(text) else words(text)
    said = [w for w in said if re.search(r"\w", w)]
    greeting = [w for w in said if w in GREETINGS]
    weak = WEAK | CHINESE_WEAK | CHINESE_BACKCHANNELS | FILLERS | {"day", "good", "have", "时间"}
    if greeting and len(said) <= 2 * SHORT and all(w in GREETINGS or w in weak for w in said):
        return 0.9, f"greeting or thanks ({', '.join(dict.fromkeys(greeting))})"
    talk = _ABOUT_THE_TALK.search(text)
    if talk is not None and len(said) <= 2 * SHORT:
        return 0.8, f"about the talk itself ({talk.group()})"
    return None


def _answers_shortly(passage: Passage) -> bool:
    """Whether "no" or "yes" may be the whole answer to the passage's question."""
    return bool(passage.question.strip()) and _yes_or_no(passage.text)


def _yes_or_no(text: str) -> bool:
    plain = {"no", "yes", "nope", "never", "none", "not"}
    return bool(set(words(text)) & plain) or text.strip().startswith(("没", "不", "是", "有"))


def _may_stray(passage: Passage) -> bool:
    text = passage.text
    if re.search(r"\d", text) or _yes_or_no(text):
        return False
    return han(text) <= 2 * SHORT if chinese(text, passage.language) else len(words(text)) <= SHORT


def _by_distance(
    passages: Sequence[Passage], rows: list[int], questions: Sequence[str], embedder: Embedder
) -> dict[int, Subtraction]:
    asked = sorted(
        {q for q in questions if q.strip()}
        | {passages[row].question for row in rows if passages[row].question.strip()}
    )
    if not asked:
        return {}
    near = embedder.embed([passages[row].text for row in rows]) @ embedder.embed(asked).T
    best = np.round(near.max(1), 4)
    out = {}
    for row, cosine in zip(rows, best.tolist(), strict=True):
        if cosine < OFF_TOPIC:
            score = round(min(0.7, 0.5 + 2 * (OFF_TOPIC - cosine)), 4)
            reason = f"short and far from every question (cosine {cosine:.2f} to the nearest)"
            out[row] = Subtraction(passages[row].key, score, reason)
    return out
