"""The studies that are open in the workbench, and who sits before it."""

from __future__ import annotations

import contextlib
import copy
import threading
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from crosscase import study
from crosscase.analysis.blinded import blind_sources, blinded
from crosscase.analysis.retention import Due
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed, NotInStudy, WrongPassphrase
from crosscase.study import Study
from crosscase.study.keyfile import KeyFile
from crosscase.web.jobs import Jobs
from crosscase.web.trays import Trays

Answer = TypeVar("Answer")

RECENT = 12
"""How many studies the home page remembers."""

_NOT_IN_NAMES = {*'/\\:*?"<>|', *map(chr, range(32)), "\x7f"}


@dataclass
class OpenStudy:
    """One open study: whoever reads or changes it holds its lock."""

    id: str
    path: Path
    passphrase: str
    coder: str
    key_passphrase: str = ""
    jobs: Jobs = field(default_factory=Jobs)

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self._study = study.open_study(self.path, self.coder, self.passphrase)
        self._taken: Snapshot | None = None
        self._seen: Snapshot | None = None
        self._key: tuple[int, KeyFile] | None = None
        self._answers: dict[Hashable, object] = {}

    @contextlib.contextmanager
    def at_work(self) -> Iterator[Study]:
        """The study, for one act or one question."""
        with self._lock:
            yield self._study

    @contextlib.contextmanager
    def apart(self) -> Iterator[Study]:
        """The study through a door of its own, for work that takes long and blocks nobody."""
        with study.open_study(self.path, self.coder, self.passphrase) as other:
            yield other

    def whole(self) -> Snapshot:
        """The study as it stands; read anew only when the journal has moved on."""
        with self._lock:
            n = self._study.journal.last()
            if self._taken is None or self._taken.n != n:
                self._taken = self._study.snapshot()
                self._seen, self._answers = None, {}
            return self._taken

    def snapshot(self) -> Snapshot:
        """The study as this coder may see it: while they code blind, without others' work there."""
        with self._lock:
            whole = self.whole()
            if self._seen is None:
                self._seen = blinded(whole, self.coder)
            return self._seen

    def refuse_blind(self) -> None:
        """Raise ``NotAllowed`` while this coder codes frozen units blind."""
        if blind_sources(self.whole(), self.coder):
            raise NotAllowed(
                "You code frozen units blind, and this would show what the other coder judged.",
                hint="Say that you are done on the Agreement page first.",
            )

    def audited(self) -> Snapshot:
        """The study as it stands, compared with its journal."""
        with self._lock:
            return self._study.snapshot(audited=True)

    def due(self) -> tuple[Due, ...]:
        """What is kept though its last day is past."""
        with self._lock:
            return self._study.due()

    def answer(self, question: Hashable, ask: Callable[[Snapshot], Answer]) -> Answer:
        """What ``ask`` finds in the study as it stands; asked once for each journal entry.

        ``question`` names what is asked with all that it depends on, the snapshot apart.
        """
        snapshot = self.snapshot()
        with self._lock:
            answers = self._answers
        if question not in answers:
            answers[question] = ask(snapshot)
        found: Answer = answers[question]  # type: ignore[assignment]
        return found

    def key(self) -> KeyFile:
        """The file with the real names, opened anew only when it changed: age takes its time.

        Raises ``WrongPassphrase`` while it is locked.
        """
        path = study.key_path(self.path)
        changed = path.stat().st_mtime_ns if path.exists() else 0
        if self._key is None or self._key[0] != changed:
            self._key = changed, study.key_of(self.path, passphrase=self.key_passphrase)
        return copy.deepcopy(self._key[1])  # an act that fails leaves its names behind

    @property
    def names_locked(self) -> bool:
        """Whether the file with the real names does not open."""
        return self.key_if_open() is None

    def names(self) -> dict[str, list[str]] | None:
        """The spellings of real names by pseudonym; None where no key file is there or opens."""
        key = self.key_if_open() if study.key_path(self.path).exists() else None
        return None if key is None else key.names

    def key_if_open(self) -> KeyFile | None:
        """The file with the real names; None while it is locked."""
        try:
            return self.key()
        except WrongPassphrase:
            return None

    def unlock_names(self, passphrase: str) -> KeyFile:
        """Open the file with the real names, by this passphrase where it is locked."""
        try:
            return self.key()
        except WrongPassphrase:
            before, self.key_passphrase = self.key_passphrase, passphrase
            try:
                return self.key()
            except BaseException:
                self.key_passphrase = before
                raise

    def refresh(self) -> None:
        """Forget what was read: derived rows changed without a journal entry."""
        with self._lock:
            self._taken = None
            self._answers = {}

    def last(self) -> int:
        """The number of the newest journal entry."""
        with self._lock:
            return self._study.journal.last()

    def close(self) -> None:
        """Leave one file behind."""
        self.jobs.stop_all()
        with self._lock:
            self._study.close()


