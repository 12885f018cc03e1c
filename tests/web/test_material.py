"""Design, people, sources and survey: typed in, brought in, and shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot

from .conftest import Workbench

PASTE = """text => {
  const given = new DataTransfer();
  given.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
}"""


DROP = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name));
  return given;
}"""


@pytest.fixture
def go(workbench: Workbench, page: Any) -> Callable[[str, str], None]:
    """Go to a page of the study and wait for its heading."""

    def to(path: str, heading: str) -> None:
        page.goto(f"{workbench.root}/s/{workbench.id}/{path}")
        page.get_by_role("heading", name=heading, exact=True, level=1).wait_for()

    return to


def settled(page: Any, act: Callable[[], object], path: str) -> None:
    """Do something and wait until the workbench answered at this path."""
    with page.expect_response(lambda r: path in r.url and r.request.method == "POST"):
        act()


def written(snapshot: Snapshot, about: str, name: str) -> dict[str, str]:
    """The columns of one case or participant, by its name."""
    ids = {case.name: case.id for case in snapshot.cases}
    if about == "participant":
        ids = {p.pseudonym: p.id for p in snapshot.participants}
    return {a.name: a.value for a in snapshot.attributes if (a.about, a.of) == (about, ids[name])}


def test_typing_writes_over_and_tab_goes_on(page: Any, go: Any, now: Any):
    go("people/cases", "People")
    page.get_by_role("gridcell", name="Internet").first.click()
    page.keyboard.type("Trade")
    settled(page, lambda: page.keyboard.press("Tab"), "/grid/case")
    page.keyboard.type("200")
    settled(page, lambda: page.keyboard.press("Enter"), "/grid/case")
    said = written(now(), "case", "A")
    assert (said["industry"], said["employees"]) == ("Trade", "200")
    page.keyboard.press("Control+z")
    page.get_by_role("gridcell", name="195").wait_for()
    assert written(now(), "case", "A")["employees"] == "195"


def test_escape_leaves_a_cell_as_it_was(page: Any, go: Any, now: Any):
    go("people/cases", "People")
    before = now().n
    page.get_by_role("gridcell", name="Internet").first.dblclick()
    page.keyboard.type("Nonsense")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("F2")
    assert page.locator("td input").input_value() == "Manufacturing"
    page.keyboard.press("Escape")
    assert now().n == before


def test_a_block_from_a_spreadsheet_makes_participants_in_one_act(page: Any, go: Any, now: Any):
    go("people", "People")
    before = now().n
    page.locator("tr.fresh td").first.click()
    block = 'K-CEO\tEnterprises\tA\tCEO/Founder\nK-RD\tEnterprises\tB\t"R&D\tManager"\n'
    settled(page, lambda: page.evaluate(PASTE, block), "/grid/participant")
    snapshot = now()
    assert snapshot.n == before + 1
    made = snapshot.participants[-2:]
    assert [(p.pseudonym, p.role) for p in made] == [
        ("K-CEO", "CEO/Founder"),
        ("K-RD", "R&D\tManager"),
    ]
    assert all(p.group and p.case for p in made)


def test_a_block_is_copied_and_pasted_elsewhere(page: Any, go: Any, now: Any):
    go("people/cases", "People")
    page.get_by_role("gridcell", name="Internet").first.click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    settled(page, lambda: page.keyboard.press("Control+v"), "/grid/case")
    said = written(now(), "case", "B")
    assert (said["industry"], said["employees"]) == ("Internet", "195")


def test_what_the_library_refuses_goes_back_and_says_why(page: Any, go: Any, now: Any):
    go("people/cases", "People")
    page.get_by_role("gridcell", name="A", exact=True).click()
    page.keyboard.type("B")
    settled(page, lambda: page.keyboard.press("Enter"), "/grid/case")
    assert "There is a case named 'B' already" in page.get_by_role("alert").inner_text()
    page.get_by_role("gridcell", name="A", exact=True).wait_for()
    assert [case.name for case in now().cases][:2] == ["A", "B"]


def test_a_column_is_added_and_kept_with_its_first_value(page: Any, go: Any, now: Any):
    go("people/cases", "People")
    page.get_by_role("button", name="Add a column").click()
    page.get_by_label("Its name").fill("listed since")
    page.keyboard.press("Enter")
    page.get_by_role("columnheader", name="listed since").wait_for()
    page.get_by_role("gridcell", name="A", exact=True).click()
    page.keyboard.press("End")
    page.keyboard.type("2015")
    settled(page, lambda: page.keyboard.press("Enter"), "/grid/case")
    assert written(now(), "case", "A")["listed since"] == "2015"


