"""Ranks come with how sure they are, and agreement of raters is Kendall's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from crosscase.analysis.priorities.concordance import concordance
from crosscase.analysis.priorities.free_lists import free_lists
from crosscase.errors import NotAllowed


def test_a_rank_is_as_sure_as_its_lists_are_alike() -> None:
    """Ten lists begin with a; b and c follow in either order; d and e are named by one."""
    lists = [["a", "b", "c"]] * 5 + [["a", "c", "b"]] * 5 + [["d", "e"]]
    found = {one.name: one for one in free_lists(lists, seed=2).factors}
    assert (found["a"].rank_low, found["a"].rank_high, found["a"].top) == (1, 1, 1.0)
    assert (found["b"].rank_low, found["b"].rank_high) == (2, 3)
    assert found["b"].top > 0.99
    assert found["e"].top < 0.05
    assert found["a"].smith.value == pytest.approx(10 / 11)


def test_ranks_are_counted_in_the_bootstrap_itself() -> None:
    """The same draws made again by hand: how often a is among the first three of four."""
    lists = [["a", "b"], ["b", "c"], ["d", "c"], ["c", "d"], ["d", "a"]]
    found = {one.name: one for one in free_lists(lists, draws=300, seed=7).factors}
    taken = np.random.default_rng(7).multinomial(5, np.full(5, 0.2), 300)
    score = np.zeros((5, 4))
    for row, one in enumerate(lists):
        for at, name in enumerate(one):
            score[row, "abcd".index(name)] = (2 - at) / 2
    drawn = taken @ score
    above = (drawn[:, :, None] < drawn[:, None, :] - 1e-9).sum(axis=2)
    for at, name in enumerate("abcd"):
        assert found[name].top == pytest.approx((above[:, at] < 3).mean())


def test_chance_is_lists_that_take_their_factors_at_random() -> None:
    """Whole lists are shuffled here, where the program places one factor: the same p."""
    lists = [["a", "b", "c"], ["a", "d"], ["a", "b"], ["e", "a", "f"], ["b", "a"]]
    found = {one.name: one for one in free_lists(lists, draws=10).factors}
    generator = np.random.default_rng(1)
    null = []
    for _ in range(4000):
        score = np.zeros(6)
        for one in lists:
            order = generator.permutation(6)[: len(one)]
            score[order] += np.arange(len(one), 0, -1) / len(one)
        null += (score / len(lists)).tolist()
    for name in "ab":
        as_large = np.mean(np.array(null) >= (found[name].smith.value or 0) - 1e-12)
        assert found[name].p == pytest.approx(as_large, abs=0.01)
    assert found["a"].p < 0.02 < 0.5 < found["f"].p
    assert all(one.adjusted >= one.p for one in found.values())


def test_people_of_one_case_are_drawn_together() -> None:
    """Ten lists of two cases are as unsure as two."""
    lists = [["a", "b"]] * 5 + [["b", "a"]] * 5
    alone = free_lists(lists, draws=200).factors[0]
    together = free_lists(lists, units=[1] * 5 + [2] * 5, draws=200).factors[0]
    assert (together.smith.low, together.smith.high) == (0.5, 1.0)
    assert alone.smith.low > 0.5


@pytest.mark.parametrize(
    ("lists", "more", "told"),
    [
        ([[], []], {}, "No list"),
        ([["a", "a"]], {}, "List 1 names a factor twice"),
        ([["a"]], {"units": [1, 2]}, "1 lists and 2 units"),
    ],
)
def test_lists_that_cannot_be_counted_are_refused(lists: list, more: dict, told: str) -> None:
    """With the list."""
    with pytest.raises(NotAllowed, match=told):
        free_lists(lists, **more)


rated = st.integers(3, 6).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(1, 5), min_size=wide, max_size=wide), min_size=3, max_size=8
    )
)


@given(rated)
def test_friedman_is_scipys_and_w_is_a_part_of_it(ratings: list[list[int]]) -> None:
    """With ties; where nobody tells items apart there is no order."""
    if all(len(set(row)) == 1 for row in ratings):
        with pytest.raises(NotAllowed, match="no order"):
            concordance(ratings)
        return
    found = concordance(ratings, draws=50)
    expected = friedmanchisquare(*zip(*ratings, strict=True))
    assert found.chi_squared == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p_asymptotic == pytest.approx(expected.pvalue)
    assert -1e-12 <= found.w <= 1 + 1e-12


def test_one_order_is_full_concordance() -> None:
    """W = 1; four raters of four items agree so by chance once in 24³ times."""
    found = concordance([[1, 2, 3, 4]] * 4, seed=1)
    assert (found.w, found.mean_ranks) == (1.0, (1.0, 2.0, 3.0, 4.0))
    assert found.p < 0.001
    with pytest.raises(NotAllowed, match="is missing"):
        concordance([[1, float("nan")], [1, 2]])
    with pytest.raises(NotAllowed, match="two raters"):
        concordance([[1, 2]])


def test_the_p_of_few_raters_is_that_of_the_exact_table() -> None:
    """Three raters of three items in one order: 6 of 216, which chi-squared puts at 0.0498."""
    found = concordance([[1, 2, 3]] * 3, seed=3)
    assert found.p == pytest.approx(6 / 216, abs=0.005)
    assert found.p_asymptotic == pytest.approx(0.0498, abs=1e-4)
