"""Whisper is costly to wake: once for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscase.engines.transcribe import whisper_base as base
from crosscase.engines.transcribe.faster import FasterWhisper


@pytest.fixture(scope="session")
def whisper() -> FasterWhisper:
    pytest.importorskip("faster_whisper", reason="transcribing needs the extra [speech]")
    pytest.importorskip(base.PACKAGES[0], reason="Whisper base is not installed")
    pytest.importorskip(base.PACKAGES[1], reason="Whisper base is not installed")
    return FasterWhisper.base(threads=2)


@pytest.fixture(scope="session")
def clips() -> Path:
    folder = Path(os.environ.get("CROSSCASE_DATA", "")) / "audio"
    if not (os.environ.get("CROSSCASE_DATA") and folder.is_dir()):
        pytest.skip("CROSSCASE_DATA has no recordings")
    return folder