def test_consent_is_taken_back_with_two_keys(page: Any, go: Any, now: Any):
    go("people/consent", "People")
    page.get_by_role("gridcell", name="A-CEO").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    settled(page, lambda: page.keyboard.type("n"), "/grid/participant")
    snapshot = now()
    who = next(p.id for p in snapshot.participants if p.pseudonym == "A-CEO")
    said = {c.use: c.allowed for c in snapshot.consents if c.participant == who}
    assert (said["quote"], said["record"]) == (False, True)


def test_who_was_heard_is_told_as_in_the_report_and_drawn(page: Any, go: Any):
    go("people/heard", "People")
    page.get_by_text("Participants: Enterprises", exact=True).wait_for()
    drawn = page.get_by_role("figure").filter(has_text="What came of asking")
    assert "50 of 61" in drawn.inner_text()
    drawn.get_by_role("button", name="As a table").click()
    assert drawn.get_by_role("row", name="interviewed").inner_text().split() == [
        "interviewed",
        "61",
        "50",
    ]
    with page.expect_download() as kept:
        drawn.get_by_role("button", name="as PNG").click()
    assert Path(kept.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_design_is_typed_in(page: Any, go: Any, now: Any):
    go("design", "Design")
    page.get_by_label("Central concept").fill("renewal")
    settled(page, lambda: page.keyboard.press("Tab"), "/state-fact")
    assert now().facts_by_key["concept.name"] == "renewal"
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Groups and guides").click()
    table = page.get_by_role("grid", name="Questions of the guides")
    table.locator("tr.fresh td").first.click()
    page.keyboard.type("E9")
    settled(page, lambda: page.keyboard.press("Tab"), "/grid/question")
    settled(page, lambda: page.keyboard.type("E"), "/grid/question")
    page.keyboard.press("Tab")
    page.keyboard.type("And what else?")
    settled(page, lambda: page.keyboard.press("Enter"), "/grid/question")
    page.get_by_role("gridcell", name="And what else?").wait_for()
    asked = now().questions[-1]
    assert (asked.label, asked.wording) == ("E9", "And what else?")
    assert asked.group == next(g.id for g in now().groups if g.label == "Enterprises")


def test_a_construct_is_added_changed_and_removed(page: Any, go: Any, now: Any):
    go("design/frame", "Design")
    page.locator("tr.fresh td").first.click()
    page.keyboard.type("Luck")
    settled(page, lambda: page.keyboard.press("Enter"), "/grid/code")
    page.get_by_role("gridcell", name="Luck", exact=True).click()
    page.keyboard.press("ArrowRight")
    settled(page, lambda: page.keyboard.type("e"), "/grid/code")
    made = now().codes[-1]
    assert (made.name, made.kind, made.origin, made.role) == (
        "Luck",
        "construct",
        "deductive",
        "external driver",
    )
    page.get_by_role("button", name="Remove Luck").click()
    settled(page, lambda: page.get_by_role("button", name="Remove", exact=True).click(), "/remove")
    page.get_by_role("gridcell", name="Luck", exact=True).wait_for(state="detached")
    assert "Luck" not in [code.name for code in now().codes]


def test_files_come_in_with_their_remarks(page: Any, go: Any, now: Any, tmp_path: Path):
    talk = tmp_path / "later.srt"
    talk.write_text("A line of no time\n\n1\n00:00:01,000 --> 00:00:04,000\nQ: Why?\n")
    go("sources", "Sources")
    page.locator("input[type=file]").set_input_files(talk)
    told = page.get_by_role("dialog", name="The files are in")
    told.wait_for()
    assert "these words have no times" in told.inner_text()
    told.get_by_role("button", name="Close").click()
    page.get_by_role("link", name="later", exact=True).wait_for()
    assert now().sources[-1].name == "later"


@pytest.mark.slow  # age takes seconds to lock and to open
def test_a_dropped_file_comes_in_once_the_names_are_unlocked(
    workbench: Workbench, page: Any, go: Any, now: Any
):
    key = study.key_of(workbench.path)
    key.passphrase = "a long secret"
    key.save()
    go("sources", "Sources")
    given = page.evaluate_handle(DROP, ["dropped.txt", "INTERVIEWER: Why?\n\nHE: We must.\n"])
    page.dispatch_event(".drop", "drop", {"dataTransfer": given})
    page.get_by_label("Its passphrase").fill("a long secret")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="The files are in").wait_for(timeout=30_000)
    assert now().sources[-1].name == "dropped"
    assert b"names" not in study.key_path(workbench.path).read_bytes()[:200]


