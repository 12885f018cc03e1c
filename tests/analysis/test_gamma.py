"""Gamma matches passages in the best of all ways, and compares with chance."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from crosscase.analysis.coefficients.gamma import gamma
from crosscase.errors import NotAllowed

Passage = tuple[str, int, int, str]


def differ(one: Passage | None, other: Passage | None) -> float:
    """The paper's dissimilarity, written out."""
    if one is None or other is None:
        return 1.0
    edges = abs(one[1] - other[1]) + abs(one[2] - other[2])
    return (edges / (one[2] - one[1] + other[2] - other[1])) ** 2 + (one[3] != other[3])


def disorder_of(group: list[Passage | None]) -> float:
    pairs = [differ(a, b) for at, a in enumerate(group) for b in group[at + 1 :]]
    return sum(pairs) / len(pairs)


def least(sides: list[list[Passage]]) -> float:
    """The best of all alignments, by trying every one."""
    if not any(sides):
        return 0.0
    first = next(at for at, some in enumerate(sides) if some)
    best = np.inf
    ways = [[sides[at][0]] if at == first else [None, *some] for at, some in enumerate(sides)]
    for group in product(*ways):
        rest = [[u for u in some if u is not g] for some, g in zip(sides, group, strict=True)]
        best = min(best, disorder_of(list(group)) + least(rest))
    return best


passage = st.tuples(st.integers(0, 30), st.integers(1, 10), st.sampled_from("ab"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(passage, max_size=3), min_size=2, max_size=3))
def test_the_best_alignment_is_the_best_of_all_there_are(drawn: list) -> None:
    """With two coders and three, overlaps and all; the groups it tells have that disorder."""
    coders = ["ana", "ben", "cho"][: len(drawn)]
    sides = [
        [(coder, start, start + wide, kind) for start, wide, kind in some]
        for coder, some in zip(coders, drawn, strict=True)
    ]
    rows = [row for side in sides for row in side]
    if not rows:
        return
    found = gamma(rows, 40, coders=coders, draws=2)
    mean = len(rows) / len(coders)
    assert found.disorder == pytest.approx(least(sides) / mean, abs=1e-7)
    assert sorted(u for group in found.alignment for u in group if u) == sorted(rows)
    told = sum(disorder_of(list(group)) for group in found.alignment)
    assert told / mean == pytest.approx(found.disorder, abs=1e-7)


def test_two_coders_of_many_passages_are_an_assignment() -> None:
    """Thirty passages each, matched by scipy's Hungarian method: the same disorder."""
    generator = np.random.default_rng(3)
    starts = generator.integers(0, 950, 30).tolist()
    ana = [("ana", s, s + 20, "ab"[s % 2]) for s in starts]
    ben = [("ben", s + int(generator.integers(0, 15)), s + 30, "ab"[s % 2]) for s in starts]
    cost = np.full((60, 60), 0.0)
    cost[:30, :30] = [[differ(a, b) for b in ben] for a in ana]
    cost[:30, 30:] = cost[30:, :30] = 1.0
    row, column = linear_sum_assignment(cost)
    found = gamma(ana + ben, 1000, draws=5)
    assert found.disorder == pytest.approx(cost[row, column].sum() / 30)


def test_the_same_passages_have_gamma_1_and_chance_has_0() -> None:
    """Passages dealt out anew by every coder agree no more than chance, in the mean of twelve."""
    rows = [(c, a, b, k) for c in "xyz" for a, b, k in ((0, 30, "a"), (50, 90, "b"))]
    found = gamma(rows, 100)
    assert (found.value, found.disorder) == (1.0, 0.0)
    assert found.p == pytest.approx(1 / 51)
    assert found.rows()[0] == {"x": "0–30 a", "y": "0–30 a", "z": "0–30 a"}
    generator = np.random.default_rng(8)
    values = []
    for _ in range(12):
        random = [
            (c, s, s + 20, "ab"[int(generator.integers(2))])
            for c in "xy"
            for s in generator.integers(0, 480, 8).tolist()
        ]
        values.append(gamma(random, 500, draws=20).value)
    assert np.mean(values) == pytest.approx(0, abs=0.1)


def test_gamma_falls_as_edges_move_and_categories_change() -> None:
    """The seed settles it; without a weight categories do not count."""
    base = [(0, 100, "a"), (200, 300, "b"), (400, 450, "a")]
    ana = [("ana", *one) for one in base]

    def of(moved: int, called: str, **more: float) -> float:
        ben = [("ben", s + moved, e + moved, called or k) for s, e, k in base]
        found = gamma(ana + ben, 500, seed=1, **more)
        assert found == gamma(ana + ben, 500, seed=1, **more)
        return found.value

    assert 1 > of(5, "") > of(20, "") > of(40, "")
    assert of(5, "") > of(5, "a")
    assert of(0, "a", kind=0.0) == 1 > of(0, "a")


KNOWN = [
    *(("x", 100, 180, "c"), ("x", 141, 199, "c"), ("x", 335, 389, "c"), ("x", 552, 615, "a")),
    *(("x", 622, 671, "c"), ("x", 636, 675, "a"), ("x", 717, 798, "b"), ("x", 886, 947, "b")),
    *(("y", 101, 164, "c"), ("y", 147, 203, "b"), ("y", 345, 386, "c"), ("y", 646, 703, "a")),
    ("y", 878, 955, "b"),
    *(("z", 114, 188, "c"), ("z", 145, 216, "c"), ("z", 324, 372, "c"), ("z", 546, 634, "a")),
    *(("z", 642, 696, "a"), ("z", 722, 760, "b"), ("z", 900, 982, "b")),
]


def test_disorder_and_gamma_are_those_of_pygamma_agreement() -> None:
    """Its version 0.5.9 on three coders, whose chance is 200 shuffled continua from first to last
    passage: 0.685."""
    found = gamma([(c, s - 100, e - 100, k) for c, s, e, k in KNOWN], 882, draws=200, seed=1)
    assert found.disorder == pytest.approx(0.501948, abs=1e-6)
    assert found.value == pytest.approx(0.685, abs=0.015)
    assert ("x", 522, 571, "c") in found.alignment[4]
    assert found.alignment[4].count(None) == 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("x", 0, 5, "a")], "of 1 coders"),
        ([("x", 0, 5, "a"), ("y", 5, 50, "a")], "not within 0 to 20"),
        (
            [(c, at % 9, 10, "a") for c in "xyzw" for at in range(40)],
            "40 × 40 × 40 × 40 passages: too many",
        ),
    ],
)
def test_passages_that_cannot_be_aligned_are_refused(rows: list[Passage], told: str) -> None:
    """With the next step."""
    with pytest.raises(NotAllowed, match=told):
        gamma(rows, 20)
