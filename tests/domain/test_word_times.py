"""The times of words go with the words when a transcript is corrected."""

from __future__ import annotations

import string
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosscase.domain.speech import Timed, marks_of, timed
from crosscase.domain.word_times import retimed

WORD = st.text(string.ascii_lowercase, min_size=1, max_size=7)


def spoken(words: list[str]) -> tuple[str, list[Timed]]:
    """A word each second."""
    found, at = [], 0
    for second, word in enumerate(words):
        found.append(Timed(at, at + len(word), float(second), second + 0.5, 0.9))
        at += len(word) + 1
    return " ".join(words), found


def corrected(before: list[str], after: str) -> dict[str, tuple[float, float]]:
    text, words = spoken(before)
    found = retimed(text, after, words)
    return {after[w.start : w.end]: (w.begin, w.finish) for w in found}


def test_a_word_that_stayed_keeps_its_time_and_a_changed_one_has_that_of_what_it_was():
    before = ["we", "higher", "people", "now"]
    found = corrected(before, "we hire people, right now")
    assert found == {
        "we": (0.0, 0.5),
        "hire": (1.0, 1.5),
        "people,": (2.0, 2.5),
        "right": (2.5, 3.0),
        "now": (3.0, 3.5),
    }


def test_what_was_said_before_the_first_timed_word_has_no_time():
    assert corrected(["yes", "indeed"], "oh yes indeed so") == {
        "yes": (0.0, 0.5),
        "indeed": (1.0, 1.5),
    }


def test_chinese_signs_put_in_share_the_time_between_their_neighbours():
    text, after = "我们卖布", "我们也卖布"
    words = [Timed(0, 2, 0.0, 1.0, 0.9), Timed(2, 4, 2.0, 3.0, 0.9)]
    found = retimed(text, after, words)
    assert [(after[w.start : w.end], w.begin, w.finish) for w in found] == [
        ("我们", 0.0, 1.0),
        ("也", 1.0, 2.0),
        ("卖布", 2.0, 3.0),
    ]


@given(st.lists(WORD, min_size=1, max_size=25, unique=True), st.data())
def test_words_that_stay_keep_their_times_and_time_never_goes_back(before: list[str], data):
    """Words are taken out, put in and put for others; what stays is timed as it was."""
    text, words = spoken(before)
    edits = data.draw(
        st.lists(
            st.sampled_from(["stay", "stay", "out", "in", "other"]),
            min_size=len(before),
            max_size=len(before),
        )
    )
    new: list[str] = []
    stays: dict[str, Timed] = {}
    for word, timing, edit in zip(before, words, edits, strict=True):
        if edit == "in":
            new.append("X1")
        if edit == "other":
            new.append("X2")
        elif edit != "out":
            new.append(word)
            stays[word] = timing
    after = " ".join(new)
    found = retimed(text, after, words)
    at = {after[w.start : w.end]: w for w in found}
    for word, was in stays.items():
        assert (at[word].begin, at[word].finish) == (was.begin, was.finish)
        assert at[word].probability == was.probability
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(a.begin <= b.begin for a, b in pairwise(found))
    assert all(w.begin <= w.finish for w in found)
    assert {after[w.start : w.end] for w in found} <= set(new)


@given(st.lists(WORD, min_size=1, max_size=9))
def test_an_unchanged_text_keeps_every_mark(before: list[str]):
    text, words = spoken(before)
    found = retimed(text, text, timed(marks_of(words)))
    assert marks_of(found) == marks_of(words)
