"""How much of a stranger's file is taken in, and the first look at it."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from pathlib import Path

from crosscase.errors import TooLarge, UnreadableFile

MAX_FILE = 200 * 1024**2
MAX_TEXT = 50_000_000
MAX_LINES = 2_000_000
MAX_UNPACKED = 500 * 1024**2
MAX_RATIO = 300
RATIO_FROM = 10 * 1024**2
MAX_ENTRIES = 5_000
MAX_ROWS = 1_100_000
MAX_COLUMNS = 20_000
MAX_CELLS = 20_000_000
MAX_PAGES = 5_000
MAX_SECONDS = 120.0
MAX_REMARKS = 50
"""Remarks of one kind that are listed one by one; what is beyond is counted."""

_CHUNK = 1024**2
_ENTRY = b"PK\x01\x02"
_FAR_TOO_MANY = 20 * MAX_ENTRIES
"""Entries of an archive and of all archives that lie in it unpacked."""

_DOCTYPE = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!ENTITY".encode("utf-16-le"),
)
_CELL = re.compile(rb"""<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br=["']([A-Za-z]{1,3})([0-9]{1,9})["']""")
_ROW = re.compile(rb"""<(?:\w{1,20}:)?row\s[^<>]{0,400}?\br=["']([0-9]{1,9})["']""")


def read_bytes(path: Path, *, limit: int = MAX_FILE) -> bytes:
    """The bytes of ``path``, when it is an ordinary file within the bound."""
    name = path.name
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise UnreadableFile(
                "this is a folder, not a file.", file=name, hint="Give the files in it."
            )
        if not stat.S_ISREG(info.st_mode):
            raise UnreadableFile(
                "this is a device or a pipe, not a file.", file=name, hint="Copy it to a file."
            )
        if info.st_size > limit:
            raise TooLarge(
                f"the file has {info.st_size:,} bytes; the bound is {limit:,}.",
                file=name,
                hint="Split it, or leave out what is not an interview.",
            )
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableFile(
            "there is no such file.", file=name, hint=f"Looked in {path.absolute().parent}."
        ) from None
    except PermissionError:
        raise UnreadableFile(
            "the file is locked or may not be read.",
            file=name,
            hint="Close it in other programs, or ask for the right to read it.",
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"the file cannot be read ({error}).", file=name, hint="Copy it to this disk."
        ) from error
    if len(data) > limit:
        raise TooLarge("the file grew while it was read.", file=name, hint="Try again.")
    return data


def check_text(text: str, file: str) -> str:
    """The same text, when it is within the bounds of length and lines."""
    if len(text) > MAX_TEXT:
        raise TooLarge(
            f"the text has {len(text):,} characters; the bound is {MAX_TEXT:,}.",
            file=file,
            hint="Split the file: one interview a file.",
        )
    if text.count("\n") > MAX_LINES:
        raise TooLarge(
            f"the text has {text.count(chr(10)):,} lines; the bound is {MAX_LINES:,}.",
            file=file,
            hint="Split the file: one interview a file.",
        )
    return text


def open_zip(data: bytes, file: str, *, kind: str) -> zipfile.ZipFile:
    """The archive in ``data``, after every entry was unpacked once within the bounds.

    Refuses bombs (size, ratio, entries, a directory that lies), passwords and XML with a
    document type. Archives inside the archive are never opened.
    """
    if (count := data.count(_ENTRY)) > _FAR_TOO_MANY:  # reading their names alone fills the memory
        raise _bomb(f"it holds {count:,} files; the bound is {MAX_ENTRIES:,}.", file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_entries(archive, len(data), file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableFile(
            f"this is not a whole {kind} file ({error}).",
            file=file,
            hint=f"Open it in the program it came from and save it again as {kind}.",
        ) from error
    except (RuntimeError, ValueError, OSError, OverflowError, MemoryError) as error:
        raise UnreadableFile(
            f"this {kind} file cannot be unpacked ({error}).",
            file=file,
            hint="Save it without a password.",
        ) from error
    return archive


def _check_entries(archive: zipfile.ZipFile, packed: int, file: str) -> None:
    entries = archive.infolist()
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise _bomb(f"it holds {len(entries):,} files; the bound is {MAX_ENTRIES:,}.", file)
    _check_unpacked(declared, packed, file)
    unpacked = 0
    for entry in entries:
        last = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                _check_unpacked(unpacked, packed, file)
                if entry.filename.endswith((".xml", ".rels")):
                    seen = last + chunk
                    if any(sign in seen for sign in _DOCTYPE):
                        raise UnreadableFile(
                            "it declares a document type or entities, which such files never need.",
                            file=file,
                            hint="Do not trust this file; ask its sender for a new one.",
                        )
                    last = chunk[-32:]


def _check_unpacked(unpacked: int, packed: int, file: str) -> None:
    if unpacked > MAX_UNPACKED:
        raise _bomb(f"it unpacks to over {MAX_UNPACKED:,} bytes.", file)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise _bomb(f"it unpacks to over {MAX_RATIO} times its size.", file)


def _bomb(message: str, file: str) -> TooLarge:
    return TooLarge(
        message, file=file, hint="Do not trust this file; ask its sender for a new one."
    )


def check_sheets(archive: zipfile.ZipFile, file: str) -> None:
    """Refuses a sheet with one cell far away, which would unfold to billions of cells."""
    for entry in archive.infolist():
        if "worksheets/" not in entry.filename or not entry.filename.endswith(".xml"):
            continue
        sheet = archive.read(entry)
        columns = {found.upper() for found, _ in _CELL.findall(sheet)}
        rows = {int(row) for _, row in _CELL.findall(sheet)} | {
            int(row) for row in _ROW.findall(sheet)
        }
        width = max((_column(name) for name in columns), default=0)
        height = max(rows, default=0)
        if width * height > MAX_CELLS or height > MAX_ROWS or width > MAX_COLUMNS:
            raise TooLarge(
                f"{entry.filename} spans {height:,} rows and {width:,} columns.",
                file=file,
                hint="Delete stray cells far from the table, or save it as csv.",
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
