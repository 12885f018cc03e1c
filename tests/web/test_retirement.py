"""The workbench reminds of what is past its last day, and deletes it when a person says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crosscase import study

from .conftest import Workbench


def test_people_remind_and_delete_what_is_past_its_day(
    page: Any, workbench: Workbench, tmp_path: Path
):
    with study.open_study(workbench.path, "ana") as opened:
        (person,) = (p for p in opened.snapshot().participants if p.pseudonym == "B-CEO")
    cells = {"cells": [{"row": person.id, "column": "keep_until", "value": "2001-02-03"}]}
    status, _, said = workbench.ask(f"/api/studies/{workbench.id}/grid/participant", cells)
    assert status == 200, said
    home = json.loads(workbench.ask("/api/home")[2])
    assert [one["due"] for one in home["open"]] == [1]
    page.goto(f"{workbench.root}/s/{workbench.id}/people")
    page.get_by_role("button", name="Show them, and delete them").click()
    page.get_by_text("participant B-CEO, until 2001-02-03").wait_for()
    with page.expect_download() as given:
        page.get_by_role("button", name="Remove for good").click()
    given.value.save_as(tmp_path / "retired.json")
    told = json.loads((tmp_path / "retired.json").read_text())
    assert [one["person"] for one in told["people"]] == ["B-CEO"]
    with study.open_study(workbench.path, "ana") as opened:
        assert "B-CEO" not in [p.pseudonym for p in opened.snapshot().participants]
    assert json.loads(workbench.ask(f"/api/studies/{workbench.id}/retirements")[2]) == []
