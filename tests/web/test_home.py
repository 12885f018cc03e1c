"""The home page: who judges, which studies there are, and how a new one begins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.errors import WrongPassphrase
from crosscase.study.keyfile import open_key

from .conftest import Workbench

FOLDER = {
    "study.toml": '[study]\ntitle = "Small"\n[[group]]\nname = "firm"\n',
    "participants.csv": "name,pseudonym,group,case,file\nLu Ming,A-CEO,firm,A,a\n",
    "interviews/a.txt": "INTERVIEWER: What drives it?\n\nLU MING: Customers ask. We follow.\n",
    "interviews/b.srt": "No time here\n\n1\n00:00:01,000 --> 00:00:03,000\nSUN YI: Nobody asks.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "small"
    for name, body in FOLDER.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(body)
    return root


def test_who_judges_is_asked_once_and_kept(workbench: Workbench, page: Any, tmp_path: Path):
    workbench.workspace.coder = ""
    page.goto(workbench.root)
    page.get_by_role("button", name="Say who you are").click()
    page.get_by_label("Your name").fill("berta")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Coder: berta").wait_for()
    assert (tmp_path / "settings" / "coder").read_text().strip() == "berta"


def test_the_sample_study_opens_with_one_click_and_all_its_decisions(
    workbench: Workbench, page: Any
):
    page.goto(workbench.root)
    page.get_by_role("button", name="Open the sample study").click()
    page.wait_for_url("**/s/*", timeout=60_000)
    page.get_by_role("heading", name="Sources").wait_for()
    with (
        study.open_study(workbench.workspace.home / "sample.crosscase", "") as made,
        study.open_study(workbench.path, "") as sim,
    ):
        assert len(made.snapshot().codings.id) == len(sim.snapshot().codings.id) > 0


@pytest.mark.slow  # age takes seconds to lock and to open
def test_a_chosen_folder_becomes_a_study_and_its_names_are_encrypted(
    workbench: Workbench, page: Any, folder: Path
):
    page.goto(workbench.root)
    page.locator("input[webkitdirectory]").set_input_files(folder)
    page.get_by_label("Name of the study").fill("Suzhou 2018")
    page.get_by_label("real names").fill("a long secret")
    page.get_by_role("button", name="Load", exact=True).click()
    told = page.get_by_role("dialog", name="The folder is in the study")
    told.wait_for()
    assert "2 sources" in told.inner_text()
    assert "these words have no times" in told.inner_text()
    assert "encrypted with your passphrase" in told.inner_text()
    page.get_by_role("button", name="Read the sources").click()
    page.get_by_role("link", name="a", exact=True).wait_for()
    path = workbench.workspace.home / "Suzhou 2018.crosscase"
    assert b"Lu Ming" not in study.key_path(path).read_bytes()
    assert open_key(study.key_path(path), "a long secret").names["A-CEO"] == ["Lu Ming"]
    with study.open_study(path, "") as made:
        assert [s.name for s in made.snapshot().sources] == ["a", "b"]


def test_a_folder_is_loaded_by_its_path_with_the_keyboard_alone(
    workbench: Workbench, page: Any, folder: Path
):
    page.goto(workbench.root)
    page.get_by_role("heading", name="Studies").wait_for()
    page.keyboard.press("l")
    page.keyboard.type(str(folder))
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Load a folder").wait_for()
    page.keyboard.press("Enter")
    told = page.get_by_role("dialog", name="The folder is in the study")
    told.wait_for()
    assert "it is not encrypted" in told.inner_text()
    assert (workbench.workspace.home / "small.crosscase").exists()


def test_a_load_that_fails_says_why_and_leaves_nothing(
    workbench: Workbench, page: Any, tmp_path: Path
):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "study.toml").write_text("[study\n")
    page.goto(workbench.root)
    page.get_by_role("heading", name="Studies").wait_for()
    page.keyboard.press("l")
    page.keyboard.type(str(tmp_path / "bad"))
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Load a folder").wait_for()
    page.keyboard.press("Enter")
    assert "study.toml" in page.get_by_role("alert").inner_text()
    assert not (workbench.workspace.home / "bad.crosscase").exists()


def test_a_locked_study_opens_with_its_passphrase_alone(workbench: Workbench, page: Any):
    path = workbench.workspace.home / "locked.crosscase"
    study.create(path, "ana", "open sesame").close()
    page.goto(workbench.root)
    page.get_by_role("button", name="locked").click()
    page.get_by_label("Passphrase").fill("guess")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    page.get_by_role("button", name="locked").click()
    page.get_by_label("Passphrase").fill("open sesame")
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/*")


def test_an_empty_study_leads_to_its_design(workbench: Workbench, page: Any):
    page.goto(workbench.root)
    page.get_by_role("button", name="Empty study").click()
    page.get_by_label("Name of the study").fill("fresh")
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("heading", name="Design").wait_for()
    with study.open_study(workbench.workspace.home / "fresh.crosscase", "") as made:
        assert made.snapshot().sources == ()


def test_a_backup_is_downloaded_whole(workbench: Workbench, page: Any, tmp_path: Path):
    page.goto(workbench.root)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Backup").click()
    copy = tmp_path / "copy.crosscase"
    kept.value.save_as(copy)
    with study.open_study(copy, "") as saved, study.open_study(workbench.path, "") as sim:
        assert saved.snapshot().n == sim.snapshot().n


def test_the_backup_of_a_locked_study_is_locked(workbench: Workbench, page: Any, tmp_path: Path):
    path = workbench.workspace.home / "locked.crosscase"
    study.create(path, "ana", "open sesame").close()
    workbench.workspace.open(path, "open sesame")
    page.goto(workbench.root)
    copy = tmp_path / "copy.crosscase"
    with page.expect_download() as kept:
        page.locator("a[download='locked.crosscase']").click()
    kept.value.save_as(copy)
    with pytest.raises(WrongPassphrase):
        study.open_study(copy, "")
    study.open_study(copy, "", "open sesame").close()


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "..\\evil.txt", "", "/"])
def test_an_upload_never_leaves_its_tray(workbench: Workbench, name: str):
    tray = json.loads(workbench.ask("/api/trays", {})[2])["tray"]
    raw = {"Content_Type": "application/octet-stream"}
    status, _, told = workbench.ask(f"/api/trays/{tray}?name={name}", "x", **raw)
    assert status == 400, told
    assert workbench.workspace.trays[tray].all() == []


def test_odd_names_of_files_become_plain_ones(workbench: Workbench):
    tray = json.loads(workbench.ask("/api/trays", {})[2])["tray"]
    raw = {"Content_Type": "application/octet-stream"}
    name = "in%0Aterviews/%3Cb%3E%3F.txt"
    assert workbench.ask(f"/api/trays/{tray}?name={name}", "x", **raw)[0] == 200
    (file,) = workbench.workspace.trays[tray].all()
    assert (file.parent.name, file.name) == ("in_terviews", "_b__.txt")
    workbench.workspace.trays.close()
    assert not file.exists()


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", ".hidden", "x" * 101])
def test_a_study_gets_a_plain_name(workbench: Workbench, name: str):
    status, _, told = workbench.ask("/api/studies/new", {"name": name})
    assert status == 400, told
    assert json.loads(told)["hint"]
