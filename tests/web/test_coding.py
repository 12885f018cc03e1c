"""The coding page in a real browser: what is selected is what stands in the file.

drag or keys -> page offsets (UTF-16) -> span (code points) -> segment.quote
                             must be the same words
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.sources import Segment

from .conftest import Workbench

SCRIPTS = {
    "latin": "The customer asked for it. Nobody in the firm had thought of that, naïve or not.",
    "chinese": "客户提出了新的要求。我们的工程师用了三个月才做出来，成本很高，但是值得。",
    "arabic": "طلب العميل شيئًا جديدًا. لم يفكر أحد في الشركة في ذلك من قبل.",
    "emoji": "Great 👩‍👩‍👧‍👦 team 👍🏽 said the boss 🇨🇳 and left 🧑🏾‍🔬 at once.",
    "marks": "Cafe\u0301 ne\u0301e a\u0308rger o\u0302 l\u0323o\u0302\u0323i n\u0303a\u0303o.",
    "astral": "𝒜 letter 𝔅 beyond 𠀀 the 𐍈 plane 𝟘 ends 𓀀 here.",
}


@pytest.fixture
def scripts(workbench: Workbench, tmp_path: Path) -> Iterator[tuple[Workbench, int]]:
    """A source in which every turn is of another script."""
    said = "\n\n".join(
        f"{'ANNA' if n % 2 else 'BEN'}: {text}" for n, text in enumerate(SCRIPTS.values())
    )
    file = tmp_path / "scripts.txt"
    file.write_text(said + "\n", encoding="utf-8")
    with study.open_study(workbench.path, "ana") as opened:
        opened.add([file], study.key_of(workbench.path))
        number = max(source.id for source in opened.snapshot().sources)
    yield workbench, number


def segments(workbench: Workbench) -> list[Segment]:
    with study.open_study(workbench.path, "") as opened:
        snapshot = opened.snapshot()
        return [
            Segment(int(i), int(e), int(a), int(b), snapshot.quote(int(i)))
            for i, e, a, b in zip(
                snapshot.segments.id,
                snapshot.segments.edition,
                snapshot.segments.start,
                snapshot.segments.end,
                strict=True,
            )
        ]


SELECT = """([chunk, from, to]) => {
  const node = document.querySelectorAll('.chunk p')[chunk].firstChild;
  getSelection().setBaseAndExtent(node, from, node, to);
  document.querySelector('.reading').dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
  return document.querySelector('.side .said')?.textContent ?? '';
}"""


@pytest.mark.parametrize("seed", range(3))
def test_random_selections_in_every_script_stand_in_the_file_as_on_the_page(
    page: Any, scripts: tuple[Workbench, int], seed: int
):
    """Whole characters as they are seen: no half emoji, no letter without its accent."""
    workbench, source = scripts
    chance = random.Random(seed)
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    page.wait_for_selector(".chunk p")
    before = {s.id for s in segments(workbench)}
    seen: list[str] = []
    for chunk, text in enumerate(SCRIPTS.values()):
        units = len(text.encode("utf-16-le")) // 2
        for _ in range(3):
            a, b = sorted(chance.sample(range(units + 1), 2))
            words = page.evaluate(SELECT, [chunk, a, b])
            if not words:
                continue
            page.keyboard.press("v")
            page.wait_for_selector(".side .one.focus button:has-text('Remove')")
            seen.append(page.inner_text(".side .said"))
    kept = [s.quote for s in segments(workbench) if s.id not in before]
    assert seen
    assert set(kept) == set(seen)
    for quote in kept:
        text = next(t for t in SCRIPTS.values() if quote in t)
        at = text.index(quote)
        after = text[at + len(quote) : at + len(quote) + 1]
        assert after not in ("\u0301", "\u0308", "\u0303", "\u0302", "\u0323", "\u200d", "🏽", "🏾")


def test_a_passage_is_coded_with_the_keyboard_alone(page: Any, workbench: Workbench):
    """Select, type a new code, stretch it, undo all of it: the file follows step by step."""
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/2")
    page.wait_for_selector(".chunk p")
    start = workbench.workspace[workbench.id].last()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("a wholly new idea")
    page.keyboard.press("Enter")
    page.wait_for_selector(".side .one.focus button:has-text('Remove')")
    words = page.inner_text(".side .said")
    made = segments(workbench)[-1]
    assert made.quote == words
    page.keyboard.press("]")
    page.wait_for_function(
        f"document.querySelector('.side .said').textContent.length > {len(words)}"
    )
    for _ in range(2):
        with page.expect_response(lambda r: r.url.endswith("/undo")):
            page.keyboard.press("Control+z")
        page.wait_for_timeout(150)
    with study.open_study(workbench.path, "") as opened:
        snapshot = opened.snapshot()
        assert not any(code.name == "a wholly new idea" for code in snapshot.codes)
        assert snapshot.n == start + 4


def test_a_passage_is_coded_with_the_mouse_alone(page: Any, workbench: Workbench):
    """Drag over words, click a code; click its bar, remove it."""
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/2")
    line = page.locator(".turn.participant .chunk p").first
    box = line.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 10, steps=5)
    page.mouse.up()
    words = page.inner_text(".side .said")
    assert words
    assert words in page.inner_text(".transcript")
    page.locator(".side .codes button", has_text="open talk among colleagues").click()
    page.wait_for_selector(".side .one.focus button:has-text('Remove')")
    assert segments(workbench)[-1].quote == words
    page.locator(".bar.focus").click()
    page.locator(".side .one.focus").get_by_role("button", name="Remove").click()
    page.wait_for_selector(".side .one.focus", state="detached")


def test_what_another_tab_codes_is_seen_here(page: Any, workbench: Workbench):
    """Two tabs on one study stay in step."""
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/2")
    page.wait_for_selector(".chunk p")
    _, _, told = workbench.ask(f"/api/studies/{workbench.id}/sources/2")
    edition = int(told.split('"edition":')[1].split(",")[0])
    body = {"edition": edition, "start": 400, "end": 440, "name": "seen from afar"}
    assert workbench.ask(f"/api/studies/{workbench.id}/codings", body)[0] == 200
    page.wait_for_selector(".bars .name:has-text('seen from afar')", state="attached")


def test_a_code_can_be_dropped_on_a_sentence(page: Any, workbench: Workbench):
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/2")
    page.wait_for_selector(".chunk p")
    code = page.locator(".side .codes button").first
    name = code.locator("span").nth(1).inner_text()
    code.drag_to(
        page.locator(".turn.participant .chunk p").first, target_position={"x": 30, "y": 10}
    )
    page.wait_for_selector(".side .one.focus button:has-text('Remove')")
    assert name in page.inner_text(".side .one.focus")


def test_two_transcripts_stand_side_by_side_each_with_its_codings(page: Any, workbench: Workbench):
    """And closing one leaves the other's colours as they were."""
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/1?beside=source 2")
    page.wait_for_selector(".reading:nth-child(2) .bars .bar", state="attached")
    count = "() => [...CSS.highlights.values()].reduce((all, one) => all + one.size, 0)"
    both = page.evaluate(count)
    page.get_by_label("Beside").locator("visible=true").first.select_option("")
    page.wait_for_selector(".desk:not(.double)")
    one = page.evaluate(count)
    marks = len(workbench.workspace[workbench.id].snapshot().codings.id)
    assert 0 < one < both < marks
    page.get_by_label("Beside").locator("visible=true").first.select_option("codebook")
    page.wait_for_selector(".beside-codes dt")


