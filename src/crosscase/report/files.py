"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from crosscase.errors import NoSpace


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
