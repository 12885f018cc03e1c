"""A real workbench over the example study, and a real browser before it."""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import socket
import struct
import threading
import time
import urllib.error
import urllib.request
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from crosscase import study
from crosscase.domain.people import Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Source, Speaker, Turn
from crosscase.domain.speech import WordTimes
from crosscase.formats.audio import sha256_of
from crosscase.store.rows import read
from crosscase.web.app import make_app
from crosscase.web.guard import Keys
from crosscase.web.workspace import Workspace

SIM = Path(__file__).parents[2] / "examples" / "sim"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe(page: Any) -> list[str]:
    """What axe finds against WCAG 2.2 AA: rule, and where."""
    script = files("axe_playwright_python") / "axe.min.js"
    page.evaluate(script.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AA)
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found["violations"]
        for node in v["nodes"][:3]
    ]


@dataclass
class Workbench:
    """A served workspace: its address, its secrets, and the study that is open in it."""

    workspace: Workspace
    keys: Keys
    port: int
    path: Path
    id: str = ""

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, body: object = None, *, method: str = "", **heads: str
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of one request, sent as the page would send it."""
        sent = {"Cookie": f"crosscase_{self.port}={self.keys.token}"}
        data = None
        if body is not None:
            sent |= {"Origin": self.root, "Content-Type": "application/json"}
            data = json.dumps(body).encode()
        sent |= {name.replace("_", "-"): value for name, value in heads.items()}
        sent = {name: value for name, value in sent.items() if value}
        request = urllib.request.Request(
            self.root + path, data, sent, method=method or ("POST" if data else "GET")
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read().decode(errors="replace")


@pytest.fixture(scope="session")
def sim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study with its decisions, made once."""
    path = tmp_path_factory.mktemp("sim") / "sim.crosscase"
    with study.create(path, "ana") as made:
        made.load(SIM, study.key_of(path))
        made.decide_from(SIM / "decisions.csv")
    return path


@contextlib.contextmanager
def serving(sim: Path, folder: Path) -> Iterator[Workbench]:
    """A workbench on a free port with a copy of the example study open; `ana` judges."""
    home = folder / "home"
    home.mkdir()
    path = home / "sim.crosscase"
    shutil.copyfile(sim, path)
    shutil.copyfile(study.key_path(sim), study.key_path(path))
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    port = door.getsockname()[1]
    bench = Workbench(Workspace(home, folder / "settings", "ana"), Keys(), port, path)
    bench.id = bench.workspace.open(path).id
    app = make_app(bench.workspace, bench.keys, port)
    config = uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield bench
    server.should_exit = True
    thread.join()


@pytest.fixture
def workbench(sim: Path, tmp_path: Path) -> Iterator[Workbench]:
    """A workbench of one's own."""
    with serving(sim, tmp_path) as bench:
        yield bench


@pytest.fixture(scope="session")
def shown(sim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workbench to look at: no test changes its study."""
    with serving(sim, tmp_path_factory.mktemp("shown")) as bench:
        yield bench


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser; without one the tests in it are skipped with a line."""
    found = next((p for name in BROWSERS if (p := shutil.which(name))), None)
    if found is None:
        pytest.skip("no chromium on this machine: the pages are not tested")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def browsing(chromium: Any, bench: Workbench) -> Iterator[Any]:
    """A page that is let in; an error of its script or a request elsewhere fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    name = f"crosscase_{bench.port}"
    context.add_cookies([{"name": name, "value": bench.keys.token, "url": bench.root}])
    opened = context.new_page()
    opened.set_default_timeout(30_000)  # a busy machine is slow, not wrong
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    ours = (bench.root, "data:", "blob:")
    opened.on(
        "request",
        lambda r: None if r.url.startswith(ours) else wrong.append(f"asked for {r.url}"),
    )
    yield opened
    context.close()
    assert not wrong, wrong


@pytest.fixture
def page(chromium: Any, workbench: Workbench) -> Iterator[Any]:
    """A browser before a workbench of one's own."""
    with browsing(chromium, workbench) as opened:
        yield opened


@pytest.fixture
def looking(chromium: Any, shown: Workbench) -> Iterator[Any]:
    """A browser before the workbench that all tests look at."""
    with browsing(chromium, shown) as opened:
        yield opened


SAID = (("Interviewer", "What helps"), ("A-CEO", "Nothing helps us here"), ("A-CEO", "Money does"))


def tone(path: Path, seconds: int) -> Path:
    """A real sound file."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        samples = (int(9000 * math.sin(n / 9)) for n in range(8000 * seconds))
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path


@pytest.fixture
def taped(workbench: Workbench, tmp_path: Path) -> tuple[Workbench, int]:
    """A recording of nine seconds: three turns of three seconds, a word a second or less."""
    made = tone(tmp_path / "tape.wav", 9)
    sha = sha256_of(made)
    home = workbench.path.with_name(workbench.path.name + ".recordings")
    home.mkdir()
    made.rename(home / f"{sha[:32]}.wav")
    with study.open_study(workbench.path, "ana") as opened, opened._desk.change("add") as writer:
        person = next(p for p in read(writer.db, Participant) if p.pseudonym == "A-CEO")
        source = writer.add(Source(0, "tape", "recording", sha, "en", "", 0.2))
        writer.add(Presence(0, source, person.id))
        text = "\n".join(words for _, words in SAID)
        edition = writer.add(Edition(0, source, 1, "first", text), [person.id])
        asks = writer.add(Speaker(0, "Asks", "interviewer"))
        speaks = next(s.id for s in read(writer.db, Speaker) if s.participant == person.id)
        at = 0
        for n, (who, words) in enumerate(SAID):
            speaker = asks if who == "Interviewer" else speaks
            begin = n * 3.0
            turn = Turn(0, edition, n, at, at + len(words), speaker, n + 1, begin, begin + 3)
            number = writer.add(turn)
            marks, place = [], at
            for k, word in enumerate(words.split()):
                said = int((begin + k * 0.7) * 100)
                sure = 30 if word == "Money" else 90
                marks.append(f"{place},{place + len(word)},{said},{said + 60},{sure}")
                place += len(word) + 1
            writer.add(WordTimes(0, number, " ".join(marks)))
            at += len(words) + 1
    return workbench, source


@pytest.fixture
def now(workbench: Workbench) -> Callable[[], Snapshot]:
    """The study as its file holds it."""

    def read() -> Snapshot:
        with study.open_study(workbench.path, "") as opened:
            return opened.snapshot()

    return read
