"""Where recordings are kept: in a folder beside the study file, named by their hash."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Source
from crosscase.errors import NotAllowed, NotInStudy, UnreadableFile
from crosscase.formats.audio import check_size, seconds_of, sha256_of

_NAMED = 32
"""Letters of the hash in a file's name."""

_TEXT = "text."
"""Stands before the facts of a transcript that its recording gave way to."""

_TONGUE = re.compile(r"\.[a-z]{2}$")


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


def keep_all(study: Path | None, paths: Mapping[str, Path], kept: dict[str, Kept]) -> list[Remark]:
    """Keep recordings by name, into ``kept``; a remark for each that cannot be kept."""
    remarks: list[Remark] = []
    for name, path in paths.items():
        try:
            kept[name] = keep(study, path)
        except UnreadableFile as error:
            told = f"{error.what} {error.hint}".strip()
            remarks.append(Remark("unreadable", told, "flaw", name))
    return remarks


def pair(
    readings: Mapping[str, Reading], kept: Mapping[str, Kept]
) -> tuple[dict[str, Reading], set[str], list[Remark]]:
    """Every reading once: a recording goes with the transcript of its name, where there is one.

    The readings, those of them that have a recording, and what is to be told. ``A.wav`` is the
    recording of ``A.txt``, else of ``A.zh.txt``, else of ``A.en.txt``; the transcript's own hash
    gives way to the recording's.
    """
    found = {name: reading for name, reading in readings.items() if name not in kept}
    recorded: set[str] = set()
    remarks: list[Remark] = []
    for name, one in kept.items():
        own = _stem(name)
        free = [other for other in found if other not in kept and other not in recorded]
        fits = [other for other in free if _is_text_of(other, own)]
        fits.sort(key=lambda other: (_stem(other) != own, _stem(other).endswith(".en"), other))
        if fits:
            text = found[fits[0]]
            own_facts = {_TEXT + key: value for key, value in text.facts.items()}
            found[fits[0]] = replace(text, facts={**text.facts, **own_facts, **one.reading.facts})
            recorded.add(fits[0])
            told = f"{name} is kept as the recording of {fits[0]}"
            remarks.append(Remark("recording-kept", told, "note", fits[0]))
        else:
            found[name] = one.reading
            recorded.add(name)
            told = f"{name} is kept and has no text yet: crosscase transcribe"
            remarks.append(Remark("recording-waits", told, "note", name))
    return found, recorded, remarks


def without_recording(reading: Reading) -> Reading:
    """The text of a recording as it was before ``pair`` brought them together."""
    facts = {
        key.removeprefix(_TEXT): value
        for key, value in reading.facts.items()
        if key.startswith(_TEXT)
    }
    return replace(reading, facts=facts)


def withhold(
    kept: Mapping[str, Kept],
    withheld: Mapping[str, str],
    sources: Iterable[Source],
    remarks: list[Remark],
) -> list[Remark]:
    """Take off the disk what may not be kept (hashes by name); the remarks that are true without.

    ``sources``: all of the study; a recording that one of them still has stays.
    """
    gone = set(withheld.values()) - {source.sha256 for source in sources}
    for one in kept.values():
        if one.fresh and one.reading.facts["sha256"] in gone:
            one.path.unlink(missing_ok=True)
    untrue = ("recording-kept", "recording-waits")
    return [r for r in remarks if not (r.code in untrue and r.file in withheld)]


def _is_text_of(name: str, own: str) -> bool:
    stem = _stem(name)
    return stem == own or bool(_TONGUE.search(stem) and _stem(stem) == own)


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


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


def _hash_of(path: Path) -> str:
    """The hash of a file, worked out again when the file is another or was written to.

    A page asks for a recording a stretch at a time: hashing it whole each time takes seconds.
    """
    at = path.stat()
    return _hashed(path, (at.st_dev, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns))


@lru_cache(maxsize=256)
def _hashed(path: Path, _state: tuple[int, ...]) -> str:
    return sha256_of(path)


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
    if _hash_of(found) != source.sha256:
        raise UnreadableFile(
            f"this is not the recording that {source.name!r} was made from.",
            file=found.name,
            hint="Name the file that was added; it may not be changed.",
        )
    return found
