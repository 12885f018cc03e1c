"""Whatever the bytes: a Reading or a Table with sound spans, or a CrosscaseError."""

from __future__ import annotations

import io
import json
import os
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscase.domain.reading import Table
from crosscase.errors import CrosscaseError
from crosscase.formats.inventory import READERS
from crosscase.formats.tables import table_of

from .pdfs import pdf
from .test_docx import comment, docx, p, row
from .test_subtitles import VTT
from .test_transcriber_json import SHAPES
from .test_turns import STYLES

LOOSE = settings(
    max_examples=5_000 if os.environ.get("CROSSCASE_STRESS") == "1" else 120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def xlsx() -> bytes:
    made = io.BytesIO()
    book = openpyxl.Workbook()
    for said in (["speaker", "text", "start"], ["Anna", "Why?", 1.5], ["Ben", "So.", 2]):
        book.active.append(said)
    book.save(made)
    return made.getvalue()


VALID = {
    "txt": [style.encode() for style in STYLES.values()],
    "md": [STYLES["bold"].encode("utf-16"), "主持人：好吗？\n张三：好的。\n".encode("gbk")],
    "docx": [
        docx(
            p("ANNA: Why?")
            + p(
                "BEN: So ", '<w:commentRangeStart w:id="7"/>', "it", '<w:commentRangeEnd w:id="7"/>'
            )
            + "<w:tbl>"
            + row("Anna", "x")
            + row("Ben", "y")
            + "</w:tbl>",
            comments=comment(7, "memo"),
        )
    ],
    "pdf": [pdf([(60, 700, "ANNA: Why?"), (60, 686, "BEN: So.")], [(60, 700, "ANNA: Ah?")])],
    "srt": [
        b"1\n00:00:01,000 --> 00:00:02,000\nANNA: Why?\n\n2\n00:00:02,000 --> 00:00:03,000\nSo.\n"
    ],
    "vtt": [VTT.encode()],
    "lrc": [b"[ti:x]\n[00:01.00]One\n[00:02.50]\n[00:03.00]Two\n"],
    "json": [json.dumps(value).encode() for value, _ in SHAPES.values()],
    "tsv": [b"start\tend\ttext\n0\t1500\tOne\n1500\t2000\tTwo\n"],
    "csv": [b'speaker,text\nAnna,Why?\nBen,"So\nit was"\n'],
    "xlsx": [xlsx()],
}


@st.composite
def mutated(draw: st.DrawFn, kind: str) -> bytes:
    """A valid file with a few bytes changed, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from(VALID[kind])))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(at + draw(st.integers(0, 30)), len(data))
        change = draw(st.sampled_from(["set", "cut", "double", "put", "word"]))
        if change == "set":
            data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif change == "cut":
            del data[at:end]
        elif change == "double":
            data[at:at] = data[at:end] * draw(st.integers(1, 3))
        elif change == "put":
            data[at:at] = draw(st.binary(max_size=8))
        else:
            words = [
                b": ",
                b"**",
                b"\n\n",
                b"[00:01]",
                b"-->",
                b"\x00",
                b"<v A>",
                b"\\[",
                b"9" * 30,
                b"> ",
                b"#",
                b"-1",
                b"null",
                b"[[",
                b'"',
                "：".encode(),
                b"\xff\xfe",
            ]
            data[at:at] = draw(st.sampled_from(words))
    return bytes(data)


@st.composite
def mutated_within(draw: st.DrawFn, kind: str) -> bytes:
    """A sound archive in which one part was mutated as text."""
    with zipfile.ZipFile(io.BytesIO(VALID[kind][0])) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    for _ in range(draw(st.integers(1, 5))):
        text = parts[name]
        at = draw(st.integers(0, len(text)))
        end = min(at + draw(st.integers(0, 20)), len(text))
        new = draw(
            st.sampled_from(
                [
                    "",
                    text[at:end] * 2,
                    "9",
                    '"',
                    "<",
                    "/>",
                    "-1",
                    "A",
                    "é",
                    "&#0;",
                    "&#55296;",
                    "&x;",
                    "1e999",
                ]
            )
        )
        parts[name] = text[:at] + new + text[end:]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@LOOSE
@given(drawn=st.data())
def test_an_archive_with_a_mutated_part_is_read_or_refused(kind, drawn, sound):
    try_to_read(drawn.draw(mutated_within(kind)), kind, sound)


def try_to_read(data: bytes, kind: str, sound) -> None:
    try:
        reading = READERS[kind](data, f"a.{kind}")
    except CrosscaseError as error:
        assert str(error).startswith(f"a.{kind}")
        assert error.hint
    else:
        sound(reading)


@pytest.mark.parametrize("kind", sorted(READERS.keys() - {"text", "markdown"}))
@LOOSE
@given(drawn=st.data())
def test_a_mutated_file_is_read_or_refused(kind, drawn, sound):
    try_to_read(drawn.draw(mutated(kind)), kind, sound)


@pytest.mark.parametrize("kind", sorted(READERS.keys() - {"text", "markdown"}))
@LOOSE
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused(kind, data, sound):
    try_to_read(data, kind, sound)


@LOOSE
@given(
    text=st.lists(
        st.sampled_from(
            [
                "ANNA:",
                "**Ben:**",
                "Q:",
                "A.",
                "张三：",
                "主持人：",
                "Mel  0:01",
                "[00:02]",
                "\\[01:20\\]",
                "00:01:02 - 00:01:04",
                "<v Cy>",
                "> X: y",
                "\n",
                "\n\n",
                " ",
                "word.",
                "Why?",
                "# Head",
                "# BEGIN TRANSCRIPT",
                "Date: 2014",
                "---",
                "**Break:**",
                "\t",
                "END OF TRANSCRIPT",
            ]
        )
        | st.text(max_size=6),
        max_size=60,
    ).map("".join)
)
def test_any_mixture_of_labels_keeps_every_word(text, sound):
    reading = READERS["txt"](b"\xef\xbb\xbf" + text.encode(errors="replace"), "a.txt")
    sound(reading)
    assert all(turn.line <= text.count("\n") + text.count("\r") + 40 for turn in reading.turns)
    assert "word." not in text or "word." in reading.text


@LOOSE
@given(st.sampled_from(["csv", "tsv", "xlsx"]).flatmap(mutated))
def test_a_mutated_table_is_read_or_refused(data):
    try:
        table = table_of(data, "a.csv")
    except CrosscaseError as error:
        assert error.hint
    else:
        assert isinstance(table, Table)
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert len(table.lines) == len(table.rows)
        assert len(set(table.columns)) == len(table.columns)
        assert len(table.records()) == len(table.rows)
