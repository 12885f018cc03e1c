"""Unitizing alpha is what its definition says, place by place."""

from __future__ import annotations

import importlib.util
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.analysis.coefficients import unitizing, unitizing_sources
from crosscase.errors import NotAllowed

EXACT = 1e-9
LENGTH = 12
Passage = tuple[str, int, int, str]


@st.composite
def passages(draw: st.DrawFn) -> tuple[list[Passage], list[str]]:
    """Two or three coders; the edges that each draws make passages and gaps in turn."""
    rows = []
    coders = ["ana", "ben", "cho"][: draw(st.integers(2, 3))]
    for coder in coders:
        edges = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=7)))
        for start, end in pairwise(edges):
            category = draw(st.sampled_from(["", "a", "b"]))
            if category:
                rows.append((coder, start, end, category))
    return rows, coders


class Places:
    """The definition on single places: every two that may be paired, one after the other."""

    def __init__(self, rows: list[Passage], coders: list[str]) -> None:
        self.coders = coders
        self.at = {(coder, place): ("", -1) for coder in coders for place in range(LENGTH)}
        for number, (coder, start, end, category) in enumerate(rows):
            self.at |= {(coder, place): (category, number) for place in range(start, end)}

    def observed(self, relevant: bool) -> dict[tuple[str, str], float]:
        """Equation 1; without gaps where only what is ``relevant`` counts."""
        found: dict[tuple[str, str], float] = {}
        for one, other in permutations(self.coders, 2):
            for place in range(LENGTH):
                values = self.at[one, place][0], self.at[other, place][0]
                if all(values) or not relevant:
                    found[values] = found.get(values, 0) + 1 / (len(self.coders) - 1)
        return found

    def expected(self) -> dict[tuple[str, str], float]:
        """Equation 4: the share of each two values among all pairs of places that may be paired."""
        found: dict[tuple[str, str], float] = {}
        for first, (value, unit) in self.at.items():
            for second, (beside, other) in self.at.items():
                if first != second and (unit != other or unit == -1):
                    found[value, beside] = found.get((value, beside), 0) + 1
        return shares(found)

    def expected_coding(self) -> dict[tuple[str, str], float]:
        """Equation 10: places weigh as many as mark them too; two places of one passage are left
        out as far as the same other coder marks both."""
        many = len(self.coders) - 1
        found: dict[tuple[str, str], float] = {}
        marked = {
            at: {c for c in self.coders if c != at[0] and self.at[c, at[1]][0]}
            if said[0]
            else set()
            for at, said in self.at.items()
        }
        for first, (value, unit) in self.at.items():
            for second, (beside, other) in self.at.items():
                weight = len(marked[first]) * len(marked[second]) / many**2
                if unit == other:
                    weight -= len(marked[first] & marked[second]) / many
                if value and beside:
                    found[value, beside] = found.get((value, beside), 0) + weight
        return shares(found)


