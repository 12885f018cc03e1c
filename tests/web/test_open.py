"""`crosscase open`: an address that lets one browser in, and a clean end."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crosscase import study

CLI = [sys.executable, "-c", "from crosscase.cli import main; main()"]


@pytest.fixture
def place(sim: Path, tmp_path: Path) -> Path:
    shutil.copyfile(sim, tmp_path / "s.crosscase")
    return tmp_path


def start(place: Path, *words: str) -> tuple[subprocess.Popen[str], str]:
    """The running workbench and the address it gave."""
    kept = {**os.environ, "HOME": str(place), "XDG_CONFIG_HOME": str(place / "settings")}
    process = subprocess.Popen(
        [*CLI, "open", *words, "--no-browser", "--json"],
        cwd=place,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = ""
    while not told.rstrip().endswith("}"):
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        told += line
    return process, json.loads(told)["address"]


def get(address: str, path: str, cookie: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; redirects are not followed."""
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    with line.getresponse() as answer:
        told = answer.status, dict(answer.getheaders()), answer.read()
    line.close()
    return told


def test_the_address_opens_the_study_and_ctrl_c_leaves_one_file(place: Path):
    process, address = start(place, "s.crosscase", "--as", "ana")
    try:
        parts = urlsplit(address)
        assert parts.hostname == "127.0.0.1"
        status, heads, _ = get(address, f"{parts.path}?{parts.query}")
        assert status == 303
        cookie, to = heads["set-cookie"].split(";")[0], heads["location"]
        assert to.startswith("/s/")
        assert get(address, to, cookie)[0] == 200
        about = json.loads(get(address, f"/api/studies{to[2:]}", cookie)[2])
        assert (about["coder"], about["name"]) == ("ana", "s")
        assert get(address, to)[0] == 403
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert sorted(path.name for path in place.glob("s.crosscase*")) == ["s.crosscase"]
    with study.open_study(place / "s.crosscase", "") as opened:
        assert opened.journal.last() == 2


def test_without_a_study_the_home_page_is_opened(place: Path):
    process, address = start(place, "--home", str(place / "home"))
    try:
        assert address.endswith("&to=/")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_a_taken_port_is_told_with_the_next_step(place: Path):
    process, address = start(place)
    try:
        port = str(urlsplit(address).port)
        done = subprocess.run(
            [*CLI, "open", "--no-browser", "--port", port],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1
        assert f"Port {port} is taken." in done.stderr
        assert "--port" in done.stderr
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
