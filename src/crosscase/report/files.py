"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from crosscase.errors import NoSpace, NotAgreed, NotAllowed


def may_write(target: Path, *, yes: bool) -> None:
    """Raise ``NotAgreed`` where a file is there already, ``NotAllowed`` where none can be."""
    if target.is_dir() or not target.parent.is_dir():
        raise NotAllowed(
            f"{target} cannot be written: {'a folder' if target.is_dir() else 'no such folder'}.",
            hint="Name a file in a folder that is there.",
        )
    if target.exists() and not yes:
        raise NotAgreed(f"{target.name} is there already.", hint="Say --yes to replace it.")


def write_whole(target: Path, body: bytes) -> None:
    """Put ``body`` in the place of ``target`` in one step; raises ``NoSpace``."""
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise NoSpace(
            f"{target.name} could not be written: {error.strerror}.",
            hint="Free some space or choose another folder; nothing was replaced.",
        ) from error
