"""Sets are balanced as they say, and scores are those of the choice model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from crosscase.analysis.priorities.best_worst import SPREAD, best_worst
from crosscase.analysis.priorities.best_worst_design import best_worst_design
from crosscase.errors import NotAllowed


def items(many: int) -> list[str]:
    return [f"i{at}" for at in range(many)]


@pytest.mark.parametrize(
    ("many", "size", "times", "together"),
    [(7, 3, 3, 1), (6, 3, 5, 2), (9, 3, 4, 1), (7, 4, 4, 2), (5, 4, 4, 3)],
)
def test_where_a_balanced_design_exists_it_is_found(
    many: int, size: int, times: int, together: int
) -> None:
    """The small designs of the tables (7, 3, 1 is Fano's plane): every two equally often."""
    found = best_worst_design(items(many), size, times)
    assert found.balanced
    assert found.pairs == (together, together)
    assert "every two together equally often" in found.sentence


@settings(max_examples=25, deadline=None)
@given(st.integers(5, 11), st.integers(2, 4), st.integers(1, 4), st.integers(0, 99))
def test_what_a_design_says_of_itself_is_so(many: int, size: int, times: int, seed: int) -> None:
    """Counted again from its sets; the same seed gives the same sets."""
    if many * times % size:
        with pytest.raises(NotAllowed, match="whole sets"):
            best_worst_design(items(many), size, times)
        return
    found = best_worst_design(items(many), size, times, seed)
    assert found == best_worst_design(items(many), size, times, seed)
    shown = [item for one in found.sets for item in one]
    assert all(shown.count(item) == times for item in found.items)
    assert all(len(set(one)) == size for one in found.sets)
    pairs = [
        sum({a, b} <= set(one) for one in found.sets)
        for at, a in enumerate(found.items)
        for b in found.items[at + 1 :]
    ]
    assert found.pairs == (min(pairs), max(pairs))
    assert found.pairs[1] - found.pairs[0] <= 2


def test_items_that_make_no_design_are_refused() -> None:
    """With the numbers that would do."""
    with pytest.raises(NotAllowed, match="named twice"):
        best_worst_design(["a", "a", "b"], 2, 2)
    with pytest.raises(NotAllowed, match="cannot be made"):
        best_worst_design(["a", "b"], 2, 2)
    with pytest.raises(NotAllowed, match="whole sets") as refused:
        best_worst_design(items(6), 4, 3)
    assert refused.value.hint == "Show each item 2, 4, 6 … times."


def drawn(people: int, utilities: list[float], seed: int) -> tuple[dict, dict]:
    """Answers drawn from the model itself, to a balanced design."""
    generator = np.random.default_rng(seed)
    design = best_worst_design(items(len(utilities)), 3, 3)
    value = dict(zip(design.items, utilities, strict=True))
    rows = []
    for who in range(people):
        for number, shown in enumerate(design.sets, 1):
            p = np.exp([value[item] for item in shown])
            best = str(generator.choice(shown, p=p / p.sum()))
            rest = [item for item in shown if item != best]
            q = np.exp([-value[item] for item in rest])
            worst = str(generator.choice(rest, p=q / q.sum()))
            rows.append({"respondent": who, "set": number, "best": best, "worst": worst})
    return rows, dict(enumerate(design.sets, 1))


TRUE = [1.5, 1.0, 0.4, 0.0, -0.4, -1.0, -1.5]


def test_scores_are_those_a_general_optimiser_finds() -> None:
    """The log posterior is written out again, one choice at a time."""
    answers, sets = drawn(20, TRUE, 1)
    names = items(7)

    def minus(u: np.ndarray) -> float:
        value = dict(zip(names, u, strict=True))
        total = -np.sum(u**2) / (2 * SPREAD**2)
        for row in answers:
            shown = sets[row["set"]]
            total += value[row["best"]] - np.log(sum(np.exp(value[i]) for i in shown))
            rest = [i for i in shown if i != row["best"]]
            total += -value[row["worst"]] - np.log(sum(np.exp(-value[i]) for i in rest))
        return -total

    expected = minimize(minus, np.zeros(7), method="BFGS", options={"gtol": 1e-7}).x
    found = {one.item: one for one in best_worst(answers, sets, draws=20).items}
    assert [found[n].utility.value for n in names] == pytest.approx(
        list(expected - expected.mean()), abs=1e-5
    )
    assert sum(one.share.value or 0 for one in found.values()) == pytest.approx(1)
    for one in found.values():
        best = sum(row["best"] == one.item for row in answers)
        worst = sum(row["worst"] == one.item for row in answers)
        assert (one.shown, one.best, one.worst) == (60, best, worst)
        assert one.count.value == pytest.approx((best - worst) / 60)


def test_the_interval_holds_what_the_answers_were_drawn_from() -> None:
    """Six of seven at least, and the first item in its place; the seed settles it."""
    answers, sets = drawn(40, TRUE, 2)
    found = best_worst(answers, sets, draws=200, seed=3)
    truth = dict(zip(items(7), TRUE, strict=True))
    inside = [one.utility.low <= truth[one.item] <= one.utility.high for one in found.items]
    assert sum(inside) >= 6
    assert found.items[0].rank_low == 1
    assert found == best_worst(answers, sets, draws=200, seed=3)


def test_an_item_that_is_never_worst_has_a_score_all_the_same() -> None:
    """The weak prior holds it; one respondent gives no interval wider than nothing."""
    found = best_worst(
        [{"respondent": 1, "set": 1, "best": "a", "worst": "b"}], {1: ["a", "b", "c"]}
    )
    assert [one.item for one in found.items] == ["a", "c", "b"]
    assert found.items[0].utility.value < 10


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"set": 9}, "does not have"),
        ({"best": "z"}, "does not show"),
        ({"worst": "a"}, "as best and as worst"),
        ({}, "a second time"),
    ],
)
def test_answers_that_do_not_fit_are_refused(more: dict, told: str) -> None:
    """With the row."""
    row = {"respondent": 1, "set": 1, "best": "a", "worst": "b"}
    with pytest.raises(NotAllowed, match=f"Row 2.*{told}"):
        best_worst([row, row | more], {1: ["a", "b", "c"]})
