"""How fast are questions to a large study, and how much memory do they take?

    python bench/scale.py [--documents 200] [--characters 30000] [--codings 100000] [--codes 1000]
    python bench/scale.py --peer PYTHON
    python bench/scale.py --loading 250 500 1000

The study is drawn with a fixed seed and written through the store in one act; each question is
then asked in a process of its own kind: open, snapshot, frequencies, co-occurrence, case matrix,
all quotes to csv and xlsx. ``--loading`` loads folders of that many small interviews, each in its
own process. The slowest of the goals are a person's patience: see the last column. ``--peer``: a
Python of an environment with Taguette (``python -m venv E; E/bin/pip install taguette``), which is
then asked the same of the same study by ``bench/taguette_peer.py``. Its pages read the database
each time; ours are asked of a snapshot, which is taken once and timed apart.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from crosscase import study
from crosscase.analysis import cooccurrence, counts, matrix, quotes
from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coder, Coding
from crosscase.domain.people import Attribute, Case, Group, Participant
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.formats.write_tables import write_csv, write_xlsx
from crosscase.store import file

Result = TypeVar("Result")

GOALS = {
    "open": 0.5,
    "frequencies": 0.2,
    "co-occurrence": 1.0,
    "case matrix": 0.5,
    "all quotes to csv": 3.0,
    "all quotes to xlsx": 8.0,
    "peak memory, MB": 500.0,
}
WORDS = [
    *("we", "the", "customers", "ask", "for", "new", "things", "and", "nobody", "pays", "our"),
    *("own", "engineers", "build", "what", "brands", "want", "money", "policy", "talent", "risk"),
    *("founder", "market", "park", "subsidy", "patent", "team", "trust", "data", "returns"),
]
CONSTRUCTS, CASES, TURN = 20, 40, 300


def make(path: Path, documents: int, characters: int, codings: int, codes: int) -> None:
    """Write the drawn study."""
    draw = random.Random(7)
    store = file.create(path)
    with store.change("bench", "Ada", "2026-01-02T03:04:05+00:00") as writer:
        coder = writer.add(Coder(0, "Ada"))
        groups = writer.add_all([Group(0, "enterprise"), Group(0, "government", "", False)])
        cases = writer.add_all([Case(0, f"C{number:02}") for number in range(CASES)])
        writer.add_all([Attribute(0, "case", case, "employees", str(9 * case)) for case in cases])
        people = writer.add_all(
            [
                Participant(0, f"P{n}", groups[n % 5 == 0], None if n % 5 == 0 else cases[n % 40])
                for n in range(documents)
            ]
        )
        sources = writer.add_all([Source(0, f"s{n}", "transcript") for n in range(documents)])
        pairs = list(zip(sources, people, strict=True))
        writer.add_all([Presence(0, source, person) for source, person in pairs])
        speakers = writer.add_all([Speaker(0, f"P{p}", "participant", p) for p in people])
        texts = [_text(draw, characters) for _ in range(documents)]
        editions = writer.add_all(
            [Edition(0, s, 1, "first", t, True) for s, t in zip(sources, texts, strict=True)],
            [(person,) for person in people],
        )
        turns = range(0, characters, TURN)
        writer.add_all(
            [
                Turn(0, edition, at, start, min(start + TURN - 1, characters), speaker)
                for edition, speaker in zip(editions, speakers, strict=True)
                for at, start in enumerate(turns)
            ]
        )
        keywords = writer.add_all([Code(0, "keyword", f"keyword {n}") for n in range(codes)])
        ideas = writer.add_all([Code(0, "construct", f"construct {n}") for n in range(CONSTRUCTS)])
        writer.add_all(
            [Assignment(0, k, ideas[at % CONSTRUCTS], coder) for at, k in enumerate(keywords)]
        )
        segments, of = [], []
        for number in range(codings):
            at = number % documents
            start = draw.randrange(characters - 120)
            end = start + draw.randrange(20, 120)
            segments.append(Segment(0, editions[at], start, end, texts[at][start:end]))
            of.append((people[at],))
        placed = writer.add_all(segments, of)
        chosen = draw.choices(keywords, [1 / (rank + 1) for rank in range(codes)], k=codings)
        writer.add_all([Coding(0, coder, k, s) for k, s in zip(chosen, placed, strict=True)])
    store.close()


def ask(path: Path, folder: Path) -> dict[str, float]:
    """Seconds for each question, and the peak memory of this process in MB."""
    taken: dict[str, float] = {}

    def clock(name: str, question: Callable[[], Result]) -> Result:
        begin = time.perf_counter()
        answer = question()
        taken[name] = time.perf_counter() - begin
        return answer

    opened = clock("open", lambda: study.open_study(path, ""))
    snapshot = clock("snapshot", opened.snapshot)
    clock("frequencies", lambda: counts.frequencies(snapshot))
    clock("frequencies of constructs", lambda: counts.frequencies(snapshot, constructs=True))
    clock("co-occurrence", lambda: cooccurrence.cooccurrence(snapshot).pairs(100))
    clock(
        "co-occurrence, overlapping",
        lambda: cooccurrence.cooccurrence(snapshot, within="overlap").pairs(100),
    )
    clock("case matrix", lambda: matrix.case_matrix(snapshot, order_by="employees"))
    rows = clock("quotes", lambda: list(quotes.quote_rows(snapshot)))
    del rows
    clock(
        "all quotes to csv",
        lambda: write_csv(folder / "q.csv", quotes.COLUMNS, quotes.quote_rows(snapshot)),
    )
    clock(
        "all quotes to xlsx",
        lambda: write_xlsx(folder / "q.xlsx", quotes.COLUMNS, quotes.quote_rows(snapshot)),
    )
    opened.close()
    taken["peak memory, MB"] = _peak()
    return taken


def ask_peer(python: str, path: Path, folder: Path) -> tuple[str, dict[str, float]]:
    """What Taguette takes for the same study: its name with its version, seconds by question.

    Where it cannot be asked, the name is the reason.
    """
    with study.open_study(path, "") as opened:
        snapshot = opened.snapshot()
    place = {code.id: at for at, code in enumerate(snapshot.codes)}
    at = snapshot.segments.id.searchsorted(snapshot.codings.segment)
    codings: dict[int, list[tuple[int, int, int]]] = {}
    columns = (snapshot.segments.edition, snapshot.segments.start, snapshot.segments.end)
    rows = zip(*(c[at].tolist() for c in columns), snapshot.codings.code.tolist(), strict=True)
    for edition, start, end, code in rows:
        codings.setdefault(edition, []).append((start, end, place[code]))
    told = {
        "codes": [code.name for code in snapshot.codes],
        "documents": [
            {
                "name": snapshot.source_by_id[edition.source].name,
                "text": edition.text,
                "codings": codings.get(edition.id, []),
            }
            for edition in snapshot.editions
        ],
    }
    (folder / "study.json").write_text(json.dumps(told), encoding="utf-8")
    peer = Path(__file__).with_name("taguette_peer.py")
    words = [python, str(peer), str(folder / "study.json"), str(folder / "taguette.sqlite3")]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError as error:
        return f"could not be asked ({error})", {}
    if done.returncode:
        reasons = [line for line in done.stderr.splitlines() if "Error" in line]
        return f"could not be asked ({reasons[-1] if reasons else done.returncode})", {}
    answer = json.loads(done.stdout.splitlines()[-1])
    return f"Taguette {answer['version']}", answer["seconds"]


def load(count: int, folder: Path) -> dict[str, float]:
    """Seconds and peak MB of loading ``count`` small interviews."""
    draw = random.Random(count)
    talks = folder / f"talks-{count}"
    talks.mkdir()
    for number in range(count):
        turns = "\n\n".join(
            f"INTERVIEWER: What drives it?\n\nMS {number:04}: {_text(draw, 300)}."
            for _ in range(10)
        )
        (talks / f"t{number:04}.txt").write_text(turns, encoding="utf-8")
    path = folder / f"loaded-{count}.crosscase"
    begin = time.perf_counter()
    with study.create(path, "Ada") as opened:
        opened.load(talks, study.key_of(path))
    return {"seconds": time.perf_counter() - begin, "peak MB": _peak()}


def _text(draw: random.Random, characters: int) -> str:
    return " ".join(draw.choices(WORDS, k=characters // 3))[:characters].ljust(characters, ".")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _child(*words: str) -> dict[str, float]:
    """What this program says when it runs in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name, default in (
        ("documents", 200),
        ("characters", 30_000),
        ("codings", 100_000),
        ("codes", 1_000),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--loading", type=int, nargs="*", help="sizes; 250 500 1000 if none")
    parser.add_argument("--peer", help="a Python that has Taguette")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        what, argument, folder = asked.child
        done = (
            load(int(argument), Path(folder))
            if what == "load"
            else ask(Path(argument), Path(folder))
        )
        print(json.dumps(done))
        return
    with tempfile.TemporaryDirectory() as name:
        if asked.loading is not None:
            shown = Table("interviews", "seconds", "ms each", "peak MB")
            for size in asked.loading or (250, 500, 1000):
                one = _child("--child", "load", str(size), name)
                shown.add_row(
                    str(size),
                    f"{one['seconds']:.1f}",
                    f"{one['seconds'] / size * 1000:.1f}",
                    f"{one['peak MB']:.0f}",
                )
        else:
            path = Path(name) / "scale.crosscase"
            begin = time.perf_counter()
            make(path, asked.documents, asked.characters, asked.codings, asked.codes)
            made = time.perf_counter() - begin
            answers = _child("--child", "ask", str(path), name)
            peer, theirs = ("no peer asked: see --peer", dict[str, float]())
            if asked.peer:
                peer, theirs = ask_peer(asked.peer, path, Path(name))
            shown = Table(
                *("question", "seconds", "goal", "", "peer", "times"),
                title=f"{asked.documents} documents of {asked.characters:,} characters, "
                f"{asked.codings:,} codings, {asked.codes:,} codes; made in {made:.0f} s",
                caption=f"peer: {peer}",
            )
            for question, value in answers.items():
                goal = GOALS.get(question)
                met = "" if goal is None else "met" if value < goal else "MISSED"
                digits = 0 if "MB" in question else 3
                other = theirs.get(question)
                shown.add_row(
                    *(question, f"{value:.{digits}f}", str(goal or ""), met),
                    "" if other is None else f"{other:.3f}",
                    "" if other is None else f"{other / value:.1f}",
                )
        Console().print(shown)


if __name__ == "__main__":
    main()
