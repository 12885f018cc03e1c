"""Real interviews by others: who said what, counted by hand (grep) and kept here."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from crosscase.domain.reading import Reading
from crosscase.formats.inventory import read
from crosscase.formats.projects import any_project, texts_in
from crosscase.formats.quotes.grids import report_in_pdf
from crosscase.formats.quotes.read import Given
from crosscase.formats.roles import assign_roles
from crosscase.formats.text import read_text

FOSSRIT = {
    # file: turns of each label after "# BEGIN TRANSCRIPT", by grep -c '^LABEL' on the raw file
    "donald-1": {"MEL": 57, "DONALD": 56, "MIRABAI": 1},
    "terri-2": {"MEL": 52, "TERRI": 49},
    "naomi-3": {"MEL": 65, "NAOMI": 64, "MIRABAI": 4},
}
PDPILOT = {
    # lines of pdfplumber's text that begin with a label: Dan, Participant; a line that is shown on
    # one page and hidden below the edge of another counts once
    "P1": (47, 47),
    "P2": (81, 84),
    "P3": (61, 60),
    "P4": (54, 55),
    "P5": (67, 67),
    "P6": (50, 49),
    "P7": (52, 52),
}
FOUNDERS = 26
HEARINGS = 11
CAPTIONERS = {"MIRABAI", "AMANDA"}


def labels(reading: Reading) -> Counter[str]:
    return Counter(turn.label for turn in reading.turns)


def folder(data: Path, pattern: str) -> dict[str, Reading]:
    return {path.name: read(path) for path in sorted(data.glob(pattern))}


@pytest.mark.parametrize("name", FOSSRIT)
def test_fossrit_turns_are_those_counted_by_hand(data, name):
    assert labels(read(data / f"interviews/fossrit/{name}-full.md")) == FOSSRIT[name]


def test_every_labelled_line_of_fossrit_is_a_turn_of_its_speaker(data, sound):
    line = re.compile(r"([A-Z]{3,8}|Amanda)(?:, TYPING| \(typed\))?: *(\S.*?) *$")
    for path in sorted(data.glob("interviews/fossrit/*-full.md")):
        reading = read(path)
        sound(reading)
        talk = path.read_text().partition("# BEGIN TRANSCRIPT")[2].split("\n")
        drawn = [(m[1].upper(), m[2]) for each in talk if (m := line.match(each))]
        found = [
            (turn.label, turn.span.of(reading.text).split("\n")[0].strip())
            for turn in reading.turns
        ]
        assert found == drawn, path.name
        assert reading.turns[0].span.start > reading.text.index("# BEGIN TRANSCRIPT")
        assert re.fullmatch(r"[A-Z]+ \d{1,2}, 2019", reading.facts["date"])


def test_mel_asks_in_all_of_fossrit_and_captioners_are_nobody(data):
    readings = assign_roles(folder(data, "interviews/fossrit/*-full.md"))
    assert len(readings) == 16
    roles = {(turn.label, turn.role) for r in readings.values() for turn in r.turns}
    assert {label for label, role in roles if role == "interviewer"} == {"MEL"}
    assert {label for label, role in roles if role == "unknown"} == CAPTIONERS
    assert {label for label, role in roles if role == "participant"} == {
        "DONALD",
        "ERNEST",
        "NICK",
        "JACKIE",
        "NAOMI",
        "TERRI",
    }


def test_what_is_no_interview_in_fossrit_is_a_document(data):
    others = [p for p in data.glob("interviews/fossrit/*.md") if "-full" not in p.name]
    assert len(others) == 11
    assert {read(path).kind for path in others} == {"document"}


def test_every_word_of_fossrit_is_kept(data):
    label = re.compile(r"^(?:[A-Z]{3,8}|Amanda)(?:, TYPING| \(typed\))?:", re.MULTILINE)
    for path in data.glob("interviews/fossrit/*-full.md"):
        head, mark, talk = path.read_text().partition("# BEGIN TRANSCRIPT")
        raw = (head + mark + label.sub("", talk)).replace("\\", "")
        assert read(path).text.split() == raw.split(), path.name


def test_founders_turns_are_the_bold_names(data, sound):
    readings = folder(data, "interviews/founders/*.md")
    assert len(readings) == FOUNDERS
    for name, reading in readings.items():
        raw = (data / "interviews/founders" / name).read_text()
        names = re.findall(r"^\*\*([^*\n]+):\*\* *\S", raw, re.MULTILINE)
        assert labels(reading) == Counter(n for n in names if n != "Break"), name
        assert "**" not in "".join(turn.span.of(reading.text)[:3] for turn in reading.turns)
        sound(reading)
    roles = {(t.label, t.role) for r in assign_roles(readings).values() for t in r.turns}
    assert {label for label, role in roles if role == "interviewer"} == {"Adam Stacoviak"}
    assert "unknown" not in {role for _, role in roles}


def test_hearings_are_the_turns_of_their_json(data, sound):
    paths = sorted(data.glob("interviews/hearings/*.json"))
    assert len(paths) == HEARINGS
    for path in paths:
        reading = read(path)
        said = [
            (entry["speaker"].strip(), entry["content"].split())
            for entry in json.loads(path.read_text())["meeting_transcripts"]
            if entry["content"].strip()
        ]
        found = [(turn.label, turn.span.of(reading.text).split()) for turn in reading.turns]
        assert [(" ".join(label.split()), words) for label, words in said] == found, path.name
        sound(reading)


def test_one_talk_in_seven_formats_has_the_same_words_and_times(data):
    readings = folder(data, "interviews/same-talk/Goodboy*")
    assert len(readings) == 7
    [words] = {tuple(reading.text.split()) for reading in readings.values()}
    assert len(words) == 6189
    timed = [r for r in readings.values() if r.turns]
    assert {len(reading.turns) for reading in timed} == {753}
    [begins] = {tuple(round(t.time.begin, 2) for t in reading.turns) for reading in timed}
    assert begins[0] == 43.81


def test_chinese_round_tables_have_the_speakers_and_turns_of_their_index(data, sound):
    home = data / "interviews/zh-roundtables"
    for entry in json.loads((home / "index.json").read_text()):
        reading = read(home / entry["file"])
        assert len(labels(reading)) == entry["speakers"], entry["file"]
        assert len(reading.turns) == sum(part["turns"] for part in entry["segments"])
        assert reading.language == "zh"
        sound(reading)


@pytest.mark.parametrize("name", PDPILOT)
def test_pdf_interviews_have_the_turns_of_their_lines(data, name, sound):
    reading = read(data / f"coded/pdpilot/results/transcripts/{name}.pdf")
    asking, saying = PDPILOT[name]
    assert labels(reading) == {"Dan": asking, "Participant": saying}
    assert {(t.label, t.role) for t in reading.turns} == {
        ("Dan", "interviewer"),
        ("Participant", "participant"),
    }
    assert not re.search(r"^\d+(/\d+)?$", reading.text, re.MULTILINE)
    sound(reading)


def test_a_report_of_coded_segments_has_each_code_as_often_as_the_code_system_says(data):
    """Rows go on over the ends of pages, and names of codes hold commas."""
    home = data / "coded/pdpilot/results"
    codebook = any_project(home / "code-system.pdf")
    project = any_project(
        home / "coded-segments.pdf",
        lambda: Given(texts_in(home / "transcripts")[0], strict=True),
    )
    [system] = report_in_pdf((home / "code-system.pdf").read_bytes(), "code-system.pdf").grids
    names = {code.guid: code.name for code in project.codes}
    quoted = [q for source in project.sources for q in source.quotations]
    applied = Counter(names[coding.code] for q in quoted for coding in q.codings)
    said = {row[0].words: int(row[2].words) for row in system[2:] if row[2].words != "0"}
    del said["Anonymize"]  # names, which are not among the segments that were given away
    assert applied == said
    assert len(codebook.codes) == len(system) - 2
    assert {code.name for code in project.codes} <= {code.name for code in codebook.codes}
    assert project.verified.quotations == 213
    assert project.verified.verified >= 200
    assert "0 not found" in project.verified.how


def test_word_comments_stand_at_their_words(data, sound):
    for name, count in {
        "bopp_test_augmented_1.docx": 119,
        "bopp_test_augmented_feelings2.docx": 148,
        "games_as_art/bopp_test_input.docx": 199,
        "games_as_art/bopp_test_examples.docx": 18,
    }.items():
        reading = read(data / "open-ended/games-as-art/test_data" / name)
        assert len(reading.comments) == count
        assert all(comment.text and len(comment.span) for comment in reading.comments)
        assert reading.kind == "document"
        sound(reading)
    first = reading.comments[0]
    assert first.span.of(reading.text) in reading.text
    assert first.text == "emotional response"


def test_a_report_with_tables_is_a_document_with_all_its_words(data):
    reading = read(data / "interviews/fossrit/Mismatches Final report.docx")
    assert reading.kind == "document"
    assert "Example of tension: attention management" in reading.text


@pytest.mark.slow
def test_a_thousand_interviews_are_read_in_seconds(data):
    raw = (data / "interviews/fossrit/naomi-1-full.md").read_bytes()
    begun = time.monotonic()
    for _ in range(1_000):
        read_text(raw, "naomi-1.md")
    assert time.monotonic() - begun < 40