class Workspace:
    """What is open, what was open lately, and the name of the coder."""

    def __init__(self, home: Path, settings: Path, coder: str = "") -> None:
        self.home = home
        self._settings = settings
        self._open: dict[str, OpenStudy] = {}
        self._given = 0
        self._lock = threading.Lock()
        self.coder = coder or _read(settings / "coder").strip()
        self.jobs = Jobs()
        self.trays = Trays()

    def call_me(self, name: str) -> None:
        """Say who judges; it is remembered on this machine."""
        if not name.strip():
            raise NotAllowed("A coder needs a name.", hint="Type yours.")
        self.coder = name.strip()
        self._settings.mkdir(parents=True, exist_ok=True)
        (self._settings / "coder").write_text(self.coder + "\n", encoding="utf-8")

    def judge(self) -> str:
        """Who judges. Raises ``NotAllowed`` while nobody said so."""
        if not self.coder:
            raise NotAllowed("Who judges?", hint="Type your name first.")
        return self.coder

    def place(self, name: str) -> Path:
        """Where a new study of this name lies. Raises ``NotAllowed`` for what is no plain name."""
        name = name.strip().removesuffix(".crosscase")
        if not name or name[0] == "." or len(name) > 100 or set(name) & _NOT_IN_NAMES:
            raise NotAllowed(
                f"{name!r} is no name for a study.",
                hint="Letters, digits, blanks and hyphens make one.",
            )
        self.home.mkdir(parents=True, exist_ok=True)
        return self.home.resolve() / f"{name}.crosscase"

    def open(self, path: Path, passphrase: str = "") -> OpenStudy:
        """Open a study, or give the one that is open already."""
        self.judge()
        path = path.expanduser().resolve()
        with self._lock:
            for known in self._open.values():
                if known.path == path and known.coder == self.coder:
                    return known
            self._given += 1
            opened = OpenStudy(f"s{self._given}", path, passphrase, self.coder)
            self._open[opened.id] = opened
        recent = [str(path), *(p for p in self._recent() if p != str(path))][:RECENT]
        self._settings.mkdir(parents=True, exist_ok=True)
        (self._settings / "recent").write_text("\n".join(recent) + "\n", encoding="utf-8")
        return opened

    def __getitem__(self, number: str) -> OpenStudy:
        """The open study of that id. Raises ``NotInStudy`` when it is not open any more."""
        with self._lock:
            if number not in self._open:
                raise NotInStudy("This study is not open.", hint="Open it on the home page.")
            return self._open[number]

    def opened(self) -> list[OpenStudy]:
        """All that are open."""
        with self._lock:
            return list(self._open.values())

    def shut(self, number: str) -> None:
        """Close one study."""
        with self._lock:
            closing = self._open.pop(number, None)
        if closing is not None:
            closing.close()

    def close(self) -> None:
        """Close all, and throw away what was uploaded and not taken in."""
        for opened in self.opened():
            self.shut(opened.id)
        self.trays.close()

    def known(self) -> list[Path]:
        """Studies to choose from: those of late, and those that lie in the home folder."""
        found = [Path(path) for path in self._recent() if Path(path).exists()]
        if self.home.is_dir():
            found += sorted(p for p in self.home.glob("*.crosscase") if p not in found)
        return found

    def _recent(self) -> list[str]:
        return [line for line in _read(self._settings / "recent").splitlines() if line]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
