"""A study folder: which file in it is what."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.audio import RECORDINGS, is_recording
from crosscase.formats.inventory import find_files
from crosscase.formats.tables import read_table

TABLES = {"cases", "participants", "survey", "codebook", "decisions", "positions", "coders"}
_PAPERS = {"readme", "licence", "license", "key", "exercises", "teacher"}


@dataclass
class StudyFolder:
    """The parts of a study folder; what is not there is empty."""

    root: Path
    design: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    interviews: list[Path] = field(default_factory=list)
    recordings: list[Path] = field(default_factory=list)
    notes: list[Path] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def look(root: Path, design: Path | None = None) -> StudyFolder:
    """What a folder holds.

    With ``interviews/`` inside, that and ``notes/`` are read; without it every readable file of
    the folder is (which are interviews, their turns tell). Recordings are told apart. ``design``:
    another folder with ``study.toml`` and tables. Raises ``UnreadableFile`` for no folder, an empty
    one, or a broken ``study.toml`` (with its line).
    """
    if not os.access(root, os.R_OK | os.X_OK) or not root.is_dir():
        raise UnreadableFile(
            "there is no such folder, or it may not be read.",
            file=str(root),
            hint=f"Looked in {root.absolute().parent}.",
        )
    folder = StudyFolder(root)
    plans = [design, root] if design else [root]
    for plan in plans:
        if not folder.design and (plan / "study.toml").exists():
            folder.design = _read_design(plan / "study.toml")
        for name in sorted(TABLES - set(folder.tables)):
            for ending in ("csv", "xlsx"):
                path = plan / f"{name}.{ending}"
                if path.exists() and name not in folder.tables:
                    folder.tables[name] = read_table(path)
                    folder.remarks += folder.tables[name].remarks
    if (root / "interviews").is_dir():
        found = find_files(root / "interviews", RECORDINGS)
        folder.interviews = [path for path in found if not is_recording(path)]
        folder.recordings = [path for path in found if is_recording(path)]
        notes = root / "notes"
        folder.notes = find_files(notes) if notes.is_dir() and any(notes.iterdir()) else []
        return folder
    for path in find_files(root, RECORDINGS):
        if path.parent == root and path.stem in TABLES:
            continue
        if path.stem.casefold() in _PAPERS:
            folder.remarks.append(
                Remark("passed-over", "taken for a paper about the folder", "note", path.name)
            )
            continue
        (folder.recordings if is_recording(path) else folder.interviews).append(path)
    if not folder.interviews and not folder.recordings:
        raise UnreadableFile(
            "the folder holds no interview.", file=str(root), hint="Put them in interviews/."
        )
    return folder


def _read_design(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(
            f"{error}.", file=path.name, hint="Mend the line and load again; nothing was changed."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "it is not UTF-8.", file=path.name, hint="Save it as UTF-8 and load again."
        ) from error
