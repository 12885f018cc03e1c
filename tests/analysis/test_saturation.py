"""Saturation is that of Guest, Namey and Chen, with its curve and its spread over orders."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from crosscase.analysis import table_saturation
from crosscase.analysis.saturation import saturation
from crosscase.errors import NotAllowed

from .conftest import Draw


def talks(draw: Draw, *new: str, dates: tuple[str, ...] = ()) -> Draw:
    """One interview a word; each letter of it is a keyword."""
    for at, letters in enumerate(new):
        person = draw.person(case=1, date=dates[at] if dates else "")
        for place, letter in enumerate(letters):
            draw.says(person, letter, place * 10)
    return draw


def test_the_curve_counts_what_nobody_had_said(draw: Draw) -> None:
    """Base 4 has 10 keywords; the run 5-6 brings 1 (10 %), 6-7 brings none."""
    found = saturation(talks(draw, "abcd", "abef", "gh", "ij", "k", "a", "b", "c").snapshot())
    assert [step.new for step in found.curve] == [4, 2, 2, 2, 1, 0, 0, 0]
    assert [step.total for step in found.curve][-1] == 11
    assert found.curve[1].segments == (7, 8)
    by = {(s.base, s.run, s.threshold): s for s in found.settings}
    assert by[4, 2, 0.05].ratios == (0.1, 0.0, 0.0)
    assert by[4, 2, 0.05].written == "5+2"
    assert by[4, 3, 0.0].at == 5
    assert (6, 3, 0.0) not in by
    assert "5+2" in found.sentence
    assert "order in which they were loaded" in found.sentence


def test_dates_order_the_interviews_where_all_have_one(draw: Draw) -> None:
    """The last loaded but first held interview comes first."""
    dates = ("2020-03-01", "2020-02-01", "2020-01-01")
    found = saturation(talks(draw, "a", "ab", "abc", dates=dates).snapshot())
    assert [(s.interview, s.new) for s in found.curve] == [("s3", 3), ("s2", 0), ("s1", 0)]
    assert found.order == "order of the dates"
    assert "not assessed" in found.sentence


def test_an_order_that_never_matters_has_no_spread(draw: Draw) -> None:
    """Where every interview says the same, every order is saturated at the base."""
    found = saturation(talks(draw, *["abc"] * 8).snapshot(), draws=50)
    one = found.settings[0]
    assert (one.at, one.low, one.median, one.high, one.share) == (4, 4, 4, 4, 1.0)


def test_new_keywords_to_the_end_never_saturate(draw: Draw) -> None:
    """Then the sentence says so."""
    found = saturation(talks(draw, *"abcdefgh").snapshot(), draws=50)
    assert {s.written for s in found.settings} == {"not reached"}
    assert "was not reached" in found.sentence


def test_groups_saturate_apart_and_uncoded_interviews_are_left_out(draw: Draw) -> None:
    """An interview nobody coded would look like saturation."""
    talks(draw, "ab", "c")
    draw.person(case=1)
    draw.says(draw.person(), "z")
    found = saturation(draw.snapshot(), "Enterprises")
    assert ([s.new for s in found.curve], found.uncoded) == ([2, 1], 1)
    assert [s.new for s in saturation(draw.snapshot(), "Officers").curve] == [1]


def test_a_study_without_codings_has_no_curve(draw: Draw) -> None:
    """Nothing is assessed, nothing fails."""
    draw.person(case=1)
    assert saturation(draw.snapshot()).curve == ()


def test_a_plain_table_saturates_as_a_study_does(draw: Draw) -> None:
    """The same interviews as rows: the same curve, the same settings, the same spread."""
    said = ("abcd", "abef", "gh", "ij", "k", "a", "b", "c")
    study = saturation(talks(draw, *said).snapshot())
    rows = [{"talk": f"s{at}", "word": w} for at, words in enumerate(said, 1) for w in words]
    found = table_saturation.saturation(rows, interview="talk", code="word")
    assert found.settings == study.settings
    told = [(step.interview, step.codes, step.new, step.total) for step in found.curve]
    assert told == [(step.interview, step.keywords, step.new, step.total) for step in study.curve]
    assert found.settings_rows()[0]["reached"] == "5+2"
    if importlib.util.find_spec("pandas") is None:
        with pytest.raises(NotAllowed, match="needs pandas"):
            found.to_frame()
    else:
        assert list(found.to_frame().columns) == list(found.rows()[0])


def test_an_interview_without_a_code_counts_in_a_table() -> None:
    """It stands in the curve, whatever says that it is empty."""
    table = {"interview": [1, 2, 3, 4], "code": ["a", "", None, float("nan")]}
    found = table_saturation.saturation(table, bases=[1], runs=[2], draws=10)
    assert [step.new for step in found.curve] == [1, 0, 0, 0]
    assert found.settings[0].at == 1
    assert table_saturation.saturation({"interview": [1], "code": [""]}).settings == ()


@pytest.mark.parametrize(
    ("table", "asked", "said"),
    [
        ({"interview": ["a"]}, {}, "no column 'code'"),
        ({"interview": ["a", ""], "code": ["x", "y"]}, {}, "Row 2 has no interview"),
        ({"interview": ["a"], "code": ["x"]}, {"bases": [0]}, "below one"),
        ({"interview": ["a"], "code": ["x"]}, {"draws": 0}, "below one"),
        ([], {}, "no rows"),
    ],
)
def test_tables_that_say_nothing_of_saturation_are_refused(
    table: Any, asked: dict[str, Any], said: str
) -> None:
    """Each refusal has a hint."""
    with pytest.raises(NotAllowed, match=said) as told:
        table_saturation.saturation(table, **asked)
    assert told.value.hint
