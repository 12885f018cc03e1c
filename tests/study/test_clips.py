"""A quotation is heard where consent allows, from the kept recording, without names."""

from __future__ import annotations

import hashlib
import io
import wave
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.domain.clips import Clips
from crosscase.domain.design import Fact
from crosscase.domain.people import Consent, Use
from crosscase.domain.sources import Segment, Source, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import WordTimes
from crosscase.study import clips

QUOTE = "Nobody helps us here"


def code(taped: Any, words: str) -> int:
    """The segment of words, coded."""
    start = taped.text().index(words)
    edition = taped.study.snapshot().current_editions[taped.source].id
    taped.study.codings.apply(edition, Span(start, start + len(words)), f"on {words[:6]}")
    found = [s for s in taped.study._desk.all(Segment) if s.quote == words]
    return found[0].id


def consent(taped: Any, use: Use = "audio", *, allowed: bool = True) -> None:
    with taped.study._desk.change("ask") as writer:
        writer.add(Consent(0, taped.person, use, allowed))


def cut(taped: Any, *segments: int) -> Clips:
    key = study.key_of(taped.path)
    found: Clips = taped.study.quoted_clips(taped.study.snapshot(), segments, key)
    return found


def heard(body: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(body)) as made:
        assert made.getframerate() == 8000
        return np.frombuffer(made.readframes(made.getnframes()), "<i2").astype(float)


def recorded(taped: Any, begin: float, finish: float) -> np.ndarray:
    """Both channels of these seconds as one."""
    with wave.open(str(taped.recording)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return samples[int(begin * 8000) : int(finish * 8000) + 1].mean(axis=1)


def test_the_words_of_a_quotation_are_heard_from_the_first_to_the_last(taped: Any):
    segment = code(taped, QUOTE)
    consent(taped)
    found = cut(taped, segment)
    assert np.allclose(heard(found.sound[segment]), recorded(taped, 3.0, 5.7), atol=1)
    assert found.sentence == (
        "Quotations that can be heard: 1; withheld by consent: 0; without a recording: 0."
    )


def test_where_words_have_no_times_the_turn_is_heard(taped: Any):
    segment = code(taped, "helps us")
    consent(taped)
    with taped.study._desk.change("forget") as writer:
        for times in taped.study._desk.all(WordTimes):
            writer.remove(WordTimes, times.id)
    found = cut(taped, segment)
    assert np.allclose(heard(found.sound[segment]), recorded(taped, 3.0, 6.0), atol=1)


def test_who_did_not_say_yes_is_not_heard(taped: Any):
    assert cut(taped, code(taped, QUOTE)) == Clips(withheld=1)


@pytest.mark.parametrize("use", ["record", "audio", "quote"])
def test_who_refused_one_of_these_uses_is_not_heard(taped: Any, use: Use):
    consent(taped)
    consent(taped, use, allowed=False)
    assert cut(taped, code(taped, QUOTE)) == Clips(withheld=1)


def test_a_name_that_is_said_is_silent(taped: Any):
    segment = code(taped, "Lu Ming does")
    consent(taped)
    key = study.key_of(taped.path)
    key.learn("P01", "Lu Ming")
    key.save()
    sound = heard(cut(taped, segment).sound[segment])
    after = int(1.4 * 8000) + 1  # Ming ends 1.3 seconds after Lu begins; 0.1 more is silent
    assert not sound[:after].any()
    assert np.allclose(sound[after:], recorded(taped, 6.0, 8.0)[after:], atol=1)
    only = code(taped, "Lu Ming")
    assert cut(taped, only) == Clips(named=1)


def test_what_stands_in_brackets_is_silent_though_nobody_knows_it_any_more(taped: Any):
    """The pseudonym of somebody who withdrew is in no table and in no key file."""
    key = study.key_of(taped.path)
    taped.study.protect({"Lu Ming": "P09"}, key)
    key.lose("P09")
    segment = code(taped, "[P09] does")
    consent(taped)
    sound = heard(cut(taped, segment).sound[segment])
    after = int(1.4 * 8000) + 1
    assert not sound[:after].any()
    assert sound[after:].any()


def test_where_a_name_is_said_at_a_time_nobody_knows_nothing_is_heard(taped: Any):
    both, before = code(taped, "here\nLu Ming does"), code(taped, QUOTE)
    consent(taped)
    key = study.key_of(taped.path)
    key.learn("P01", "Lu Ming")
    key.save()
    turn = max(taped.study._desk.all(Turn), key=lambda turn: turn.ordinal)
    with taped.study._desk.change("forget") as writer:
        for times in taped.study._desk.all(WordTimes):
            if times.turn == turn.id:
                writer.remove(WordTimes, times.id)
        writer.change(Turn, turn.id, begin=None, finish=None)
    found = cut(taped, both, before)
    assert (list(found.sound), found.named) == ([before], 1)
    assert "a name is said at a time nobody knows: 1" in found.sentence


def test_a_quotation_without_a_recording_or_a_time_is_counted(taped: Any):
    segment = code(taped, QUOTE)
    consent(taped)
    taped.recording.unlink()
    assert cut(taped, segment) == Clips(unrecorded=1)
    with taped.study._desk.change("forget") as writer:
        writer.change(Source, taped.source, kind="transcript")
    assert cut(taped, segment) == Clips(unrecorded=1)


def test_a_recording_that_cannot_be_cut_is_named_with_the_reason(taped: Any):
    segment = code(taped, QUOTE)
    consent(taped)
    body = b"ID3 no sound"
    taped.recording.unlink()
    home = taped.path.with_name(taped.path.name + ".recordings")
    sha = hashlib.sha256(body).hexdigest()
    (home / f"{sha[:32]}.mp3").write_bytes(body)
    with taped.study._desk.change("swap") as writer:
        writer.change(Source, taped.source, sha256=sha)
    found = cut(taped, segment)
    ((name, why),) = found.unreadable
    assert (name, found.sound) == ("tape", {})
    assert "package av" in why or "no whole recording" in why
    assert f"tape cannot be cut: {why.rstrip('.')}" in found.sentence


def test_what_would_make_the_report_too_large_is_left_out(
    taped: Any, monkeypatch: pytest.MonkeyPatch
):
    one, two = code(taped, QUOTE), code(taped, "Lu Ming does")
    consent(taped)
    monkeypatch.setattr(clips, "MOST_SECONDS", 3.0)
    found = cut(taped, two, one)
    assert (list(found.sound), found.beyond) == ([two], 1)


def test_a_report_is_mute_once_the_time_of_the_recording_is_over(taped: Any):
    """Only the report in which it is heard is written anew; the plain one stays as it was."""
    code(taped, QUOTE)
    consent(taped)
    with taped.study._desk.change("keep") as writer:
        writer.add(Fact(0, "keep.recordings", "2001-01-01"))
    home = taped.path.parent
    heard_in, plain = home / "heard.html", home / "plain.html"
    for target, wish in ((heard_in, ["--with-sound"]), (plain, [])):
        words = ["report", str(taped.path), "-o", str(target), "--unscanned", *wish]
        assert CliRunner().invoke(app, words).exit_code == 0
    assert b"data:audio/wav" in heard_in.read_bytes()
    before = plain.read_bytes()
    done = CliRunner().invoke(app, ["retire", str(taped.path), "--yes", "--as", "ana"])
    assert done.exit_code == 0, done.exception
    assert f"Written anew, without what went: {heard_in}" in done.stderr
    assert b"data:audio/wav" not in heard_in.read_bytes()
    assert b"without a recording: 1." in heard_in.read_bytes()
    assert plain.read_bytes() == before
