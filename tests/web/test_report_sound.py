"""A report in which quotations are heard, opened from the disk in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.domain.people import Consent, Participant
from crosscase.domain.sources import Edition
from crosscase.domain.spans import Span
from crosscase.store.rows import read

from .conftest import Workbench, axe


def write(path: Path, target: Path, *wishes: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["report", str(path), "-o", str(target), *wishes, "--json"])
    assert done.exit_code == 0, done.exception
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture
def coded(taped: tuple[Workbench, int]) -> Workbench:
    """Two quotations of a recording; who speaks allowed to be played."""
    bench, source = taped
    with study.open_study(bench.path, "ana") as opened:
        (edition,) = (e for e in opened._desk.all(Edition) if e.source == source)
        for words in ("Nothing helps us here", "Money does"):
            start = edition.text.index(words)
            opened.codings.apply(edition.id, Span(start, start + len(words)), "said on tape")
        with opened._desk.change("ask") as writer:
            (person,) = (p for p in read(writer.db, Participant) if p.pseudonym == "A-CEO")
            writer.add(Consent(0, person.id, "audio", True))
    return bench


def test_a_quotation_is_played_from_the_file_alone(chromium: Any, coded: Workbench, tmp_path: Path):
    target = tmp_path / "told.html"
    told = write(coded.path, target, "--with-sound", "--no-check")
    assert told["sound"]["sound"] == 2
    assert told["sound"]["unrecorded"] == told["quotations"] - 2
    body = target.read_text(encoding="utf-8")
    policy = re.search('Content-Security-Policy" content="([^"]*)"', body)
    assert policy is not None
    assert policy[1] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "media-src data:"
    )
    assert "Quotations that can be heard: 2; withheld by consent: 0" in body
    assert body.count("<audio ") == body.count("data:audio/wav") == 2

    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(target.as_uri())
    drawer = page.locator("aside:has(a.hear)").first.get_attribute("id")
    for link in (page.locator(f'a.n[href="#{drawer}"]'), page.locator("aside:target a.hear")):
        link.first.focus()
        page.keyboard.press("Enter")
    player = page.locator("aside:target audio")
    player.wait_for(state="visible")
    assert player.evaluate("one => one.duration || 0") == 0
    player.evaluate("one => one.play()")
    for _ in range(100):
        if player.evaluate("one => one.currentTime") > 0.3:
            break
        page.wait_for_timeout(100)
    assert player.evaluate("one => one.currentTime") > 0.3
    assert 1.0 < player.evaluate("one => one.duration") < 3.0
    assert all(url.startswith(("data:", target.as_uri())) for url in asked)
    assert axe(page) == []
    page.close()


def test_a_report_without_sound_lets_no_sound_in(coded: Workbench, tmp_path: Path):
    target = tmp_path / "told.html"
    assert "sound" not in write(coded.path, target, "--no-check")
    body = target.read_text(encoding="utf-8")
    assert "media-src" not in body
    assert "<audio" not in body
    assert "With sound." not in body


@pytest.mark.parametrize(
    ("name", "wish"), [("told.pdf", ""), ("told.html", "--no-quotes"), ("told.html", "--as-shared")]
)
def test_what_cannot_be_heard_is_refused(shown: Workbench, tmp_path: Path, name: str, wish: str):
    words = ["report", str(shown.path), "-o", str(tmp_path / name), "--with-sound"]
    done = CliRunner().invoke(app, [*words, *filter(None, [wish])])
    assert "can be heard" in str(done.exception)
    assert not (tmp_path / name).exists()


def test_a_withdrawal_in_the_workbench_reaches_what_is_heard(coded: Workbench, tmp_path: Path):
    target = tmp_path / "told.html"
    write(coded.path, target, "--with-sound", "--no-check")
    with study.open_study(coded.path, "") as opened:
        (person,) = (p.id for p in opened.snapshot().participants if p.pseudonym == "A-CEO")
    place = f"/api/studies/{coded.id}/withdrawals"
    status, _, told = coded.ask(place + "/preview", {"participant": person})
    assert (status, json.loads(told)["files"]) == (200, [str(target)])
    status, _, told = coded.ask(place, {"participant": person})
    assert (status, json.loads(told)["reached"]["written_again"]) == (200, [str(target)])
    body = target.read_text(encoding="utf-8")
    assert "Quotations that can be heard: 0" in body
    assert "<audio" not in body
    assert "Nothing helps us here" not in body


def test_the_page_writes_it_too_and_shows_it_mute(coded: Workbench, page: Any):
    """The sound is in the file of HTML; the preview and the other forms are without."""
    page.goto(f"{coded.root}/s/{coded.id}/report")
    page.get_by_label("Let quotations be heard, in HTML").check()
    page.get_by_text("Journal entry").wait_for()
    with page.expect_download() as given:
        page.get_by_role("button", name="Keep as HTML").click()
    body = given.value.path().read_text(encoding="utf-8")
    assert body.count("<audio ") == body.count("data:audio/wav") == 2
    ask = f"/api/studies/{coded.id}/report"
    assert "data:audio" not in coded.ask(f"{ask}/paper?sound=true")[2]
