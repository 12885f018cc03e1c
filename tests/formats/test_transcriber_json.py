"""JSON of common transcribers, drawn as their manuals draw it."""

from __future__ import annotations

import json

import pytest

from crosscase.errors import UnreadableFile
from crosscase.formats.transcriber_json import read_json

AB = [("Speaker 0", "Why now?"), ("Speaker 1", "So it was.")]
SHAPES = {
    "whisperX": (
        {
            "segments": [
                {"start": 0.5, "end": 1.5, "text": " Why now?", "speaker": "SPEAKER_00"},
                {"start": 2.0, "end": 3.0, "text": " So it", "speaker": "SPEAKER_01"},
                {"start": 3.0, "end": 4.0, "text": " was.", "speaker": "SPEAKER_01"},
            ]
        },
        [("SPEAKER_00", "Why now?"), ("SPEAKER_01", "So it\nwas.")],
    ),
    "AWS Transcribe": (
        {
            "results": {
                "transcripts": [{"transcript": "Why now? So it was."}],
                "speaker_labels": {
                    "segments": [
                        {
                            "items": [
                                {"start_time": "0.5", "speaker_label": "spk_0"},
                                {"start_time": "1.0", "speaker_label": "spk_0"},
                            ]
                        },
                        {"items": [{"start_time": "2.0", "speaker_label": "spk_1"}]},
                    ]
                },
                "items": [
                    {
                        "type": "pronunciation",
                        "start_time": "0.5",
                        "end_time": "0.9",
                        "alternatives": [{"content": "Why"}],
                    },
                    {
                        "type": "pronunciation",
                        "start_time": "1.0",
                        "end_time": "1.5",
                        "alternatives": [{"content": "now"}],
                    },
                    {"type": "punctuation", "alternatives": [{"content": "?"}]},
                    {
                        "type": "pronunciation",
                        "start_time": "2.0",
                        "end_time": "2.5",
                        "alternatives": [{"content": "So"}],
                    },
                ],
            }
        },
        [("spk_0", "Why now?"), ("spk_1", "So")],
    ),
    "Google": (
        {
            "results": [
                {"alternatives": [{"transcript": "why now so it was"}]},
                {
                    "alternatives": [
                        {
                            "words": [
                                {
                                    "word": "why",
                                    "startTime": "0.500s",
                                    "endTime": "0.900s",
                                    "speakerTag": 1,
                                },
                                {
                                    "word": "so",
                                    "startTime": "2s",
                                    "endTime": "2.500s",
                                    "speakerTag": 2,
                                },
                            ]
                        }
                    ]
                },
            ]
        },
        [("Speaker 1", "why"), ("Speaker 2", "so")],
    ),
    "Deepgram": (
        {
            "results": {
                "channels": [
                    {
                        "alternatives": [
                            {
                                "transcript": "x",
                                "words": [
                                    {
                                        "word": "why",
                                        "punctuated_word": "Why",
                                        "start": 0.5,
                                        "end": 1.0,
                                        "speaker": 0,
                                    },
                                    {
                                        "word": "now",
                                        "punctuated_word": "now?",
                                        "start": 1.0,
                                        "end": 1.5,
                                        "speaker": 0,
                                    },
                                    {
                                        "word": "so",
                                        "punctuated_word": "So it was.",
                                        "start": 2,
                                        "end": 3,
                                        "speaker": 1,
                                    },
                                ],
                            }
                        ]
                    }
                ]
            }
        },
        AB,
    ),
    "AssemblyAI": (
        {
            "text": "x",
            "utterances": [
                {"speaker": "A", "text": "Why now?", "start": 500, "end": 1500},
                {"speaker": "B", "text": "So it was.", "start": 2000, "end": 3000},
            ],
        },
        [("A", "Why now?"), ("B", "So it was.")],
    ),
    "QMSum": (
        {
            "topic_list": [],
            "meeting_transcripts": [
                {"speaker": "The Chair", "content": "Why now?"},
                {"speaker": "Mr. X", "content": "So it was."},
            ],
        },
        [("The Chair", "Why now?"), ("Mr. X", "So it was.")],
    ),
    "a plain list": (
        [{"speaker": "0", "text": "Why now?", "start": 0.5}, {"speaker": 1, "text": "So it was."}],
        AB,
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_turns_with_speakers(shape, said, sound):
    value, expected = SHAPES[shape]
    reading = read_json(json.dumps(value).encode(), "a.json")
    assert said(reading) == expected
    if shape != "QMSum":
        assert reading.turns[0].time.begin == 0.5
    sound(reading)


def test_broken_json_names_the_line():
    with pytest.raises(UnreadableFile, match=r"a\.json:2: "):
        read_json(b'{"segments": [\n  {"text": }]}', "a.json")


@pytest.mark.parametrize("data", [b"{}", b"[]", b"3", b'{"a": {"b": 1}}', b"[" * 100_000])
def test_json_without_speech_says_what_is_read(data):
    with pytest.raises(UnreadableFile) as caught:
        read_json(data, "a.json")
    assert caught.value.hint


def test_half_surrogates_in_json_are_replaced(sound):
    reading = read_json(rb'[{"speaker": "A\ud800", "text": "one\ud800"}]', "a.json")
    assert reading.text == "one\ufffd\n"
    sound(reading)
