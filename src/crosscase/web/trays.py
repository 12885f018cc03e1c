"""Files on their way in: each upload lies in a folder of its own until it was taken in."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from crosscase.errors import NotAllowed, NotInStudy, TooLarge
from crosscase.web.guard import MOST_UPLOAD

MOST_FILES = 5_000
"""Files in one tray."""

MOST_PARTS = 20
"""Folders within folders."""

_ODD = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


@dataclass
class Tray:
    """One folder of uploaded files; only the owner of the machine's account can read it."""

    folder: Path
    files: int = 0
    taken: int = 0

    @property
    def root(self) -> Path:
        """The folder that was dropped, or the tray itself where single files were."""
        inside = list(self.folder.iterdir())
        return inside[0] if len(inside) == 1 and inside[0].is_dir() else self.folder

    def all(self) -> list[Path]:
        """Every file, by name."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def place(self, name: str) -> Path:
        """Where a file of this name shall lie. Raises ``NotAllowed`` for a way out of the tray."""
        parts = [part for part in re.split(r"[\\/]+", name) if part not in ("", ".")]
        if not parts or ".." in parts or len(parts) > MOST_PARTS:
            raise NotAllowed(f"{name!r} is no name for a file.", hint="Give it a plain name.")
        self.files += 1
        if self.files > MOST_FILES:
            raise TooLarge(f"these are more than {MOST_FILES} files.", hint="Load them in parts.")
        target = self.folder.joinpath(*map(_plain, parts))
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise NotAllowed(f"{name!r} was sent twice.", hint="Leave one of the two out.")
        return target

    def take(self, size: int) -> None:
        """Count bytes. Raises ``TooLarge`` beyond the bound."""
        self.taken += size
        if self.taken > MOST_UPLOAD:
            raise TooLarge("these files are too large together.", hint="Load them in parts.")

    def throw_away(self) -> None:
        """Delete what was uploaded."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Trays:
    """All trays of a workspace."""

    def __init__(self) -> None:
        self._trays: dict[str, Tray] = {}
        self._lock = threading.Lock()

    def new(self) -> str:
        """Set up an empty tray; its name."""
        name = secrets.token_urlsafe(8)
        with self._lock:
            self._trays[name] = Tray(Path(tempfile.mkdtemp(prefix="crosscase-")))
        return name

    def __getitem__(self, name: str) -> Tray:
        if name not in self._trays:
            raise NotInStudy("These files are not here any more.", hint="Send them again.")
        return self._trays[name]

    def close(self) -> None:
        """Throw every tray away."""
        with self._lock:
            for tray in self._trays.values():
                tray.throw_away()
            self._trays.clear()


def _plain(part: str) -> str:
    """One part of a path without characters that a file system gives a meaning to."""
    return _ODD.sub("_", part).rstrip(". ")[-120:] or "_"
