"""Zip archives that are the same, byte for byte, whenever and wherever they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def entry(name: str) -> zipfile.ZipInfo:
    """The head of one file in an archive: no clock and no system is in it."""
    made = zipfile.ZipInfo(name, _LONG_AGO)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 3
    made.external_attr = 0o644 << 16
    return made


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one archive, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, body in parts.items():
            archive.writestr(entry(name), body)
    return made.getvalue()


def still(body: bytes) -> bytes:
    """An Office file with its parts sorted and without the time of writing."""
    with zipfile.ZipFile(io.BytesIO(body)) as was:
        names = sorted(was.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return packed({name: was.read(name) for name in names})
