"""The three files of a report: their bytes, their links, and what strangers may not do in them."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from crosscase.domain.snapshot import Snapshot
from crosscase.errors import LeakFound
from crosscase.report import Wishes, build, draw_model, model_of, write_docx, write_html, write_pdf
from crosscase.report.document import Document
from crosscase.report.leaks import check_names, private

HASHES = """
import hashlib, pickle, sys
from pathlib import Path
from crosscase.report import *
snapshot = pickle.loads(Path(sys.argv[1]).read_bytes())
document, model = build(snapshot), model_of(snapshot)
made = [write(document) for write in (write_html, write_docx, write_pdf)]
made += [draw_model(model, form) for form in ("svg", "png", "pdf")]
print([hashlib.sha256(body).hexdigest() for body in made])
"""
BAD = '<script>alert(1)</script> #import "x" $x$ *b* =HYPERLINK("http://evil.example") \U0001f600'
RIGHT = "\u202e\u05d0\u05d1\u05d2 \u0627\u0644\u0639"
LONG = "x" * 5000


class _Page(HTMLParser):
    """Links, targets, addresses and tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.numbers: list[str] = []
        self.quotes: dict[str, int] = {}
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._drawer = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(known)
        self.addresses += [known[name] for name in ("href", "src") if name in known]
        if tag == "aside":
            self._drawer = known["id"]
            self.quotes[self._drawer] = 0
        if known.get("class") == "n":
            self.numbers.append(known["href"])
        if known.get("class") == "quote" and self._drawer:
            self.quotes[self._drawer] += 1


@pytest.fixture
def hostile(make) -> Snapshot:  # type: ignore[no-untyped-def]
    """Title, construct, role, statement, keyword and speech that try everything."""
    quoted = BAD.replace('"', '\\"')
    design = f"""
[study]
title = "{quoted}"
question = "{RIGHT}"
[[group]]
name = "g"
label = "<b>G</b>"
[[construct]]
name = "{LONG}"
kind = "internal driver"
[[construct]]
name = "结果 <i>"
kind = "outcome"
definition = "{quoted}"
[[proposition]]
id = "P<1>"
from = ["{LONG}"]
to = "结果 <i>"
direction = "+"
statement = "{quoted} {RIGHT}"
"""
    people = f"name,pseudonym,group,case,role,file\nLu,<A>,g,<img src=x>,{LONG},a\n"
    talks = {"a": f"INTERVIEWER: Why?\n\nLU: {BAD} 因为客户要 {RIGHT} end\n"}
    cell = BAD.replace('"', '""')
    decisions = (
        "act,source,quote,keyword,to,value,why,coder\n"
        f'code,a,"{cell}","=cmd|<script>",,,,ana\n'
        f'assign,,,"=cmd|<script>",{LONG},,,ana\n'
        f'support,a,"{cell}",,P<1>,opinion,,ana\n'
    )
    found: Snapshot = make(design, people, decisions, talks)
    assert found.evidence and found.assignments
    return found


def test_the_same_study_gives_the_same_bytes_in_every_process(small: Snapshot, tmp_path: Path):
    """Two processes whose sets are ordered differently, six kinds of file."""
    (tmp_path / "snapshot").write_bytes(pickle.dumps(small))
    said = {
        subprocess.run(
            [sys.executable, "-c", HASHES, str(tmp_path / "snapshot")],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(said) == 1


def test_every_number_opens_a_list_of_quotes(document: Document):
    """No link without its list, no list without quotes, no list without a link."""
    page = _Page(write_html(document).decode())
    assert page.numbers
    assert {number.removeprefix("#") for number in page.numbers} == set(page.quotes)
    assert all(page.quotes.values())


def test_a_number_opens_its_counter_evidence_too(document: Document):
    """The supporting cases of P1 stand beside what contradicts it."""
    (backing,) = [b for b in document.backings if b.title == "P1: supporting"]
    against = [document.quotes[number].words for number in backing.against]
    assert against == ["Nobody asks"]


def test_the_page_runs_nothing_and_asks_nobody(hostile: Snapshot):
    """No script, no handler, no address outside the page; a strict policy says so again."""
    text = write_html(build(hostile)).decode()
    page = _Page(text)
    assert "default-src 'none'" in text
    assert not page.tags & {"script", "iframe", "object", "embed", "link", "form", "b1", "i1"}
    assert not any(name.startswith("on") for name in page.attributes)
    assert all(
        address.startswith(("#", "data:image/svg+xml;base64,")) for address in page.addresses
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\u202e" not in text


def test_word_shows_a_strangers_text_as_text(hostile: Snapshot):
    """It opens, the words are there as they are, and nothing points outside."""
    body = write_docx(build(hostile))
    word = docx.Document(io.BytesIO(body))
    assert word.paragraphs[0].text == BAD
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        links = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any('TargetMode="External"' in part for part in links)


def test_the_pdf_shows_a_strangers_text_as_text(hostile: Snapshot):
    """Markup of typst is not run; what no font can draw is named."""
    body = write_pdf(build(hostile))
    assert b"/URI" not in body
    reader = PdfReader(io.BytesIO(body))
    text = "".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
    assert '#import "x"' in text
    assert "*b*" in text
    assert "no glyph" in text


def test_the_model_of_a_stranger_is_drawn(hostile: Snapshot):
    """A name of 5,000 characters is cut; mathematics and markup are letters."""
    svg = draw_model(model_of(hostile), "svg")
    assert b"<script" not in svg
    assert len(svg) < 300_000


def test_word_has_captions_for_tables_and_figures_and_heads_that_repeat(document: Document):
    """Numbered by fields of Word, in the Caption style."""
    word = docx.Document(io.BytesIO(write_docx(document)))
    captions = [
        p.text for p in word.paragraphs if p.style is not None and p.style.name == "Caption"
    ]
    assert any("The factor model" in caption for caption in captions)
    tables = sum("Table" in caption for caption in captions)
    assert tables == len(word.tables)
    assert all("w:tblHeader" in table._tbl.xml for table in word.tables)


def test_who_codes_is_named_and_a_participant_of_that_name_is_not(small: Snapshot):
    """The coder may be the interviewer; a participant who bears the same name keeps it hidden."""
    sign, person = small.coders[0].name, small.participants[0].pseudonym
    names = {"Interviewer 1": [sign.upper(), "Other Spelling"], person: [sign]}
    assert private(names, small) == {"Interviewer 1": ["Other Spelling"], person: [sign]}


def test_a_real_name_stops_the_report_and_the_error_does_not_tell_it(document: Document):
    """The place and the pseudonym are named."""
    with pytest.raises(LeakFound) as told:
        check_names(document.texts(), {"X-CEO": ["Own Engineers", "customers  ask-for"]})
    assert "X-CEO" in str(told.value)
    assert "quotation Q" in str(told.value)
    assert "customers" not in str(told.value)
    check_names(document.texts(), {"X-CEO": ["Lu Ming", "X-CEO"]})


def test_nobody_checked_is_said_in_the_report(small: Snapshot):
    """With a scan the notice is gone."""
    notice = "Not checked for real names"
    assert notice in write_html(build(small)).decode()
    assert notice not in write_html(build(small, Wishes(scanned=True))).decode()
