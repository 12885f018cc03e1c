"""What a researcher does with the sound of a study: hear it, and say that it was heard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crosscase.analysis.listening import Listening
from crosscase.domain.clips import Clips
from crosscase.domain.listening import Hearing
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.spans import Span
from crosscase.domain.speech import Timed
from crosscase.study import listening
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile

if TYPE_CHECKING:  # readers of sound take a while to import: only the acts that need them pay
    from crosscase.study.listen import Clip


class ByEar:
    """The part of an open study that is heard."""

    _desk: Desk

    def recording(self, source: int) -> Path:
        """The file of a recording, where consent allows; see ``study.listen``."""
        from crosscase.study.listen import recording

        return recording(self._desk, source)

    def clips(self, places: Sequence[tuple[int, Span]]) -> list[Clip | None]:
        """The sound of stretches of editions, where consent allows; see ``study.listen``."""
        from crosscase.study.listen import clips

        return clips(self._desk, places)

    def quoted_clips(self, snapshot: Snapshot, segments: Sequence[int], key: KeyFile) -> Clips:
        """The sound of passages of the study, where consent allows; see ``study.clips``."""
        from crosscase.study.clips import quoted

        return quoted(self._desk, snapshot, segments, key)

    def word_times(self, source: int) -> list[Timed]:
        """When each word of a source is said; see ``study.listen``."""
        from crosscase.study.listen import word_times

        return word_times(self._desk, source)

    def played(
        self, source: int, hearing: Hearing, begin: float, finish: float, took: float
    ) -> None:
        """The coder just heard a stretch of a recording; see ``study.listening.played``."""
        listening.played(self._desk, source, hearing, begin, finish, took)

    def listening(self, snapshot: Snapshot | None = None) -> Listening:
        """How much of every interview was heard, by coder and pass; see ``study.listening``."""
        return listening.passes(self._desk, snapshot)

    def read_again(self, source: int, on: str = "") -> None:
        """Mark a source as read again by this coder; see ``study.listening.read_again``."""
        listening.read_again(self._desk, source, on)

    def not_read_again(self, source: int) -> None:
        """Take this coder's mark off a source."""
        listening.not_read_again(self._desk, source)
