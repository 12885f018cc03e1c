"""Check and Report: what a reviewer would ask, and the study on paper."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crosscase import rules, study
from crosscase.web.guard import PAPER, PAPER_POLICY

from .conftest import Workbench


def found(workbench: Workbench) -> list[rules.Finding]:
    with study.open_study(workbench.path, "") as opened:
        return rules.ask(opened.snapshot(audited=True), study.known_names(workbench.path))


def test_the_page_says_what_the_library_finds(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/check")
    looking.locator(".rule").first.wait_for()
    for severity, head in (("flaw", "Flaws"), ("doubt", "Doubts"), ("note", "Notes")):
        many = sum(f.severity == severity for f in found(shown))
        looking.get_by_role("heading", name=f"{head} {many}").wait_for()
    with looking.expect_download() as given:
        looking.keyboard.press("j")
    assert len(json.loads(given.value.path().read_text())) == len(found(shown))


def test_a_finding_leads_to_its_place(shown: Workbench, looking: Any):
    where = f"{shown.root}/s/{shown.id}"
    looking.goto(f"{where}/check")
    looking.get_by_label("proposition-without-evidence").get_by_role("link", name="P2a").click()
    looking.get_by_role("heading", name="P2a no evidence").wait_for()
    looking.goto(f"{where}/check")
    looking.get_by_label("case-without-rating").get_by_role("link", name="F").click()
    looking.get_by_role("heading", name="Case F").wait_for()
    looking.goto(f"{where}/check")
    first = next(f for f in found(shown) if f.rule == "contradiction-unanswered")
    looking.get_by_label("contradiction-unanswered", exact=True).get_by_role(
        "button", name=f"{len(first.segments)} passages"
    ).first.click()
    looking.locator(".drawer .quote").first.wait_for()


def test_a_reflexive_study_is_asked_other_rules(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/check")
    looking.get_by_label("Method").select_option("reflexive")
    looking.get_by_label("one-coder", exact=True).wait_for(state="detached")
    looking.get_by_label("memo-none", exact=True).wait_for()


@pytest.fixture
def leaking(workbench: Workbench) -> tuple[Workbench, str, str]:
    """A study whose definition of a construct holds a real name: the pseudonym and the name."""
    with study.open_study(workbench.path, "ana") as opened:
        snapshot = opened.snapshot()
        names = study.known_names(workbench.path) or {}
        person = next(p.pseudonym for p in snapshot.participants if names.get(p.pseudonym))
        construct = next(c for c in snapshot.codes if c.kind == "construct")
        told = {"definition": f"What {names[person][0]} means by it."}
        opened.entries.edit("code", construct.id, told)
    return workbench, person, names[person][0]


def test_a_report_with_a_real_name_is_refused_with_the_next_step(
    leaking: tuple[Workbench, str, str], page: Any
):
    workbench, looking = leaking[0], page
    looking.goto(f"{workbench.root}/s/{workbench.id}/report")
    looking.get_by_text("Real names stand in this report").wait_for()
    assert looking.locator("iframe").count() == 0
    looking.get_by_role("button", name="Write pseudonyms in their place").click()
    frame = looking.frame_locator("iframe")
    frame.get_by_role("heading", level=1).first.wait_for()
    assert looking.get_by_label("Write pseudonyms where real names stand").is_checked()


def test_each_form_is_kept_and_says_what_was_wished(shown: Workbench, looking: Any):
    looking.goto(f"{shown.root}/s/{shown.id}/report")
    looking.frame_locator("iframe").get_by_role("heading", level=1).first.wait_for(timeout=30_000)
    looking.get_by_label("Write pseudonyms where real names stand").check()
    looking.get_by_label("Show the words that were said").uncheck()
    looking.get_by_text("no words are shown").wait_for()
    looking.get_by_role("heading", name="Report").click()
    for key, begins in (("h", b"<!"), ("d", b"PK"), ("p", b"%PDF")):
        with looking.expect_download() as given:
            looking.keyboard.press(key)
        assert given.value.path().read_bytes().lower().startswith(begins.lower())


def test_the_report_in_the_frame_gets_a_policy_of_its_own(leaking: tuple[Workbench, str, str]):
    workbench, pseudonym, name = leaking
    asked = f"/api/studies/{workbench.id}/report/paper?hide=true"
    status, heads, text = workbench.ask(asked)
    heads = {name.lower(): value for name, value in heads.items()}
    assert status == 200
    assert heads["content-security-policy"] == PAPER_POLICY
    assert PAPER not in heads
    assert name not in text
    assert f"What [{pseudonym}] means by it." in text
