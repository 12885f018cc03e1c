"""Groups are compared with denominators, intervals, and tests that know who shares a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from crosscase.analysis import shares
from crosscase.analysis.groups import NOTE, compare_groups
from crosscase.analysis.shares import Unit
from crosscase.domain.people import Group
from crosscase.errors import NotAllowed

from .conftest import Draw


def test_newcombe_gives_the_interval_of_his_paper() -> None:
    """56/70 against 48/80: 0.2, from 0.0524 to 0.3339 (Newcombe 1998, table II, method 10)."""
    found = shares.newcombe(56 / 70, 70, 48 / 80, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_benjamini_hochberg_agrees_with_p_adjust() -> None:
    """R: p.adjust(c(.01, .04, .03, .005), "BH") is .02 .04 .04 .02."""
    found = shares.benjamini_hochberg(dict(enumerate([0.01, 0.04, 0.03, 0.005])))
    assert [found[at] for at in range(4)] == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_people_of_one_opinion_a_case_are_worth_one_each_case() -> None:
    """Where whole cases say yes or no, ten people of two cases are worth two."""
    alike = [Unit(5, 5), Unit(0, 5), Unit(5, 5), Unit(0, 5)]
    assert shares.effective(alike) == pytest.approx(3.0)
    assert shares.effective([Unit(1, 1), Unit(0, 1)]) == 2
    assert shares.effective([Unit(3, 3), Unit(2, 2)]) == 2


def test_permutation_tries_every_way_of_dealing_cases_out() -> None:
    """Two cases that all say yes against two that all say no: 2 of 6 ways are as far apart."""
    p, how = shares.permuted([Unit(4, 4), Unit(2, 2)], [Unit(0, 4), Unit(0, 2)])
    assert p == pytest.approx(2 / 6)
    assert "all 6 ways" in how


def test_many_cases_are_drawn_with_a_seed() -> None:
    """Above 20,000 ways a seeded sample stands for all of them, and p is never 0."""
    one, other = [Unit(1, 1)] * 12, [Unit(0, 1)] * 12
    p, how = shares.permuted(one, other, seed=3)
    assert (p, how) == shares.permuted(one, other, seed=3)
    assert 0 < p < 0.01
    assert "seed 3" in how


@given(st.integers(1, 8), st.integers(1, 8), st.data())
def test_one_a_unit_is_fisher_where_nobody_shares_a_case(
    m: int, n: int, data: st.DataObject
) -> None:
    """With single people the test is Fisher's own."""
    x, y = data.draw(st.integers(0, m)), data.draw(st.integers(0, n))
    units = [[Unit(int(at < yes), 1) for at in range(of)] for yes, of in ((x, m), (y, n))]
    fisher = stats.fisher_exact([[x, m - x], [y, n - y]]).pvalue
    assert shares.one_a_unit(*units) == pytest.approx(fisher)


@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 12), st.integers(1, 12))
def test_fisher_agrees_with_scipy(x: int, m: int, y: int, n: int) -> None:
    """Two-sided, on any table."""
    x, y = min(x, m), min(y, n)
    wanted = stats.fisher_exact([[x, m - x], [y, n - y]]).pvalue
    assert shares.fisher(x, m, y, n) == pytest.approx(wanted)


def test_large_cases_alone_make_no_difference() -> None:
    """Ten cases of six and ten single people of whom half mention it each: "any" sees a
    difference where there is none, one person a case does not."""
    cases, people = [Unit(3, 6)] * 10, [Unit(1, 1)] * 5 + [Unit(0, 1)] * 5
    assert shares.any_in_unit(cases, people) < 0.05
    assert shares.one_a_unit(cases, people) > 0.5


def mixed(draw: Draw) -> Draw:
    """Two cases of two people and two officers; one of each case and one officer mention X."""
    for case in (1, 1, 2, 2, None, None):
        draw.person(case)
    for person in (1, 3, 5):
        draw.says(person, "k")
    for person in (2, 4, 6):
        draw.says(person, "other", construct="Y")
    return draw


def test_a_comparison_carries_denominators_cases_and_segments(draw: Draw) -> None:
    """Officers belong to no case; the unit of the test is said."""
    found = compare_groups(mixed(draw).snapshot())
    row = next(r for r in found.rows if r.construct == "X")
    assert (row.first.participants, row.first.asked) == (2, 4)
    assert (row.first.cases, row.first.of_cases) == (2, 2)
    assert (row.second.participants, row.second.asked, row.second.of_cases) == (1, 2, 0)
    assert row.first.segments == (1, 2)
    assert "one person a case" in row.unit
    assert found.note == NOTE == "descriptive: purposive sample"
    assert found.tests == 2


def test_tests_that_ignore_nesting_are_refused(draw: Draw) -> None:
    """People of one case are no independent opinions."""
    with pytest.raises(NotAllowed, match="not independent"):
        compare_groups(mixed(draw).snapshot(), test="people")


def test_a_case_with_people_of_both_groups_is_refused(draw: Draw) -> None:
    """Whole cases can only be dealt out where each belongs to one group."""
    draw.groups = (Group(1, "a"), Group(2, "b"))
    for case in (1, 1, 2):
        draw.says(draw.person(case), "k")
    draw.people[1] = type(draw.people[1])(2, "P2", 2, 1)
    with pytest.raises(NotAllowed, match="both groups"):
        compare_groups(draw.snapshot())


def test_small_numbers_are_hidden_on_request(draw: Draw) -> None:
    """With the number go the difference, the p and the segments."""
    rows = compare_groups(mixed(draw).snapshot(), hide_below=2).rows
    row = next(r for r in rows if r.construct == "X")
    assert (row.second.participants, row.second.segments, row.difference, row.p) == (
        None,
        (),
        None,
        None,
    )
    assert row.first.participants == 2


def test_within_a_question_only_those_who_answered_were_asked(draw: Draw) -> None:
    """Equivalent questions of two guides are one item; each group has its own denominator."""
    mixed(draw)
    first = draw.question("E1", equivalent="money", group=1)
    other = draw.question("G1", equivalent="money", group=2)
    draw.answer(1, first)
    draw.answer(2, first)
    draw.answer(5, other)
    row = next(
        r
        for r in compare_groups(draw.snapshot()).rows
        if r.question == "money" and r.construct == "X"
    )
    assert (row.first.participants, row.first.asked, row.second.asked) == (1, 2, 1)


def test_people_whose_interview_nobody_coded_were_not_asked(draw: Draw) -> None:
    """An uncoded interview is no silence."""
    mixed(draw).person(case=2)
    found = compare_groups(draw.snapshot())
    assert found.uncoded == 1
    assert found.rows[0].first.asked == 4
