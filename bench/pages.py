"""How does the coding page of a large transcript feel in a real browser?

    python bench/pages.py [--characters 300000] [--codings 3000] [--browser /usr/bin/chromium]
                          [--taguette PYTHON]

One transcript with overlapping codings is drawn with a fixed seed, served by the workbench, and
opened in Chromium. Measured in the page: from the click to codings in the margin, from the key to
the new code on the screen, the library's answer to it, and frames while scrolling with codings and
with the same text after the codings were taken off the page. ``--taguette``: a Python that has it,
whose page then shows the same text with the same codings in the same browser.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import TimeoutError as PlaywrightTimeout
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

Place = tuple[int, int, int]
CODES = 200
PATIENCE = 300
"""Seconds after which a page that is still drawing is not waited for."""

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

SCROLL = """async (place) => {
  const reading = document.querySelector(place);
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


TAGUETTE_CODE = """() => new Promise((done) => {
  const before = document.querySelectorAll('#document-contents .highlight').length;
  document.querySelector('#highlight-add-tags input').checked = true;
  const start = performance.now();
  const look = () => (document.querySelectorAll('#document-contents .highlight').length > before
    ? requestAnimationFrame(() => done(performance.now() - start))
    : requestAnimationFrame(look));
  document.querySelector('#highlight-add-form').requestSubmit();
  look();
})"""


def draw(characters: int, codings: int) -> tuple[str, list[tuple[int, int]], list[Place]]:
    """The text, its turns, and the codings: start, end and the place of the code."""
    chance = random.Random(7)
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
    places: set[tuple[int, int]] = set()
    while len(places) < codings:
        a = chance.randrange(len(text) - 700)
        places.add((a, a + chance.randint(20, 600)))
    return text, spans, [(a, b, chance.randrange(CODES)) for a, b in sorted(places)]


def make(path: Path, text: str, spans: Sequence[tuple[int, int]], drawn: Sequence[Place]) -> None:
    """Write the drawn study."""
    store = file.create(path)
    with store.change("load", "bench", "2026-01-01T00:00:00+00:00") as writer:
        source = writer.add(Source(0, "long", "transcript"))
        edition = writer.add(Edition(0, source, 1, "first", text, True))
        people = [
            writer.add(Speaker(0, "Interviewer", "interviewer")),
            writer.add(Speaker(0, "Anna", "participant")),
        ]
        writer.add_all([Turn(0, edition, n, a, b, people[n % 2]) for n, (a, b) in enumerate(spans)])
        coder = writer.add(Coder(0, "ana"))
        codes = writer.add_all([Code(0, "keyword", f"code {n}") for n in range(CODES)])
        segments = writer.add_all([Segment(0, edition, a, b, text[a:b]) for a, b, _ in drawn])
        judged = zip(segments, drawn, strict=True)
        writer.add_all([Coding(0, coder, codes[code], s) for s, (_, _, code) in judged])
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
    frames = page.evaluate(SCROLL, ".reading")
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
    plain = page.evaluate(SCROLL, ".reading")
    return {
        "open: click to codings": (f"{opened:.2f} s", "0.5 s"),
        "new code on the screen (median of 9)": (f"{sorted(shown)[4]:.0f} ms", "100 ms"),
        "frame while scrolling, median": (f"{frames[0]:.1f} ms", ""),
        "the same without codings": (f"{plain[0]:.1f} ms", ""),
        "ratio of the medians": (f"{frames[0] / plain[0]:.2f}", "1.5"),
        "95th percentile, with and without": (f"{frames[1]:.1f} and {plain[1]:.1f} ms", ""),
    }


def measure_taguette(page: Any, home: str, token: str, codings: int) -> list[str]:
    """The same of Taguette's page, in the order of ``measure``."""
    page.goto(f"{home}/?token={token}", wait_until="commit")
    page.goto(f"{home}/project/1", wait_until="domcontentloaded")
    link = page.locator(".document-link, #documents a", has_text="long").first
    link.wait_for()
    start = time.perf_counter()
    link.click()
    try:
        page.wait_for_selector(f".highlight-{codings}", state="attached", timeout=1000 * PATIENCE)
    except PlaywrightTimeout:
        return [f"over {PATIENCE} s", *["–"] * 5]
    opened = time.perf_counter() - start
    place = "html"
    frames = page.evaluate(SCROLL, place)
    shown = []
    for at in range(5):
        page.evaluate(f"createHighlight([{2_000 + 900 * at}, {2_060 + 900 * at}])")
        page.wait_for_selector("#highlight-add-modal.show")
        shown.append(page.evaluate(TAGUETTE_CODE))
        page.wait_for_selector("#highlight-add-modal", state="hidden")
    page.evaluate(
        "document.querySelectorAll('#document-contents .highlight')"
        ".forEach((m) => m.replaceWith(...m.childNodes))"
    )
    plain = page.evaluate(SCROLL, place)
    return [
        f"{opened:.2f} s",
        f"{sorted(shown)[2]:.0f} ms",
        f"{frames[0]:.1f} ms",
        f"{plain[0]:.1f} ms",
        f"{frames[0] / plain[0]:.2f}",
        f"{frames[1]:.1f} and {plain[1]:.1f} ms",
    ]


def ask_taguette(
    python: str, browser: Any, home: Path, text: str, drawn: Sequence[Place]
) -> list[str]:
    """Serve the same study by Taguette, and measure its page."""
    study = home / "study.json"
    document = {"name": "long", "text": text, "codings": drawn}
    codes = [f"code {n}" for n in range(CODES)]
    study.write_text(json.dumps({"codes": codes, "documents": [document]}), encoding="utf-8")
    peer = Path(__file__).with_name("taguette_peer.py")
    with subprocess.Popen(
        [python, str(peer), str(study), str(home / "taguette.db"), "--serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout and server.stdin
        told = json.loads(server.stdout.readline())
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        figures = measure_taguette(context.new_page(), told["home"], told["token"], len(drawn))
        server.stdin.close()
    return figures


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--codings", type=int, default=3_000)
    parser.add_argument("--taguette", metavar="PYTHON", help="a Python that has Taguette")
    parser.add_argument("--browser", default=shutil.which("chromium") or "")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        text, spans, drawn = draw(asked.characters, asked.codings)
        make(home / "big.crosscase", text, spans, drawn)
        server, keys, port = serve(home / "big.crosscase", home)
        browser = playwright.chromium.launch(
            executable_path=asked.browser, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        root = f"http://127.0.0.1:{port}"
        cookie = {"name": f"crosscase_{port}", "value": keys.token, "url": root}
        context.add_cookies([cookie])  # type: ignore[list-item]
        figures = measure(context.new_page(), root)
        server.should_exit = True
        theirs: list[str] = []
        if asked.taguette:
            theirs = ask_taguette(asked.taguette, browser, home, text, drawn)
        version = browser.version
        browser.close()
    title = f"{asked.characters} characters, {asked.codings} codings, Chromium {version}"
    table = Table("", "crosscase", "goal", *(["Taguette"] if theirs else []), title=title)
    for at, (name, (figure, goal)) in enumerate(figures.items()):
        table.add_row(name, figure, goal, *theirs[at : at + 1])
    Console().print(table)


if __name__ == "__main__":
    main()
