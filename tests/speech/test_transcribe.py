"""What is said is written down, with times; who says it is told apart."""

from __future__ import annotations

import json
import re
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from crosscase.domain.speech import RATE, Sound, SpokenWord, Stretch
from crosscase.engines.speakers.who import Spell, tell_speakers
from crosscase.engines.transcribe import whisper_base as base
from crosscase.engines.transcribe.activity import LONGEST, cut, parts, stretches
from crosscase.engines.transcribe.address import AddressTranscriber
from crosscase.engines.transcribe.faster import FasterWhisper
from crosscase.engines.transcribe.tracks import tracks
from crosscase.engines.transcribe.turns import turns, with_speakers
from crosscase.errors import EngineError
from crosscase.formats.audio import read_audio

from .voices import der, talk

SPEECH = pytest.mark.skipif(not shutil.which("flite"), reason="flite is not installed")


def written(whisper: FasterWhisper, path: Path) -> tuple[str, str]:
    """All words of a recording, and the language told."""
    samples = read_audio(path).mixed
    language = whisper.language_of(samples)
    said = "".join(
        word.text
        for part in parts(stretches(samples))
        for word in whisper.transcribe(cut(samples, part), language).words
    )
    return said.strip(), language


def plain(text: str) -> list[str]:
    return re.sub(r"[^a-z' ]", "", text.lower().replace("-", " ").replace("mr.", "mister")).split()


@pytest.mark.slow
@pytest.mark.parametrize("clip", ["0870", "0880", "0890"])
def test_whisper_base_reads_a_book_without_an_error(whisper, clips: Path, clip: str):
    path = next(clips.glob(f"*{clip}.wav"))
    said, language = written(whisper, path)
    assert (plain(said), language) == (plain(path.with_suffix(".txt").read_text()), "en")


@pytest.mark.slow
def test_a_speech_keeps_its_phrases(whisper, clips: Path):
    said, _ = written(whisper, clips / "jfk.flac")
    words = " ".join(plain(said))
    assert "ask not what your country can do for you" in words
    assert "ask what you can do for your country" in words


@pytest.mark.slow
def test_chinese_is_heard_but_for_words_that_sound_alike(whisper, clips: Path):
    said, language = written(whisper, clips / "zh_funasr.wav")
    assert language == "zh"
    assert re.fullmatch("欢迎大家来体验[达大]?[摩魔墨]院推出的语音识别模型。?", said)


@pytest.mark.slow
def test_each_word_has_its_time(whisper, clips: Path):
    samples = read_audio(clips / "jfk.flac").mixed
    words = whisper.transcribe(samples, "en").words
    assert all(0 <= w.begin <= w.finish <= len(samples) / RATE + 0.5 for w in words)
    assert all(a.begin <= b.begin for a, b in pairwise(words))
    assert all(0 <= w.probability <= 1 for w in words)


def test_parts_end_in_pauses_and_hold_all_speech():
    spoken = [Stretch(at * 10.0, at * 10.0 + 7) for at in range(20)]
    cut_up = parts(spoken)
    assert all(one.finish - one.begin <= LONGEST for one in cut_up)
    assert all(any(p.begin <= s.begin and s.finish <= p.finish for p in cut_up) for s in spoken)
    assert all(a.finish <= b.begin for a, b in pairwise(cut_up))


def test_silence_has_no_speech():
    pytest.importorskip("faster_whisper", reason="needs the extra [speech]")
    assert stretches(np.zeros(RATE * 5, np.float32)) == []


@SPEECH
@pytest.mark.parametrize("voices", [("slt", "rms"), ("slt", "rms", "awb")])
def test_two_and_three_voices_are_told_apart(tmp_path: Path, voices: tuple[str, ...]):
    pytest.importorskip("faster_whisper", reason="needs the extra [speech]")
    pytest.importorskip("kaldi_native_fbank", reason="needs the extra [speech]")
    sound, told = talk(voices, 9, tmp_path)
    spells = tell_speakers(sound.mixed, stretches(sound.mixed))
    assert der(told, [(s.begin, s.finish, s.voice) for s in spells]) <= 0.05


