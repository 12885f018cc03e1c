"""Pairs of cases: Gower's similarity over what is known, and which two to read side by side."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.analysis.contrasts.of_study import pairs_of_cases
from crosscase.analysis.contrasts.pairs import case_pairs
from crosscase.domain.codebook import Code
from crosscase.domain.people import Attribute
from crosscase.domain.theory import Rating
from crosscase.errors import NotAllowed, NotInStudy

from .conftest import Draw

FIRMS: list[dict[str, Any]] = [
    {"case": "A", "size": 10, "kind": "maker", "trust": 1, "success": 5},
    {"case": "B", "size": 20, "kind": "Maker ", "trust": None, "success": 1},
    {"case": "C", "size": 30, "kind": "trader", "trust": 0, "success": 5},
]


def test_similarity_is_gowers_worked_by_hand() -> None:
    """A and B: size 1 - 10/20, kind the same, trust unknown of B: (1/2 + 1) / 2."""
    found = {p.first + p.second: p for p in case_pairs(FIRMS, outcome="success").pairs}
    assert {name: pair.similarity for name, pair in found.items()} == {
        "AB": 0.75,
        "BC": 0.25,
        "AC": 0,
    }
    ab = found["AB"]
    assert (ab.agree, ab.differ, ab.unknown, ab.compared) == (("kind",), ("size",), ("trust",), 2)
    assert (ab.difference, ab.told, ab.design) == (1, "5 : 1", "most similar")
    assert found["AC"].differ == ("size", "kind", "trust")


def test_similar_pairs_have_different_outcomes_and_different_pairs_the_same() -> None:
    found = case_pairs(FIRMS, outcome="success")
    assert [p.first + p.second for p in found.similar] == ["AB", "BC"]
    assert [p.first + p.second for p in found.different] == ["AC"]
    free = case_pairs(FIRMS)
    assert [p.first + p.second for p in free.similar] == ["AB", "AC", "BC"]
    assert [p.similarity for p in free.different] == pytest.approx([1 / 6, 1 / 4, 1 / 2])
    assert "success" in free.variables


def test_an_outcome_between_the_limits_makes_no_pair() -> None:
    """1 of a range of 3 is more than a quarter and less than a half."""
    rows = [{"case": c, "x": x, "y": y} for c, x, y in (("A", 1, 0), ("B", 1, 1), ("C", 2, 3))]
    found = {p.first + p.second: p for p in case_pairs(rows, outcome="y").pairs}
    assert (found["AB"].design, found["BC"].design) == ("", "most similar")
    looser = case_pairs(rows, outcome="y", alike=0.4)
    assert [p.first + p.second for p in looser.different] == ["AB"]


def test_cases_of_which_too_little_is_known_are_told_and_not_ranked() -> None:
    rows = [
        {"case": "A", "x": 1, "y": 1, "z": 1},
        {"case": "B", "x": None, "y": "", "z": 2},
        {"case": "C", "x": 2, "y": float("nan"), "z": 3},
    ]
    found = case_pairs(rows)
    assert found.scarce == (("A", "B"), ("B", "C"))
    assert [p.first + p.second for p in found.pairs] == ["AC"]
    assert case_pairs(rows, outcome="y").without == ("B", "C")


def test_numbers_that_name_a_kind_can_be_taken_as_words() -> None:
    rows = [{"case": c, "sector": s} for c, s in (("A", 11), ("B", 12), ("C", 99))]
    assert case_pairs(rows).pairs[0].similarity == pytest.approx(1 - 1 / 88)
    assert case_pairs(rows, words=("sector",)).pairs[0].similarity == 0


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (FIRMS[:1], {}),
        ([FIRMS[0], FIRMS[0]], {}),
        ([{"case": "A"}, {"case": "B"}], {}),
        (FIRMS, {"alike": 0.6}),
        (FIRMS, {"outcome": "profit"}),
    ],
)
def test_what_cannot_be_compared_is_refused(rows: Any, more: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        case_pairs(rows, **more)


Cell = st.one_of(st.none(), st.integers(-5, 5))


@given(st.lists(st.tuples(Cell, Cell, st.sampled_from(["a", "b", ""])), min_size=2, max_size=6))
def test_similarity_lies_between_0_and_1_and_order_and_units_do_not_matter(rows: list[Any]) -> None:
    """Turning the cases round, or measuring in other units, changes no similarity."""
    table = [{"case": str(n), "x": x, "y": y, "k": k} for n, (x, y, k) in enumerate(rows)]
    turned = [row | {"x": None if row["x"] is None else 3 * row["x"] + 7} for row in table[::-1]]
    one, other = (
        {frozenset((p.first, p.second)): p for p in case_pairs(t, least=0).pairs}
        for t in (table, turned)
    )
    assert one.keys() == other.keys()
    for both, pair in one.items():
        assert 0 <= pair.similarity <= 1
        assert other[both].similarity == pytest.approx(pair.similarity)
        assert set(pair.agree) | set(pair.differ) | set(pair.between) | set(pair.unknown) == set(
            "xyk"
        )


def studied(draw: Draw) -> Draw:
    """Three cases: both of the first say X, one of two of the second, nobody was heard of C3."""
    for case in (1, 1, 2, 2, 3):
        draw.person(case)
    draw.sources.pop()
    draw.texts.pop()
    for person in (1, 2, 3):
        draw.says(person, "k")
    draw.says(4, "other", construct="Y")
    draw.more["attributes"] = [
        Attribute(1, "case", 1, "staff", "10"),
        Attribute(2, "case", 2, "staff", "1,010"),
        Attribute(3, "case", 3, "staff", "510"),
        Attribute(4, "case", 1, "motto", "boldly"),
        Attribute(5, "case", 2, "motto", "slowly"),
        Attribute(6, "case", 3, "motto", "never"),
    ]
    draw.more["ratings"] = [Rating(1, 1, 5, 1), Rating(2, 2, 1, 1)]
    return draw


def test_a_construct_nobody_was_asked_about_is_unknown_and_never_no(draw: Draw) -> None:
    """C1 and C2: X 1 : 1/2, all of its range, Y 0 : 1/2, staff end to end; C3 has staff alone."""
    found = pairs_of_cases(studied(draw).snapshot())
    assert found.variables == ("X", "Y", "staff"), "a motto that no two share names the case"
    assert [(p.first, p.second, p.similarity, p.unknown) for p in found.pairs] == [
        ("C1", "C2", 0.0, ())
    ]
    assert found.scarce == (("C1", "C3"), ("C2", "C3"))
    alone = pairs_of_cases(draw.snapshot(), on="attributes")
    assert [p.similarity for p in alone.pairs] == [0.5, 0.5, 0.0]


def test_the_outcome_can_be_a_construct_and_constructs_of_that_role_explain_nothing(
    draw: Draw,
) -> None:
    studied(draw)
    number = draw.construct("Y")
    draw.codes[number - 1] = Code(number, "construct", "Y", role="outcome")
    assert pairs_of_cases(draw.snapshot(), on="constructs").variables == ("X",)
    found = pairs_of_cases(draw.snapshot(), "Y", "constructs")
    assert (found.variables, found.without) == (("X",), ("C3",))
    assert [p.difference for p in found.pairs] == [1.0]
    assert pairs_of_cases(draw.snapshot(), "", "constructs").variables == ("X", "Y")
    with pytest.raises(NotInStudy):
        pairs_of_cases(draw.snapshot(), "Yy")
