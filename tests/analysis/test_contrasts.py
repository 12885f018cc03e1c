"""What sets groups apart is what the papers say it is."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chi2_contingency, fisher_exact

from crosscase.analysis.contrasts.correspondence import correspondence
from crosscase.analysis.contrasts.log_odds import log_odds
from crosscase.analysis.contrasts.power import power_of, smallest_seen
from crosscase.errors import NotAllowed

SAID = [
    ("ana", "firms", "market", 6),
    ("ana", "firms", "tax", 2),
    ("ben", "firms", "market", 4),
    ("ben", "firms", "school", 1),
    ("eve", "officers", "tax", 5),
    ("eve", "officers", "market", 1),
    ("kim", "officers", "school", 3),
    ("kim", "officers", "tax", 2),
    ("lee", "parks", "rent", 4),
]


def test_log_odds_are_those_of_the_paper_worked_out_by_hand() -> None:
    """Market: 10 of 13 against 1 of 11, and 11 of 28 in the prior, that of the parks included."""
    found = {one.word: one for one in log_odds(SAID, "firms", "officers").words}
    delta = log((10 + 11) / (13 + 28 - 10 - 11)) - log((1 + 11) / (11 + 28 - 1 - 11))
    assert found["market"].log_odds == pytest.approx(delta, abs=1e-12)
    z = delta / sqrt(1 / (10 + 11) + 1 / (1 + 11))
    assert found["market"].z == pytest.approx(z, abs=1e-12)
    assert (found["market"].first, found["market"].second, found["market"].people) == (10, 1, 3)
    assert "rent" not in found, "neither group says it"


def test_a_prior_can_be_given_and_weighed() -> None:
    """As many words as it is said to be worth; with next to none the raw odds are left."""
    background = {"market": 5, "tax": 3, "school": 1, "rent": 1}
    found = log_odds(SAID, "firms", "officers", prior=background, strength=20)
    market = next(one for one in found.words if one.word == "market")
    delta = log((10 + 10) / (13 + 20 - 10 - 10)) - log((1 + 10) / (11 + 20 - 1 - 10))
    assert (found.strength, market.log_odds) == (20, pytest.approx(delta, abs=1e-12))
    raw = log_odds(SAID, "firms", "officers", strength=1e-9).words[0]
    assert raw.log_odds == pytest.approx(log(10 / 3) - log(1 / 10), abs=1e-6)


def test_groups_turned_round_turn_the_signs_round() -> None:
    """And the order of the words with them."""
    one, other = (
        log_odds(SAID, *g, draws=0) for g in (("firms", "officers"), ("officers", "firms"))
    )
    assert [w.word for w in one.words] == [w.word for w in reversed(other.words)]
    assert [w.z for w in one.words] == pytest.approx([-w.z for w in reversed(other.words)])


def test_a_word_of_one_talker_is_less_sure_than_its_z_says() -> None:
    """One of ten says it forty times: z is large, people drawn again often leave him out."""
    rows = [(f"p{at}", "firms", "market", 20) for at in range(10)]
    rows += [(f"q{at}", "officers", "market", 20) for at in range(10)]
    found = log_odds([*rows, ("p0", "firms", "tax", 40)], "firms", "officers", strength=2)
    tax = found.words[0]
    assert (tax.word, tax.people) == ("tax", 1)
    assert tax.z > 2
    assert tax.low is not None
    assert tax.low < 0.1
    one = log_odds([("a", "x", "u", 1), ("b", "y", "v", 1)], "x", "y").words[0]
    assert (one.low, one.high) == (None, None)


@pytest.mark.parametrize(
    ("rows", "more", "told"),
    [
        (SAID, {"second": "schools"}, "Nothing is counted in the group 'schools'"),
        (SAID, {"strength": 0}, "is none"),
        (SAID, {"prior": {"market": 1}}, "The prior gives"),
        ([("a", "firms", "tax", -1)], {}, "-1 times"),
        ([("a", "firms", "x", 1), ("b", "officers", "x", 1)], {}, "nothing to set it against"),
    ],
)
def test_words_that_cannot_be_compared_are_refused(rows: list, more: dict, told: str) -> None:
    """With the next step."""
    with pytest.raises(NotAllowed, match=told):
        log_odds(rows, **{"first": "firms", "second": "officers"} | more)


SMOKERS = {
    "staff": ["SM", "JM", "SE", "JE", "SC"],
    "none": [4, 4, 25, 18, 10],
    "light": [2, 3, 10, 24, 6],
    "medium": [3, 7, 12, 33, 7],
    "heavy": [2, 4, 4, 13, 2],
}
"""Greenacre (1984, Theory and Applications of Correspondence Analysis, table 3.1)."""


def test_the_table_of_smokers_has_the_map_of_its_book() -> None:
    """What R's ca prints of it: inertias, and rows in principal coordinates (signs are free)."""
    found = correspondence(SMOKERS, "staff")
    assert [axis.inertia for axis in found.axes] == pytest.approx(
        [0.074759, 0.010017, 0.000414], abs=5e-7
    )
    assert [axis.share for axis in found.axes] == pytest.approx([0.8776, 0.1176, 0.0049], abs=1e-4)
    first = [point.coordinates[0] for point in found.row_points]
    standard = [-0.240539, 0.947105, -1.391973, 0.851989, -0.735456]
    assert np.abs(first) == pytest.approx(np.abs(standard) * sqrt(0.074759), abs=1e-5)
    assert [point.mass for point in found.row_points] == pytest.approx(
        [0.056995, 0.093264, 0.264249, 0.455959, 0.129534], abs=1e-6
    )


