from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.suggestions import Decided
from crosscase.engines.match.mixed import MixedMatcher
from crosscase.engines.match.rivals import ALIKE, NEAREST, TYPICAL, rivals

from .conftest import bench_named

PASSAGES = [
    "The government gave us a subsidy for three years.",
    "It is hard to find skilled engineers here.",
    "The colleagues are friendly and help each other.",
    "工作氛围很和谐，大家互相帮助",
]
KEYWORDS = ["government subsidy", "shortage of skilled workers", "harmonious atmosphere"]


def test_each_passage_finds_its_keyword(matcher: MixedMatcher) -> None:
    scores = matcher.score(PASSAGES, KEYWORDS)
    assert scores.argmax(1).tolist() == [0, 1, 2, 2]
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert scores.dtype == np.float32


def test_scores_follow_the_order_of_passages_and_keywords(matcher: MixedMatcher) -> None:
    scores = matcher.score(PASSAGES, KEYWORDS)
    turned = matcher.score(PASSAGES[::-1], KEYWORDS[::-1])
    np.testing.assert_allclose(scores, turned[::-1, ::-1], atol=1e-4)


def test_nothing_asked_gives_an_empty_table(matcher: MixedMatcher) -> None:
    assert matcher.score([], KEYWORDS).shape == (0, 3)
    assert matcher.score(PASSAGES, []).shape == (4, 0)
    assert MixedMatcher().learn([]).score(["a"], ["b"]).shape == (1, 1)


def test_a_decision_counts_at_once_and_for_passages_like_it(matcher: MixedMatcher) -> None:
    said = ["The park ranger visits twice a week.", "A ranger of the park comes on Mondays."]
    keyword = "government subsidy"
    before = matcher.score(said, KEYWORDS)[:, 0]
    up = matcher.learn([Decided(said[0], keyword, True)])
    down = matcher.learn([Decided(PASSAGES[0], keyword, False)])
    assert (up.score(said, KEYWORDS)[:, 0] > before).all()
    assert down.score(PASSAGES, KEYWORDS)[0, 0] < matcher.score(PASSAGES, KEYWORDS)[0, 0]
    np.testing.assert_array_equal(matcher.score(said, KEYWORDS)[:, 0], before)


def test_a_lesson_changes_only_its_own_keyword(matcher: MixedMatcher) -> None:
    taught = matcher.learn([Decided(PASSAGES[1], KEYWORDS[0], True)])
    before, now = matcher.score(PASSAGES, KEYWORDS), taught.score(PASSAGES, KEYWORDS)
    np.testing.assert_allclose(before[:, 1:], now[:, 1:], atol=1e-6)


def test_the_last_decision_counts_and_order_of_lessons_does_not(matcher: MixedMatcher) -> None:
    yes, no = (Decided(PASSAGES[1], KEYWORDS[0], answer) for answer in (True, False))
    other = Decided(PASSAGES[2], KEYWORDS[0], False)
    once = matcher.learn([no, other]).score(PASSAGES, KEYWORDS)
    again = matcher.learn([yes]).learn([other, no]).score(PASSAGES, KEYWORDS)
    np.testing.assert_allclose(once, again, atol=1e-6)
    assert matcher.learn([yes, no, other]).id.parameters["decisions"] == 2


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(1, 5), st.integers(0, 10_000))
def test_rivals_are_the_strongest_others_that_are_no_twins(
    keywords: int, passages: int, seed: int
) -> None:
    luck = np.random.default_rng(seed)
    near = luck.random((passages, keywords)).astype(np.float32)
    among = luck.random((keywords, keywords)).astype(np.float32)
    among = np.minimum(among, among.T)
    twins = among >= ALIKE
    np.fill_diagonal(twins, True)
    for _ in range(keywords):
        twins = (twins.astype(int) @ twins.astype(int)) > 0
    found = rivals(near, among)
    for p in range(passages):
        for k in range(keywords):
            families = {tuple(np.flatnonzero(twins[j])) for j in range(keywords) if not twins[k, j]}
            best = sorted((max(near[p, list(f)]) for f in families), reverse=True)[:NEAREST]
            expected = (sum(best) + TYPICAL) / (len(best) + 1)
            np.testing.assert_allclose(found[p, k], expected, atol=1e-5)


def test_key_points_find_their_arguments(data: Path, matcher: MixedMatcher) -> None:
    bench = bench_named("keypoints")
    groups = bench.read(data / "open-ended" / "argkp", "dev")
    strict, relaxed = np.mean(list(bench.plain(groups, matcher).values()), axis=0)
    assert strict >= 0.66
    assert relaxed >= 0.87
    strict, relaxed = np.mean(list(bench.after(groups, matcher, 30, 3).values()), axis=0)
    assert strict >= 0.72
    assert relaxed >= 0.92
