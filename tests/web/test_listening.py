"""A recording is heard beside its transcript, by mouse and by keys, where consent allows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.people import Consent, Participant
from crosscase.domain.sources import Edition, Source, Turn
from crosscase.domain.spans import Span
from crosscase.store import listened
from crosscase.store.rows import read

from .conftest import SAID, Workbench, axe

HEARD = """() => [...(CSS.highlights.get('heard') ?? [])].map((r) =>
  r.startContainer.textContent.slice(r.startOffset, r.endOffset))[0] ?? ''"""


def until(page: Any, asked: str) -> None:
    """Wait until the page says yes; asked from outside, for the page runs no string as a script."""
    for _ in range(80):
        if page.evaluate(asked):
            return
        page.wait_for_timeout(100)
    raise AssertionError(asked)


READY = "document.querySelector('audio')?.readyState >= 2"


def now(page: Any) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def test_the_voice_goes_to_the_word_and_the_word_follows_the_voice(
    page: Any, taped: tuple[Workbench, int]
):
    workbench, source = taped
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    page.get_by_role("button", name="Play (p)").wait_for()
    until(page, READY)
    page.locator(".turn .time").nth(2).click()
    page.get_by_role("button", name="Pause (p)").wait_for()
    until(page, f"({HEARD})() === 'Money'")
    assert now(page) >= 6.0
    page.keyboard.press("p")
    page.get_by_role("button", name="Play (p)").wait_for()
    stopped = now(page)
    page.keyboard.press("b")
    assert now(page) == pytest.approx(max(0, stopped - 3), abs=0.2)


def test_keys_alone_play_from_the_selection_and_walk_unsure_words(
    page: Any, taped: tuple[Workbench, int]
):
    workbench, source = taped
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    page.get_by_role("button", name="1 unsure words: next (i)").wait_for()
    until(page, READY)
    page.keyboard.press("i")
    page.get_by_role("region", name="Transcript of tape").wait_for()
    page.keyboard.press("l")
    page.get_by_role("button", name="Pause (p)").wait_for()
    assert now(page) >= 6.0


def test_the_room_shuts_nobody_out(page: Any, taped: tuple[Workbench, int]):
    """WCAG 2.2 AA as axe checks it, while a turn is corrected."""
    workbench, source = taped
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    until(page, READY)
    page.keyboard.press("f")
    page.get_by_label("What is said in this turn").wait_for()
    assert axe(page) == []


def test_a_turn_is_heard_again_and_again(page: Any, taped: tuple[Workbench, int]):
    workbench, source = taped
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    until(page, READY)
    page.evaluate("document.querySelector('audio').currentTime = 3.5")
    page.get_by_label("This turn again and again").check()
    page.get_by_label("Speed").select_option("2")
    page.get_by_role("button", name="Play (p)").click()
    page.wait_for_timeout(3500)
    assert 3.0 <= now(page) <= 6.3


def test_a_turn_is_corrected_while_it_is_heard_and_the_room_goes_on(
    page: Any, taped: tuple[Workbench, int]
):
    workbench, source = taped
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    until(page, READY)
    page.locator(".turn .time").nth(1).click()
    page.get_by_role("button", name="Pause (p)").wait_for()
    page.keyboard.press("f")
    field = page.get_by_label("What is said in this turn")
    assert field.input_value() == "Nothing helps us here"
    field.fill("Nothing helps us much here")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Nothing helps us much here").wait_for()
    until(page, READY)
    page.get_by_role("button", name="Pause (p)").wait_for()
    assert now(page) >= 3.0
    with study.open_study(workbench.path, "ana") as opened:
        text = opened.snapshot().current_editions[source].text
        said = {text[w.start : w.end]: w.begin for w in opened.word_times(source)}
        assert opened.journal.history()[-1].verb == "correct"
        opened.journal.undo()
        assert "much" not in opened.snapshot().current_editions[source].text
    assert said["here"] == 5.09 and 5.0 <= said["much"] < 5.09 and said["Money"] == 6.0


def test_the_translation_of_the_turn_is_shown_while_it_is_heard(
    page: Any, taped: tuple[Workbench, int]
):
    workbench, source = taped
    with study.open_study(workbench.path, "ana") as opened, opened._desk.change("add") as writer:
        original = read(writer.db, Edition, source=source)[0]
        said = [f"English {n}" for n in range(len(SAID))]
        text = "\n".join(said)
        edition = writer.add(Edition(0, source, 2, "translated", text, False, original.id))
        for n, words in enumerate(said):
            start = text.index(words)
            writer.add(Turn(0, edition, n, start, start + len(words)))
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    until(page, READY)
    page.locator(".turn .time").nth(1).click()
    until(page, "document.querySelector('.translated').textContent === 'English 1'")
    page.evaluate("document.querySelector('audio').currentTime = 6.5")
    until(page, "document.querySelector('.translated').textContent === 'English 2'")


def test_what_is_played_is_written_down_with_its_pass(page: Any, taped: tuple[Workbench, int]):
    workbench, source = taped
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    until(page, READY)
    page.get_by_role("button", name="Play (p)").click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Pause (p)").click()
    page.get_by_label("Pass", exact=True).select_option("second")
    page.evaluate("document.querySelector('audio').currentTime = 6")
    page.get_by_role("button", name="Play (p)").click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Pause (p)").click()
    page.wait_for_timeout(500)
    with study.open_study(workbench.path, "ben") as opened:
        interviews = opened.listening().sources
        with opened._desk.reading() as db:
            first, second = listened.kept(db)
    assert (first.coder, first.hearing, second.hearing) == ("ana", "first", "second")
    assert first.begin < 0.5 and 0.8 < first.finish < 3 and 5.9 < second.begin < 6.5
    page.goto(f"{workbench.root}/s/{workbench.id}/sources")
    page.get_by_role("button", name="tape was read again").click()
    page.get_by_role("button", name="tape was not read again").wait_for()
    assert f"1 of {interviews} interviews" in page.locator("main").inner_text()


@pytest.fixture
def quoted(taped: tuple[Workbench, int]) -> tuple[Workbench, int, int]:
    """Two words of the recording are coded; the workbench, the source and the code."""
    workbench, source = taped
    with study.open_study(workbench.path, "ana") as opened:
        edition = opened.snapshot().current_editions[source]
        at = edition.text.index("helps us")
        opened.codings.apply(edition.id, Span(at, at + 8), "being on tape")
        code = next(c.id for c in opened.snapshot().codes if c.name == "being on tape")
    return workbench, source, code


PLAYED = """const heard = window.heard = []; const play = Audio.prototype.play;
Audio.prototype.play = function () { heard.push(this); return play.call(this); };"""


def test_a_quote_plays_its_words_and_no_more(page: Any, quoted: tuple[Workbench, int, int]):
    workbench, _, _ = quoted
    page.add_init_script(PLAYED)
    page.goto(f"{workbench.root}/s/{workbench.id}/search?q=Nothing+helps")
    page.get_by_role("button", name="Play this passage").click()
    page.get_by_role("button", name="Stop playing").wait_for()
    until(page, "window.heard[0].currentTime > 3")
    page.get_by_role("button", name="Play this passage").wait_for()
    assert 5.6 <= page.evaluate("window.heard[0].currentTime") <= 6.2


def test_a_quote_of_a_voice_that_may_not_be_heard_has_no_sound_and_is_counted(
    page: Any, quoted: tuple[Workbench, int, int]
):
    workbench, _, code = quoted
    path = f"/api/studies/{workbench.id}/codes/{code}/quotes"
    (quote,) = json.loads(workbench.ask(path)[2])["quotes"]
    assert (quote["sound"], quote["withheld"]) == ([3.7, 5.0], False)
    with study.open_study(workbench.path, "ana") as opened, opened._desk.change("fill") as writer:
        person = next(p for p in read(writer.db, Participant) if p.pseudonym == "A-CEO")
        writer.add(Consent(0, person.id, "audio", False))
    (quote,) = json.loads(workbench.ask(path)[2])["quotes"]
    assert (quote["sound"], quote["withheld"]) == (None, True)
    page.goto(f"{workbench.root}/s/{workbench.id}/search?q=Nothing+helps")
    page.get_by_text("1 of these passages have a recording").wait_for()
    assert page.get_by_role("button", name="Play this passage").count() == 0


def test_a_voice_that_may_not_be_heard_is_withheld(page: Any, taped: tuple[Workbench, int]):
    workbench, source = taped
    with study.open_study(workbench.path, "ana") as opened, opened._desk.change("fill") as writer:
        person = next(p for p in read(writer.db, Participant) if p.pseudonym == "A-CEO")
        writer.add(Consent(0, person.id, "audio", False))
    page.goto(f"{workbench.root}/s/{workbench.id}/coding/{source}")
    page.get_by_text("consent does not allow").wait_for()
    status, _, body = workbench.ask(f"/api/studies/{workbench.id}/recordings/{source}/sound")
    assert status == 400 and "refused that the voice be heard" in body


def test_a_recording_without_a_text_waits_on_the_page_of_sources(
    page: Any, workbench: Workbench, tmp_path: Path
):
    with study.open_study(workbench.path, "ana") as opened, opened._desk.change("add") as writer:
        writer.add(Source(0, "unheard", "recording", "cd" * 32, "", "", 12.5))
    page.goto(f"{workbench.root}/s/{workbench.id}/sources")
    box = page.get_by_role("region", name="Recordings without a text")
    box.get_by_text("unheard").wait_for()
    assert "12.5 minutes" in box.inner_text()
    assert box.get_by_role("button", name="Write down what is said").is_enabled()
