"""Projects come in by drop and are accounted for; a study goes out with its losses told first."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot

from .conftest import Workbench, axe

DROP = """([name, body]) => {
  const given = new DataTransfer();
  const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
  given.items.add(new File([bytes], name));
  return given;
}"""


@pytest.fixture
def now_shown(shown: Workbench) -> Snapshot:
    """The study that all tests look at."""
    with study.open_study(shown.path, "") as opened:
        return opened.snapshot()


@pytest.fixture
def go(workbench: Workbench, page: Any) -> Callable[[str], None]:
    """Go to a page of the study and wait for its heading."""

    def to(path: str) -> None:
        page.goto(f"{workbench.root}/s/{workbench.id}/{path}")
        page.get_by_role("heading", level=1).wait_for()
        page.locator(".rail .whose").wait_for()

    return to


def drop(page: Any, file: Path) -> None:
    """Drop a file on the place for files of this page."""
    page.locator(".drop").wait_for()
    body = base64.b64encode(file.read_bytes()).decode()
    given = page.evaluate_handle(DROP, [file.name, body])
    page.dispatch_event(".drop", "drop", {"dataTransfer": given})


def known(bench: Workbench, spelling: str) -> None:
    """The key file knows one name in this spelling, and no other."""
    body = json.dumps({"crosscase key file": 1, "names": {"B-CEO": [spelling]}})
    study.key_path(bench.path).write_text(body, encoding="utf-8")


def arrived(page: Any) -> str:
    """Wait for the page that tells what came in; its words."""
    page.get_by_role("heading", name="What came in", exact=True, level=1).wait_for()
    return str(page.locator("main").inner_text())


def command(bench: Workbench, *words: str) -> None:
    """Run a command as a person would, at the folder of the study."""
    run = [sys.executable, "-c", "from crosscase.cli import main; main()", *words]
    done = subprocess.run(run, cwd=bench.path.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_dropped_project_is_accounted_for_on_a_page_and_undone_by_one_button(
    page: Any, go: Any, now: Any, workbench: Workbench, from_taguette: Path
):
    before = now()
    go("exchange")
    drop(page, from_taguette)
    told = arrived(page)
    after = now()
    assert "2 of 3 quotations verified" in told
    assert "count UTF-8 bytes, a line break as it stands" in told
    assert "sent.sqlite3 of Taguette" in told
    made = len(after.codings.id) - len(before.codings.id)
    assert page.get_by_role("row", name="Codings").inner_text().split() == ["Codings", str(made)]
    (name,) = {s.name for s in after.sources} - {s.name for s in before.sources}
    assert axe(page) == []

    page.get_by_role("region", name="Doubtful quotations").get_by_role("link").click()
    page.wait_for_url("**/coding/*?at=*")
    start, end = map(int, page.url.rpartition("=")[2].split("-"))
    source = next(s for s in after.sources if s.name == name)
    assert after.current_editions[source.id].text[start:end] == "waited"

    go("history")
    page.get_by_role("link", name="sent.sqlite3 of Taguette").click()
    arrived(page)
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_text("This import was undone").wait_for()
    assert [s.name for s in now().sources] == [s.name for s in before.sources]


def test_a_project_dropped_among_the_sources_is_known_for_one(
    page: Any, go: Any, now: Any, workbench: Workbench
):
    """What the study itself sent out comes back: nothing is made twice."""
    known(workbench, "Nobody Is Called So")
    command(workbench, "export", "sim.crosscase", "-o", "back.qdpx", "--quiet")
    before = now()
    go("sources")
    drop(page, workbench.path.parent / "back.qdpx")
    told = arrived(page)
    assert "the same text as" in told
    assert len(now().sources) == len(before.sources)
    assert page.get_by_role("row", name="Sources").inner_text().split() == ["Sources", "0"]


def test_a_broken_project_is_refused_with_the_next_step_and_changes_nothing(
    page: Any, go: Any, now: Any, tmp_path: Path
):
    broken = tmp_path / "broken.qdpx"
    broken.write_bytes(b"PK\x03\x04 and then nothing of a project")
    before = now().n
    go("exchange")
    drop(page, broken)
    told = page.get_by_role("alert").inner_text()
    assert "broken.qdpx" in told
    assert now().n == before
    page.get_by_text("No project was brought in yet.").wait_for()


def put(bench: Workbench, files: dict[str, bytes]) -> tuple[int, str]:
    """Lay files into a tray and ask for its project; the status and what was said."""
    tray = json.loads(bench.ask("/api/trays", {})[2])["tray"]
    cookie = f"crosscase_{bench.port}={bench.keys.token}"
    for name, body in files.items():
        to = f"{bench.root}/api/trays/{tray}?name={urllib.parse.quote(name)}"
        heads = {"Cookie": cookie, "Origin": bench.root, "Content-Type": "application/octet-stream"}
        with urllib.request.urlopen(urllib.request.Request(to, body, heads), timeout=30) as answer:
            assert answer.status == 200
    status, _, told = bench.ask(f"/api/studies/{bench.id}/import", {"tray": tray})
    return status, told


def test_a_project_that_is_a_folder_comes_in_under_the_name_of_the_folder(
    workbench: Workbench, from_taguette: Path
):
    """As QualCoder keeps them: a database, and files beside it."""
    body = from_taguette.read_bytes()
    assert put(workbench, {"pilot.qda/data.qda": body, "pilot.qda/audio/a.txt": b"more"})[0] == 200
    opened = workbench.workspace[workbench.id]
    while (job := opened.jobs.all()[-1]).state == "running":
        time.sleep(0.05)
    assert job.state == "done", job.message
    with opened.at_work() as held:
        assert held.journal.arrived(job.result["entry"]).entry.why.startswith("pilot.qda of ")


def test_two_projects_at_once_are_refused(workbench: Workbench, from_taguette: Path):
    body = from_taguette.read_bytes()
    status, told = put(workbench, {"a.sqlite3": body, "b.sqlite3": body})
    hint = "Bring one project in at a time, its texts in a folder beside it."
    assert (status, json.loads(told)["hint"]) == (400, hint)


@pytest.mark.parametrize(
    "files",
    [
        {
            "quotes.csv": b"quote,code,document\nwe wait,slow,talk\n",
            "texts/talk.txt": b"So we wait.",
        },
        {
            "all/lacks.qde": b"""<Project xmlns="urn:QDA-XML:project:1.0" name="lacks">
