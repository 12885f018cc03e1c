"""Weights of criteria are Saaty's, and factors of people are those of Q methodology."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition._factor_analysis import _ortho_rotation

from crosscase.analysis.priorities.ahp import ahp
from crosscase.analysis.priorities.qsort import qsort, varimax
from crosscase.errors import NotAllowed


def reciprocal(*above: list[float]) -> list[list[float]]:
    """The whole matrix from what stands above its diagonal."""
    many = len(above) + 1
    matrix = np.ones((many, many))
    for row, values in enumerate(above):
        for at, value in enumerate(values, row + 1):
            matrix[row, at], matrix[at, row] = value, 1 / value
    return matrix.tolist()


DRINKS = ["coffee", "wine", "tea", "beer", "sodas", "milk", "water"]
DRUNK = reciprocal(
    [9, 5, 2, 1, 1, 1 / 2],
    [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 1, 1 / 3],
    [2, 1 / 2],
    [1 / 3],
)
"""Which drink is consumed more (Saaty 2008, International Journal of Services Sciences 1:83)."""

NATIONS = reciprocal(
    [4, 9, 6, 6, 5, 5],
    [7, 5, 5, 3, 4],
    [1 / 5, 1 / 5, 1 / 7, 1 / 5],
    [1, 1 / 3, 1 / 3],
    [1 / 3, 1 / 3],
    [2],
)
"""Wealth of seven nations (Saaty 1977, Journal of Mathematical Psychology 15:234)."""


def test_drinks_weigh_what_saaty_says() -> None:
    """Weights to three places, and a ratio of 0.022."""
    found = ahp(DRINKS, DRUNK)
    assert found.weights == pytest.approx(
        [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], abs=1e-3
    )
    assert found.ratio == pytest.approx(0.022, abs=1e-3)
    assert found.consistent


def test_nations_weigh_what_saaty_says() -> None:
    """Weights to three places, and lambda max 7.61."""
    found = ahp(["US", "USSR", "China", "France", "UK", "Japan", "West Germany"], NATIONS)
    assert found.weights == pytest.approx(
        [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], abs=6e-4
    )
    assert found.lambda_max == pytest.approx(7.61, abs=5e-3)
    assert found.index == pytest.approx(found.ratio * 1.32)


def test_who_goes_round_in_a_circle_is_told() -> None:
    """a over b, b over c and c over a: equal weights, and a ratio far above 0.10."""
    found = ahp(["a", "b", "c"], reciprocal([3, 1 / 3], [3]))
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert found.lambda_max == pytest.approx(1 + 3 + 1 / 3)
    assert not found.consistent


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=10))
def test_who_never_contradicts_himself_gets_his_own_weights(weights: list[float]) -> None:
    """And a ratio of 0; two alike put together change nothing."""
    names = [str(at) for at in range(len(weights))]
    matrix = [[a / b for b in weights] for a in weights]
    found = ahp(names, matrix)
    assert found.weights == pytest.approx([w / sum(weights) for w in weights], rel=1e-6)
    assert found.index == pytest.approx(0, abs=1e-6)
    assert ahp(names, matrix, matrix).weights == pytest.approx(found.weights)


def test_respondents_are_put_together_by_the_geometric_mean() -> None:
    """One says 4, the other 1/4: equal."""
    found = ahp(["a", "b"], [[1, 4], [1 / 4, 1]], [[1, 1 / 4], [4, 1]])
    assert found.weights == pytest.approx([0.5, 0.5])
    assert (found.ratio, found.ratios) == (None, (None, None))


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        ([[1, 2], [2, 1]], "the other way round 2"),
        ([[1, 0], [0, 1]], "not above 0"),
        ([[1, 2]], "1 rows for 2 criteria"),
    ],
)
def test_matrices_that_say_nothing_are_refused(matrix: list[list[float]], told: str) -> None:
    """With the cell that is wrong."""
    with pytest.raises(NotAllowed, match=told):
        ahp(["a", "b"], matrix)
    with pytest.raises(NotAllowed, match="0 matrices"):
        ahp(["a", "b"])


GRID = [-2, -1, -1, 0, 0, 0, 1, 1, 2]


def sorted_like(order: list[int], swaps: int, seed: int) -> list[int]:
    """The grid dealt out along an order, with some neighbours changed."""
    generator = np.random.default_rng(seed)
    places = [0] * len(GRID)
    for at, place in zip(order, GRID, strict=True):
        places[at] = place
    for _ in range(swaps):
        at = int(generator.integers(len(GRID) - 1))
        one, other = order[at], order[at + 1]
        places[one], places[other] = places[other], places[one]
    return places


UP = list(range(9))
ACROSS = [4, 0, 8, 2, 6, 1, 7, 3, 5]
SORTS = {f"u{at}": sorted_like(UP, 1, at) for at in range(4)}
SORTS |= {f"a{at}": sorted_like(ACROSS, 1, 20 + at) for at in range(4)}


def test_people_of_two_minds_make_two_factors() -> None:
    """Everybody is flagged with their own; the array is the grid in the order of the mind."""
    found = qsort(SORTS, [f"s{at}" for at in range(9)], 2)
    minds = {name[0]: {p.factor for p in found.people if p.name[0] == name[0]} for name in "ua"}
    assert all(len(factors) == 1 and None not in factors for factors in minds.values())
    assert minds["u"] != minds["a"]
    (at,) = minds["u"]
    array = [one.array[at - 1] for one in found.statements]
    assert sorted(array) == GRID
    assert np.corrcoef(array, GRID)[0, 1] > 0.9
    z = np.array([one.z for one in found.statements])
    assert z.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert z.std(axis=0, ddof=1) == pytest.approx(1)
    assert found.reliability == pytest.approx([0.8 * 4 / (1 + 3 * 0.8)] * 2)
    limit = 1.959964 * np.sqrt(2) * found.error[0]
    for one in found.statements:
        assert (one.distinguishes == ((1, 2),)) == (abs(one.z[0] - one.z[1]) > limit)
    assert {one.distinguishes for one in found.statements} == {(), ((1, 2),)}


def test_the_factors_explain_what_the_components_explain() -> None:
    """Rotation moves variance between factors and changes neither their sum nor anybody's."""
    found = qsort(SORTS, [f"s{at}" for at in range(9)], 2)
    correlations = np.corrcoef(list(SORTS.values()))
    values, vectors = np.linalg.eigh(correlations)
    assert sum(found.explained) == pytest.approx(values[-2:].sum() / 8)
    loadings = np.array([person.loadings for person in found.people])
    whole = vectors[:, -2:] @ np.diag(values[-2:]) @ vectors[:, -2:].T
    assert loadings @ loadings.T == pytest.approx(whole, abs=1e-10)


