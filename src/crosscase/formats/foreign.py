"""Files that are no project and no table that can be read: what they are, and the next step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from crosscase.errors import UnreadableFile
from crosscase.formats.package import MANIFEST

_EXPORT = "Export the project there as REFI-QDA (.qdpx)."
_EMPTY = b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kind of file by its ``ending``, or by how its bytes begin (``sign``)."""

    ending: str
    sign: bytes
    what: str
    hint: str

    def is_one(self, ending: str, data: bytes) -> bool:
        """Whether a file of this ending and these bytes is of the kind."""
        signed = self.sign and re.match(self.sign, data, re.DOTALL)
        return bool(signed or (ending and re.fullmatch(self.ending, ending)))


KNOWN = (
    _Foreign(
        "crosscase",
        b"",
        "this is a study of crosscase.",
        "Use `crosscase sync`.",
    ),
    _Foreign(
        "mx[0-9]{1,2}|mex([0-9]{2})?",
        b"",
        "this is a project as MAXQDA keeps it; no other program reads it.",
        _EXPORT,
    ),
    _Foreign(
        "nv[pc]x?",
        b"",
        "this is a project as NVivo keeps it; no other program reads it.",
        _EXPORT,
    ),
    _Foreign(
        "atl(proj|cb)[0-9]{0,2}|hpr[0-9]",
        b"",
        "this is a project as ATLAS.ti keeps it; no other program reads it.",
        _EXPORT,
    ),
    _Foreign(
        "ods|xls|xlsb|numbers",
        rb"PK.{28}mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet",
        "this kind of spreadsheet is not read.",
        "Save it as xlsx.",
    ),
    _Foreign(
        "odt|doc|rtf|pages|wps",
        rb"\{\\rtf|PK.{28}mimetypeapplication/vnd\.oasis\.opendocument\.text",
        "this kind of document is not read.",
        "Save it as docx.",
    ),
    _Foreign(
        "",
        rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "this is a file of an old Office.",
        "Save it as docx or xlsx.",
    ),
    _Foreign(
        "wav|mp3|m4a|flac|ogg|opus|aac|wma|aiff?|amr|mp4|mov|mkv|webm|avi",
        rb"fLaC|ID3|OggS|RIFF.{4}(WAVE|AVI )|.{4}ftyp|FORM.{4}AIFF",
        "this is a recording.",
        "Use `crosscase add`, then `crosscase transcribe`.",
    ),
    _Foreign(
        "",
        rb"PK.*" + re.escape(MANIFEST.encode()),
        "this is no project of another program; it may be a package of crosscase.",
        "Use `crosscase rebuild`.",
    ),
)


def refused_as(file: str, data: bytes = b"") -> UnreadableFile | None:
    """Why a file that could not be read cannot be; None where nothing is known of its kind."""
    ending = PurePath(file).suffix.casefold().lstrip(".")
    found = next((one for one in KNOWN if one.is_one(ending, data)), None)
    return UnreadableFile(found.what, file=file, hint=found.hint) if found else None


def is_empty(data: bytes) -> bool:
    """Whether nothing but blanks stands in the file."""
    return not data.strip(_EMPTY)
