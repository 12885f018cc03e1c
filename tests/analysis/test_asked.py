"""Who counts in "n of m people": one rule for every table."""

from __future__ import annotations

from dataclasses import replace

from crosscase.analysis.asked import asked, asked_about, asked_item
from crosscase.analysis.groups import compare_groups
from crosscase.analysis.matrix import case_matrix

from .conftest import Draw


def interviews(draw: Draw) -> int:
    """Four people of one case; the fourth nobody coded. The first three mention Y; Z is asked."""
    for _ in range(4):
        draw.person(case=1)
    for person in (1, 2, 3):
        draw.says(person, "k", construct="Y")
    return draw.construct("Z")


def test_who_was_heard_and_not_coded_is_in_no_denominator(draw: Draw) -> None:
    """Whether the fourth mentions it nobody has looked."""
    interviews(draw)
    found = asked(draw.snapshot())
    assert (found.people, found.uncoded, found.skipped) == ({1, 2, 3}, {4}, set())


def test_where_a_question_names_the_construct_only_who_was_asked_counts(draw: Draw) -> None:
    """P1 was asked, P2 was asked something else, P3's answers are tied to nothing."""
    idea = interviews(draw)
    draw.answer(1, draw.question("E5", prompts="Z"))
    draw.answer(2, draw.question("E1"))
    found = asked_about(draw.snapshot(), [idea])[idea]
    assert (found.people, found.skipped) == ({1, 3}, {2})


def test_denying_is_answering(draw: Draw) -> None:
    """Asked and denied is no silence, and no reason to be left out."""
    idea = interviews(draw)
    question = draw.question("E5", prompts="Z")
    draw.answer(1, question)
    draw.more["answers"] = [replace(draw.more["answers"][0], denied=True)]
    snapshot = draw.snapshot()
    assert 1 in asked_about(snapshot, [idea])[idea].people
    assert asked_item(snapshot, [question]) == {1}


def test_a_tie_by_rule_never_shows_that_something_was_not_asked(draw: Draw) -> None:
    """A program overlooks answers."""
    idea = interviews(draw)
    draw.question("E5", prompts="Z")
    draw.answer(2, draw.question("E1"))
    draw.more["answers"] = [replace(draw.more["answers"][0], unreviewed=True)]
    assert asked_about(draw.snapshot(), [idea])[idea].people == {1, 2, 3}


def test_a_form_asks_all_that_anybody_answered_on_it(draw: Draw) -> None:
    """P5 left the line about Z blank, P6 did not."""
    idea = interviews(draw)
    blank, filled = draw.person(case=1, kind="answers"), draw.person(case=1, kind="answers")
    for person in (blank, filled):
        draw.says(person, "k", construct="Y")
    other = draw.question("E1")
    draw.answer(filled, draw.question("E5", prompts="Z"))
    draw.answer(blank, other)
    assert blank in asked_about(draw.snapshot(), [idea])[idea].people


def test_matrix_and_groups_have_the_same_denominators(draw: Draw) -> None:
    """P2 mentions Z unasked: told apart, counted in neither."""
    interviews(draw)
    draw.answer(1, draw.question("E5", prompts="Z"))
    draw.answer(2, draw.question("E1"))
    draw.says(2, "z", at=50, construct="Z")
    draw.says(3, "z", at=50, construct="Z")
    snapshot = draw.snapshot()
    cell = case_matrix(snapshot).cell("C1", "Z")
    row = next(r for r in compare_groups(snapshot).rows if r.construct == "Z" and r.question == "")
    assert (cell.participants, cell.asked, cell.unasked, cell.uncoded) == (1, 2, 1, 1)
    assert (row.first.participants, row.first.asked) == (cell.participants, cell.asked)
    assert cell.segments == row.first.segments
