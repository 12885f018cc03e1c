"""What holds for every command: its help, its options, and that it never waits for an answer."""

from __future__ import annotations

import inspect
import json
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscase.cli import app
from crosscase.cli.menu import MENU, command

QUESTION = """
[[question]]
id = "E1"
group = "enterprise"
text = "Which factors?"
list = true
"""
SURVEY = "respondent,group,case,E1\nS1,enterprise,A,money; people\n"
BEN = """act,source,quote,keyword,to,value,why
code,a,Customers ask for new things,customers ask,,,
code,b,Nobody asks,customers ask,,,
"""
SENT = """<Project xmlns="urn:QDA-XML:project:1.0" name="Sent"><Sources>
<TextSource guid="5215cc69-b628-4e02-afb9-9beeaee55808" name="sent">
<PlainTextContent>We sold more.</PlainTextContent></TextSource></Sources></Project>
"""
BETTER = "INTERVIEWER: What drives it?\n\nLU MING: Customers ask for new things. We do.\n"

WORDS = {
    "open": "s.crosscase --no-browser --as ana",
    "new": "fresh.crosscase",
    "load": "folder -o loaded.crosscase --as ana",
    "add": "s.crosscase more.txt --as ana",
    "import": "sent.qde -o s.crosscase --yes --as ana",
    "correct": "s.crosscase a better.txt --as ana",
    "transcribe": "s.crosscase --as ana",
    "listened": "s.crosscase",
    "tie": "s.crosscase --as ana",
    "abstract": "s.crosscase --as ana",
    "merge": "s.crosscase --as ana",
    "structure": "s.crosscase -o structure.svg",
    "split": "s.crosscase demand --as ana",
    "assign": "s.crosscase --as ana",
    "decide": "s.crosscase --from ben.csv --as ben",
    "sample": "s.crosscase -o drawn.csv --above 0",
    "count": "s.crosscase",
    "quotes": "s.crosscase Market",
    "checklist": "s.crosscase srqr --say funding=None. --as ana",
    "double-code": "s.crosscase --freeze turn --second cleo --as ana",
    "agree": "s.crosscase",
    "saturation": "s.crosscase",
    "case": "s.crosscase A",
    "framework": "s.crosscase",
    "compare": "s.crosscase",
    "prioritise": "s.crosscase",
    "best-worst": "s.crosscase -o sets.csv --items one;two;three --size 2 --times 2",
    "propose": "s.crosscase",
    "contrary": "s.crosscase P1 --as ana",
    "model": "s.crosscase -o drawn.svg",
    "method": "s.crosscase reflexive --as ana",
    "check": "s.crosscase",
    "rules": "",
    "consent": "s.crosscase -o form.docx",
    "protect": "s.crosscase --known --yes --as ana",
    "silence": "s.crosscase a --as ana --list",
    "key": "s.crosscase --recovery spare.key",
    "reidentify": "s.crosscase",
    "retire": "s.crosscase --yes --as ana",
    "withdraw": "s.crosscase A-CEO --yes --as ana",
    "report": "s.crosscase -o told.html",
    "export": "s.crosscase -o sent.qdpx",
    "package": "s.crosscase -o shared.zip",
    "rebuild": "p.zip -o rebuilt",
    "history": "s.crosscase",
    "undo": "s.crosscase --as ben",
    "redo": "s.crosscase --as ben",
    "sync": "s.crosscase parted.crosscase --preview --as ana",
    "backup": "s.crosscase copied.crosscase",
    "restore": "s.crosscase back.crosscase",
}
"""How each command is called in ``place``."""

ELSEWHERE = {"open": "it serves on", "transcribe": "tests/speech has a recording and a model"}
"""Commands whose data are looked at in other tests, and why."""

REPLACING = {
    "import": "sent.qde -o mine --as ana",
    "decide": "s.crosscase --to mine",
    "sample": "s.crosscase -o mine --above 0",
    "double-code": "s.crosscase -o mine.csv",
    "best-worst": "s.crosscase -o mine.csv --items one;two;three --size 2 --times 2",
    "protect": "s.crosscase --to mine --as ana",
    "silence": "s.crosscase a --to mine.wav",
    "consent": "s.crosscase -o mine.docx",
    "key": "s.crosscase --recovery mine",
    "structure": "s.crosscase -o mine.svg",
    "model": "s.crosscase -o mine.svg",
    "report": "s.crosscase -o mine.html",
    "export": "s.crosscase -o mine.qdpx",
    "package": "s.crosscase -o mine.zip",
    "backup": "s.crosscase mine",
    "restore": "s.crosscase mine",
}
"""The commands that can write over a file (or into a study that is there), and how."""


