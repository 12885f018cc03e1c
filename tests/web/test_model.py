"""The model: propositions stated, moved, given evidence, and told when a rule is broken."""

from __future__ import annotations

import json
from typing import Any

from crosscase import study
from crosscase.analysis.ledger import statuses
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.theory import Proposition

from .conftest import Workbench, axe


def kept(workbench: Workbench) -> Snapshot:
    with study.open_study(workbench.path, "") as opened:
        return opened.snapshot()


def claim(snapshot: Snapshot, label: str) -> Proposition:
    return next(p for p in snapshot.propositions if p.label == label)


def open_model(workbench: Workbench, page: Any, label: str = "") -> None:
    to = f"{workbench.root}/s/{workbench.id}/model"
    page.goto(f"{to}?claim={claim(kept(workbench), label).id}" if label else to)
    page.locator(".panel h3").first.wait_for()


def test_a_proposition_is_stated_and_given_evidence_with_a_quote(workbench: Workbench, page: Any):
    open_model(workbench, page)
    page.keyboard.press("n")
    page.get_by_label("Label").fill("P9")
    page.get_by_label("What it claims").fill("Governance opens the way to new things.")
    page.locator("dialog").get_by_label("From").select_option("Management team and governance")
    page.get_by_label("Direction").select_option("+")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="P9 no evidence").wait_for()
    assert "proposition-without-evidence" in page.inner_text(".panel")
    assert "shaky" in page.get_by_role("button", name="P9: ").get_attribute("class")
    page.get_by_role("button", name="Add evidence (v)").click()
    page.locator("dialog").get_by_role("combobox").press("Enter")
    words = page.locator(".drawer .quote q").first.inner_text()
    page.get_by_role("button", name="Take as evidence").first.click()
    page.get_by_label("Kind of evidence").last.select_option("mechanism")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="P9 single case").wait_for()
    snapshot = kept(workbench)
    made = claim(snapshot, "P9")
    item = next(e for e in snapshot.evidence if e.proposition == made.id)
    assert (item.stance, item.kind) == ("supports", "mechanism")
    assert item.segment is not None
    assert snapshot.quote(item.segment) == words
    assert [c.code for c in snapshot.causes if c.proposition == made.id]


def test_a_proposition_whose_evidence_went_says_which_rule_broke(workbench: Workbench, page: Any):
    snapshot = kept(workbench)
    mine = claim(snapshot, "P5a")
    left = [e.id for e in snapshot.evidence if e.proposition == mine.id]
    with study.open_study(workbench.path, "ana") as opened:
        opened.entries.remove("evidence", left[1:])
    open_model(workbench, page, "P5a")
    page.locator(".panel").get_by_role("button", name="Take away").first.click()
    page.get_by_role("heading", name="P5a no evidence").wait_for()
    assert "proposition-without-evidence" in page.inner_text(".panel")
    arrow = page.get_by_role("button", name="P5a: ")
    assert "shaky" in arrow.get_attribute("class")
    assert "no evidence" in arrow.get_attribute("aria-label")
    assert {s.proposition: s.status for s in statuses(kept(workbench))}["P5a"] == "no evidence"


def test_a_box_stays_where_the_arrow_keys_and_the_mouse_left_it(workbench: Workbench, page: Any):
    open_model(workbench, page)
    box = page.get_by_role("button", name="Innovation capability, internal driver")
    was = box.bounding_box()
    with page.expect_response(lambda r: r.url.endswith("/state-fact")):
        box.focus()
        for key in ("ArrowDown", "ArrowDown", "Shift+ArrowRight"):
            page.keyboard.press(key)
    snapshot = kept(workbench)
    number = next(str(c.id) for c in snapshot.codes if c.name == "Innovation capability")
    before = json.loads(snapshot.facts_by_key["model.layout"])[number]
    now = box.bounding_box()
    assert (now["x"] > was["x"], now["y"] > was["y"]) == (True, True)
    with page.expect_response(lambda r: r.url.endswith("/state-fact")):
        page.mouse.move(now["x"] + 20, now["y"] + 10)
        page.mouse.down()
        page.mouse.move(now["x"] + 60, now["y"] + 90, steps=4)
        page.mouse.up()
    after = json.loads(kept(workbench).facts_by_key["model.layout"])[number]
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)
    page.reload()
    box.wait_for()
    assert page.locator(f"[data-key='box{number}']").get_attribute("transform") == (
        f"translate({after[0]} {after[1]})"
    )


