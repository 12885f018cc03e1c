"""Concepts, themes and dimensions, and what a reviewer would ask of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.analysis.data_structure import DataStructure, Doubt, data_structure, of_study
from crosscase.domain.codebook import Assignment, Code, Merge
from crosscase.engines.phrases import telling_words
from crosscase.errors import NotAllowed

from .conftest import Draw

HEADS = ("concept", "theme", "dimension", "person", "case", "words")
SAID = [
    ("money ran out", "Scarcity", "Limits", "ana", "A", "Then the money ran out"),
    ("money ran out", "Scarcity", "Limits", "ben", "B", "our money was gone"),
    ("no time", "Scarcity", "Limits", "ana", "A", "I had no time at all"),
    ("no time", "Scarcity", "Limits", "eve", "A", "there was no time"),
    ("liability of newness", "Age", "Limits", "ana", "A", "Nobody knew us then"),
    ("liability of newness", "Age", "Limits", "ben", "B", "we were unknown"),
    ("bold founder", "Drive", "", "ben", "B", "a bold founder he was"),
    ("bold founder", "Drive", "", "ana", "A", "the founder dared"),
    ("odd remark", "", "", "ben", "B", "an odd remark"),
]


def rows(said: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(HEADS, row, strict=True)) for row in said]


def doubts(found: DataStructure) -> set[tuple[str, str]]:
    return {(doubt.what, doubt.about) for doubt in found.doubts}


def test_concepts_stand_under_themes_and_themes_under_dimensions() -> None:
    """Those of most people first; what belongs nowhere comes last."""
    found = data_structure(rows(SAID))
    assert [(d.name, [t.name for t in d.themes]) for d in found.dimensions] == [
        ("Limits", ["Scarcity", "Age"]),
        ("", ["Drive", ""]),
    ]
    scarcity = found.dimensions[0].themes[0]
    assert [(c.name, c.people, c.cases, c.mentions) for c in scarcity.concepts] == [
        ("money ran out", 2, 2, 2),
        ("no time", 2, 1, 2),
    ]


def test_every_weak_place_is_told_and_nothing_else() -> None:
    """Worked by hand: of "liability of newness" no informant said a word."""
    assert doubts(data_structure(rows(SAID))) == {
        ("theme in no dimension", "Drive"),
        ("theme with one concept", "Drive"),
        ("theme with one concept", "Age"),
        ("concept in no theme", "odd remark"),
        ("concept of one person", "odd remark"),
        ("concept of one case", "no time"),
        ("wording not of informants", "liability of newness"),
    }
    alone = data_structure(rows(SAID[:4]))
    assert ("dimension with one theme", "Limits") in doubts(alone)


def test_half_of_the_words_of_a_concept_are_enough() -> None:
    one = [("cold rainy summer night", "T", "D", "p", "A", words) for words in ("cold", "summer")]
    (concept,) = data_structure(rows(one)).dimensions[0].themes[0].concepts
    assert concept.said == 0.5
    assert "wording not of informants" not in {
        what for what, _ in doubts(data_structure(rows(one)))
    }
    less = data_structure(rows(one[:1]))
    assert ("wording not of informants", "cold rainy summer night") in doubts(less)


def test_a_table_without_a_concept_or_a_column_is_refused() -> None:
    with pytest.raises(NotAllowed, match="No concept"):
        data_structure(rows([("", "T", "D", "p", "A", "x")]))
    with pytest.raises(NotAllowed, match="no column"):
        data_structure([{"concept": "x"}])


Name = st.sampled_from(["", "x", "y", "z"])


@given(st.lists(st.tuples(st.sampled_from("abcd"), Name, Name, Name, Name, Name), min_size=1))
def test_each_concept_stands_in_each_of_its_themes_once(said: list[tuple[str, ...]]) -> None:
    """Whatever the table holds: no concept is lost, and the order of rows changes no doubt."""
    found = data_structure(rows(said))
    placed = [(r["dimension"], r["theme"], r["concept"]) for r in found.rows()]
    assert len(placed) == len(set(placed))
    assert {c for _, _, c in placed} == {row[0] for row in said}
    assert {(t, c) for _, t, c in placed} == {(row[1], row[0]) for row in said}
    assert doubts(data_structure(rows(said[::-1]))) == doubts(found)


def themed(draw: Draw) -> Draw:
    """Two keywords in a theme of a construct, one merged into another, one in the construct."""
    for case in (1, 2):
        draw.person(case, text="the money ran out and nobody knew us at all " * 5)
    for person in (1, 2):
        draw.says(person, "money ran out", 4, 17)
        draw.says(person, "money gone", 49, 62)
        draw.says(person, "unknown", 22, 36)
    draw.links.clear()
    draw.codes.append(Code(len(draw.codes) + 1, "theme", "Scarcity"))
    theme, idea = len(draw.codes), draw.construct("X")
    draw.links += [
        Assignment(1, draw.code("money ran out"), theme, 1),
        Assignment(2, theme, idea, 1),
        Assignment(3, draw.code("unknown"), idea, 1),
    ]
    return draw


def test_merged_keywords_are_one_concept_and_themes_lead_to_their_construct(draw: Draw) -> None:
    """A keyword put straight under a construct is in no theme, where others are in one."""
    themed(draw).merges.append(Merge(1, draw.code("money gone"), draw.code("money ran out"), 1))
    found = of_study(draw.snapshot(), telling_words)
    assert not found.by_role
    assert [(r["dimension"], r["theme"], r["concept"], r["mentions"]) for r in found.rows()] == [
        ("X", "Scarcity", "money ran out", 4),
        ("", "", "unknown", 2),
    ]
    assert Doubt("concept in no theme", "unknown") in found.doubts
    assert found.dimensions[0].themes[0].concepts[0].segments == (1, 2, 4, 5)


def test_where_no_keyword_is_in_a_theme_constructs_and_roles_take_the_places(draw: Draw) -> None:
    draw.person(1)
    draw.says(1, "k", construct="Trust")
    draw.codes[-1] = Code(len(draw.codes), "construct", "Trust", role="internal driver")
    found = of_study(draw.snapshot(), telling_words)
    assert found.by_role
    assert [(d.name, d.themes[0].name) for d in found.dimensions] == [("internal driver", "Trust")]
    with pytest.raises(NotAllowed):
        of_study(Draw().snapshot(), telling_words)
