"""Draw the pictures of the workbench: ``python docs/pictures.py [--all FOLDER]``.

Without ``--all`` the pictures of the README and the manual are drawn anew into docs/images; with it
every page in light and dark, at 1280 and 800 pixels, goes into FOLDER to be looked at.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from crosscase import study
from crosscase.web.app import make_app
from crosscase.web.guard import Keys
from crosscase.web.workspace import Workspace

ROOT = Path(__file__).parents[1]
SIM = ROOT / "examples" / "sim"
PAGES = ROOT / "src/crosscase/web/static/js/pages.js"
SHOWN = {
    "coding": "coding/1?at=2602-2671",
    "compare": "compare",
    "model": "model",
    "codebook": "codebook/3",
}


@contextlib.contextmanager
def served(home: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The example study in a workbench: its address, its id, and the cookie that lets in."""
    path = home / "suzhou.crosscase"
    with study.create(path, "lin") as made:
        made.load(SIM, study.key_of(path))
        made.decide_from(SIM / "decisions.csv")
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    port = int(door.getsockname()[1])
    workspace, keys = Workspace(home, home / "settings", "lin"), Keys()
    opened = workspace.open(path)
    config = uvicorn.Config(make_app(workspace, keys, port), log_level="error", ws="none")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    root = f"http://127.0.0.1:{port}"
    yield root, opened.id, {"name": f"crosscase_{port}", "value": keys.token, "url": root}
    server.should_exit = True


def draw(
    browser: Any, cookie: dict[str, str], shots: dict[Path, str], width: int, look: str
) -> None:
    """Draw addresses into files."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_cookies([cookie])
    context.add_init_script(f"localStorage.setItem('crosscase.look', '{look}')")
    page = context.new_page()
    for file, address in shots.items():
        page.goto(address)
        page.wait_for_selector("h1")
        page.wait_for_timeout(1200)
        page.screenshot(path=str(file))
    context.close()


def main() -> None:
    """Draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    names = re.findall(r'name: "([a-z-]+)"', PAGES.read_text(encoding="utf-8"))
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (root, number, cookie),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        images = asked.all or ROOT / "docs" / "images"
        images.mkdir(parents=True, exist_ok=True)
        if asked.all is None:
            shots = {images / f"{n}.png": f"{root}/s/{number}/{at}" for n, at in SHOWN.items()}
            draw(browser, cookie, shots, 1280, "light")
        else:
            for width in (1280, 800):
                for look in ("light", "dark"):
                    shots = {
                        images / f"{name}-{width}-{look}.png": f"{root}/s/{number}/{name}"
                        if name != "home"
                        else root
                        for name in names
                    }
                    draw(browser, cookie, shots, width, look)
        browser.close()


if __name__ == "__main__":
    main()