def test_direction_condition_and_stance_are_changed_in_place(workbench: Workbench, page: Any):
    open_model(workbench, page, "P4a")
    page.keyboard.press("e")
    page.get_by_label("Direction").select_option("?")
    page.get_by_label("Under which condition").fill("while prices fall")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Condition: while prices fall").wait_for()
    with page.expect_response(lambda r: "/entries/evidence/" in r.url):
        page.locator(".panel").get_by_label("Stance").first.select_option("qualifies")
    page.get_by_role("region", name="Qualifies").locator(".piece").wait_for()
    snapshot = kept(workbench)
    mine = claim(snapshot, "P4a")
    assert (mine.direction, mine.condition) == ("?", "while prices fall")
    assert "qualifies" in {e.stance for e in snapshot.evidence if e.proposition == mine.id}


def test_a_proposition_that_is_removed_comes_back_with_undo(workbench: Workbench, page: Any):
    open_model(workbench, page, "P1a")
    page.locator(".panel").get_by_role("button", name="Remove", exact=True).click()
    page.locator("dialog").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="P1a: ").wait_for(state="detached")
    assert all(p.label != "P1a" for p in kept(workbench).propositions)
    page.keyboard.press("Control+z")
    page.get_by_role("button", name="P1a: ").wait_for()


def test_the_ledger_shows_who_is_silent_and_what_one_case_decides(shown: Workbench, looking: Any):
    open_model(shown, looking)
    rows = looking.locator("table.ledger tbody tr")
    told = {row.split("\t")[0]: row for row in rows.all_inner_texts()}
    for status in statuses(kept(shown)):
        row = told[status.proposition]
        assert status.status in row
        for case, changed in status.without.items():
            assert f"{case}: {changed}" in row
    looking.get_by_role("button", name="P1, A: ").click()
    looking.locator(".drawer .quote").first.wait_for()


def test_advice_is_tied_to_a_proposition(workbench: Workbench, page: Any):
    open_model(workbench, page)
    page.get_by_role("button", name="Add a recommendation").click()
    page.get_by_label("What the study advises").fill("Teach founders to lead.")
    page.get_by_role("button", name="Save").click()
    card = page.locator(".advice", has_text="Teach founders to lead.")
    card.get_by_text("rests on no proposition").wait_for()
    card.get_by_role("button", name="Tie to a proposition").click()
    page.keyboard.type("P2")
    page.keyboard.press("Enter")
    card.get_by_role("button", name="Untie P2").wait_for()
    snapshot = kept(workbench)
    mine = next(r.id for r in snapshot.recommendations if r.text == "Teach founders to lead.")
    grounds = [g.proposition for g in snapshot.grounds if g.recommendation == mine]
    assert grounds == [claim(snapshot, "P2").id]