def shares(found: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    total = sum(found.values())
    return {pair: weight / total for pair, weight in found.items()} if total > EXACT else {}


def alpha(observed: dict[Any, float], expected: dict[Any, float], apart: Any) -> float | None:
    seen, chance = (
        sum(weight for pair, weight in some.items() if apart(*pair))
        for some in (shares(observed), expected)
    )
    return 1 - seen / chance if chance > EXACT else None


@settings(deadline=None)
@given(passages())
def test_the_family_is_what_its_definition_says_place_by_place(
    drawn: tuple[list[Passage], list[str]],
) -> None:
    """Beside sums over every pair of single places."""
    rows, coders = drawn
    found = unitizing(rows, LENGTH, coders=coders)
    places = Places(rows, coders)
    every, coded = places.observed(False), places.observed(True)
    chance, guess = places.expected(), places.expected_coding()
    wanted = {
        "|uα": alpha(every, chance, lambda a, b: bool(a) != bool(b)),
        "uα": alpha(every, chance, lambda a, b: a != b),
        "cuα": alpha(coded, guess, lambda a, b: a != b),
    }
    for one in found.categories:
        k = one.name
        ours, theirs = (
            {pair: w for pair, w in some.items() if pair[0] == k} for some in (coded, guess)
        )
        told = alpha(ours, shares(theirs), lambda a, b: a != b) if ours else None
        assert one.alpha.value == (told if told is None else pytest.approx(told, abs=1e-7))
        length = sum(end - start for _, start, end, category in rows if category == k)
        assert one.coverage == pytest.approx(sum(ours.values()) / length)
    for row in found.rows()[:3]:
        told = wanted[row["coefficient"]]
        assert row["value"] == (told if told is None else pytest.approx(told, abs=1e-7))
        assert (row["value"] is None) == bool(row["why"])


def test_coders_who_mark_the_same_agree_wholly() -> None:
    """On every coefficient, whatever the scale of the continuum."""
    rows = [(c, a, b, k) for c in "xy" for a, b, k in ((0, 300, "risk"), (500, 900, "trust"))]
    found = unitizing(rows, 1000)
    assert {row["value"] for row in found.rows()} == {1.0}
    assert found.coverage == pytest.approx(0.7)


def test_where_and_what_are_told_apart() -> None:
    """The same passages under other names: they agree where, and not what."""
    rows = [("x", 0, 10, "a"), ("y", 0, 10, "b"), ("x", 20, 30, "b"), ("y", 20, 30, "a")]
    found = unitizing(rows, 40)
    assert found.relevant.value == 1
    assert found.coding.value is not None
    assert found.coding.value < 0
    assert found.all.value is not None
    assert found.all.value < 1


def test_what_has_no_chance_to_differ_says_why() -> None:
    """Nothing marked, all marked, and one category."""
    nothing = unitizing([], 10, coders=["x", "y"])
    assert [row["value"] for row in nothing.rows()] == [None] * 3
    assert all(row["why"] for row in nothing.rows())
    apart = unitizing([("x", 0, 4, "a"), ("y", 5, 9, "b")], 10)
    assert "Nobody else marked" in apart.categories[0].alpha.why
    same = unitizing([("x", 0, 4, "a"), ("x", 4, 6, "a"), ("y", 0, 5, "a")], 10)
    assert "all is this category" in same.categories[0].alpha.why


@pytest.mark.parametrize(
    ("rows", "coders", "said"),
    [
        ([("x", 0, 3, "a")], None, "agreement needs two"),
        ([("x", 0, 3, "a")], ["y", "z"], "not named"),
        ([("x", 3, 3, "a")], ["x", "y"], "not within 0 to 10"),
        ([("x", 3, 11, "a")], ["x", "y"], "not within 0 to 10"),
        ([("x", 0.5, 3, "a")], ["x", "y"], "in whole numbers"),
        ([("x", "0", 3, "a")], ["x", "y"], "in whole numbers"),
        ([("x", 2, 5, "b"), ("x", 0, 3, "a")], ["x", "y"], "overlap"),
    ],
)
def test_passages_that_cannot_be_laid_on_the_continuum_are_refused(
    rows: Any, coders: Any, said: str
) -> None:
    """Each refusal has a hint."""
    with pytest.raises(NotAllowed, match=said) as told:
        unitizing(rows, 10, coders=coders)
    assert told.value.hint


def test_its_rows_go_out_as_a_frame() -> None:
    """Without pandas the rows, and how to have the frame."""
    found = unitizing([("x", 0, 4, "a"), ("y", 2, 6, "a")], 10)
    if importlib.util.find_spec("pandas") is None:
        with pytest.raises(NotAllowed, match="needs pandas"):
            found.to_frame()
        return
    assert list(found.to_frame().columns) == list(found.rows()[0])


@settings(deadline=None, max_examples=40)
@given(passages(), passages())
def test_several_sources_are_one_laid_end_to_end(
    one: tuple[list[Passage], list[str]], other: tuple[list[Passage], list[str]]
) -> None:
    """All coefficients are those of the long continuum, and none of its passages crosses over."""
    coders = ["ana", "ben", "cho"]
    moved = [(c, start + LENGTH, end + LENGTH, k) for c, start, end, k in other[0]]
    whole = unitizing([*one[0], *moved], 2 * LENGTH, coders=coders)
    parts = {"one": (one[0], LENGTH), "other": (other[0], LENGTH)}
    found = unitizing_sources(parts, coders=coders, draws=20)
    for ours, theirs in zip(found.rows(), whole.rows(), strict=True):
        assert ours["coefficient"] == theirs["coefficient"]
        told = theirs["value"]
        assert ours["value"] == (told if told is None else pytest.approx(told, abs=1e-9))
        assert ours["why"] == theirs["why"]


def test_the_interval_is_of_sources_drawn_again() -> None:
    """Two sources: both, or one of them twice, a half, a quarter and a quarter of the draws."""
    good = [(c, 0, 50, "a") for c in "xy"] + [(c, 50, 80, "b") for c in "xy"]
    bad = [("x", 0, 30, "a"), ("y", 40, 90, "b"), ("y", 10, 20, "a")]
    found = unitizing_sources({"1": (good, 100), "2": (bad, 100)}, draws=200, seed=1)
    twice = [
        unitizing([*rows, *((c, s + 100, e + 100, k) for c, s, e, k in rows)], 200).all.value
        for rows in (good, bad)
    ]
    assert (found.all.low, found.all.high) == pytest.approx(sorted(twice))
    assert (found.sources, found.bootstrap) == (2, 200)
    assert found == unitizing_sources({"1": (good, 100), "2": (bad, 100)}, draws=200, seed=1)
    with pytest.raises(NotAllowed, match="1 sources"):
        unitizing_sources({"1": (good, 100)})
