"""Deciding and merging in the browser: what is decided stands in the file, nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from crosscase import study
from crosscase.domain.suggestions import Undecided
from crosscase.store import suggestions
from crosscase.study import Study

from .conftest import Workbench

NAMES = ["price pressure", "price pressure", "own engineers", "patents"]


@pytest.fixture
def waiting(workbench: Workbench) -> Workbench:
    """Four keywords wait for a decision on passages nobody coded with them."""
    with study.open_study(workbench.path, "ana") as opened:
        segments = opened.snapshot().segments.id[:4].tolist()
        found = [
            Undecided(0, "keyword", segment, None, None, name, 0.9 - 0.1 * at, "drawn", "test 1")
            for at, (segment, name) in enumerate(zip(segments, NAMES, strict=True))
        ]
        with opened._desk.store.deriving() as db:
            suggestions.replace(db, "keyword", found)
    workbench.workspace[workbench.id].refresh()
    return workbench


def keywords(opened: Study) -> list[str]:
    snapshot = opened.snapshot()
    names = {code.id: code.name for code in snapshot.codes}
    return [names[int(code)] for code in snapshot.codings.code]


def test_proposals_are_decided_with_the_keyboard(page: Any, waiting: Workbench):
    """Accept, reject, change, and two at once; each is one act that undo takes back."""
    page.goto(f"{waiting.root}/s/{waiting.id}/keywords")
    page.wait_for_selector(".proposal.here")
    page.keyboard.press("A")  # both of the same name
    with page.expect_response(lambda r: r.url.endswith("/decide")):
        page.keyboard.press("a")
    page.wait_for_function("document.querySelectorAll('.proposal').length === 2")
    with page.expect_response(lambda r: r.url.endswith("/decide")):
        page.keyboard.press("x")
    page.wait_for_function("document.querySelectorAll('.proposal').length === 1")
    page.keyboard.press("e")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.press("Control+a")
    page.keyboard.type("patents as such")
    with page.expect_response(lambda r: r.url.endswith("/decide")):
        page.keyboard.press("Enter")
    with study.open_study(waiting.path, "ana") as opened:
        found = keywords(opened)
        assert found.count("price pressure") == 2
        assert "own engineers" not in found
        assert found.count("patents as such") == 1
        assert opened.waiting("keyword") == []
        last = opened.snapshot().decisions[-4:]
        assert [d.verdict for d in last] == ["accept", "accept", "reject", "change"]


def test_bulk_acceptance_by_rule_stays_labelled(page: Any, waiting: Workbench):
    page.goto(f"{waiting.root}/s/{waiting.id}/keywords")
    page.wait_for_selector(".proposal.here")
    page.keyboard.press("b")
    page.wait_for_selector("dialog[open]")
    page.locator("dialog input[type=number]").fill("0.75")
    page.locator("dialog select").select_option("rule")
    with page.expect_response(lambda r: r.url.endswith("/rule")):
        page.get_by_role("button", name="Go on").click()
    with study.open_study(waiting.path, "ana") as opened:
        assert int(opened.snapshot().codings.unreviewed.sum()) == 2
        assert len(opened.waiting("keyword")) == 2


def test_a_blind_sample_is_judged_before_bulk_acceptance(page: Any, waiting: Workbench):
    """No score is shown; the journal keeps the share that was right and its interval."""
    page.goto(f"{waiting.root}/s/{waiting.id}/keywords")
    page.wait_for_selector(".proposal.here")
    page.keyboard.press("b")
    page.wait_for_selector("dialog[open]")
    page.locator("dialog input[type=number]").fill("0")
    page.get_by_role("button", name="Go on").click()
    for _ in range(4):
        page.wait_for_selector("dialog .quote")
        assert "0.9" not in page.inner_text("dialog[open]")
        page.get_by_role("button", name="Yes").click()
        page.wait_for_timeout(60)
    page.wait_for_selector(".toast")
    with study.open_study(waiting.path, "ana") as opened:
        assert "4 of 4 right" in opened.journal.history()[-1].why


def test_keywords_are_merged_and_split_on_the_board(page: Any, workbench: Workbench):
    """Dragged onto one that means the same; a split brings it back."""
    page.goto(f"{workbench.root}/s/{workbench.id}/merging")
    first = page.locator(".keyword[data-name='project failed']")
    first.drag_to(page.locator(".keyword[data-name='rules force a change']").first)
    page.wait_for_selector(".groups .keyword[data-name='project failed']")
    with study.open_study(workbench.path, "ana") as opened:
        snapshot = opened.snapshot()
        merge = snapshot.merges[-1]
        assert snapshot.code_by_id[merge.keyword].name == "project failed"
        assert snapshot.code_by_id[merge.into].name == "rules force a change"
        merged = len(snapshot.merges)
    card = page.locator(".groups .keyword[data-name='project failed']")
    with page.expect_response(lambda r: r.url.endswith("/split")):
        card.get_by_role("button", name="Split").click()
    with study.open_study(workbench.path, "ana") as opened:
        assert len(opened.snapshot().merges) == merged - 1
