"""What a study gives to the reading of a table of quotations: its texts and its codes."""

from __future__ import annotations

from pathlib import Path

from crosscase.domain.codebook import Code
from crosscase.domain.sources import Edition, Source
from crosscase.formats.projects import texts_in
from crosscase.formats.quotes.read import Given
from crosscase.formats.refi.project import TextSource
from crosscase.study.desk import Desk
from crosscase.study.veil import Veil


def given_in(desk: Desk, veil: Veil, folder: Path | None) -> Given:
    """The texts of a folder, or else the newest edition of each source of the study."""
    codes = frozenset(code.name for code in desk.all(Code))
    if folder is not None:
        texts, remarks = texts_in(folder)
        return Given(texts, codes, veil, True, tuple(remarks))
    newest: dict[int, Edition] = {}
    for edition in desk.all(Edition):
        if edition.kind != "translated":
            newest[edition.source] = edition
    sources = [
        TextSource(f"study {source.id}", source.name, newest[source.id].text, source.sha256)
        for source in desk.all(Source)
        if source.id in newest
    ]
    return Given(sources, codes, veil)
