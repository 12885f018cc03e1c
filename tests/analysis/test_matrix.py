"""Matrices of cases, codes that stand together, the page of a case, quotes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.analysis.cooccurrence import Within, cooccurrence
from crosscase.analysis.matrix import case_matrix, case_variables
from crosscase.analysis.quotes import COLUMNS, quote_rows
from crosscase.analysis.within import case_page
from crosscase.domain.people import Attribute
from crosscase.domain.theory import Evidence, Proposition, Rating
from crosscase.errors import NotInStudy

from .conftest import Draw


def three(draw: Draw) -> Draw:
    """Three cases; two people of the first say the same, one of the second."""
    for case in (1, 1, 2, 3):
        draw.person(case)
    for person, at in ((1, 0), (1, 20), (2, 0), (3, 0)):
        draw.says(person, "k", at)
    draw.more["attributes"] = [
        Attribute(1, "case", 1, "staff", "9"),
        Attribute(2, "case", 2, "staff", "1,100"),
        Attribute(3, "case", 1, "kind", "service"),
        Attribute(4, "case", 2, "kind", "product"),
    ]
    draw.more["ratings"] = [Rating(1, 1, 4, 1, 1, "new"), Rating(2, 1, 5, 1), Rating(3, 3, 1, 1)]
    return draw


def test_cells_count_people_and_open_their_segments(draw: Draw) -> None:
    """Two mentions of one person are one participant; who was heard but not coded is told."""
    cell = case_matrix(three(draw).snapshot()).cell("C1", "X")
    assert (cell.participants, cell.heard, cell.uncoded, cell.segments) == (2, 2, 0, (1, 2, 3))
    empty = case_matrix(draw.snapshot()).cell("C3", "X")
    assert (empty.participants, empty.heard, empty.uncoded, empty.segments) == (0, 1, 1, ())


def test_cases_stand_in_any_order(draw: Draw) -> None:
    """Numbers from the highest, words from A, cases without a value last; names are checked."""
    snapshot = three(draw).snapshot()
    assert case_matrix(snapshot, order_by="staff").cases == ("C2", "C1", "C3")
    assert case_matrix(snapshot, order_by="kind").values == ("product", "service", "")
    outcome = case_matrix(snapshot, order_by="outcome")
    assert (outcome.cases, outcome.values) == (("C1", "C3", "C2"), ("4.5", "1", ""))
    assert case_matrix(snapshot, ("C3", "C1")).cases == ("C3", "C1")
    assert case_variables(snapshot) == ["kind", "outcome", "staff"]
    with pytest.raises(NotInStudy):
        case_matrix(snapshot, order_by="staf")


def test_small_cells_can_be_hidden(draw: Draw) -> None:
    """A hidden cell shows neither its people nor its segments."""
    matrix = case_matrix(three(draw).snapshot()).hiding(2)
    hidden = matrix.cell("C2", "X")
    assert (hidden.hidden, hidden.participants, hidden.segments) == (True, 0, ())
    assert not matrix.cell("C1", "X").hidden
    assert not matrix.cell("C3", "X").hidden


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abc"), st.integers(0, 30)), max_size=25),
    st.sampled_from(("segment", "overlap", "participant")),
)
def test_cooccurrence_is_that_of_a_slow_loop(
    codings: list[tuple[int, str, int]], within: Within
) -> None:
    """Sparse products give what pairs of passages give."""
    draw = Draw()
    for _ in range(3):
        draw.person(case=1)
    said = set(codings)
    for person, keyword, at in codings:
        draw.says(person, keyword, at, construct="")
    found = cooccurrence(draw.snapshot(), within=within)
    slow = {}
    for a, b in combinations(sorted({k for _, k, _ in said}), 2):
        pairs = [(x, y) for x in said for y in said if x[1] == a and y[1] == b and x[0] == y[0]]
        if within == "participant":
            slow[a, b] = len({x[0] for x, _ in pairs})
        else:
            apart = 1 if within == "segment" else 10
            slow[a, b] = sum(abs(x[2] - y[2]) < apart for x, y in pairs)
    fast = {tuple(sorted((p.first, p.second))): p.count for p in found.pairs()}
    assert fast == {pair: count for pair, count in slow.items() if count}


def test_a_pair_opens_its_passages(draw: Draw) -> None:
    """By overlap both passages, by participant all of the two codes."""
    boss = draw.person(case=1)
    draw.says(boss, "a", 0)
    draw.says(boss, "b", 5)
    draw.says(boss, "b", 50)
    snapshot = draw.snapshot()
    assert cooccurrence(snapshot, within="overlap").pair("a", "b").segments == (1, 2)
    pair = cooccurrence(snapshot, within="participant").pair("a", "b")
    assert (pair.count, pair.share, pair.segments) == (1, 1.0, (1, 2, 3))
    assert cooccurrence(snapshot).pair("a", "b").count == 0
    with pytest.raises(NotInStudy):
        cooccurrence(snapshot).pair("a", "c")


def test_the_page_of_a_case_ties_its_rating_to_words(draw: Draw) -> None:
    """Variables, people, outcome, constructs (silent ones too), keywords, evidence."""
    three(draw).construct("Silent")
    draw.more["propositions"] = [Proposition(1, "P1", "X drives it", draw.construct("X"), "+")]
    draw.more["evidence"] = [
        Evidence(1, 1, "supports", "opinion", 1, 4),
        Evidence(2, 1, "contradicts", "observed fact", 1, None, 1),
    ]
    page = case_page(draw.snapshot(), "C1")
    assert page.attributes == (("staff", "9"), ("kind", "service"))
    assert page.outcome == 4.5
    assert page.ratings[0].quote is not None
    assert (page.ratings[0].quote.words, page.ratings[1].quote) == ("0123456789", None)
    assert [(c.code, c.participants, c.mentions) for c in page.constructs] == [
        ("X", 2, 3),
        ("Silent", 0, 0),
    ]
    assert page.keywords[0].constructs == ("X",)
    assert [r.id for r in page.ratings] == [1, 2]
    assert [(m.mentions, m.segments) for m in page.participants] == [(2, (1, 2)), (1, (3,))]
    assert [(e.proposition, e.stance) for e in page.evidence] == [("P1", "contradicts")]
    assert case_page(draw.snapshot(), "C2").evidence[0].stance == "supports"
    with pytest.raises(NotInStudy):
        case_page(draw.snapshot(), "C9")


def test_every_mention_is_one_row_with_its_words(draw: Draw) -> None:
    """In the order of sources and places."""
    boss = draw.person(case=1)
    draw.says(boss, "b", 12)
    draw.says(boss, "a", 0)
    table = [dict(zip(COLUMNS, row, strict=True)) for row in quote_rows(draw.snapshot())]
    assert [(r["keyword"], r["quote"], r["start"]) for r in table] == [
        ("a", "0123456789", 0),
        ("b", "2345678901", 12),
    ]
    assert (table[0]["case"], table[0]["themes and constructs"]) == ("C1", "X")
