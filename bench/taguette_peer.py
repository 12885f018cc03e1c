"""Taguette on the study of ``bench/scale``: run by a Python that has it, never by crosscase's own.

    PYTHON bench/taguette_peer.py STUDY.json DATABASE [--serve]

``STUDY.json`` holds ``codes`` (names) and ``documents``, each with its ``name``, its ``text`` and
its ``codings``: start, end (code points from 0) and the place of the code among ``codes``. Prints
one JSON object: the version and the seconds that its own pages and exports take, over HTTP on this
machine, as its user waits for them. With ``--serve`` it prints where its pages are,
and serves until its standard input is closed (``bench/pages``).
"""

from __future__ import annotations

import contextlib
import html
import http.cookiejar
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from taguette import database

ASKED = {
    "open": "/project/1",
    "frequencies": "/project/1/export/codebook.csv",
    "all quotes to csv": "/project/1/export/highlights/.csv",
    "all quotes to xlsx": "/project/1/export/highlights/.xlsx",
}


def fill(path: Path, study: dict[str, Any]) -> None:
    """Write the study as one of its projects; its offsets count bytes of UTF-8."""
    db = database.connect(f"sqlite:///{path}")()
    if db.get(database.User, "admin") is None:
        db.add(database.User(login="admin"))
    project = database.Project(name="scale", description="")
    db.add(project)
    db.flush()
    db.add(
        database.ProjectMember(
            project_id=project.id, user_login="admin", privileges=database.Privileges.ADMIN
        )
    )
    tags = [
        database.Tag(project_id=project.id, path=name, description="") for name in study["codes"]
    ]
    db.add_all(tags)
    db.flush()
    next_one = 1
    for told in study["documents"]:
        text = told["text"]
        document = database.Document(
            name=told["name"],
            description="",
            filename=told["name"] + ".txt",
            project_id=project.id,
            text_direction=database.TextDirection.LEFT_TO_RIGHT,
            contents="\n\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n")),
        )
        db.add(document)
        db.flush()
        ids = range(next_one, next_one + len(told["codings"]))
        next_one = ids.stop
        rows = [
            {
                "id": number,
                "document_id": document.id,
                "start_offset": len(text[:start].encode()),
                "end_offset": len(text[:end].encode()),
                "snippet": f"<p>{html.escape(text[start:end])}</p>",
            }
            for number, (start, end, _) in zip(ids, told["codings"], strict=True)
        ]
        links = [
            {"highlight_id": number, "tag_id": tags[code].id}
            for number, (_, _, code) in zip(ids, told["codings"], strict=True)
        ]
        if rows:
            db.execute(database.Highlight.__table__.insert(), rows)
            db.execute(database.highlight_tags.insert(), links)
    db.commit()


@contextlib.contextmanager
def served(path: Path) -> Iterator[tuple[str, str]]:
    """A server of its own: its address, and the word that lets in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("taguette")
    options = ("--no-browser", "--bind", "127.0.0.1", "--port", str(port), "--database", str(path))
    server = subprocess.Popen(
        [program, *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout
        token = next(found[1] for line in server.stdout if (found := _TOKEN.search(line)))
        yield f"http://127.0.0.1:{port}", token
    finally:
        server.terminate()
        server.wait(timeout=20)


def ask(path: Path) -> dict[str, float]:
    """Seconds for each page."""
    with served(path) as (home, token):
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        browser.open(f"{home}/?token={token}", timeout=60).read()
        taken = {}
        for question, page in ASKED.items():
            begin = time.perf_counter()
            assert browser.open(home + page, timeout=500).read()
            taken[question] = time.perf_counter() - begin
        return taken


_TOKEN = re.compile(r"token=(\w+)")


def main(words: Sequence[str]) -> None:
    """Fill, ask, tell."""
    study, path = Path(words[0]), Path(words[1])
    fill(path, json.loads(study.read_text(encoding="utf-8")))
    if "--serve" in words:
        with served(path) as (home, token):
            print(json.dumps({"version": version("taguette"), "home": home, "token": token}))
            sys.stdout.flush()
            sys.stdin.read()
        return
    print(json.dumps({"version": version("taguette"), "seconds": ask(path)}))


if __name__ == "__main__":
    main(sys.argv[1:])
