"""Which remarks of the way in speak of which source."""

from __future__ import annotations

from pathlib import PurePosixPath

from crosscase.domain.design import Noticed
from crosscase.domain.snapshot import Snapshot


def remarks_of(snapshot: Snapshot) -> dict[int, list[Noticed]]:
    """The remarks by source id; 0 for those of a table or of the whole folder.

    A source is named after its file without the ending; an original and its translation
    (``NAME.zh.txt``, ``NAME.en.txt``) are one source.
    """
    sources = {source.name: source.id for source in snapshot.sources}
    found: dict[int, list[Noticed]] = {}
    for remark in snapshot.noticed:
        stem = PurePosixPath(remark.file).stem
        number = sources.get(stem) or sources.get(stem.rpartition(".")[0]) or 0
        found.setdefault(number, []).append(remark)
    return found
