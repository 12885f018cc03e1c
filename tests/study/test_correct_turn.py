"""Words are corrected, and codings and the times of words go with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.sources import Segment
from crosscase.domain.spans import Span
from crosscase.errors import NotAllowed, NotInStudy


def test_one_corrected_turn_carries_codings_and_times(taped: Any):
    opened = taped.study
    before = taped.text()
    at = before.index("Lu Ming does")
    opened.codings.apply(taped.edition, Span(at, at + 12), "being helped")
    start = before.index("Nobody")
    opened.correct_turn(taped.edition, start, "Nobody at all helps us, here")
    assert taped.text() == before.replace("Nobody helps us here", "Nobody at all helps us, here")
    times = taped.times()
    assert times["Nobody"] == (3.0, 3.6) and times["us,"] == (4.4, 5.0)
    assert times["here"] == (5.1, 5.7) and times["Lu"] == (6.0, 6.6)
    assert 3.6 <= times["at"][0] <= times["all"][1] <= 3.7
    (segment,) = opened._desk.all(Segment)
    assert segment.span.of(taped.text()) == segment.quote == "Lu Ming does"
    opened.journal.undo()
    assert taped.text() == before and taped.times()["Lu"] == (6.0, 6.6)


def test_a_text_without_times_takes_those_of_the_one_that_it_corrects(taped: Any, tmp_path: Path):
    file = tmp_path / "tape.txt"
    file.write_text(
        "Interviewer: What helps?\n\nP01: Nobody helps, here.\n\nP01: Lu Ming really does.\n",
        encoding="utf-8",
    )
    taped.study.correct("tape", file, study.key_of(taped.path))
    times = taped.times()
    assert times["helps?"] == (0.7, 1.3) and times["here."] == (5.1, 5.7)
    assert times["Ming"] == (6.7, 7.3) and times["does."] == (7.4, 8.0)
    begins = [turn.begin for turn in taped.study.snapshot().turns if turn.edition != taped.edition]
    assert begins == [0.0, 3.0, 6.0]


def test_an_old_text_or_no_words_are_refused(taped: Any):
    start = taped.text().index("Nobody")
    with pytest.raises(NotAllowed, match="without words"):
        taped.study.correct_turn(taped.edition, start, "  ")
    with pytest.raises(NotAllowed, match="says this already"):
        taped.study.correct_turn(taped.edition, start, "Nobody helps us here")
    with pytest.raises(NotInStudy, match="No turn begins"):
        taped.study.correct_turn(taped.edition, start + 1, "Somebody")
    taped.study.correct_turn(taped.edition, start, "Somebody")
    with pytest.raises(NotAllowed, match="changed meanwhile"):
        taped.study.correct_turn(taped.edition, start, "Anybody")
