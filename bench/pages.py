"""How does the coding page of a large transcript feel in a real browser?

    python bench/pages.py [--characters 300000] [--codings 3000] [--browser /usr/bin/chromium]

One transcript with overlapping codings is drawn with a fixed seed, served by the workbench, and
opened in Chromium. Measured in the page: from the click to codings in the margin, from the key to
the new code on the screen, the library's answer to it, and frames while scrolling with codings and
with the same text after the codings were taken off the page.
"""

from __future__ import annotations

import argparse
import random
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coder, Coding
from crosscase.domain.sources import Edition, Segment, Source, Speaker, Turn
from crosscase.store import file
from crosscase.web.app import make_app
from crosscase.web.guard import Keys
from crosscase.web.workspace import Workspace

WORDS = [
    *(
        "the",
        "customer",
        "asked",
        "for",
        "a",
        "new",
        "product",
        "and",
        "nobody",
        "in",
        "firm",
        "had",
    ),
    *("thought", "of", "that", "before", "because", "money", "was", "short", "while", "founder"),
]

SCROLL = """async () => {
  const reading = document.querySelector('.reading');
  const times = [];
  reading.scrollTop = 0;
  let last = performance.now();
  for (let step = 0; step < 240; step += 1) {
    reading.scrollTop += 300;
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  return [times[120], times[228]];
}"""

NEW_CODE = """() => new Promise((done) => {
  const before = document.querySelectorAll('.bar').length;
  const start = performance.now();
  const look = () => (document.querySelectorAll('.bar').length > before
    ? requestAnimationFrame(() => done(performance.now() - start))
    : requestAnimationFrame(look));
  document.dispatchEvent(new KeyboardEvent('keydown', {key: '1', bubbles: true}));
  look();
})"""


def make(path: Path, characters: int, codings: int) -> None:
    """Write the drawn study."""
    chance = random.Random(7)
    store = file.create(path)
    with store.change("load", "bench", "2026-01-01T00:00:00+00:00") as writer:
        text, spans = "", []
        while len(text) < characters:
            start = len(text)
            sentences = [
                " ".join(chance.choices(WORDS, k=chance.randint(6, 22))).capitalize() + "."
                for _ in range(chance.randint(1, 8))
            ]
            text += " ".join(sentences)
            spans.append((start, len(text)))
            text += "\n\n"
        source = writer.add(Source(0, "long", "transcript"))
        edition = writer.add(Edition(0, source, 1, "first", text, True))
        people = [
            writer.add(Speaker(0, "Interviewer", "interviewer")),
            writer.add(Speaker(0, "Anna", "participant")),
        ]
        writer.add_all([Turn(0, edition, n, a, b, people[n % 2]) for n, (a, b) in enumerate(spans)])
        coder = writer.add(Coder(0, "ana"))
        codes = writer.add_all([Code(0, "keyword", f"code {n}") for n in range(200)])
        places = set()
        while len(places) < codings:
            a = chance.randrange(len(text) - 700)
            places.add((a, a + chance.randint(20, 600)))
        segments = writer.add_all([Segment(0, edition, a, b, text[a:b]) for a, b in sorted(places)])
        writer.add_all([Coding(0, coder, chance.choice(codes), s) for s in segments])
    store.close()


def serve(path: Path, home: Path) -> tuple[uvicorn.Server, Keys, int]:
    """The workbench in a thread of its own."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    port = int(door.getsockname()[1])
    workspace, keys = Workspace(home, home / "settings", "ana"), Keys()
    workspace.open(path)
    app = make_app(workspace, keys, port)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, keys, port


def measure(page: Any, root: str) -> dict[str, tuple[str, str]]:
    """What a coder waits for; figure and goal."""
    page.goto(f"{root}/s/s1/sources")
    link = page.get_by_role("link", name="long", exact=True)
    link.wait_for()
    start = time.perf_counter()
    link.click()
    page.wait_for_selector(".bars .bar")
    opened = time.perf_counter() - start
    frames = page.evaluate(SCROLL)
    page.evaluate("sessionStorage.setItem('crosscase.recent', JSON.stringify(['code 1']))")
    page.goto(f"{root}/s/s1/coding/1")
    page.wait_for_selector(".bars .bar")
    shown = []
    for _ in range(9):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        with page.expect_response(lambda r: r.url.endswith("/codings")):
            shown.append(page.evaluate(NEW_CODE))
        page.wait_for_timeout(150)
    page.evaluate(
        "CSS.highlights.clear(); document.querySelectorAll('.bars').forEach((b) => b.remove())"
    )
    plain = page.evaluate(SCROLL)
    return {
        "open: click to codings": (f"{opened:.2f} s", "0.5 s"),
        "new code on the screen (median of 9)": (f"{sorted(shown)[4]:.0f} ms", "100 ms"),
        "frame while scrolling, median": (f"{frames[0]:.1f} ms", ""),
        "the same without codings": (f"{plain[0]:.1f} ms", ""),
        "ratio of the medians": (f"{frames[0] / plain[0]:.2f}", "1.5"),
        "95th percentile, with and without": (f"{frames[1]:.1f} and {plain[1]:.1f} ms", ""),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--codings", type=int, default=3_000)
    parser.add_argument("--browser", default=shutil.which("chromium") or "")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        make(home / "big.crosscase", asked.characters, asked.codings)
        server, keys, port = serve(home / "big.crosscase", home)
        browser = playwright.chromium.launch(
            executable_path=asked.browser, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        root = f"http://127.0.0.1:{port}"
        cookie = {"name": f"crosscase_{port}", "value": keys.token, "url": root}
        context.add_cookies([cookie])  # type: ignore[list-item]
        figures = measure(context.new_page(), root)
        version = browser.version
        browser.close()
        server.should_exit = True
    title = f"{asked.characters} characters, {asked.codings} codings, Chromium {version}"
    table = Table("", "crosscase", "goal", title=title)
    for name, (figure, goal) in figures.items():
        table.add_row(name, figure, goal)
    Console().print(table)


if __name__ == "__main__":
    main()