def test_the_drawn_model_is_given_as_a_file(shown: Workbench, looking: Any):
    open_model(shown, looking)
    for form, begins in (("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("PDF", b"%PDF")):
        with looking.expect_download() as given:
            looking.get_by_role("button", name=f"Download the drawn model as {form}").click()
        assert given.value.path().read_bytes().startswith(begins)


def test_a_rival_is_stated_weighed_and_taken_away(workbench: Workbench, page: Any):
    open_model(workbench, page, "P2")
    rivals = page.get_by_role("region", name="Rival explanations")
    rivals.get_by_role("button", name="Add a rival explanation").click()
    page.locator("dialog").get_by_label("What it claims").fill("Only firms that were rich stayed.")
    page.get_by_role("button", name="Save").click()
    rivals.get_by_text("Only firms that were rich stayed.").wait_for()
    page.get_by_role("table", name="Ledger").get_by_text("R1: 0 for, 0 against").wait_for()
    rivals.get_by_role("button", name="Give evidence").click()
    page.locator("dialog").get_by_role("combobox").press("Enter")
    page.get_by_role("button", name="Take as evidence").first.click()
    page.get_by_role("button", name="Save").click()
    page.locator(".drawer").press("Escape")
    rivals.get_by_text("1 for, 0 against, 0 qualify").click()
    page.get_by_role("region", name="R1 Supports").locator(".quote").wait_for()
    snapshot = kept(workbench)
    (rival,), (item,) = snapshot.rivals, snapshot.rival_evidence
    assert (rival.proposition, item.rival) == (claim(snapshot, "P2").id, rival.id)
    assert axe(page) == []
    rivals.get_by_role("button", name="Remove the rival R1").click()
    page.locator("dialog").get_by_role("button", name="Remove").click()
    rivals.get_by_text("What else could explain it?").wait_for()
    assert kept(workbench).rival_evidence == ()


def test_a_case_is_predicted_and_overruled_with_a_reason(workbench: Workbench, page: Any):
    """A is coded, so what is predicted of it now is post hoc."""
    open_model(workbench, page, "P2")
    part = page.get_by_role("region", name="Replication", exact=True)
    part.get_by_role("button", name="Predict a case").click()
    page.locator("dialog").get_by_label("Replication").select_option("theoretical")
    page.get_by_role("button", name="Save").click()
    part.get_by_text("post hoc, stated").wait_for()
    part.get_by_role("button", name="Overrule a case").click()
    page.locator("dialog").get_by_label("Replication").select_option("disconfirming")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("An override needs a reason.").wait_for()
    part.get_by_role("button", name="Overrule a case").click()
    page.locator("dialog").get_by_label("Replication").select_option("disconfirming")
    page.locator("dialog").get_by_label("Why").fill("He says the reverse off the record.")
    page.get_by_role("button", name="Save").click()
    part.get_by_text("overruled; the evidence says").wait_for()
    (status,) = [s for s in statuses(kept(workbench)) if s.proposition == "P2"]
    assert (status.status, status.contradicting[:1]) == ("contested", ("A",))


def test_negative_cases_are_searched_read_and_taken_or_put_aside(workbench: Workbench, page: Any):
    """Nothing is evidence until a person says so, and it is told when somebody searched."""
    open_model(workbench, page, "P3")
    before = len(kept(workbench).evidence)
    section = page.get_by_role("region", name="Negative cases")
    section.get_by_text("Nobody searched").wait_for()
    section.get_by_role("button", name="Search for contrary evidence").click()
    section.locator(".piece").first.wait_for(timeout=240_000)
    assert section.locator(".piece").count() == 20
    assert axe(page) == []
    assert len(kept(workbench).evidence) == before
    first = section.locator(".piece q").first.inner_text()
    section.get_by_role("button", name="Evidence against").first.click()
    page.get_by_label("Kind of evidence").last.select_option("mechanism")
    page.get_by_role("button", name="Save").click()
    section.get_by_text("1 passages read, 1 taken").wait_for()
    snapshot = kept(workbench)
    item = snapshot.evidence[-1]
    assert (item.stance, item.kind) == ("contradicts", "mechanism")
    assert snapshot.quote(item.segment or 0) == first
    section.get_by_role("button", name="Put aside with a reason").first.click()
    page.locator("dialog").get_by_label("Why").fill("about the weather")
    page.locator("dialog").get_by_role("button", name="Put aside").click()
    section.get_by_text("2 passages read, 1 taken").wait_for()
    assert len(kept(workbench).evidence) == before + 1
