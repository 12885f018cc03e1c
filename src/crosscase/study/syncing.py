"""The work of another copy of the study: looked at, and brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crosscase.domain.people import Participant
from crosscase.domain.synced import Synced
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile


class Syncing:
    """What two copies of a study do with each other; see ``study.sync``, which is slow to import.

    ``withdraw``: ``Study.withdraw``, for whoever withdrew from the other copy. ``passphrase`` opens
    both studies.
    """

    def __init__(self, desk: Desk, withdraw: Callable[..., object]) -> None:
        self._desk = desk
        self._withdraw = withdraw

    def preview(self, other: Path, passphrase: str = "") -> Synced:
        """What another copy of the study would bring; nothing is changed.

        Raises ``NotAllowed`` as ``bring`` does.
        """
        from crosscase.study.sync import preview

        return preview(self._desk, other, passphrase)

    def bring(
        self, other: Path, key: KeyFile, their_key: KeyFile | None = None, passphrase: str = ""
    ) -> Synced:
        """Bring in the work of another copy; ``their_key``: its key file, if it can be read.

        Raises ``NotAllowed`` where the file is no copy of this study, or where names were protected
        or silenced in one of the two alone.
        """
        from crosscase.study.sync import sync

        def go(person: Participant) -> None:
            self._withdraw(person, key, passphrase=passphrase)

        return sync(self._desk, other, key, their_key, go, passphrase)
