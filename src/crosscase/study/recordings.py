"""Where recordings are kept: in a folder beside the study file, named by their hash."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crosscase.domain.reading import Reading
from crosscase.domain.sources import Source
from crosscase.errors import NotAllowed, NotInStudy, UnreadableFile
from crosscase.formats.audio import check_size, seconds_of, sha256_of

_NAMED = 32
"""Letters of the hash in a file's name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording that was laid beside the study: what is known of it, and where it lies."""

    reading: Reading
    path: Path
    fresh: bool


def folder_of(study: Path | None) -> Path:
    """The folder of a study's recordings. Raises ``NotAllowed`` for a study on a server."""
    if study is None:
        raise NotAllowed(
            "A study on a server keeps no recordings.",
            hint="Transcribe in a study file, and add the transcript.",
        )
    return study.with_name(study.name + ".recordings")


def keep(study: Path | None, path: Path) -> Kept:
    """Copy a recording beside the study, whole or not at all.

    Raises ``UnreadableFile`` for an empty or damaged file.
    """
    folder = folder_of(study)
    check_size(path)
    seconds = seconds_of(path)
    sha = sha256_of(path)
    target = folder / f"{sha[:_NAMED]}{path.suffix.lower()}"
    fresh = not target.exists()
    if fresh:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
        draft = target.with_name(target.name + ".part")
        try:
            shutil.copyfile(path, draft)
            draft.chmod(0o600)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    facts = {"sha256": sha}
    if seconds is not None:
        facts["minutes"] = f"{seconds / 60:.1f}"
    return Kept(Reading("", facts=facts), target, fresh)


def take_back(kept: list[Kept]) -> None:
    """Take off the disk what an act that failed had laid there."""
    for one in kept:
        if one.fresh:
            one.path.unlink(missing_ok=True)


def delete(study: Path | None, hashes: Iterable[str]) -> list[Path]:
    """Take the recordings of these hashes off the disk; those that were there."""
    folder = folder_of(study)
    found = [path for sha in hashes if sha for path in folder.glob(f"{sha[:_NAMED]}.*")]
    for path in found:
        path.unlink()
    return found


def find(study: Path | None, source: Source, given: Path | None = None) -> Path:
    """The file of a recording: beside the study, or ``given`` where it lies elsewhere.

    Raises ``NotInStudy`` where it is not there, ``UnreadableFile`` where it is another file.
    """
    if not source.sha256:
        raise NotInStudy(
            f"The recording of {source.name!r} was deleted: its time was over.",
            hint="Read the transcript.",
        )
    if given is not None:
        check_size(given)
        found = given
    else:
        folder = folder_of(study)
        found = next(iter(sorted(folder.glob(f"{source.sha256[:_NAMED]}.*"))), folder)
        if found == folder or found.name.endswith(".part"):
            raise NotInStudy(
                f"The recording of {source.name!r} is not in {folder.name}.",
                hint="Put it back, or say where it is: --file PATH.",
            )
    if sha256_of(found) != source.sha256:
        raise UnreadableFile(
            f"this is not the recording that {source.name!r} was made from.",
            file=found.name,
            hint="Name the file that was added; it may not be changed.",
        )
    return found