@given(st.integers(0, 10_000), st.integers(2, 4))
def test_varimax_is_that_of_scikit_learn(seed: int, factors: int) -> None:
    """Another implementation reaches a criterion no higher."""
    loadings = np.random.default_rng(seed).uniform(-1, 1, (10, factors))

    def criterion(rotated: np.ndarray) -> float:
        return float((rotated**2).var(axis=0).sum())

    other = _ortho_rotation(loadings, method="varimax", tol=1e-10, max_iter=2000).T
    assert criterion(varimax(loadings)) >= criterion(other) - 1e-6


def test_sorts_that_cannot_be_analysed_are_refused() -> None:
    """Other grids, other lengths, too many factors, a factor of nobody."""
    names = ["a", "b", "c"]
    with pytest.raises(NotAllowed, match="grid"):
        qsort({"x": [-1, 0, 1], "y": [1, 0, 0]}, names, 1)
    with pytest.raises(NotAllowed, match="sorts 2 statements"):
        qsort({"x": [-1, 0], "y": [1, 0, -1]}, names, 1)
    with pytest.raises(NotAllowed, match="2 factors"):
        qsort({"x": [-1, 0, 1], "y": [1, 0, -1]}, names, 2)
    with pytest.raises(NotAllowed, match="Nobody loads"):
        qsort(SORTS, [f"s{at}" for at in range(9)], 6)
