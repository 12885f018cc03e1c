"""An OpenAI-compatible address that the researcher names; the recording is sent there."""

from __future__ import annotations

import io
import math
import wave
from typing import Any

import numpy as np

from crosscase.domain.speech import RATE, Heard, Samples, SpokenWord
from crosscase.domain.suggestions import EngineId
from crosscase.engines.client import connect
from crosscase.errors import EngineError

_SECONDS = 300.0
_TONGUES = {"english": "en", "chinese": "zh", "mandarin": "zh"}


class AddressTranscriber:
    """``POST {address}/audio/transcriptions`` of ``model``, one part at a time.

    Raises ``EngineError`` when the package ``openai`` is absent or the address does not answer.
    """

    def __init__(self, address: str, model: str, key: str = "none") -> None:
        self.id = EngineId("address", model, {"address": address})
        self._client: Any = connect(address, key, seconds=_SECONDS)
        self._model = model

    def language_of(self, speech: Samples) -> str:
        """ "": the address finds the language itself."""
        return ""

    def transcribe(self, part: Samples, language: str) -> Heard:
        """The words of one part, with times from its beginning."""
        from openai import OpenAIError

        given = {"language": language} if language else {}
        try:
            answer = self._client.audio.transcriptions.create(
                model=self._model,
                file=("part.wav", _wav(part), "audio/wav"),
                response_format="verbose_json",
                timestamp_granularities=["word", "segment"],
                temperature=0,
                **given,
            )
            said = answer.model_dump() if hasattr(answer, "model_dump") else {"text": str(answer)}
        except OpenAIError as error:
            raise EngineError(
                f"The transcriber at {self.id.parameters['address']} failed: {error}",
                hint="Is the address right, and does it know the model?",
            ) from error
        told = str(said.get("language") or "").lower()
        return Heard(_words(said, len(part) / RATE), _TONGUES.get(told, told))


def _words(said: dict[str, Any], seconds: float) -> tuple[SpokenWord, ...]:
    """The words with the blanks and stops of the text; stretches where no words are told."""
    text = str(said.get("text") or "")
    words = [w for w in said.get("words") or () if str(w.get("word") or "").strip()]
    if words:
        return tuple(_placed(text, words, seconds))
    segments = said.get("segments") or ()
    if segments:
        return tuple(
            SpokenWord(
                str(s.get("text") or ""),
                *_within(s, seconds),
                round(math.exp(min(0.0, float(s.get("avg_logprob") or 0.0))), 3),
            )
            for s in segments
        )
    return (SpokenWord(text, 0.0, seconds, 1.0),) if text.strip() else ()


def _placed(text: str, words: list[dict[str, Any]], seconds: float) -> list[SpokenWord]:
    found: list[SpokenWord] = []
    at = 0
    for number, word in enumerate(words):
        bare = str(word["word"]).strip()
        start = text.find(bare, at)
        if start < 0:  # the text says it otherwise: the word stands as it was told
            found.append(SpokenWord(f" {bare}", *_within(word, seconds), _sure(word)))
            continue
        end = start + len(bare)
        after = str(words[number + 1]["word"]).strip() if number + 1 < len(words) else ""
        stop = text.find(after, end) if after else len(text)
        gap = text[end : stop if stop >= 0 else end]
        end += len(gap.rstrip()) if len(gap) < 8 else 0  # stops belong to the word before
        found.append(SpokenWord(text[at:end], *_within(word, seconds), _sure(word)))
        at = end
    return found


def _within(one: dict[str, Any], seconds: float) -> tuple[float, float]:
    begin = min(max(float(one.get("start") or 0.0), 0.0), seconds)
    return begin, min(max(float(one.get("end") or 0.0), begin), seconds)


def _sure(word: dict[str, Any]) -> float:
    return min(1.0, max(0.0, float(word.get("probability") or 1.0)))


def _wav(part: Samples) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(part, -1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()