tables = st.integers(2, 5).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(0, 30), min_size=wide, max_size=wide), min_size=2, max_size=6
    )
)


@given(tables)
def test_a_map_holds_the_whole_table(counts: list[list[int]]) -> None:
    """Inertia is chi-squared over n, shares add up to one, and the counts come back from it."""
    table = {"case": list(range(len(counts)))}
    table |= {f"k{at}": list(column) for at, column in enumerate(zip(*counts, strict=True))}
    try:
        found = correspondence(table, "case")
    except NotAllowed as error:
        assert "needs two" in str(error) or "same profile" in str(error)
        return
    whole = np.array(counts)
    whole = whole[np.ix_(whole.sum(axis=1) > 0, whole.sum(axis=0) > 0)]
    assert found.chi_squared == pytest.approx(chi2_contingency(whole, correction=False).statistic)
    assert found.inertia == pytest.approx(found.chi_squared / whole.sum())
    for points in (found.row_points, found.column_points):
        assert np.sum([p.contributions for p in points], axis=0) == pytest.approx(1)
        assert sum(p.inertia for p in points) == pytest.approx(found.inertia)
    rows, cols = ([p.coordinates for p in ps] for ps in (found.row_points, found.column_points))
    scaled = np.array(rows) / np.sqrt([axis.inertia for axis in found.axes])
    masses = np.outer([p.mass for p in found.row_points], [p.mass for p in found.column_points])
    back = found.total * masses * (1 + scaled @ np.array(cols).T)
    assert back == pytest.approx(whole, abs=1e-6)


def test_what_cannot_be_mapped_is_refused() -> None:
    """Empty rows are left out and named."""
    table = {"case": ["A", "B", "C"], "x": [1, 2, 0], "y": [3, 1, 0], "z": [0, 0, 0]}
    assert correspondence(table, "case").left_out == ("C", "z")
    with pytest.raises(NotAllowed, match="same profile"):
        correspondence({"case": ["A", "B"], "x": [1, 2], "y": [2, 4]}, "case")
    with pytest.raises(NotAllowed, match="is no count"):
        correspondence({"case": ["A", "B"], "x": [1, -2], "y": [2, 4]}, "case")


@pytest.mark.parametrize(("first", "second"), [(4, 4), (6, 9), (15, 12)])
def test_the_power_is_that_of_every_table_there_can_be(first: int, second: int) -> None:
    """Added up over all tables with scipy's own p; the level is held where nothing differs."""
    share, other = 0.8, 0.25
    expected = sum(
        binom.pmf(x, first, share) * binom.pmf(y, second, other)
        for x in range(first + 1)
        for y in range(second + 1)
        if fisher_exact([[x, first - x], [y, second - y]]).pvalue <= 0.05 * (1 + 1e-9)
    )
    assert power_of(first, second, share, other) == pytest.approx(expected, abs=1e-12)
    assert power_of(first, second, 0.5, 0.5) <= 0.05


def test_the_power_is_that_of_a_simulation() -> None:
    """Four thousand studies of 20 and 20, drawn with a seed."""
    generator = np.random.default_rng(5)
    drawn = generator.binomial(20, [0.8, 0.35], (4000, 2))
    p = {(x, y): fisher_exact([[x, 20 - x], [y, 20 - y]]).pvalue for x, y in set(map(tuple, drawn))}
    seen = np.mean([p[x, y] <= 0.05 for x, y in drawn])
    assert power_of(20, 20, 0.8, 0.35) == pytest.approx(seen, abs=0.02)


def test_three_against_three_show_nothing() -> None:
    """All against none has p = 0.1 there; with more units smaller differences are seen."""
    assert smallest_seen(3, 3).difference is None
    assert "not even all against none" in smallest_seen(3, 3).sentence
    least = [smallest_seen(n, n).difference for n in (5, 10, 20, 40, 80)]
    assert least == sorted(least, reverse=True)
    twenty = smallest_seen(20, 20)
    assert twenty.difference is not None
    half = twenty.difference / 2
    assert power_of(20, 20, 0.5 + half, 0.5 - half) >= 0.8
    assert power_of(20, 20, 0.5 + half - 0.0025, 0.5 - half + 0.0025) < 0.8
    assert f"under {twenty.difference:.2f} would not be seen" in twenty.sentence
    with pytest.raises(NotAllowed, match="1 to 200"):
        smallest_seen(0, 5)
