"""srt, vtt and lrc."""

from __future__ import annotations

import pytest

from crosscase.errors import UnreadableFile
from crosscase.formats.subtitles import read_lrc, read_subtitles

VTT = """WEBVTT - a talk

NOTE made by hand

STYLE
::cue { color: red }

1
00:01.000 --> 00:02.000 align:start
<v Anna>How <i>are</i> you &amp; yours?

00:02.000 --> 00:04.000
<v Ben>Fine.

00:04.000 --> 00:06.500
<v Ben>Very fine.

00:07.000 --> 00:08.000
<v Anna>Good?</v> <v Ben>Yes.</v>
"""


def test_voices_become_turns_joined_while_one_speaks(said, sound):
    reading = read_subtitles(VTT.encode(), "a.vtt")
    assert said(reading) == [
        ("Anna", "How are you & yours?"),
        ("Ben", "Fine.\nVery fine."),
        ("Anna", "Good?"),
        ("Ben", "Yes."),
    ]
    assert (reading.turns[1].time.begin, reading.turns[1].time.end) == (2.0, 6.5)
    sound(reading)


def test_names_in_the_words_of_cues_are_speakers(said):
    srt = "".join(
        f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{words}\n\n"
        for i, words in enumerate(
            ["ANNA: Why?", "BEN: So.", "It was.", "ANNA: Ah?", "BEN: Yes."], 1
        )
    )
    reading = read_subtitles(srt.encode(), "a.srt")
    assert said(reading)[:2] == [("ANNA", "Why?"), ("BEN", "So.\nIt was.")]


def test_an_odd_line_is_a_remark_with_its_number(said):
    srt = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nstray words\n\n2\n00:00:xx --> 3\nTwo.\n\n"
    srt += "3\n00:00:05,000 --> 00:00:04,000\nThree.\n"
    reading = read_subtitles(srt.encode(), "a.srt")
    assert [words for _, words in said(reading)] == ["One.", "stray words", "Two.", "Three."]
    assert [remark.line for remark in reading.remarks if remark.code == "odd-line"] == [5, 8, 12]


def test_a_file_without_times_says_what_to_do():
    with pytest.raises(UnreadableFile, match=r"a\.srt:1: "):
        read_subtitles(b"Just words.", "a.srt")


def test_lrc_lines_end_where_the_next_begins():
    reading = read_lrc(b"[ti:A talk]\n[00:01.00]One\n[00:02.50]\n[00:03.00]Two\n", "a.lrc")
    assert reading.text == "One\nTwo\n"
    assert (reading.turns[0].time.begin, reading.turns[0].time.end) == (1.0, 2.5)
    assert reading.facts == {"title": "A talk"}
