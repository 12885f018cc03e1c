"""Study files: made, opened, loaded, restored, and where their key lies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from crosscase.domain.progress import Tick, unseen
from crosscase.errors import KeyFileError
from crosscase.store import file
from crosscase.study import copies
from crosscase.study.desk import now
from crosscase.study.keyfile import KeyFile, open_key

if TYPE_CHECKING:  # readers and engines take a while to import: only the acts that need them pay
    from crosscase.domain.snapshot import Snapshot
    from crosscase.formats.package import Manifest
    from crosscase.formats.records import Records
    from crosscase.study.arriving import TakenIn
    from crosscase.study.load import Loaded
from crosscase.study.study import Study


def create(path: Path, coder: str, passphrase: str = "") -> Study:
    """Make a new study file and open it."""
    return Study(file.create(path, passphrase), coder)


def open_study(path: Path, coder: str, passphrase: str = "") -> Study:
    """Open a study file; see ``store.file.open_file`` for the errors.

    An erasure that was broken off is done to the end first.
    """
    store = file.open_file(path, passphrase)
    copies.finish_if_begun(store, passphrase, coder, now)
    return Study(store, coder)


def load_into(
    path: Path,
    coder: str,
    folder: Path,
    key: KeyFile,
    *,
    passphrase: str = "",
    design: Path | None = None,
    tick: Tick = unseen,
) -> Loaded:
    """Bring a study folder into the study file ``path``, which is made if it is not there.

    When the load fails, the files that this act made are taken off the disk again.
    """
    with _made_or_opened(path, coder, key, passphrase) as opened:
        return opened.load(folder, key, design, tick)


def take_into(
    path: Path,
    coder: str,
    project: Path,
    key: KeyFile,
    *,
    passphrase: str = "",
    sources: Path | None = None,
) -> TakenIn:
    """Bring a project of another program into the study file ``path``, as ``load_into`` does."""
    with _made_or_opened(path, coder, key, passphrase) as opened:
        return opened.take_in(project, key, sources)


def rebuild_into(
    folder: Path, about: Manifest, rows: Records, package: str
) -> tuple[Path, Snapshot]:
    """Make ``folder`` with the study of a package in it; the study file, and what it holds.

    When the rows do not fit together, nothing is left of it.
    """
    from crosscase.study.share import rebuild

    folder.mkdir()
    path = folder / "study.crosscase"
    try:
        store = file.create(path)
        try:
            return path, rebuild(store, about, rows, package)
        finally:
            store.close()
    except BaseException:
        file.remove_files(path)
        folder.rmdir()
        raise


@contextmanager
def _made_or_opened(path: Path, coder: str, key: KeyFile, passphrase: str) -> Iterator[Study]:
    """The study of a file; what this act made of it is taken off the disk again when it fails."""
    fresh, fresh_key = not path.exists(), not key.path.exists()
    opened = (create if fresh else open_study)(path, coder, passphrase)
    try:
        with opened:
            yield opened
    except BaseException:
        if fresh:
            discard(path)
            if fresh_key:
                key.path.unlink(missing_ok=True)
        raise


def restore(backup: Path, target: Path, passphrase: str = "") -> Path | None:
    """Put a backup in the place of ``target``; where what stood there was laid aside, if anything.

    It becomes ``.replaced``, or ``.replaced-2`` and so on where earlier ones are kept. The backup
    is opened and checked first: a damaged one replaces nothing. Whoever withdrew from the study is
    withdrawn from the backup before it stands in its place.
    """
    aside: Path | None = None
    file.open_file(backup, passphrase).close()
    draft = target.with_name(target.name + ".restoring")
    try:
        shutil.copyfile(backup, draft)
        if target.exists():
            copies.honour(draft, target, backup, passphrase)
            names = chain([".replaced"], (f".replaced-{n}" for n in count(2)))
            aside = next(
                p for name in names if not (p := target.with_name(target.name + name)).exists()
            )
            target.replace(aside)
        draft.replace(target)
    finally:
        file.remove_files(draft)
    return aside


def key_path(study: Path) -> Path:
    """Where the key file of a study lies unless another place is named."""
    return study.with_name(study.name + ".key")


def key_of(study: Path, path: Path | None = None, passphrase: str = "") -> KeyFile:
    """The key file of a study, with this passphrase or that of ``CROSSCASE_KEY_PASSPHRASE``."""
    passphrase = passphrase or os.environ.get("CROSSCASE_KEY_PASSPHRASE", "")
    return open_key(path or key_path(study), passphrase)


def known_names(
    study: Path, path: Path | None = None, passphrase: str = ""
) -> dict[str, list[str]] | None:
    """Every spelling of the real names, by pseudonym; None where no key file is beside the study.

    ``path`` names another key file. Raises ``WrongPassphrase``, and ``KeyFileError`` for one that
    is damaged or, named, not there.
    """
    if path is not None and not path.exists():
        raise KeyFileError(f"There is no {path}.", hint="Name the key file of this study.")
    there = path is not None or key_path(study).exists()
    return key_of(study, path, passphrase).names if there else None


def discard(path: Path) -> None:
    """Take a study file that an act of this very moment made off the disk again."""
    file.remove_files(path)