@SPEECH
def test_one_voice_is_one_speaker(tmp_path: Path):
    pytest.importorskip("faster_whisper", reason="needs the extra [speech]")
    pytest.importorskip("kaldi_native_fbank", reason="needs the extra [speech]")
    sound, _ = talk(["rms"], 5, tmp_path)
    assert {s.voice for s in tell_speakers(sound.mixed, stretches(sound.mixed))} == {0}


def noise(seconds: float, loud: float, seed: int) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return (loud * generator.standard_normal(int(seconds * RATE))).astype(np.float32)


def test_two_channels_are_two_speakers_only_where_each_speaks_alone():
    one, other = noise(3, 0.2, 1), noise(3, 0.2, 2)
    quiet = noise(3, 0.002, 3)
    apart = Sound((np.concatenate([one, quiet]), np.concatenate([quiet, other])))
    assert len(tracks(apart)) == 2
    assert len(tracks(Sound((one, one)))) == 1
    assert len(tracks(Sound((one, one * 0.7 + quiet)))) == 1
    assert len(tracks(Sound((one, np.zeros_like(one))))) == 1


def words(*said: tuple[str, float, float]) -> list[SpokenWord]:
    return [SpokenWord(text, begin, finish, 0.9) for text, begin, finish in said]


def test_a_change_of_speaker_falls_on_the_end_of_a_sentence():
    """The voice changes a word late; the sentence says where it really did."""
    heard = words(
        (" How", 0.0, 0.2),
        (" so?", 0.2, 0.5),
        (" Well", 0.6, 0.8),
        (" we", 0.8, 0.9),
        (" left.", 0.9, 1.2),
    )
    told = with_speakers(heard, [Spell(0.0, 0.82, 0), Spell(0.82, 1.2, 1)])
    assert [w.speaker for w in told] == ["1", "1", "2", "2", "2"]
    assert [len(turn) for turn in turns([told])] == [2, 3]


def test_what_two_say_at_once_stays_whole():
    left = words((" Yes", 0.0, 0.4), (" and", 0.5, 0.7), (" then", 0.8, 1.2))
    right = words((" mhm", 0.5, 0.7))
    said = turns([left, right])
    assert ["".join(w.text for w in turn) for turn in said] == [" Yes and then", " mhm"]
    assert [turn[0].speaker for turn in said] == ["1", "2"]


class Server(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible server does, and keeps what it was sent."""

    sent: list[bytes] = []

    def do_POST(self) -> None:
        self.sent.append(self.rfile.read(int(self.headers["Content-Length"])))
        answer = {
            "task": "transcribe",
            "language": "english",
            "duration": 2.0,
            "text": "Well, we left.",
            "words": [
                {"word": "Well", "start": 0.1, "end": 0.4},
                {"word": "we", "start": 0.5, "end": 0.6},
                {"word": "left", "start": 0.6, "end": 9.0},
            ],
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def test_an_address_is_asked_and_its_words_keep_their_stops():
    pytest.importorskip("openai", reason="an address needs the extra [llm]")
    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        asked = AddressTranscriber(f"http://127.0.0.1:{server.server_port}/v1", "any")
        heard = asked.transcribe(np.zeros(RATE * 2, np.float32), "en")
    finally:
        server.shutdown()
        server.server_close()
    assert [w.text for w in heard.words] == ["Well,", " we", " left."]
    assert heard.words[-1].finish == 2.0
    assert heard.language == "en"
    assert b"RIFF" in Server.sent[0] and b"verbose_json" in Server.sent[0]


def test_a_folder_without_a_model_is_told(tmp_path: Path):
    pytest.importorskip("faster_whisper", reason="needs the extra [speech]")
    with pytest.raises(EngineError, match=r"No model\.bin"):
        FasterWhisper(tmp_path)


def test_an_absent_model_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CROSSCASE_CACHE", str(tmp_path))
    monkeypatch.setattr(base, "PACKAGES", ("no_such_package_one", "no_such_package_two"))
    with pytest.raises(EngineError) as told:
        base.whisper_base()
    assert told.value.hint.startswith("pip install no-such-package-one no-such-package-two")
    assert list(tmp_path.iterdir()) == []