def test_a_corrected_transcript_says_what_came_across(page: Any, go: Any, now: Any, tmp_path: Path):
    old = next(s for s in now().sources if s.name == "C-EMP")
    text = now().current_editions[old.id].text
    better = tmp_path / "C-EMP.txt"
    better.write_text(text + "\nOne more line at the end.\n")
    go("sources", "Sources")
    page.get_by_role("button", name="Correct C-EMP").click()
    box = page.get_by_role("dialog", name="Correct C-EMP")
    box.locator("input[type=file]").set_input_files(better)
    box.get_by_text("C-EMP.txt").wait_for()
    box.get_by_role("button", name="Correct", exact=True).click()
    told = page.get_by_role("dialog", name="C-EMP has a corrected text")
    told.wait_for()
    assert "passages came across" in told.inner_text()
    assert now().current_editions[old.id].kind == "corrected"


def test_sources_are_sorted_by_a_column_and_dated_by_hand(page: Any, go: Any, now: Any):
    go("sources", "Sources")
    page.get_by_role("button", name="Codings").click()
    page.get_by_role("button", name="Codings").click()
    first = page.locator("tbody tr").first.locator("a").first.inner_text()
    used = {s["name"]: s["codings"] for s in page.evaluate(
        "async () => (await (await fetch(location.pathname.replace('/s/', '/api/studies/')"
        ".replace('/sources', ''))).json()).sources"
    )}  # fmt: skip
    assert used[first] == max(used.values())
    page.get_by_role("button", name="Edit C-EMP").click()
    page.get_by_label("Date").fill("2018-03-22")
    settled(page, lambda: page.keyboard.press("Enter"), "/entries/source")
    assert next(s.date for s in now().sources if s.name == "C-EMP") == "2018-03-22"


def test_remarks_stand_in_a_tab_and_lead_to_their_source(page: Any, go: Any, now: Any):
    go("sources/remarks", "Sources")
    assert page.locator("tbody tr").count() == len(now().noticed)
    page.get_by_label("Find a source").fill("A-EMP")
    page.get_by_role("link", name="A-EMP").first.click()
    page.wait_for_url("**/coding/*")


def test_salience_is_shown_by_group_and_called_salience(page: Any, go: Any, now: Any):
    go("survey", "Survey")
    page.get_by_label("Group").select_option("each")
    page.get_by_role("heading", name="Government officers").wait_for()
    assert "It is not importance" in page.locator("main").inner_text()
    drawn = page.get_by_role("figure").first
    with page.expect_download() as kept:
        drawn.get_by_role("button", name="as SVG").click()
    assert Path(kept.value.path()).read_text().startswith("<svg")
    drawn.get_by_role("button", name="As a table").click()
    drawn.get_by_role("columnheader", name="Smith’s S").wait_for()


def test_answer_sheets_are_read_side_by_side(page: Any, go: Any):
    go("survey/answers", "Survey")
    assert page.locator("tbody tr").count() == 60
    page.get_by_label("Find in the answers").fill("S01")
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("link", name="S01").click()
    page.wait_for_url("**/coding/*")


def test_long_work_is_told_in_words_the_page_can_translate():
    """A job or a step without its words would stand in English on a Chinese page."""
    web = Path(study.__file__).parents[1] / "web"
    said = (web / "static" / "js" / "jobs.js").read_text(encoding="utf-8")
    called = re.compile(r'(?:jobs\.start|tick)\(\s*"([^"]+)"')
    called_in = chain(web.glob("*.py"), (web.parent / "study").glob("*.py"))
    called_in = chain(called_in, (web.parent / "engines").rglob("*.py"))
    names = {name for file in called_in for name in called.findall(file.read_text())}
    assert {"Load a folder", "reading the files", "reading what was said"} <= names
    assert [name for name in sorted(names) if f't("{name}")' not in said] == []