<CodeBook><Codes><Code guid="c" name="slow" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="s" name="talk" plainTextPath="internal://talk.txt">
<PlainTextSelection guid="q" name="we wait" startPosition="3" endPosition="10">
<Coding guid="k"><CodeRef targetGUID="c"/></Coding>
</PlainTextSelection></TextSource></Sources></Project>""",
            "all/talk.txt": b"So we wait.",
        },
    ],
    ids=["a table and a folder", "a project among its texts"],
)
def test_texts_that_a_project_quotes_or_lacks_come_with_it(
    workbench: Workbench, now: Any, files: dict[str, bytes]
):
    before = now()
    assert put(workbench, files)[0] == 200
    opened = workbench.workspace[workbench.id]
    while (job := opened.jobs.all()[-1]).state == "running":
        time.sleep(0.05)
    assert job.state == "done", job.message
    after = now()
    (source,) = (s for s in after.sources if s.name not in {b.name for b in before.sources})
    assert source.name == "talk"
    last = len(after.segments.id) - 1
    assert (after.segments.start[last], after.segments.end[last]) == (3, 10)
    assert len(after.codings.id) == len(before.codings.id) + 1


def test_what_is_no_import_is_not_told_as_one(shown: Workbench):
    status, _, body = shown.ask(f"/api/studies/{shown.id}/imports/1")
    assert (status, json.loads(body)["message"]) == (404, "Entry 1 is no import.")


def test_losses_are_told_before_the_file_and_the_file_is_that_of_the_command(
    page: Any, go: Any, workbench: Workbench
):
    known(workbench, "Nobody Is Called So")
    go("exchange")
    page.get_by_role("link", name="Take it elsewhere").click()
    stays = page.locator("section").filter(has_text="Not in the file")
    stays.get_by_role("row").filter(has_text="entries of the journal").wait_for()
    with page.expect_download() as given:
        page.get_by_role("button", name="Download sim.qdpx").click()
    command(workbench, "export", "sim.crosscase", "-o", "again.qdpx", "--quiet")
    made = (workbench.path.parent / "again.qdpx").read_bytes()
    assert Path(given.value.path()).read_bytes() == made
    with study.open_study(workbench.path, "") as opened:
        assert "sim.qdpx" in opened.written_files()


EVERY = [
    ("", ".qdpx", "nvivo"),
    ("", ".qdc", "norm"),
    ("codings", ".csv", "norm"),
    ("cases", ".xlsx", "norm"),
    ("codings", ".sav", "norm"),
    ("codebook", ".md", "norm"),
    ("codebook", ".docx", "norm"),
    ("model", ".graphml", "norm"),
    ("model", ".drawio", "norm"),
    ("package", ".zip", "norm"),
]


@pytest.mark.parametrize(("what", "ending", "flavour"), EVERY)
def test_the_page_and_the_command_write_the_same_bytes(
    workbench: Workbench, what: str, ending: str, flavour: str
):
    known(workbench, "Nobody Is Called So")
    about = f"?what={what}&ending={ending}&flavour={flavour}"
    root = f"{workbench.root}/api/studies/{workbench.id}/export"
    cookie = {"Cookie": f"crosscase_{workbench.port}={workbench.keys.token}"}
    seen = json.loads(workbench.ask(f"/api/studies/{workbench.id}/export/preview{about}")[2])
    assert seen["refused"] is None
    given = {}
    for name in seen["files"]:
        asked = urllib.request.Request(f"{root}/file/{name}{about}", headers=cookie)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            given[name] = answer.read()
    (first, *_) = seen["files"]
    if what == "package":
        command(workbench, "package", "sim.crosscase", "-o", first, "--quiet")
    else:
        named = ["--what", what] if what else ["--flavour", flavour]
        command(workbench, "export", "sim.crosscase", "-o", first, *named, "--quiet")
    assert given == {name: (workbench.path.parent / name).read_bytes() for name in given}
    assert len(given) == (2 if ending == ".csv" else 1)


def test_who_refused_is_named_before_the_package_goes_out(
    looking: Any, shown: Workbench, now_shown: Snapshot
):
    uses = {"share", "archive", "quote"}
    refused = {c.participant for c in now_shown.consents if c.use in uses and not c.allowed}
    named = {p.pseudonym for p in now_shown.participants if p.id in refused}
    looking.goto(f"{shown.root}/s/{shown.id}/exchange/out")
    looking.get_by_role("combobox", name="What").select_option("package")
    looking.get_by_role("row", name="entries of the journal").wait_for()
    told = looking.locator("section").filter(has_text="Withheld by consent")
    assert {row.inner_text() for row in told.get_by_role("rowheader").all()} == named
    assert "to be shared" in told.inner_text()
    stays = looking.locator("section").filter(has_text="Not in the file").inner_text()
    assert "people who refused to be shared or archived" in stays


def test_a_real_name_stops_the_file_and_the_page_says_where(
    page: Any, go: Any, workbench: Workbench, now: Any
):
    theme = now().code_by_id[now().propositions[0].to].name
    known(workbench, theme)
    go("exchange/out")
    told = page.get_by_role("alert")
    told.wait_for()
    assert "the name of B-CEO in" in told.inner_text()
    assert theme not in told.inner_text()
    assert page.get_by_role("button", name="Download sim.qdpx").is_disabled()
    assert axe(page) == []
    assert workbench.ask(f"/api/studies/{workbench.id}/export/file/sim.qdpx")[0] == 400


def test_without_a_key_file_somebody_says_that_names_were_not_checked(
    page: Any, go: Any, workbench: Workbench
):
    study.key_path(workbench.path).unlink()
    go("exchange/out")
    made = page.get_by_role("button", name="Download sim.qdpx")
    made.wait_for()
    assert made.is_disabled()
    page.get_by_label("Not checked for names").check()
    page.get_by_text("Read it before you send it").wait_for()
    page.get_by_role("combobox", name="As").select_option(".qdc")
    page.get_by_label("Not checked for names").wait_for()
    assert not page.get_by_label("Not checked for names").is_checked()
    page.get_by_role("combobox", name="As").select_option(".qdpx")
    page.get_by_label("Not checked for names").check()
    page.get_by_text("Read it before you send it").wait_for()
    with page.expect_download() as given:
        page.keyboard.press("d")
    assert given.value.suggested_filename == "sim.qdpx"


def test_who_codes_blind_takes_nothing_of_the_other_out(workbench: Workbench):
    """A file of all codings would show what the page hides."""
    with study.open_study(workbench.path, "ana") as opened:
        name = next(s.name for s in opened.snapshot().sources if s.kind == "transcript")
        opened.double_codings.freeze("turn", "berta", sources=[name])
    status, _, told = workbench.ask(f"/api/studies/{workbench.id}/export/preview?what=codings")
    assert (status, json.loads(told)["kind"]) == (400, "NotAllowed")
    asked = f"/api/studies/{workbench.id}/export/file/sim-codings.csv?what=codings&ending=.csv"
    assert workbench.ask(asked)[0] == 400
