"""Lists are read as people write them, and salience is what Smith and Sutrop wrote."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.analysis.lists import free_lists, split
from crosscase.analysis.salience import salience
from crosscase.errors import NotInStudy

from .conftest import Draw


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("clients; data ; people who stay", ["clients", "data", "people who stay"]),
        ("1. the boss 2. money 3. nobody wants to work here", None),
        ("Data\nClients\n- Money", ["Data", "Clients", "Money"]),
        ("客户、数据、老板", ["客户", "数据", "老板"]),
        ("税；补贴；企业主肯学", ["税", "补贴", "企业主肯学"]),
        ("1、人才 2、资金", ["人才", "资金"]),
        ("founder, founder, market", ["founder", "founder", "market"]),
        (
            "1 clients who let us 2 accountants 3 team",
            ["clients who let us", "accountants", "team"],
        ),
        ("money, time and luck; people", ["money, time and luck", "people"]),
        ("the audit 2.5 times a year", ["the audit 2.5 times a year"]),
        ("none", ["none"]),
        (" ; ;\n", []),
    ],
)
def test_lists_are_parted_where_people_part_them(text: str, items: list[str] | None) -> None:
    """Numbers, semicolons, lines, Chinese marks; commas only where there is nothing else."""
    wanted = ["the boss", "money", "nobody wants to work here"] if items is None else items
    assert [span.of(text) for span in split(text)] == wanted


@given(st.text(max_size=60))
def test_items_are_pieces_of_the_text_in_order(text: str) -> None:
    """No item overlaps another or begins or ends with space."""
    spans = split(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)


def survey(draw: Draw, *lists: str) -> Draw:
    """One respondent a list, to a question that asks for three."""
    asked = draw.question("F", is_list=True, at_most=3)
    for at, text in enumerate(lists):
        person = draw.person(case=at + 1 if at < 2 else None, kind="answers", text=text)
        draw.answer(person, asked, 0, len(text))
    return draw


def test_smith_and_sutrop_by_hand(draw: Draw) -> None:
    """S(a) = (3/3 + 2/2 + 1/2) / 4; Sutrop's a = 3 / (4 * mean rank 4/3)."""
    found = salience(survey(draw, "a;b;c", "a;b", "b;a", "d").snapshot())
    a = next(f for f in found.factors if f.name == "a")
    assert a.smith.value == pytest.approx((1 + 1 + 0.5) / 4)
    assert a.sutrop.value == pytest.approx(3 / (4 * 4 / 3))
    assert (a.respondents, a.mean_rank, a.matched) == (3, pytest.approx(4 / 3), "words")
    assert a.smith.low is not None
    assert a.smith.low <= a.smith.value
    assert (found.respondents, found.at_most, found.over, found.items) == (4, 3, 0, 8)
    assert "not importance" in found.note


def test_lists_over_the_cap_are_told(draw: Draw) -> None:
    """Four things where three were asked for; a repeat is named once."""
    found = salience(survey(draw, "a;b;c;d", "a;A;b").snapshot())
    assert (found.over, found.mean_length) == (1, 3.0)


def test_coded_items_count_under_their_construct(draw: Draw) -> None:
    """Codings decide; what nobody coded keeps its own words."""
    survey(draw, "grants; luck", "money from the state")
    draw.says(1, "grants", 0, 6, construct="Policy")
    draw.says(2, "state money", 0, 20, construct="Policy")
    found = salience(draw.snapshot(), draws=10)
    policy = found.factors[0]
    assert (policy.name, policy.matched, policy.respondents) == ("Policy", "construct", 2)
    assert policy.segments == (1, 2)
    assert (found.matched_items, found.items) == (2, 3)
    names = [i.name for one in free_lists(draw.snapshot(), "F", "keyword") for i in one.items]
    assert names == ["grants", "luck", "state money"]


def test_a_discarded_item_is_no_factor(draw: Draw) -> None:
    """ "None" is an answer that names nothing."""
    survey(draw, "grants; luck", "none")
    draw.discard(2, 0)
    found = salience(draw.snapshot(), draws=10)
    assert found.respondents == 1
    assert {f.name for f in found.factors} == {"grants", "luck"}


def test_groups_apart_and_whole_cases_drawn(draw: Draw) -> None:
    """Officers belong to no case; two respondents of one case are drawn together."""
    survey(draw, "a", "b", "c")
    snapshot = draw.snapshot()
    officers = salience(snapshot, group="Officers", draws=10)
    assert [f.name for f in officers.factors] == ["c"]
    assert salience(snapshot, drawn="cases", draws=10).drawn == "cases"
    with pytest.raises(NotInStudy):
        salience(snapshot, "G")
