"""Passages by what their numbers cannot tell: the sign that closes a clause, and stored words."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

import pytest

from crosscase.formats.refi.project import Project
from crosscase.formats.refi.read import project_of

ENGLISH = "Money was short. We waited three weeks! Nobody called us back? Then trust broke.\n"
CHINESE = "因为成本太高了，而且客户要求我们上系统。政府补贴来得晚，大家都不相信。\n"
CLAUSES = {
    ENGLISH: ("We waited three weeks", "Nobody called us back", "Then trust broke"),
    CHINESE: ("因为成本太高了", "客户要求我们上系统", "政府补贴来得晚"),
}


def guid(word: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, str(word)))


def project(text: str, marked: Sequence[tuple[int, int, str]]) -> Project:
    """A project of one text with these passages: first number, last number, stored words."""
    marks = "".join(
        f'<PlainTextSelection guid="{guid((at, one))}" name={quoteattr(one[2])} '
        f'startPosition="{one[0]}" endPosition="{one[1]}"/>'
        for at, one in enumerate(marked)
    )
    source = f'<TextSource guid="{guid(1)}" name="talk" plainTextPath="t.txt">{marks}</TextSource>'
    xml = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>{source}</Sources></Project>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("project.qde", xml)
        out.writestr("sources/t.txt", text)
    return project_of(made.getvalue(), "p.qdpx")


def quotes(found: Project) -> list[str]:
    return [q.span.of(s.text) if q.span else "" for s in found.sources for q in s.quotations]


def placed(text: str, words: Sequence[str], shift: int = 0, end: int = 0) -> list[tuple[int, int]]:
    """The numbers of these words by the norm, each moved by ``shift``, its last by ``end``."""
    starts = [text.index(word) + shift for word in words]
    return [(at, at + len(word) + end) for at, word in zip(starts, words, strict=True)]


@pytest.mark.parametrize("text", CLAUSES, ids=["English", "Chinese"])
def test_who_leaves_the_full_stop_out_gets_no_full_stop(text: str):
    """Nothing tells whether the last number is included: the norm is followed, and it is said."""
    words = CLAUSES[text]
    found = project(text, [(*at, "") for at in placed(text, words)])
    assert quotes(found) == list(words)
    assert "end not included" in str(found.verified.convention)
    assert [remark.code for remark in found.remarks] == ["refi-convention-unsure"]


@pytest.mark.parametrize("last", [0, -1], ids=["not included", "included"])
@pytest.mark.parametrize("text", CLAUSES, ids=["English", "Chinese"])
def test_one_passage_that_ends_where_no_sign_is_tells_what_the_last_number_is(text: str, last: int):
    """Words that would be cut, or a blank that would be taken in; then nothing is unsure."""
    text += "So we left 😀 它走 了\n"
    words = [*(word for clauses in CLAUSES.values() for word in clauses if word in text), "它走"]
    found = project(text, [(*at, "") for at in placed(text, words, end=last)])
    assert quotes(found) == list(words)
    assert found.remarks == ()


def test_one_slip_among_many_passages_does_not_lengthen_all_of_them():
    """A letter that was missed is no rule of a program; that it may be one is said."""
    lines = [f"We waited {weeks} weeks. Nobody called" for weeks in range(100, 130)]
    text = "".join(f"{line}!\n" for line in lines)
    words = [*lines, "We waited 117 week"]
    found = project(text, [(*at, "") for at in placed(text, words)])
    assert quotes(found) == words
    assert [remark.code for remark in found.remarks] == [
        "refi-convention-unsure",
        "refi-quotation-doubtful",
    ]


@pytest.mark.parametrize("text", CLAUSES, ids=["English", "Chinese"])
def test_where_stored_words_tell_the_convention_nothing_is_unsure(text: str):
    words = CLAUSES[text]
    for last in (0, -1):
        marked = zip(placed(text, words, end=last), words, strict=True)
        found = project(text, [(*at, word) for at, word in marked])
        assert quotes(found) == list(words)
        assert found.remarks == ()


@pytest.mark.parametrize(("shift", "end"), [(3, 0), (-4, 0), (1, -1)], ids=["on", "back", "from 1"])
@pytest.mark.parametrize("text", CLAUSES, ids=["English", "Chinese"])
def test_where_no_numbers_fit_passages_are_placed_on_the_words_stored_with_them(
    text: str, shift: int, end: int
):
    """What the numbers mean is told of each, and none is verified; some lie outside of the text."""
    text = f"Before. {text}"
    words = (*CLAUSES[text.removeprefix("Before. ")], text.strip()[-5:])
    marked = zip(placed(text, words, shift, end), words, strict=True)
    found = project(text, [(*at, word) for at, word in marked])
    assert quotes(found) == list(words)
    assert found.verified.verified == 0
    assert found.elsewhere == ()
    told = [str(doubt) for doubt in found.verified.doubtful]
    assert all(one.endswith("; placed on the words stored with it") for one in told)
    first = text.index(words[0]) + shift
    assert told[0].startswith(f"talk: {first} to {first + len(words[0]) + end} is ")
    assert {doubt.quotation for doubt in found.verified.doubtful} == {
        quotation.guid for quotation in found.sources[0].quotations
    }


def test_words_that_stand_more_than_once_are_taken_where_the_numbers_are_nearest():
    """That is told, too."""
    text = f"{ENGLISH * 3}So we left 😀 for good.\n"
    second = text.index("We waited", len(ENGLISH))
    words = ("We waited three weeks", "So we left", "for good")
    places = (second, text.index(words[1]), text.index(words[2]))
    off = [(at + 3, at + 3 + len(w), w) for at, w in zip(places, words, strict=True)]
    found = project(text, off)
    spans = [q.span for q in found.sources[0].quotations]
    assert [span.start if span else -1 for span in spans] == list(places)
    assert quotes(found) == list(words)
    told = str(found.verified.doubtful[0])
    assert told.endswith("placed on the nearest of the 3 places of the words stored with it")


def test_words_cut_short_are_where_a_passage_of_its_own_length_begins():
    words = ("We waited three weeks", "Nobody called us back")
    numbers = placed(ENGLISH, words, 4)
    found = project(ENGLISH, [(*at, f"{w[:9]}…") for at, w in zip(numbers, words, strict=True)])
    assert quotes(found) == list(words)


def test_labels_move_nothing_even_where_the_text_has_such_a_word():
    """A name of one word is not the passage of many words that it names."""
    words = ("We waited three weeks", "Nobody called us back", "Then trust broke")
    numbers = placed(ENGLISH, words)
    for labels in (("Money", "trust", "back"), ("Quotation 1", "Quotation 2", "Quotation 3")):
        marked = zip(numbers, labels, strict=True)
        found = project(ENGLISH, [(*at, label) for at, label in marked])
        assert quotes(found) == list(words)
        assert found.verified.doubtful == ()
