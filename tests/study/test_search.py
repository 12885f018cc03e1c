"""Full text: what is asked is found, on both databases, and nothing that is no longer current."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase import study
from crosscase.domain.queries import parse, places, terms, tokens
from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed
from crosscase.study import Study
from crosscase.study.search import Filters

SAID = {
    "one": "INTERVIEWER: What drives it?\n\n"
    "LU MING: The price the customer pays, the new product.\n",
    "two": "INTERVIEWER: 什么推动创新？\n\n"
    "SUN YI: 客户推动创新，不是政策。Innovation needs a product.\n",
}


@pytest.fixture
def searched(tmp_path: Path) -> Study:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in SAID.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "s.crosscase"
    opened = study.create(path, "ana")
    opened.load(folder, study.key_of(path))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("product", ["one", "two"]),
        ("PRODUCT", ["one", "two"]),
        ("produ", []),
        ("produ*", ["one", "two"]),
        ('"new product"', ["one"]),
        ('"product new"', []),
        ("price product", ["one"]),
        ("price OR innovation", ["one", "two"]),
        ("product NOT price", ["two"]),
        ("(price OR innovation) AND product", ["one", "two"]),
        ("NEAR(price pays, 2)", ["one"]),
        ("NEAR(pays price, 2)", ["one"]),
        ("NEAR(price product, 2)", []),
        ("创新", ["two", "two"]),
        ("客户推动", ["two"]),
        ("推动客户", []),
        ("策", ["two"]),
        ("新", ["two", "two"]),
    ],
)
def test_words_phrases_prefixes_and_nearness_are_found(
    searched: Study, question: str, found: list[str]
):
    assert [hit.source_name for hit in searched.search(question)] == found


def test_the_words_that_were_found_are_marked(searched: Study):
    (hit,) = searched.search("客户 创新 NOT what")
    assert [hit.words[a:b] for a, b in hit.marks] == ["客户", "创新"]
    (hit,) = searched.search("策")
    assert [hit.words[a:b] for a, b in hit.marks] == ["策"]


def test_whose_words_can_be_chosen(searched: Study):
    assert [h.speaks for h in searched.search("创新")] == ["interviewer", "participant"]
    only = searched.search("创新", Filters(speaks=("participant",)))
    assert [h.speaks for h in only] == ["participant"]
    assert searched.search("创新", Filters(cases=("nowhere",))) == []


def test_a_corrected_transcript_is_found_by_its_new_words_alone(searched: Study, tmp_path: Path):
    assert searched.search("price")
    better = tmp_path / "better.txt"
    better.write_text(SAID["one"].replace("price", "sum"), encoding="utf-8")
    assert searched.path is not None
    searched.correct("one", better, study.key_of(searched.path))
    assert searched.search("price") == []
    assert [h.source_name for h in searched.search("sum")] == ["one"]


def test_all_hits_are_coded_in_one_act_and_uncoded_in_one(searched: Study):
    hits = searched.search("product")
    before = searched.journal.last()
    searched.codings.apply_all([(h.edition, Span(h.start, h.end)) for h in hits], "product")
    assert len(searched.snapshot().codings.id) == 2
    assert searched.journal.last() == before + 1
    searched.journal.undo()
    assert len(searched.snapshot().codings.id) == 0


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("", "missing at the end"),
        ('"open', "quotation mark"),
        ("(price", r"\) is missing"),
        ("price)", "not understood"),
        ("NOT price", "missing before 'NOT'"),
        ("price AND", "missing at the end"),
        ("NEAR(price)", "two words"),
        ("!!", "no word"),
    ],
)
def test_a_question_that_cannot_be_read_says_what_is_missing(question: str, why: str):
    with pytest.raises(NotAllowed, match=why):
        parse(question)


@given(st.text(max_size=40))
def test_any_question_is_understood_or_refused(question: str):
    with contextlib.suppress(NotAllowed):
        parse(question)


@given(st.text(alphabet="客户推动创新不是政策 price", min_size=1, max_size=30), st.data())
def test_every_stretch_of_signs_is_found_where_it_stands(text: str, data: st.DataObject):
    row = list(tokens(text))
    if not row:
        return
    first = data.draw(st.integers(0, len(row) - 1))
    last = data.draw(st.integers(first, len(row) - 1))
    words = text[row[first].start : row[last].end]
    wanted = list(terms(parse(f'"{words}"')))
    assert any(text[s.start : s.end] for s in places(text, wanted))
