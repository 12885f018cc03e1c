"""What the workbench hands out is compared with the key file first; without it, the page asks."""

from __future__ import annotations

import json
from typing import Any

import pyrage
import pytest

from crosscase import study

from .conftest import Workbench


def known(bench: Workbench, spelling: str, passphrase: str = "") -> None:
    body = json.dumps({"crosscase key file": 1, "names": {"B-CEO": [spelling]}}).encode()
    body = pyrage.passphrase.encrypt(body, passphrase) if passphrase else body
    study.key_path(bench.path).write_bytes(body)


def files(bench: Workbench) -> dict[str, str]:
    """Every file the workbench writes, and words that stand in it."""
    root = f"/api/studies/{bench.id}"
    with study.open_study(bench.path, "ana") as opened:
        told = opened.snapshot()
    coded = int(told.codings.segment[0])
    person = int(told.segment_participant[told.segment_row[coded]])
    theme = told.code_by_id[told.propositions[0].to].name
    words = told.quote(coded)
    return {
        f"{root}/report/file.html": theme,
        f"{root}/model/drawing.svg": theme,
        f"{root}/voices/{person}/pack.docx": words,
    }


@pytest.mark.parametrize("at", range(3))
def test_a_file_with_a_real_name_is_not_handed_out(workbench: Workbench, at: int):
    path, words = list(files(workbench).items())[at]
    known(workbench, "Nobody Is Called So")
    assert workbench.ask(path)[0] == 200
    known(workbench, words)
    status, _, body = workbench.ask(path)
    assert status == 400, body
    assert json.loads(body)["kind"] == "LeakFound"
    assert "B-CEO" in body and words not in body


@pytest.mark.parametrize("at", range(3))
def test_a_locked_key_hands_nothing_out_unless_unscanned(workbench: Workbench, at: int):
    path = list(files(workbench))[at]
    known(workbench, "Nobody Is Called So", "a secret")
    status, _, body = workbench.ask(path)
    assert json.loads(body)["kind"] == "NotScanned", status
    assert workbench.ask(f"{path}?unscanned=true")[0] == 200


def test_the_page_asks_before_a_pack_goes_out_unscanned(page: Any, workbench: Workbench):
    study.key_path(workbench.path).unlink()
    page.goto(f"{workbench.root}/s/{workbench.id}/voices")
    page.get_by_role("button", name="Pack (Word)").first.click()
    page.get_by_role("heading", name="Write it unscanned?").wait_for()
    with page.expect_download() as given:
        page.get_by_role("button", name="Write it unscanned").click()
    assert given.value.suggested_filename.endswith(".docx")
