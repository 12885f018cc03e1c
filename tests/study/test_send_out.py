"""What goes out to another program comes back on the same words, by the same coder and code."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coder, Coding, Memo
from crosscase.domain.design import Fact
from crosscase.domain.people import Attribute, Case, Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Segment, Source
from crosscase.domain.spans import Span
from crosscase.domain.theory import Cause, Evidence, Proposition
from crosscase.formats.refi.project import Applied, Project
from crosscase.formats.refi.write import Flavour, codebook_bytes, project_bytes
from crosscase.report.outgoing import outgoing
from crosscase.store.file import create
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.send_out import send_out
from crosscase.study.take import take
from crosscase.study.take_in import take_in

TEXT = "We waited 😀 three weeks.\nNobody called us back.\nThen our customers left.\n"


def fill(
    desk: Desk, text: str = TEXT, spans: tuple[Span, ...] = (Span(0, 24), Span(25, 47))
) -> None:
    """Two coders, two cases (one with two people), a construct, a theme and a proposition."""
    with desk.change("fill") as writer:
        coders = [writer.add(Coder(0, name)) for name in ("Ben", "Eve")]
        slow = writer.add(Code(0, "keyword", "slow & late", definition="Too late.", colour="#0f0"))
        quiet = writer.add(Code(0, "keyword", "silence"))
        state = writer.add(Code(0, "construct", "State", role="external driver"))
        growth = writer.add(Code(0, "construct", "Growth", role="outcome"))
        bad = writer.add(Code(0, "theme", "Bad days"))
        for keyword, to in ((slow, state), (quiet, state), (quiet, growth), (slow, bad)):
            writer.add(Assignment(0, keyword, to, coders[0]))
        first, second = (writer.add(Case(0, name)) for name in ("Firm A", "Firm B"))
        people = [
            writer.add(Participant(0, f"P{n}", None, c))
            for n, c in enumerate((first, second, second))
        ]
        for number, person in enumerate(people):
            source = writer.add(Source(0, f"talk {number}", "transcript", f"{number}"))
            writer.add(Presence(0, source, person))
            edition = writer.add(Edition(0, source, 1, "first", text, sealed=True))
            for span in spans:
                segment = writer.add(Segment(0, edition, span.start, span.end, span.of(text)))
                for coder, code in ((coders[0], slow), (coders[1], slow), (coders[1], quiet)):
                    writer.add(Coding(0, coder, code, segment))
                writer.add(
                    Memo(
                        0,
                        "theoretical",
                        "They <wait>.",
                        coders[1],
                        "segment",
                        segment,
                        "2024-05-06",
                    )
                )
        claim = writer.add(Proposition(0, "P1", "Slow states slow firms.", growth, "-"))
        writer.add(Cause(0, claim, state))
        writer.add(Evidence(0, claim, "supports", "mechanism", coders[0], segment))


def study_of(desk: Desk) -> Snapshot:
    with desk.reading() as db:
        return take(db)


def judged(desk: Desk) -> set[tuple[str, str, str, str, int, int]]:
    """Every judgement: coder, code, source, words, place."""
    study = study_of(desk)
    coders = {coder.id: coder.name for coder in study.coders}
    found = set()
    columns = study.codings
    for coder, code, segment in zip(columns.coder, columns.code, columns.segment, strict=True):
        row = study.segment_row[int(segment)]
        edition = study.edition_by_id[int(study.segments.edition[row])]
        place = int(study.segments.start[row]), int(study.segments.end[row])
        source = study.source_by_id[edition.source].name
        words = study.quote(int(segment))
        found.add((coders[int(coder)], study.code_by_id[int(code)].name, source, words, *place))
    return found


def returned(body: bytes, folder: Path, name: str = "back") -> Desk:
    """A new study into which an exported project came."""
    sent = folder / f"{name}.qdpx"
    sent.write_bytes(body)
    desk = Desk(create(folder / f"{name}.crosscase"), "Ada", lambda: "2026-01-02T03:04:05+00:00")
    take_in(desk, sent, KeyFile(folder / f"{name}.key"))
    return desk


@pytest.mark.parametrize("flavour", ["norm", "nvivo"])
def test_every_coding_comes_back_on_the_same_words(desk: Desk, tmp_path: Path, flavour: Flavour):
    """With emoji and line breaks before it, whatever the flavour counts."""
    fill(desk)
    back = returned(project_bytes(send_out(study_of(desk)).project, flavour), tmp_path)
    assert judged(back) == judged(desk)
    assert len(judged(back)) == 18
    back.store.close()


WORDS = st.text(st.sampled_from("ab é😀客\n.,'&<\"\u0301"), min_size=1, max_size=60)


@settings(max_examples=15, deadline=None)
@given(WORDS, st.data())
def test_any_words_and_places_come_back(text: str, data: st.DataObject):
    """Words of any signs, at any place: inside words, blanks at their ends, one place alone."""
    text = f"We began. {text} We ended."
    place = st.integers(0, len(text) - 1)
    pairs = data.draw(st.lists(st.tuples(place, place), min_size=1, max_size=5))
    drawn = dict.fromkeys((min(pair), max(pair) + 1) for pair in pairs)
    with TemporaryDirectory() as folder:
        desk = Desk(create(Path(folder) / "study.crosscase"), "Ada", lambda: "2026-01-02")
        fill(desk, text, tuple(Span(*pair) for pair in drawn))
        flavour = data.draw(st.sampled_from(get_args(Flavour)))
        body = project_bytes(send_out(study_of(desk)).project, flavour)
        back = returned(body, Path(folder))
        assert judged(back) == judged(desk)
        back.store.close()
        desk.store.close()


def test_out_in_and_out_again_is_the_same(desk: Desk, tmp_path: Path):
    """Users, codes, cases and sources have the same identifiers, names, words and codings."""
    fill(desk)
    first = send_out(study_of(desk)).project
    back = returned(project_bytes(first), tmp_path)
    second = send_out(study_of(back)).project
    back.store.close()
    assert parts(second) == parts(first)


def parts(project: Project) -> tuple[object, ...]:
    users = {user for user in project.users if user.name != "Ada"}
    codes = {(c.guid, c.name, c.parent, c.codable, c.description) for c in project.codes}
    coded: list[tuple[str, str, tuple[tuple[str, Span | None, tuple[Applied, ...]], ...]]] = [
        (s.guid, s.text, tuple((q.guid, q.span, q.codings) for q in s.quotations))
        for s in project.sources
    ]
    return users, codes, project.variables, project.cases, coded


def test_two_exports_are_byte_for_byte_the_same(desk: Desk):
    """No clock and no chance is in them."""
    fill(desk)
    first, second = (send_out(study_of(desk)).project for _ in range(2))
    assert project_bytes(first) == project_bytes(second)
    assert codebook_bytes(first) == codebook_bytes(second)


def test_what_is_written_is_valid_by_the_schemas(desk: Desk, data: Path, tmp_path: Path):
    """Project.xsd and Codebook.xsd of the norm."""
    fill(desk)
    project = send_out(study_of(desk), {1: "2026-01-02T03:04:05+00:00"}).project
    path = tmp_path / "sent.qdpx"
    path.write_bytes(project_bytes(project))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "project.qde"
        xml = archive.read("project.qde")
        texts = {archive.read(name) for name in archive.namelist()[1:]}
    assert texts == {TEXT.encode()}
    for name, body in (("Project.xsd", xml), ("Codebook.xsd", codebook_bytes(project))):
        schema = etree.XMLSchema(etree.parse(data / "refi" / name))
        schema.assertValid(etree.fromstring(body))
    for expected in (b"<Links>", b"<Graphs>", b"<Notes>", b"<Sets>", b"<Cases>", b"<Users>"):
        assert expected in xml


def test_an_empty_study_is_a_valid_project(desk: Desk, data: Path):
    """The norm forbids empty containers."""
    body = project_bytes(send_out(study_of(desk)).project)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        schema = etree.XMLSchema(etree.parse(data / "refi" / "Project.xsd"))
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_sources_of_who_refused_stay_in_the_study_and_it_is_told(desk: Desk):
    """With their quotations, and the memos on these."""
    fill(desk)
    sent = send_out(study_of(desk), withheld=frozenset({1}))
    assert [source.name for source in sent.project.sources] == ["talk 1", "talk 2"]
    told = {loss.what: loss.count for loss in sent.losses}
    assert told["sources of people who refused to be quoted or shared"] == 1
    assert told["codings (in those sources, or the same judgement twice)"] == 6


def test_no_theme_is_lost_in_a_codebook(desk: Desk, tmp_path: Path):
    """One below a construct alone and one of nothing yet come back, too; the file tells itself."""
    fill(desk)
    with desk.change("themes") as writer:
        ideas = {code.name: code.id for code in study_of(desk).codes}
        below = writer.add(Code(0, "theme", "Good days", definition="Days.", colour="#112233"))
        writer.add(Assignment(0, below, ideas["Growth"], 1))
        writer.add(Code(0, "theme", "Other days"))
    study = study_of(desk)
    out = outgoing(study, "", ".qdc", "norm", lambda _: send_out(study))
    assert out.told == "4 codes, 5 sets"  # two constructs share a keyword: each is a set, too
    path = tmp_path / "codes.qdc"
    out.write(path)
    back = Desk(create(tmp_path / "back.crosscase"), "Ada", lambda: "2026-01-02T03:04:05+00:00")
    assert take_in(back, path, KeyFile(tmp_path / "back.key")).remarks == []
    told = {(code.kind, code.name, code.definition, code.colour) for code in study_of(back).codes}
    assert told == {
        (code.kind, code.name, code.definition, "#00ff00" if code.colour == "#0f0" else code.colour)
        for code in study.codes
    }
    back.store.close()


def test_what_a_project_has_no_place_for_is_counted(desk: Desk):
    """The design, and editions that were replaced before anybody coded them."""
    fill(desk)
    with desk.change("more") as writer:
        for key in ("title", "question", "concept.definition"):
            writer.add(Fact(0, key, "Why do they wait?"))
        source = writer.add(Source(0, "letter", "note", "9"))
        for ordinal in (1, 2, 3):
            writer.add(Edition(0, source, ordinal, "protected", f"{ordinal}. We wait."))
    told = {loss.what: loss.count for loss in send_out(study_of(desk)).losses}
    assert told["statements of the design but for its title"] == 2
    assert told["older editions in which nobody coded"] == 2
    assert "older editions that are sources of their own there" not in told


def test_a_column_of_numbers_is_a_variable_of_numbers(desk: Desk, data: Path, tmp_path: Path):
    """Whole or not; an identifier, a share and a column with a word in it stay texts."""
    fill(desk)
    columns = {
        "age": ("41", "-7", "Integer"),
        "size": ("12.50", "3", "Float"),
        "code": ("007", "1", "Text"),
        "phone": ("13800138000", "1", "Text"),
        "share": ("12%", "1,100", "Text"),
        "year": ("2019", "unknown", "Text"),
    }
    with desk.change("columns") as writer:
        for name, values in columns.items():
            for of, value in enumerate(values[:2], 1):
                writer.add(Attribute(0, "case", of, name, value))
    project = send_out(study_of(desk)).project
    kinds = {variable.name: variable.kind for variable in project.variables}
    assert {name: kinds[name] for name in columns} == {n: v[2] for n, v in columns.items()}
    body = project_bytes(project)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        xml = archive.read("project.qde")
    etree.XMLSchema(etree.parse(data / "refi" / "Project.xsd")).assertValid(etree.fromstring(xml))
    for written in (b"<IntegerValue>41<", b"<FloatValue>12.50<", b"<TextValue>007<"):
        assert written in xml
    back = returned(body, tmp_path)
    said = {(one.of, one.name, one.value) for one in study_of(back).attributes}
    assert said == {(one.of, one.name, one.value) for one in study_of(desk).attributes}
    assert project_bytes(send_out(study_of(back)).project) == body
    back.store.close()