def test_everything_after_a_point_is_undone_from_the_history(page: Any, workbench: Workbench):
    last = workbench.workspace[workbench.id].last()
    for name in ("one", "two", "three"):
        body = {"values": {"kind": "comment", "text": name}}
        workbench.ask(f"/api/studies/{workbench.id}/entries/memo", body)
    page.goto(f"{workbench.root}/s/{workbench.id}/history")
    page.get_by_role("button", name=f"Undo everything after entry {last + 1}", exact=True).click()
    with page.expect_response(lambda r: "/undo-to/" in r.url):
        page.get_by_role("button", name="Yes").click()
    with study.open_study(workbench.path, "") as opened:
        assert [memo.text for memo in opened.snapshot().memos][-1] == "one"


def test_a_coding_is_resized_by_dragging_its_edge_and_cut_in_two(page: Any, workbench: Workbench):
    """The edge follows the mouse to the word; the cut leaves two codings that touch."""
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/2")
    page.wait_for_selector(".chunk p")
    page.keyboard.press("w")
    page.keyboard.press("v")
    page.wait_for_selector(".edge.end")
    words = page.inner_text(".side .said")
    edge = page.locator(".edge.end").bounding_box()
    page.mouse.move(edge["x"] + 1, edge["y"] + 6)
    page.mouse.down()
    page.mouse.move(edge["x"] + 150, edge["y"] + 6, steps=4)
    with page.expect_response(lambda r: r.url.endswith("/edges")):
        page.mouse.up()
    wider = segments(workbench)[-1].quote
    assert wider.startswith(words)
    assert len(wider) > len(words) + 5
    page.keyboard.press("w")
    page.keyboard.press("ArrowDown")
    with page.expect_response(lambda r: r.url.endswith("/split")):
        page.keyboard.press("|")
    with study.open_study(workbench.path, "") as opened:
        snapshot = opened.snapshot()
        last = [int(s) for s in snapshot.codings.segment[-2:]]
        quotes = sorted((snapshot.quote(s) for s in last), key=wider.index)
    assert "".join(quotes) == wider
