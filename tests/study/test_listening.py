"""Who heard what in which pass is written down, and no undo or erasure trips over it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase import study
from crosscase.analysis.listening import merged, overlap
from crosscase.domain.sources import Source
from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store import listened
from crosscase.study import Study

HOUR = "2026-03-0{}T{:02}:00:00+00:00"


def at(opened: Study, day: int, hour: int) -> None:
    """Set the clock of the one who works."""
    opened._desk = replace(opened._desk, clock=lambda: HOUR.format(day, hour))
    opened.codings._desk = opened._desk


def stretches(opened: Study) -> list[tuple[str, str, float, float]]:
    with opened._desk.reading() as db:
        return [(s.coder, s.hearing, s.begin, s.finish) for s in listened.kept(db)]


def test_two_whole_passes_of_one_coder_are_a_second_listening(taped: Any):
    opened, source = taped.study, taped.source
    opened.played(source, "first", 0.0, 5.0, 5.0)
    opened.played(source, "first", 4.5, 9.0, 2.5)
    opened.played(source, "second", 0.0, 8.5, 8.5)
    (share,) = opened.listening().shares
    assert (share.first, share.seconds, share.again) == (1.0, 9.0, False)
    assert share.second == pytest.approx(8.5 / 9)
    opened.played(source, "second", 8.4, 8.6, 0.2)
    found = opened.listening()
    assert (found.sources, found.again, found.by_hand) == (1, 1, 0)
    assert found.sentence.startswith("1 of 1 interviews have had their second listening (0 by")
    assert stretches(opened) == [("ana", "first", 0.0, 9.0), ("ana", "second", 0.0, 8.6)]


def test_two_coders_who_heard_it_once_each_are_no_second_listening(taped: Any):
    taped.study.played(taped.source, "first", 0.0, 9.0, 9.0)
    with study.open_study(taped.path, "ben") as ben:
        ben.played(taped.source, "first", 0.0, 9.0, 9.0)
        found = ben.listening()
    assert [share.coder for share in found.shares] == ["ana", "ben"]
    assert found.again == 0


def test_what_was_played_too_fast_or_never_does_not_count(taped: Any):
    played, source = taped.study.played, taped.source
    with pytest.raises(NotAllowed, match="9 seconds were not heard in 2"):
        played(source, "first", 0.0, 9.0, 2.0)
    for begin, finish in ((3.0, 3.0), (-1.0, 2.0), (0.0, float("nan"))):
        with pytest.raises(NotAllowed, match="no stretch"):
            played(source, "first", begin, finish, 9.0)
    with pytest.raises(NotInStudy, match="no recording number 99"):
        played(99, "first", 0.0, 1.0, 1.0)
    assert stretches(taped.study) == []


def test_a_keyword_whose_first_coding_came_after_the_second_pass_began_is_its_finding(taped: Any):
    opened, source = taped.study, taped.source
    at(opened, 1, 9)
    opened.played(source, "first", 0.0, 9.0, 9.0)
    opened.codings.apply(taped.edition, Span(0, 10), "help")
    at(opened, 2, 9)
    opened.played(source, "second", 0.0, 4.0, 4.0)
    at(opened, 2, 10)
    opened.codings.apply(taped.edition, Span(11, 31), "help")
    opened.codings.apply(taped.edition, Span(11, 31), "nobody")
    found = opened.listening()
    assert found.found == 1
    assert [share.found for share in found.shares] == [("nobody",)]


def test_undo_passes_the_log_by_and_a_mark_by_hand_is_one_act(taped: Any):
    opened, source = taped.study, taped.source
    opened.codings.apply(taped.edition, Span(0, 10), "help")
    opened.played(source, "first", 0.0, 9.0, 9.0)
    assert opened.journal.undo().verb == "code"
    opened.read_again(source)
    found = opened.listening()
    assert (found.again, found.by_hand, found.shares[0].by_hand) == (1, 1, True)
    with pytest.raises(NotAllowed, match="already"):
        opened.read_again(source)
    opened.journal.undo()
    assert opened.listening().again == 0
    with pytest.raises(NotInStudy, match="not marked"):
        opened.not_read_again(source)
    opened.journal.undo()
    assert opened._desk.all(Source) == []
    assert opened.listening().shares == ()
    opened.journal.redo()
    assert opened.listening().shares[0].first == 1.0


def test_a_withdrawal_takes_the_log_of_the_erased_source_too(taped: Any):
    opened, source = taped.study, taped.source
    key = study.key_of(taped.path)
    opened.played(source, "first", 0.0, 9.0, 9.0)
    opened.read_again(source, on="2026-03-01")
    opened.withdraw(opened.participant("P01", key), key)
    assert stretches(opened) == []
    found = opened.listening()
    assert (found.sources, found.shares) == (0, ())


STRETCH = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(STRETCH, max_size=12), st.lists(STRETCH, max_size=12))
def test_seconds_heard_are_counted_once_however_often_they_were_played(said: list, heard: list):
    seconds = {n for a, b in said for n in range(a, b)} & {n for a, b in heard for n in range(a, b)}
    assert overlap(merged(said), heard) == len(seconds)
