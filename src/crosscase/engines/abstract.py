"""One single-meaning keyword for each meaning unit."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from crosscase.domain.spans import Span
from crosscase.domain.suggestions import Decided, Keyword, Matcher, Passage, Proposal, Scores
from crosscase.engines.phrases import Phrase, phrases, weights_of
from crosscase.engines.polarity import opposite
from crosscase.engines.script import chinese

KNOWN = 0.5
"""The score from which an existing keyword is proposed rather than a new one."""

SAME = 0.7
"""The score from which a new name that one passage gave is used for another passage too."""

_AT_ONCE = 1000


def propose(
    passages: Sequence[Passage],
    keywords: Sequence[Keyword],
    matcher: Matcher,
    decided: Sequence[Decided] = (),
    *,
    threshold: float = KNOWN,
) -> list[Proposal]:
    """One proposal for each passage, in the order of ``passages``; none where nothing is said.

    A passage is one meaning unit. The existing keyword with the best score is proposed when that
    score is ``threshold`` or more; otherwise a new keyword in the speaker's words, a phrase that
    stands literally in the passage or in one that means the same. The result of a passage depends
    on the set of passages and never on their order. ``decided``: what the coder did so far; the
    matcher learns it first.
    """
    ready = matcher.learn(decided) if decided else matcher
    texts = [passage.text for passage in passages]
    found: dict[int, Proposal] = {}
    if keywords and passages:
        scores = np.round(_best_scores(ready, texts, keywords), 4)
        ranks = sorted(range(len(keywords)), key=lambda c: (keywords[c].name, keywords[c].key))
        order = np.array(ranks)
        best = order[scores[:, order].argmax(1)]
        for row, column in enumerate(best):
            score = round(float(scores[row, column]), 4)
            if score >= threshold and texts[row].strip():
                found[row] = _known(passages[row], keywords[int(column)], score, decided)
    fresh = [row for row in range(len(passages)) if row not in found]
    found.update(_new(passages, fresh, ready))
    return [found[row] for row in sorted(found)]


def _best_scores(matcher: Matcher, texts: list[str], keywords: Sequence[Keyword]) -> Scores:
    """Scores of names; a definition or an example may speak for a keyword, a little discounted."""
    scores = matcher.score(texts, [keyword.name for keyword in keywords])
    more = [
        (column, said)
        for column, keyword in enumerate(keywords)
        for said in (keyword.definition, *keyword.examples[:5])
        if said.strip()
    ]
    if more:
        scores = scores.copy()
        extra = matcher.score(texts, [said for _, said in more]) * 0.95
        for number, (column, _) in enumerate(more):
            scores[:, column] = np.maximum(scores[:, column], extra[:, number])
    return scores


def _known(
    passage: Passage, keyword: Keyword, score: float, decided: Sequence[Decided]
) -> Proposal:
    accepted = sum(d.accepted and d.keyword == keyword.name for d in decided)
    said = f"close to the keyword {keyword.name!r} ({score:.2f})"
    if accepted:
        said += f", which was accepted {accepted} time{'s' if accepted > 1 else ''} before"
    return Proposal(passage.key, keyword.name, score, said, keyword.key, _whole(passage.text))


def _new(passages: Sequence[Passage], rows: list[int], matcher: Matcher) -> dict[int, Proposal]:
    """New names for the passages at ``rows``; those that mean the same share one."""
    counts = weights_of(passages[row].text for row in rows)
    own: dict[int, Phrase] = {}
    for row in rows:
        candidates = phrases(passages[row].text, counts, passages[row].language)
        if candidates:
            own[row] = candidates[0]
    named = _share(passages, own, matcher)
    out = {}
    for row, (name, score, giver) in named.items():
        passage = passages[row]
        if giver == passage.text:
            span = own[row].span
            reason = "no keyword fits; the speaker's own words"
        else:
            at = passage.text.lower().find(name.lower())
            span = Span(at, at + len(name)) if at >= 0 else _whole(passage.text)
            reason = f"no keyword fits; says the same as {_short(giver)!r} ({score:.2f})"
        out[row] = Proposal(passage.key, name, score, reason, None, span)
    return out


def _share(
    passages: Sequence[Passage], own: dict[int, Phrase], matcher: Matcher
) -> dict[int, tuple[str, float, str]]:
    """For each row the name it takes, how sure, and the text of the passage that gave the name.

    The name that fits most passages is dealt first, then the one that fits most of the rest, and
    so on; an opposite is never dealt.
    """
    givers: dict[str, tuple[str, str]] = {}
    for row, phrase in own.items():
        form = phrase.text.lower()
        givers[form] = min(
            givers.get(form, (passages[row].text, phrase.text)), (passages[row].text, phrase.text)
        )
    forms = sorted(givers)
    number = {form: c for c, form in enumerate(forms)}
    rows = sorted(own, key=lambda row: (passages[row].text, passages[row].key))
    mine = [number[own[row].text.lower()] for row in rows]
    fits = _fits([passages[row].text for row in rows], [givers[form][1] for form in forms], matcher)
    for at, c in enumerate(mine):
        fits[at] = {n: f for n, f in fits[at].items() if n == c or _may_share(forms[n], forms[c])}
        fits[at][c] = SAME  # how well a name fits the words it was taken from says nothing
    taken = _deal(fits, len(forms))
    return {
        row: (givers[forms[c]][1], fits[at][c], givers[forms[c]][0])
        for at, (row, c) in enumerate(zip(rows, taken, strict=True))
    }


def _may_share(name: str, own: str) -> bool:
    """A passage takes no name in another script, and none that says the opposite of its own."""
    return chinese(name) == chinese(own) and not opposite(name, own)


def _fits(texts: list[str], names: list[str], matcher: Matcher) -> list[dict[int, float]]:
    """For each text the names that score ``SAME`` or more, with the score."""
    fits: list[dict[int, float]] = [{} for _ in texts]
    for start in range(0, len(texts), _AT_ONCE):
        scores = matcher.score(texts[start : start + _AT_ONCE], names)
        for at, column in zip(*np.nonzero(scores >= SAME), strict=True):
            fits[start + int(at)][int(column)] = round(float(scores[at, column]), 4)
    return fits


def _deal(fits: list[dict[int, float]], names: int) -> list[int]:
    """A name for each text, greedily: the name that fits most texts without one comes first."""
    wanted: list[set[int]] = [set() for _ in range(names)]
    for at, mine in enumerate(fits):
        for name in mine:
            wanted[name].add(at)
    queue = [(-len(texts), name) for name, texts in enumerate(wanted) if texts]
    heapq.heapify(queue)
    taken = [-1] * len(fits)
    while queue:
        reach, name = heapq.heappop(queue)
        if -reach != len(wanted[name]):
            if wanted[name]:
                heapq.heappush(queue, (-len(wanted[name]), name))
            continue
        for at in sorted(wanted[name]):
            taken[at] = name
            for other in fits[at]:
                wanted[other].discard(at)
    return taken


def _whole(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return Span(start, max(start, len(text.rstrip())))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
