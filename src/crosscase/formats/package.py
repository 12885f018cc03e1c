"""A replication package: a zip of parts and a manifest that holds the sum of each."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from pydantic import TypeAdapter, ValidationError

from crosscase.errors import UnreadableFile
from crosscase.formats.archive import packed
from crosscase.formats.bounds import open_zip

MANIFEST = "manifest.json"
FORM = 1
"""The form of packages that this release writes and reads."""

_DISTRUST = "It was changed or damaged: ask its sender for a new one."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package is: its study, its journal entry, and the SHA-256 of every part.

    ``scanned``: its texts were compared with the real names before it was written; ``withheld``
    counts what consent kept out; ``report`` is the SHA-256 of the report (.html) of its data.
    """

    crosscase: str
    title: str
    entry: int
    at: str
    scanned: bool
    withheld: dict[str, int]
    report: str
    parts: dict[str, str] = field(default_factory=dict)
    form: int = FORM


def sha256(body: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def write_package(parts: Mapping[str, bytes], about: Manifest) -> bytes:
    """The parts and the manifest as one archive; the same parts give the same bytes."""
    told = asdict(about) | {"parts": {name: sha256(body) for name, body in sorted(parts.items())}}
    manifest = json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
    return packed({MANIFEST: manifest} | dict(sorted(parts.items())))


def read_package(data: bytes, file: str) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest and the parts, when each is what the manifest says and nothing else is there.

    Raises ``UnreadableFile`` for what is no package, is damaged or was changed, ``TooLarge`` for a
    bomb.
    """
    archive = open_zip(data, file, kind="package")
    names = [one.filename for one in archive.infolist()]
    if MANIFEST not in names:
        raise UnreadableFile(
            f"there is no {MANIFEST} in it.",
            file=file,
            hint="Name a file that `crosscase package` wrote.",
        )
    if len(names) != len(set(names)):
        raise UnreadableFile("two of its parts have one name.", file=file, hint=_DISTRUST)
    if any(stat.S_ISLNK(one.external_attr >> 16) for one in archive.infolist()):
        raise UnreadableFile("it holds a link instead of a file.", file=file, hint=_DISTRUST)
    manifest = _manifest(archive.read(MANIFEST), file)
    if manifest.form != FORM:
        raise UnreadableFile(
            f"it is a package of form {manifest.form}; this release reads form {FORM}.",
            file=file,
            hint="Upgrade crosscase to read it.",
        )
    parts = {name: archive.read(name) for name in names if name != MANIFEST}
    for name in sorted(parts.keys() ^ manifest.parts.keys()):
        told = "stands in no list of it" if name in parts else "is missing"
        raise UnreadableFile(f"its part {name[:80]!r} {told}.", file=file, hint=_DISTRUST)
    for name, body in parts.items():
        if sha256(body) != manifest.parts[name]:
            raise UnreadableFile(
                f"its part {name[:80]!r} is not what the manifest says.", file=file, hint=_DISTRUST
            )
    return manifest, parts


def _manifest(body: bytes, file: str) -> Manifest:
    try:
        return TypeAdapter(Manifest).validate_json(body, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableFile(
            f"its manifest does not read ({where}: {first['msg']}).", file=file, hint=_DISTRUST
        ) from error
