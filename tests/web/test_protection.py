"""Names inside speech are looked for, decided and hidden in the workbench."""

from __future__ import annotations

from typing import Any

from crosscase import study
from crosscase.domain.snapshot import Snapshot

from .conftest import Workbench


def spoken(snapshot: Snapshot) -> str:
    return "\n".join(edition.text for edition in snapshot.current_editions.values())


def test_a_spoken_name_is_found_and_hidden_for_good(page: Any, workbench: Workbench):
    with study.open_study(workbench.path, "ana") as opened:
        edition = next(iter(opened.snapshot().current_editions.values()))
        key = study.key_of(workbench.path)
        name = " ".join(edition.text.split()[40:42]).strip(".,?!")
        key.learn("A-CEO", name)
        key.save()
    page.goto(f"{workbench.root}/s/{workbench.id}/people/names")
    page.get_by_role("button", name="Look for names").click()
    page.get_by_role("button", name="None").click()
    box = page.get_by_label(f"Hide {name}", exact=True)
    assert not box.is_checked()
    box.check()
    page.get_by_role("button", name="Hide what is ticked").click()
    page.get_by_role("button", name="Hide for good").click()
    page.get_by_text("hold pseudonyms now").wait_for()
    with study.open_study(workbench.path, "ana") as opened:
        after = opened.snapshot()
        assert name not in spoken(after) and "[A-CEO]" in spoken(after)
        assert after.misquoted == ()
        assert opened.journal.history()[-1].verb == "protect"


def test_a_name_that_no_table_knows_is_typed_in(page: Any, workbench: Workbench):
    with study.open_study(workbench.path, "ana") as opened:
        edition = next(iter(opened.snapshot().current_editions.values()))
        words = " ".join(edition.text.split()[50:54])
    page.goto(f"{workbench.root}/s/{workbench.id}/people/names")
    page.get_by_role("button", name="Look for names").click()
    page.get_by_label("Another name").fill(words)
    page.get_by_label("What stands for it", exact=True).fill("Place 1")
    page.get_by_role("button", name="Add it").click()
    assert page.get_by_label(f"Hide {words}", exact=True).is_checked()
    page.get_by_role("button", name="Hide what is ticked").click()
    page.get_by_role("button", name="Hide for good").click()
    page.get_by_text("hold pseudonyms now").wait_for()
    with study.open_study(workbench.path, "ana") as opened:
        assert "[Place 1]" in spoken(opened.snapshot())
