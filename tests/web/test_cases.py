"""Cases and Compare: each case on its own, then against the others, every number with its words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.analysis.agreement import agreement
from crosscase.analysis.contrasts.of_study import pairs_of_cases
from crosscase.analysis.framework import framework
from crosscase.analysis.matrix import case_matrix, outcomes
from crosscase.analysis.within import case_page
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.spans import Span

from .conftest import Workbench, axe


def kept(workbench: Workbench) -> Snapshot:
    with study.open_study(workbench.path, "") as opened:
        return opened.snapshot()


def number_of(workbench: Workbench, name: str) -> int:
    return next(case.id for case in kept(workbench).cases if case.name == name)


def test_an_unrated_case_is_rated_from_one_of_its_passages(workbench: Workbench, page: Any):
    case = number_of(workbench, "F")
    assert case not in outcomes(kept(workbench))
    page.goto(f"{workbench.root}/s/{workbench.id}/cases/{case}")
    page.get_by_role("button", name="Rate the outcome (r)").click()
    page.get_by_label("Rating").fill("2")
    page.get_by_label("Passage it rests on").select_option(index=1)
    page.get_by_label("Why").fill("little is in use")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Outcome: 2.0").wait_for()
    page.get_by_role("button", name="quote: The rating of F").click()
    page.locator(".drawer .quote").wait_for()
    rated = next(r for r in kept(workbench).ratings if r.case == case)
    assert (rated.value, rated.why) == (2, "little is in use")
    assert rated.segment in {
        quote.segment for said in case_page(kept(workbench), "F").keywords for quote in said.quotes
    }


def test_a_variable_is_added_and_the_next_case_reached_with_the_keyboard_alone(
    workbench: Workbench, page: Any
):
    page.goto(f"{workbench.root}/s/{workbench.id}/cases/{number_of(workbench, 'A')}")
    page.get_by_role("heading", name="Case A").wait_for()
    page.keyboard.press("v")
    page.keyboard.type("exports")
    page.keyboard.press("Tab")
    page.keyboard.type("a third")
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="a third", exact=True).wait_for()
    page.keyboard.press("n")
    page.get_by_role("heading", name="Case B").wait_for()
    assert ("exports", "a third") in case_page(kept(workbench), "A").attributes


def test_the_numbers_of_a_case_are_those_of_the_library(shown: Workbench, looking: Any):
    wanted = case_page(kept(shown), "D").constructs
    looking.goto(f"{shown.root}/s/{shown.id}/cases/{number_of(shown, 'D')}")
    rows = looking.locator("table[aria-label='Construct'] tbody tr")
    rows.first.wait_for()
    told = [row.split("\t") for row in rows.all_inner_texts()]
    assert told == [[s.code, str(s.participants), str(s.mentions)] for s in wanted]


def test_a_cell_of_the_matrix_opens_the_passages_behind_it(shown: Workbench, looking: Any):
    matrix = case_matrix(kept(shown))
    cell = next(cell for cell in matrix.cells if cell.participants)
    looking.goto(f"{shown.root}/s/{shown.id}/compare")
    looking.get_by_role(
        "button", name=f": {cell.construct} in {cell.case}: {cell.participants} of"
    ).click()
    looking.locator(".drawer .quote").first.wait_for()
    assert looking.locator(".drawer .quote").count() == len(cell.segments)
    looking.keyboard.press("Escape")
    assert looking.locator(".drawer").count() == 0


def test_cases_are_ordered_by_a_variable_and_by_hand(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/compare/cases")
    looking.get_by_label("Order cases by").select_option("employees")
    looking.get_by_role("rowheader", name="employees").wait_for()
    heads = looking.locator("table.matrix th.case a")
    ordered = list(case_matrix(kept(shown), order_by="employees").cases)
    assert heads.all_inner_texts() == ordered
    looking.get_by_role("button", name="Arrange by hand").click()
    looking.get_by_role("button", name=f"Move {ordered[1]} to the left").click()
    first = looking.locator("table.matrix th.case").first
    first.get_by_role("link", name=ordered[1], exact=True).wait_for()
    assert heads.all_inner_texts() == [ordered[1], ordered[0], *ordered[2:]]


def test_similar_and_different_pairs_stand_with_their_passages(shown: Workbench, looking: Any):
    found = pairs_of_cases(kept(shown))
    looking.goto(f"{shown.root}/s/{shown.id}/compare/pairs")
    rows = looking.locator("table[aria-label^='Most similar'] tbody th")
    rows.first.wait_for()
    assert rows.all_inner_texts() == [f"{p.first} and {p.second}" for p in found.similar]
    assert axe(looking) == []
    looking.locator("table[aria-label^='Most similar'] tbody button").first.click()
    looking.locator(".drawer .quote").first.wait_for()
    looking.keyboard.press("Escape")
    looking.get_by_role("combobox", name="Outcome").select_option("Innovation capability")
    first = pairs_of_cases(kept(shown), "Innovation capability").similar[0]
    looking.locator("table[aria-label^='Most similar'] tbody th").first.get_by_text(
        f"{first.first} and {first.second}"
    ).wait_for()
    looking.get_by_role("combobox", name="Outcome").select_option("outcome")


def test_small_numbers_can_be_hidden(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/compare/groups")
    looking.get_by_text("descriptive: purposive sample").wait_for()
    field = looking.get_by_label("Hide numbers of fewer people than")
    field.fill("5")
    field.press("Enter")
    looking.locator("td", has_text="hidden/10").first.wait_for()


TABS = {
    "groups": "Groups compared",
    "together": "Codes that stand together",
    "keywords": "How often each code is mentioned",
    "words": "The words participants use",
    "saturation": "Where saturation is reached",
}


@pytest.mark.parametrize("tab", TABS)
def test_each_picture_is_kept_as_a_drawing_that_needs_no_style_sheet(
    shown: Workbench, looking: Any, tmp_path: Path, tab: str
):
    looking.goto(f"{shown.root}/s/{shown.id}/compare/{tab}")
    looking.locator(".figure svg").first.wait_for()
    for form, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with looking.expect_download() as given:
            looking.locator(".figure").get_by_role("button", name=f"as {form}").first.click()
        file = tmp_path / given.value.suggested_filename
        given.value.save_as(file)
        assert file.read_bytes().startswith(begins)
        if form == "SVG":
            drawn = ET.fromstring(file.read_text())
            shapes = [n for n in drawn.iter() if n.tag.endswith(("rect", "circle", "text"))]
            assert all(n.get("fill") and not n.get("class") for n in shapes)
            assert len(shapes) > 10
    looking.locator(".figure").get_by_role("button", name="As a table").first.click()
    looking.locator(".figure table").wait_for()


def test_the_matrix_is_kept_as_a_drawing(shown: Workbench, looking: Any, tmp_path: Path):
    looking.goto(f"{shown.root}/s/{shown.id}/compare/cases")
    with looking.expect_download() as given:
        looking.get_by_role("button", name="Download the matrix as SVG").click()
    given.value.save_as(tmp_path / "cases.svg")
    assert "Innovation capability" in (tmp_path / "cases.svg").read_text()


def test_a_network_is_laid_out_the_same_way_each_time(shown: Workbench, looking: Any):
    spots = []
    for _ in range(2):
        looking.goto(f"{shown.root}/s/{shown.id}/compare/together")
        looking.locator(".figure circle").first.wait_for()
        spots.append(
            looking.eval_on_selector_all(
                ".figure circle", "all => all.map((c) => [c.cx.baseVal.value, c.cy.baseVal.value])"
            )
        )
    assert spots[0] == spots[1]
    assert len({tuple(spot) for spot in spots[0]}) == len(spots[0]) > 3


def test_one_coder_is_told_what_a_second_would_do(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/compare/agreement")
    looking.get_by_text("Only one coder has judged anything.").wait_for()


def test_two_coders_are_compared(workbench: Workbench, page: Any):
    with study.open_study(workbench.path, "berta") as opened:
        snapshot = opened.snapshot()
        place = snapshot.segments
        edition = int(place.edition[0])
        opened.codings.apply(edition, Span(int(place.start[0]), int(place.end[0])), "my own idea")
        for one in snapshot.codings.code[:6].tolist():
            said = snapshot.code_by_id[one].name
            opened.codings.apply(edition, Span(int(place.start[1]), int(place.end[1])), said)
        known = [c for c in agreement(opened.snapshot()).codes if c.kind == "construct"]
    page.goto(f"{workbench.root}/s/{workbench.id}/compare/agreement")
    page.get_by_role("heading", name="Where they differ").wait_for()
    assert page.get_by_text("my own idea").count() >= 1
    drawn = [code for code in known if code.alpha.value is not None]
    assert len(drawn) > 1
    assert page.locator(".figure circle").count() == len(drawn)
    page.get_by_role("button", name="As a table").click()
    assert page.locator(".figure tbody tr").count() == len(drawn)
    assert axe(page) == []


def test_a_cell_of_the_framework_matrix_is_summed_up_beside_its_quotes(
    workbench: Workbench, page: Any
):
    """Without a quote it is refused, with one it is kept, and the coder takes it away again."""
    matrix = framework(kept(workbench))
    cell = next(cell for cell in matrix.cells if cell.segments)
    title = f"{dict(matrix.constructs)[cell.construct]} in {dict(matrix.rows)[cell.row]}"
    page.goto(f"{workbench.root}/s/{workbench.id}/compare/framework")
    page.get_by_role("button", name=f"Sum up ({len(cell.segments)}): {title}").click()
    page.get_by_label("Summary").fill("Done with others.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("A summary rests on quotes.").wait_for()
    page.locator("dialog input[type=checkbox]").first.check()
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Done with others.").wait_for()
    (made,) = kept(workbench).summaries
    assert (made.text, made.case) == ("Done with others.", cell.row)
    assert len(kept(workbench).summary_quotes) == 1
    assert axe(page) == []
    page.get_by_role("button", name=f"Take the summary away: {title}").click()
    page.get_by_text("Done with others.").wait_for(state="detached")
    assert kept(workbench).summaries == ()


def test_rows_of_the_framework_matrix_are_ordered_and_moved(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/compare/framework")
    looking.get_by_label("Order rows by").select_option("employees")
    looking.get_by_role("columnheader", name="employees").wait_for()
    names = [name for _, name in framework(kept(shown), order_by="employees").rows]
    looking.get_by_role("button", name=f"Move {names[1]} up").click()
    first = looking.locator("table[aria-label='Framework matrix'] tbody th").first
    first.get_by_text(names[1]).wait_for()
    looking.get_by_role("combobox", name=re.compile("^Rows")).select_option("participant")
    looking.get_by_role("rowheader", name="A-CEO").wait_for()
