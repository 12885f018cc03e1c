"""A person withdraws in the workbench: shown first, done for good, and told without their words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crosscase import study
from crosscase.web.words import words

from .conftest import Workbench


def test_somebody_withdraws_by_keys_alone(page: Any, workbench: Workbench, tmp_path: Path):
    page.goto(f"{workbench.root}/s/{workbench.id}/people")
    page.get_by_role("button", name="Somebody withdraws").wait_for()
    page.keyboard.press("w")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("B-CEO")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="B-CEO withdraws").wait_for()
    assert "codings" in page.inner_text("dialog").lower()
    page.get_by_role("button", name="Cancel").click()
    with study.open_study(workbench.path, "ana") as opened:
        before = opened.snapshot()
    assert "B-CEO" in [p.pseudonym for p in before.participants]

    page.keyboard.press("w")
    page.keyboard.type("B-CEO")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove for good").click()
    page.get_by_role("heading", name="What went").wait_for()
    with page.expect_download() as given:
        page.get_by_role("button", name="Keep the certificate").click()
    given.value.save_as(tmp_path / "withdrawal.json")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.get_by_role("cell", name="B-CEO", exact=True).count() == 0

    told = json.loads((tmp_path / "withdrawal.json").read_text())["told"]
    assert told["person"] == "B-CEO" and told["turns"] > 0
    with study.open_study(workbench.path, "ana") as opened:
        after = opened.snapshot()
        assert opened.journal.history()[-1].verb == "withdraw"
    assert "B-CEO" not in [p.pseudonym for p in after.participants]
    assert len(after.codings.id) == len(before.codings.id) - told["codings"]
    assert "withdraw" in words("zh")
