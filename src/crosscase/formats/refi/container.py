"""The file around a project: a zip with one ``.qde`` and a folder of sources, or bare XML."""

from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import open_zip, read_bytes
from crosscase.formats.inventory import find_files
from crosscase.formats.refi import nodes

_DISTRUST = "Do not trust this file; ask its sender for a new one."
_EXPORT = "Export the project anew from the program it came from."
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""What may stand before XML: a byte order mark, blanks, half a character."""

_INSIDE = "internal://"


@dataclass
class Container:
    """The XML of a project with plain names, the files beside it by name in small letters.

    ``space`` is the namespace it had: its version; ``lent``: the files of a folder ``beside`` it
    that were asked for.
    """

    xml: Any
    space: str
    archive: zipfile.ZipFile | None = None
    files: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    beside: dict[str, Path] = field(default_factory=dict)
    lent: set[Path] = field(default_factory=set)

    def lend(self, folder: Path) -> None:
        """Look into this folder, too, for what is not inside; by name, with its ending or without.

        Raises ``UnreadableFile`` where there is no such folder, or nothing in it that can be read.
        """
        for path in find_files(folder):
            self.beside.setdefault(path.name.casefold(), path)
            self.beside.setdefault(path.stem.casefold(), path)

    def find(self, path: str, name: str = "") -> bytes | None:
        """The file that a path means, with its scheme or without; None where it is not there.

        ``name``: what the source is called, as which the folder may have it. Nothing else outside
        of the archive is ever looked for.
        """
        said = path.strip().replace("\\", "/")
        if said.casefold().startswith(_INSIDE):
            said = said[len(_INSIDE) :]
        spellings = [PurePosixPath(one).name.casefold() for one in (said, unquote(said)) if one]
        if self.archive is not None:
            for spelling in spellings:
                if spelling in self.files:
                    return self.archive.read(self.files[spelling])
        called = name.strip().casefold()
        for spelling in (*spellings, called, PurePosixPath(called).stem):
            if spelling in self.beside:
                self.lent.add(self.beside[spelling])
                return read_bytes(self.beside[spelling])
        return None


def open_container(data: bytes, file: str) -> Container:
    """Open a ``.qdpx``, ``.qde`` or ``.qdc`` file, whatever its name.

    Raises ``UnreadableFile`` for what is neither, is broken or wants to leave the archive,
    ``TooLarge`` for a bomb.
    """
    if not data.startswith(b"PK"):
        if not data.lstrip(_BEFORE).startswith(b"<"):
            raise UnreadableFile(
                "it is nothing that is known: no project, no report, no table.",
                file=file,
                hint="What is read: .qdpx, .qdc, .sqlite3, .qda, .rqda, .docx, .html, .pdf, .xlsx, "
                ".csv, .txt.",
            )
        return Container(*_xml(data, file))
    archive = open_zip(data, file, kind="qdpx")
    made = Container(None, "", archive)
    projects: list[zipfile.ZipInfo] = []
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in str(path):
            raise UnreadableFile(
                f"it wants to write outside of its folder ({entry.filename[:80]!r}).",
                file=file,
                hint=_DISTRUST,
            )
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableFile(
                f"it holds a link instead of a file ({entry.filename[:80]!r}).",
                file=file,
                hint=_DISTRUST,
            )
        if entry.is_dir() or path.parts[0] == "__MACOSX":
            continue
        name = path.name.casefold()
        if name.endswith(".qde"):
            projects.append(entry)
        elif name in made.files:
            told = "two files of this name are in the archive; the first was read"
            made.remarks.append(Remark("refi-two-files", told, "doubt", path.name))
        else:
            made.files[name] = entry
    if not projects:
        raise UnreadableFile("there is no project (.qde) in it.", file=file, hint=_EXPORT)
    projects.sort(key=lambda entry: (entry.filename.count("/"), entry.filename.casefold()))
    if len(projects) > 1:
        told = f"{len(projects)} projects are in the archive; {projects[0].filename} was read"
        made.remarks.append(Remark("refi-two-projects", told, "doubt", file))
    made.xml, made.space = _xml(archive.read(projects[0]), file)
    return made


def _xml(data: bytes, file: str) -> tuple[Any, str]:
    try:
        root = fromstring(data.lstrip(), forbid_dtd=True)
        return root, nodes.plain(root)
    except DefusedXmlException as error:
        raise UnreadableFile(
            "it declares a document type or entities, which such files never need.",
            file=file,
            hint=_DISTRUST,
        ) from error
    except ParseError as error:
        raise UnreadableFile(
            f"the project in it is no whole XML ({error}).",
            file=file,
            line=error.position[0],
            hint=_EXPORT,
        ) from error
    except (ValueError, LookupError, RecursionError, MemoryError) as error:
        raise UnreadableFile(
            f"the project in it cannot be read ({error}).", file=file, hint=_EXPORT
        ) from error
