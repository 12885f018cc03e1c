"""The Agreement page freezes units, hides the other coder until both are done, and settles."""

from __future__ import annotations

import json
from typing import Any

from crosscase import study
from crosscase.analysis.blinded import blinded
from crosscase.domain.spans import Span

from .conftest import Workbench, axe


def frozen(workbench: Workbench) -> tuple[int, int]:
    """Units of one interview, frozen for Berta, who codes the first; (double coding, source)."""
    with study.open_study(workbench.path, "ana") as ana:
        name = next(s.name for s in ana.snapshot().sources if s.kind == "transcript")
        number = ana.double_codings.freeze("turn", "berta", sources=[name])
        snapshot = ana.snapshot()
    with study.open_study(workbench.path, "berta") as berta:
        row = snapshot.segment_row[snapshot.double_units[0].segment]
        place = snapshot.segments
        edition = int(place.edition[row])
        span = Span(int(place.start[row]), int(place.end[row]))
        berta.codings.apply(edition, span, "berta's own idea")
    return number, snapshot.edition_by_id[edition].source


def test_units_are_frozen_on_the_page(workbench: Workbench, page: Any):
    page.goto(f"{workbench.root}/s/{workbench.id}/compare/agreement")
    page.get_by_role("button", name="Freeze units for a second coder").click()
    page.get_by_role("textbox", name="Second coder").fill("berta")
    page.get_by_label("Share to draw, per cent", exact=True).fill("10")
    page.get_by_role("button", name="Freeze", exact=True).click()
    page.get_by_text("assisted: one of the two has not said that it is done").wait_for()
    assert axe(page) == []
    with study.open_study(workbench.path, "") as opened:
        (made,) = opened.snapshot().double_codings
    assert (made.unit, made.share, made.seed) == ("turn", 0.1, 1)


def test_the_other_coder_is_hidden_until_both_are_done_and_then_settled_with(
    workbench: Workbench, page: Any
):
    number, source = frozen(workbench)
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    page.get_by_text("This source is coded twice").wait_for()
    seen = json.loads(workbench.ask(f"/api/studies/{workbench.id}/sources/{source}")[2])
    names = {coder["id"]: coder["name"] for coder in seen["coders"]}
    assert {names[mark["coder"]] for mark in seen["marks"]} <= {"ana"}
    with study.open_study(workbench.path, "ana") as opened:
        whole = opened.snapshot()
    hers = next(code.id for code in whole.codes if code.name == "berta's own idea")
    assert hers in whole.codings.code
    left = blinded(whole, "ana")
    assert hers not in left.codings.code
    assert len(left.codings.id) < len(whole.codings.id)
    assert blinded(whole, "cleo") is whole
    status, _, body = workbench.ask(f"/api/studies/{workbench.id}/report/file.html")
    assert (status, "blind" in body) == (400, True)
    page.goto(f"{workbench.root}/s/{workbench.id}/codebook/keywords")
    row = page.get_by_role("row").filter(has_text="berta's own idea")
    assert row.count() == 0
    page.goto(f"{workbench.root}/s/{workbench.id}/compare/agreement")
    page.get_by_text("What differs is shown when both are done.").wait_for()
    assert page.get_by_text("berta's own idea").count() == 0
    with study.open_study(workbench.path, "berta") as berta:
        berta.double_codings.done(number)
    page.reload()
    page.get_by_role("button", name="I have judged every unit").click()
    page.get_by_role("heading", name="Disagreements").wait_for()
    page.get_by_role("button", name="Settle unit").first.click()
    page.get_by_label("Outcome").select_option(label="berta")
    page.get_by_label("Why").fill("her reading is closer")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="After negotiation of 1").wait_for()
    assert axe(page) == []
