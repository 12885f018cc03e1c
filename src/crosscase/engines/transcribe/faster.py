"""A Whisper model in a local folder (CTranslate2 format), run by faster-whisper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crosscase.domain.speech import RATE, Heard, Samples, SpokenWord
from crosscase.domain.suggestions import EngineId
from crosscase.engines.transcribe.activity import MISSING
from crosscase.engines.transcribe.whisper_base import MODEL_SHA256, NAME, whisper_base
from crosscase.errors import EngineError

_BEAM = 5
_TEMPERATURES = (0.0, 0.2, 0.4)
_TOKENS = 12
"""Tokens a second that nobody speaks faster than, and as many for a start."""
_TAIL = 0.8
"""Seconds at the end of a part that are not listened to once more."""
_SIMPLIFIED = "以下是普通话的访谈。"
"""Said before a Chinese part: the words then come in simplified characters, with punctuation."""


class FasterWhisper:
    """Any Whisper model that ``ct2-transformers-converter`` made; nothing is downloaded.

    Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision, 2022. Reckoned
    with 8-bit integers. Raises ``EngineError`` when the package, the folder or the model is
    absent.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        try:
            import faster_whisper
        except ImportError as error:
            raise EngineError(
                "Transcribing needs the package faster-whisper, which is not installed.",
                hint=MISSING,
            ) from error
        if not (folder / "model.bin").is_file():
            raise EngineError(
                f"No model.bin in {folder}.", hint="Name a folder with a CTranslate2 model."
            )
        try:
            self._model: Any = faster_whisper.WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(
                f"faster-whisper {faster_whisper.__version__} cannot open {folder.name}: {error}",
                hint="Name a folder with a whole CTranslate2 model.",
            ) from error
        self.id = EngineId(
            "faster-whisper", str(faster_whisper.__version__), {"model": folder.name}
        )

    @classmethod
    def base(cls, *, threads: int = 0) -> FasterWhisper:
        """Whisper base, put together from its packages."""
        made = cls(whisper_base(), threads=threads)
        made.id = EngineId(
            made.id.name, made.id.version, {"model": NAME, "sha256": MODEL_SHA256[:12]}
        )
        return made

    def language_of(self, speech: Samples) -> str:
        """The likeliest language of the first minute and a half."""
        if not len(speech):
            return ""
        language, _, _ = self._model.detect_language(
            speech, language_detection_segments=3, language_detection_threshold=0.8
        )
        return str(language)

    def transcribe(self, part: Samples, language: str) -> Heard:
        """The words of one part, with times from its beginning."""
        seconds = len(part) / RATE
        try:
            segments, info = self._model.transcribe(
                part,
                language=language or None,
                beam_size=_BEAM,
                word_timestamps=True,
                condition_on_previous_text=False,
                temperature=_TEMPERATURES,
                max_new_tokens=int(_TOKENS + _TOKENS * seconds),
                initial_prompt=_SIMPLIFIED if language == "zh" else None,
            )
            words: list[SpokenWord] = []
            for segment in segments:
                words += [
                    SpokenWord(
                        word.word, float(word.start), float(word.end), round(word.probability, 3)
                    )
                    for word in segment.words or ()
                ]
                if seconds - segment.end < _TAIL:
                    break  # what it would hear in so little is made up, and takes longest
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"{self.id.name} {self.id.version} failed: {error}",
                hint="Does the model know this language?",
            ) from error
        return Heard(tuple(words), str(info.language))
