"""The first study in the browser, from an empty home to the report: with the mouse, with the keys.

folder -> sources -> a coding -> keyword under a construct -> evidence -> model -> check -> report
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot

from .conftest import SIM, Workbench

LONG = 120_000
"""Milliseconds in which a busy machine loads fifty transcripts or writes a report."""


@pytest.fixture
def empty(workbench: Workbench) -> Workbench:
    """A workbench that knows nobody and has no study."""
    workbench.workspace.shut(workbench.id)
    for file in workbench.workspace.home.iterdir():
        file.unlink()
    for file in workbench.path.parent.parent.glob("settings/*"):
        file.unlink()
    workbench.workspace.coder = ""
    return workbench


def made(workbench: Workbench, name: str) -> Snapshot:
    with study.open_study(workbench.workspace.home / f"{name}.crosscase", "") as opened:
        return opened.snapshot()


def is_report(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "<html" in text and "small high-tech firms" in text


@pytest.mark.slow
def test_with_the_mouse(page: Any, empty: Workbench, tmp_path: Path):
    """Clicks and drags alone; typed is only what has no button: names."""
    page.goto(empty.root)
    page.locator("input[webkitdirectory]").set_input_files(SIM)
    page.get_by_label("Your name").fill("mia")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Name of the study").fill("first")
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_role("button", name="Read the sources").click(timeout=LONG)

    page.get_by_role("link", name="A-CEO", exact=True).click()
    line = page.locator(".turn.participant .chunk p").first
    box = line.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 8, steps=6)
    page.mouse.up()
    page.locator(".side .codes button").first.click()
    page.wait_for_selector(".side .one.focus button:has-text('Remove')")

    page.get_by_role("link", name="Codebook").click()
    page.locator(".leaf .link").first.click()
    page.get_by_role("link", name="Compare", exact=True).click()
    page.wait_for_selector("table")
    page.get_by_role("link", name="Model", exact=True).click()
    page.wait_for_selector("svg")
    page.get_by_role("link", name="Check", exact=True).click()
    page.wait_for_selector("h2")
    page.get_by_role("link", name="Report", exact=True).click()
    page.wait_for_selector("iframe", timeout=LONG)
    with page.expect_download(timeout=LONG) as kept:
        page.get_by_role("button", name="Keep as HTML").click()
    kept.value.save_as(tmp_path / "told.html")
    assert is_report(tmp_path / "told.html")
    now = made(empty, "first")
    assert len(now.codings.id) == 1
    assert [coder.name for coder in now.coders] == ["mia"]


@pytest.mark.slow
def test_with_the_keyboard_alone(page: Any, empty: Workbench, tmp_path: Path):
    """No pointer touches the page; what the sheet of keys lists is enough."""
    page.goto(empty.root)
    page.wait_for_selector("h1")
    page.wait_for_selector(".start")
    page.keyboard.press("l")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type(str(SIM))
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=Your name")
    page.keyboard.type("kim")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=Name of the study")
    page.keyboard.press("Control+a")
    page.keyboard.type("keys")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] >> text=Read the sources", timeout=LONG)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources")
    page.wait_for_selector("tbody tr")

    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_selector(".lead")
    page.goto(page.url.replace("/voices", "/voices/work"))
    page.wait_for_selector("tbody tr")
    page.keyboard.press("n")
    page.wait_for_selector(".chunk p")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("says it in one word")
    page.keyboard.press("Enter")
    page.wait_for_selector(".side .one.focus button:has-text('Remove')")

    for key, there in (("b", ".leaf"), ("a", "table"), ("m", "svg"), ("q", "h2"), ("r", "iframe")):
        page.keyboard.press("Escape")
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_selector(there, timeout=LONG)
    with page.expect_download(timeout=LONG) as kept:
        page.keyboard.press("h")
    kept.value.save_as(tmp_path / "told.html")
    assert is_report(tmp_path / "told.html")
    now = made(empty, "keys")
    assert "says it in one word" in {code.name for code in now.codes}
    assert len(now.codings.id) == 1
