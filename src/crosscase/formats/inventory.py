"""Which reader reads which file."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path

from crosscase.domain.reading import Reading
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import read_bytes
from crosscase.formats.docx import read_docx
from crosscase.formats.pdf import read_pdf
from crosscase.formats.subtitles import read_lrc, read_subtitles
from crosscase.formats.tables import read_table_talk
from crosscase.formats.text import read_text
from crosscase.formats.transcriber_json import read_json

READERS: dict[str, Callable[[bytes, str], Reading]] = {
    "txt": read_text,
    "text": read_text,
    "md": read_text,
    "markdown": read_text,
    "docx": read_docx,
    "pdf": read_pdf,
    "srt": read_subtitles,
    "vtt": read_subtitles,
    "lrc": read_lrc,
    "json": read_json,
    "tsv": read_table_talk,
    "csv": read_table_talk,
    "xlsx": read_table_talk,
}
"""Endings without their dot. A table is read as talk when it has a column of words said."""

TABLES = frozenset({"csv", "tsv", "xlsx"})
_RENAMED = {b"%PDF-": "pdf", b"WEBVTT": "vtt", b"\xef\xbb\xbfWEBVTT": "vtt"}
_INSTEAD = {
    "doc": "Save it as docx.",
    "rtf": "Save it as docx.",
    "odt": "Save it as docx.",
    "xls": "Save it as xlsx.",
    "ods": "Save it as xlsx.",
    "qdpx": "Use `crosscase import`.",
    "wav": "Use `crosscase add`, then `crosscase transcribe`.",
    "mp3": "Use `crosscase add`, then `crosscase transcribe`.",
    "m4a": "Use `crosscase add`, then `crosscase transcribe`.",
}


def read(path: Path | str, *, kind: str | None = None) -> Reading:
    """The Reading of the file at ``path``.

    ``kind``: read it as a file of this ending ("txt", "docx" …) whatever its own is. Raises
    ``UnreadableFile`` (with what is read) where no reader fits.
    """
    path = Path(path)
    ending = (kind or path.suffix).lower().lstrip(".")
    if ending not in READERS:
        what = f"files ending in .{ending}" if ending else "files without ending"
        raise UnreadableFile(
            f"no reader reads {what}.",
            file=path.name,
            hint=_INSTEAD.get(ending, f"What is read: {', '.join(sorted(READERS))}."),
        )
    data = read_bytes(path)
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableFile("the file is empty.", file=path.name, hint="Leave it out.")
    if kind is None:
        ending = next((to for sign, to in _RENAMED.items() if data.startswith(sign)), ending)
    return READERS[ending](data, path.name)


def find_files(folder: Path | str, also: Container[str] = ()) -> list[Path]:
    """The files in ``folder`` (and below) that some reader reads, sorted by name.

    ``also``: other endings (without their dot) that are found too.
    Hidden files and links are passed over. Raises ``UnreadableFile`` when there is none, or when
    a folder may not be read: what it holds would be missing without a word.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UnreadableFile(
            "there is no such folder.",
            file=str(folder),
            hint=f"Looked in {folder.absolute().parent}.",
        )
    found = list(_walk(folder, also))
    if not found:
        raise UnreadableFile(
            "the folder holds no file that can be read.",
            file=str(folder),
            hint=f"Put in it files ending in {', '.join(sorted(READERS))}.",
        )
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _walk(folder: Path, also: Container[str]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            raise UnreadableFile(
                f"the folder cannot be read ({error.strerror}).",
                file=str(here),
                hint="Ask for the right to read it, or move it elsewhere.",
            ) from error
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith((".", "~$")):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                ending = path.suffix.lower()[1:]
                if ending in READERS or ending in also:
                    yield path
