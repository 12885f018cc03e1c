"""Codebook, memos, search, voices: each page's main jobs, with mouse and keyboard."""

from __future__ import annotations

from typing import Any

from crosscase import study
from crosscase.analysis.data_structure import of_study
from crosscase.domain.snapshot import Snapshot
from crosscase.engines.phrases import telling_words

from .conftest import Workbench, axe


def snapshot(workbench: Workbench) -> Snapshot:
    with study.open_study(workbench.path, "ana") as opened:
        return opened.snapshot()


def code_id(workbench: Workbench, name: str) -> int:
    return next(c.id for c in snapshot(workbench).codes if c.name == name)


def test_a_code_is_defined_coloured_and_put_under_a_construct(page: Any, workbench: Workbench):
    number = code_id(workbench, "project failed")
    page.goto(f"{workbench.root}/s/{workbench.id}/codebook/{number}")
    page.get_by_label("Definition").fill("A project that was given up.")
    with page.expect_response(lambda r: r.url.endswith(f"/code/{number}")):
        page.get_by_role("button", name="Save").click()
    page.wait_for_timeout(200)
    page.locator("h1").click()
    page.keyboard.press("u")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("Market demand")
    with page.expect_response(lambda r: r.url.endswith("/assign")):
        page.keyboard.press("Enter")
    now = snapshot(workbench)
    assert now.code_by_id[number].definition == "A project that was given up."
    names = {now.code_by_id[to].name for to in now.construct_of[number]}
    assert "Market demand and competition" in names


def test_a_keyword_is_dragged_from_one_construct_to_another(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/codebook")
    page.wait_for_selector(".leaf")
    number = code_id(workbench, "willing to take risks")
    leaf = page.locator(f"[data-code='{number}']")
    target = page.locator(".leaf", has_text="Innovation cooperation").first
    with page.expect_response(lambda r: "/unassign/" in r.url):
        leaf.drag_to(target)
    now = snapshot(workbench)
    assert [now.code_by_id[to].name for to in now.construct_of[number]] == [
        "Innovation cooperation"
    ]


def test_the_codebook_as_on_a_day_tells_what_has_become_of_it(page: Any, workbench: Workbench):
    with study.open_study(workbench.path, "ana") as opened:
        day = opened.journal.history()[0].at[:10]
    page.goto(f"{workbench.root}/s/{workbench.id}/codebook/history?day=2000-01-01")
    page.wait_for_selector("h1")
    assert "The codebook then (0 codes)" in page.inner_text("main")
    page.goto(f"{workbench.root}/s/{workbench.id}/codebook/history?day={day}")
    page.wait_for_selector("table")
    assert "Nothing has changed since." in page.inner_text("main")


def test_a_memo_is_written_changed_and_removed(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/memos")
    page.wait_for_selector("h1")
    page.wait_for_selector(".tabs")
    page.keyboard.press("n")
    page.wait_for_selector("dialog[open]")
    page.locator("dialog textarea").fill("I expected them to blame the market.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".memo")
    memo = snapshot(workbench).memos[-1]
    assert (memo.kind, memo.text) == ("reflexive", "I expected them to blame the market.")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Yes").click()
    page.wait_for_selector(".memo", state="detached")
    assert memo.id not in {m.id for m in snapshot(workbench).memos}


def test_what_is_found_is_marked_and_coded_in_one_act(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/search")
    page.get_by_label("Search for").fill('NEAR(rubbish dump, 3) OR "patents filed"')
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    assert "rubbish" in page.locator("mark").all_inner_texts()
    hits = page.locator(".quote").count()
    before = len(snapshot(workbench).codings.id)
    page.locator("h1").click()
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("found by words")
    with page.expect_response(lambda r: r.url.endswith("/search/code")):
        page.keyboard.press("Enter")
    assert len(snapshot(workbench).codings.id) == before + hits


def test_a_hit_opens_its_transcript_at_the_place(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/search?q=rubbish&speaks=participant")
    page.locator(".quote .from a").first.click()
    page.wait_for_selector(".side .said")
    assert "rubbish" in page.inner_text(".side .said")


def test_who_is_never_quoted_is_told_and_each_gets_a_pack(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/voices")
    page.wait_for_selector("tbody tr")
    assert "carry no claim" in page.inner_text(".lead")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Pack (Word)").first.click()
    assert kept.value.suggested_filename.endswith(".docx")


def test_the_worklist_leads_to_what_is_left(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/voices/work")
    page.wait_for_selector("tbody tr")
    assert "transcripts begun" in page.inner_text("main")


def test_a_bibliography_goes_into_the_frame(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/literature")
    body = b"@article{lee, author={Lee, Bo}, title={Demand}, year=2009}"
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files([{"name": "x.bib", "mimeType": "text/plain", "buffer": body}])
    with page.expect_response(lambda r: r.url.endswith("/references")):
        page.get_by_role("button", name="Add to the frame").click()
    assert any("Lee 2009" in code.reference for code in snapshot(workbench).codes)


def test_the_data_structure_shows_its_weak_places_and_is_drawn(shown: Workbench, looking: Any):
    found = of_study(snapshot(shown), telling_words)
    looking.goto(f"{shown.root}/s/{shown.id}/codebook")
    looking.get_by_role("link", name="Data structure").click()
    rows = looking.locator("table[aria-label='To look at'] tbody tr")
    rows.first.wait_for()
    kinds: dict[str, list[str]] = {}
    for doubt in found.doubts:
        kinds.setdefault(doubt.what, []).append(doubt.about)
    assert rows.all_inner_texts() == [
        f"{what}\t{len(about)}\t{'; '.join(about)}" for what, about in kinds.items()
    ]
    assert axe(looking) == []
    with looking.expect_download() as given:
        looking.get_by_role("button", name="Download the data structure as SVG").click()
    assert given.value.suggested_filename == "structure.svg"
    looking.locator("table[aria-label^='Concepts'] tbody button").first.click()
    looking.locator(".drawer .quote").first.wait_for()
