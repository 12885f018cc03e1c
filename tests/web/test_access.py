"""Every page can be used by everybody: WCAG 2.2 AA as axe checks it, and no page without keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Workbench, axe

PAGES = Path(__file__).parents[2] / "src/crosscase/web/static/js/pages.js"
NAMES = re.findall(r'name: "([a-z-]+)"', PAGES.read_text(encoding="utf-8"))
NAMES += ["people/recognised", "exchange/out"]


def go(page: Any, workbench: Workbench, name: str) -> None:
    page.goto(f"{workbench.root}/s/{workbench.id}/{name}" if name != "home" else workbench.root)
    page.wait_for_selector("h1")
    page.wait_for_timeout(300)


@pytest.mark.parametrize("name", NAMES)
def test_no_page_shuts_anybody_out(looking: Any, shown: Workbench, name: str):
    """Names for what can be reached, contrast, structure; light, dark and high contrast."""
    go(looking, shown, name)
    found = []
    for look in ("light", "dark", "contrast"):
        looking.evaluate("look => { document.documentElement.dataset.look = look; }", look)
        found += [f"{look}: {violation}" for violation in axe(looking)]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_the_window(looking: Any, shown: Workbench, name: str):
    """At 800 pixels, and at 200 % zoom of 1280: the page scrolls down, never to the side."""
    go(looking, shown, name)
    for width in (800, 640):
        looking.set_viewport_size({"width": width, "height": 700})
        looking.wait_for_timeout(100)
        assert looking.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_one_title_and_its_keys_on_a_sheet(
    looking: Any, shown: Workbench, name: str
):
    go(looking, shown, name)
    assert looking.locator("h1").count() == 1
    looking.keyboard.press("?")
    looking.wait_for_selector("dialog[open]")
    assert "Ctrl" in looking.inner_text("dialog[open]")
    looking.keyboard.press("Escape")
    looking.wait_for_selector("dialog[open]", state="detached")
