from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.engines.units import backchannel, cut

ANY = st.text(max_size=400) | st.text(
    alphabet="abc ,.;!?，。！？；是的我们政府补贴但是\n\u202eשלום😀👩\u200d🔬–and but", max_size=400
)


def said(text: str, language: str = "") -> list[str]:
    return [span.of(text) for span in cut(text, language)]


@given(ANY, st.sampled_from(["", "en", "zh"]))
def test_units_are_in_order_apart_and_trimmed_in_any_text(text: str, language: str) -> None:
    units = cut(text, language)
    assert all(a.end <= b.start for a, b in pairwise(units))
    for unit in units:
        words = unit.of(text)
        assert words == words.strip()
        assert words
        assert unit.end <= len(text)


@given(ANY)
def test_what_is_left_out_has_no_word_of_more_than_a_sentence_end(text: str) -> None:
    start = 0
    for unit in [*cut(text, "en"), None]:
        gap = text[start : unit.start if unit else len(text)]
        assert all(backchannel(piece) for piece in re.split(r"[.!?…。！？；;\n\r]", gap))
        start = unit.end if unit else start


def test_sentences_and_clauses_are_cut_and_backchannels_left_out() -> None:
    text = (
        "Yeah. The government gave us a subsidy for three years, and we hired five engineers "
        "with it. Mm-hm. You know, right."
    )
    assert said(text) == [
        "The government gave us a subsidy for three years",
        "and we hired five engineers with it.",
    ]


def test_a_short_list_is_not_torn() -> None:
    assert said("We pay rent and taxes.") == ["We pay rent and taxes."]


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert said("Dr. Li works with Mr. Wang at 3.5 million.") == [
        "Dr. Li works with Mr. Wang at 3.5 million."
    ]


def test_chinese_is_cut_at_its_own_stops_and_long_clauses() -> None:
    text = "嗯。我们公司主要是依靠政府的税收优惠政策来发展的，但是现在的人才招聘越来越困难了！对。"
    assert said(text, "zh") == [
        "我们公司主要是依靠政府的税收优惠政策来发展的",
        "但是现在的人才招聘越来越困难了！",
    ]
    assert said("我们有税收优惠，很好。") == ["我们有税收优惠，很好。"]


@pytest.mark.parametrize(
    "text", ["", " ", "...", "yeah", "Um, okay.", "you know", "嗯，对对", "😀"]
)
def test_what_only_keeps_the_talk_going_has_no_unit(text: str) -> None:
    assert cut(text) == []
