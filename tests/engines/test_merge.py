from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.suggestions import EngineId, Keyword, Vectors
from crosscase.engines.embed.both import BothEmbedder
from crosscase.engines.embed.kept import KeptEmbedder
from crosscase.engines.merge import MOST, clusters, partition
from crosscase.engines.polarity import opposite, opposites
from crosscase.errors import EngineError

from .conftest import bench_named

NAMES = [
    "government subsidy",
    "subsidies from the government",
    "lack of government subsidy",
    "tax relief",
    "preferential tax policy",
    "friendly colleagues",
    "high government subsidy",
    "low government subsidy",
]
KEYWORDS = [Keyword(n, name) for n, name in enumerate(NAMES)]


class Same:
    """Every text is the same to it: only the words can keep keywords apart."""

    id = EngineId("same", "1")

    def embed(self, texts: list[str]) -> Vectors:
        return np.tile(np.array([[1.0, 0.0]], np.float32), (len(texts), 1))


def test_keywords_that_mean_the_same_are_one_cluster(both: BothEmbedder) -> None:
    found = [set(c.members) for c in clusters(KEYWORDS[:6], both)]
    assert {0, 1} <= found[0]
    assert {3, 4} in found
    assert all(5 not in members for members in found)


def test_chinese_keywords_are_merged_too(use: KeptEmbedder) -> None:
    names = ["税收优惠", "税收减免", "人才短缺", "人才缺乏", "缺乏政府补贴", "政府补贴"]
    found = [set(c.members) for c in clusters([Keyword(*k) for k in enumerate(names)], use)]
    assert {0, 1} in found
    assert {2, 3} in found
    assert all(not {4, 5} <= members for members in found)


@pytest.mark.parametrize("k", [None, 1])
def test_opposites_are_never_merged(both: BothEmbedder, k: int | None) -> None:
    for embedder in (both, Same()):
        for cluster in clusters(KEYWORDS, embedder, k=k, threshold=0.0):
            names = [NAMES[n] for n in cluster.members]
            assert not any(opposite(a, b) for a in names for b in names), names


def test_a_cluster_bears_the_name_of_a_member(both: BothEmbedder) -> None:
    for cluster in clusters(KEYWORDS, both):
        assert cluster.name in {NAMES[n] for n in cluster.members}
        assert 0 <= cluster.score <= 1
        assert repr(cluster.name) in cluster.reason


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("subsidy", "lack of subsidy", True),
        ("subsidy", "subsidies", False),
        ("high cost", "low cost", True),
        ("not expensive", "cheap", False),
        ("no support", "without support", False),
        ("有政府补贴", "没有政府补贴", True),
        ("成本高", "成本低", True),
    ],
)
def test_what_is_an_opposite(a: str, b: str, apart: bool) -> None:
    assert opposite(a, b) is apart
    assert opposite(b, a) is apart


@given(st.lists(st.text(max_size=12) | st.sampled_from(NAMES), max_size=8))
def test_the_table_of_opposites_is_that_of_every_two(names: list[str]) -> None:
    table = opposites(names)
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            assert table[i, j] == opposite(a, b)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 999))
def test_k_known_gives_at_most_k_clusters_when_nothing_is_kept_apart(
    rows: int, k: int, seed: int
) -> None:
    vectors = np.random.default_rng(seed).normal(size=(rows, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = partition(vectors, ["x"] * rows, k=k)
    assert len(set(labels.tolist())) == min(k, rows)
    assert len(set(partition(vectors, ["x"] * rows, threshold=1.01).tolist())) == rows


def test_too_many_keywords_are_refused_with_a_next_step() -> None:
    with pytest.raises(EngineError, match="too many") as told:
        partition(np.ones((MOST + 1, 1), np.float32), ["x"] * (MOST + 1))
    assert told.value.hint


def test_accuracy_matches_each_cluster_to_one_label() -> None:
    accuracy = bench_named("merge").accuracy
    assert accuracy(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])) == 1.0
    assert accuracy(np.array([0, 0, 1, 1]), np.array([0, 1, 2, 3])) == 0.5