def options(name: str) -> set[str]:
    return {option for param in command(name).params for option in param.opts}


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, write_folder: Callable[[Path], Path]) -> Path:
    """A small study of two coders with a survey and suggestions that wait, and files to bring."""
    root = tmp_path_factory.mktemp("made")
    folder = write_folder(root / "folder")
    with wave.open(str(folder / "interviews" / "a.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\1" * 8000)
    (folder / "survey.csv").write_text(SURVEY, encoding="utf-8")
    with (folder / "study.toml").open("a", encoding="utf-8") as design:
        design.write(QUESTION)
    shutil.move(folder / "decisions.csv", root / "ana.csv")
    (root / "ben.csv").write_text(BEN, encoding="utf-8")
    (root / "better.txt").write_text(BETTER, encoding="utf-8")
    (root / "sent.qde").write_text(SENT, encoding="utf-8")
    (root / "more.txt").write_text("INTERVIEWER: So?\n\nSUN YI: We sold more.\n", encoding="utf-8")
    path = str(root / "s.crosscase")
    run("load", str(folder), "-o", path, "--as", "ana")
    for coder in ("ana", "ben"):
        run("decide", path, "--from", str(root / f"{coder}.csv"), "--as", coder)
    run("double-code", path, "--freeze", "turn", "--second", "cleo", "--as", "ana")
    for coder in ("ana", "cleo"):
        run("double-code", path, "--done", "--as", coder)
    shutil.copyfile(path, root / "parted.crosscase")
    run("abstract", path, "--as", "ana")
    run("package", path, "-o", str(root / "written.zip"))
    shutil.move(root / "written.zip", root / "p.zip")  # where no withdrawal finds it
    return root


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to stand in."""
    shutil.copytree(made, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.mark.parametrize("name", MENU)
def test_the_line_of_the_menu_is_the_first_line_of_the_commands_own_help(name: str):
    """So that `crosscase --help` and `crosscase COMMAND --help` say the same."""
    entry = MENU[name]
    function = getattr(import_module(f"crosscase.cli.{entry.module}"), entry.function)
    first, *_ = (inspect.getdoc(function) or "").splitlines()
    assert first == entry.help


@pytest.mark.parametrize("name", MENU)
def test_every_command_knows_json_and_quiet_and_asks_before_it_replaces(name: str):
    """Whoever writes to a named file knows `--yes`; `load` and `rebuild` never replace anything."""
    known = options(name)
    assert {"--json", "--quiet"} <= known
    if known & {"--output", "--to"} and name not in ("load", "rebuild"):
        assert name in REPLACING
    assert ("--yes" in known) == (name in REPLACING or name in ("sync", "withdraw", "retire"))


@pytest.mark.parametrize("name", [name for name in WORDS if name not in ELSEWHERE])
def test_with_json_and_quiet_a_command_gives_data_and_nothing_else(name: str, place: Path):
    """On stdout, all of it JSON."""
    if name == "redo":
        run("undo", *WORDS["undo"].split())
    _, out, err = run(name, *WORDS[name].split(), "--json", "--quiet")
    json.loads(out)
    assert err == ""


@pytest.mark.parametrize("name", REPLACING)
def test_without_a_yes_no_file_is_replaced(name: str, place: Path, crosscase):
    """The file stands as it was, and the next step is said."""
    words = REPLACING[name].split()
    mine = place / next(word for word in words if word.startswith("mine"))
    shutil.copyfile(place / "s.crosscase", mine)
    before = mine.read_bytes()
    words = [str(place / w) if w[0] == "s" or w.startswith("mine") else w for w in words]
    refused = crosscase(name, *words, closed=True)
    assert refused.returncode == 1, refused.stderr
    assert "--yes" in refused.stderr
    assert mine.read_bytes() == before
    assert crosscase(name, *words, "--yes", "--quiet", closed=True).returncode == 0


ASKING = [name for name in MENU if "--as" in options(name)]


@pytest.mark.parametrize("closed", [False, True], ids=["not a terminal", "closed"])
@pytest.mark.parametrize("name", ASKING)
def test_nobody_is_asked_who_judges_where_nobody_can_answer(
    name: str, closed: bool, place: Path, crosscase
):
    """Refused at once, with the next step, and the study is as it was."""
    before = (place / "s.crosscase").read_bytes()
    words = WORDS[name].partition("--as")[0].split()
    words = [str(place / word) if (place / word).exists() else word for word in words]
    refused = crosscase(name, *words, closed=closed)
    assert refused.returncode == 1, refused.stderr
    assert "--as NAME" in refused.stderr
    assert (place / "s.crosscase").read_bytes() == before


def test_help_lists_every_command_and_imports_none(tmp_path: Path):
    """Panels in the order of the method; nothing that is slow to import is imported."""
    code = (
        "import sys\nfrom crosscase.cli import app\n"
        "try:\n    app(['--help'], prog_name='crosscase')\n"
        "finally:\n    print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    imported = set(done.stderr.split())
    ours = {f"crosscase.cli.{entry.module}" for entry in MENU.values()}
    slow = {"numpy", "sqlalchemy", "scipy", "matplotlib", "onnxruntime", "typst", "docx"}
    assert not imported & (ours | slow | {"crosscase.study", "crosscase.store"})
    places = [done.stdout.index(f"│ {name} ") for name in MENU]
    assert places == sorted(places)
    assert all(f"─ {entry.panel} ─" in done.stdout for entry in MENU.values())


def test_a_mistyped_command_is_answered_with_the_nearest(crosscase):
    """Wrong usage ends with status 2."""
    wrong = crosscase("comapre")
    assert wrong.returncode == 2
    assert "'compare'" in wrong.stderr
