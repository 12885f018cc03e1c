"""What is marked where a project has no words: pictures, pages, recordings; told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from crosscase.domain.remarks import Remark
from crosscase.formats.refi import nodes
from crosscase.formats.refi.drafts import Mark, applied, quotation, values_of
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.project import Elsewhere
from crosscase.formats.refi.timed import clock

KINDS = {
    "plaintextselection": "texts",
    "transcriptselection": "transcripts",
    "audioselection": "recordings",
    "videoselection": "films",
    "pictureselection": "pictures",
    "pdfselection": "pdf pages",
}
_WHOLE = {
    "picturesource": "whole pictures",
    "pdfsource": "whole pdf files",
    "audiosource": "whole recordings",
    "videosource": "whole films",
}
_TIMED = ("audioselection", "videoselection")


def place_of(selection: Node) -> str:
    """Where a selection stands, as its numbers say it."""
    if nodes.kind(selection) in _TIMED:
        ends = nodes.number(selection, "begin"), nodes.number(selection, "end")
        return "–".join(clock(end) if end >= 0 else "?" for end in ends)
    corners = [nodes.said(selection, name) for name in ("firstx", "firsty", "secondx", "secondy")]
    rectangle = "({}, {}) to ({}, {})".format(*corners)
    if nodes.kind(selection) == "pdfselection":
        return f"page {nodes.said(selection, 'page')}, {rectangle}"
    return rectangle


def without_words(source: Node, mark: Mark, words: str = "") -> Elsewhere:
    """A passage that has no place in a text; ``words``: those the file keeps with it."""
    made = quotation(mark, None)
    return Elsewhere(
        made.guid,
        KINDS[nodes.kind(mark.elements[0])],
        nodes.guid(source),
        nodes.said(source, "name"),
        mark.where,
        made.name,
        words,
        made.description,
        made.user,
        made.codings,
        made.notes,
    )


def whole(source: Node) -> Iterator[Elsewhere]:
    """A source without a text, where something is said of all of it."""
    codings, notes, values = applied(source), nodes.targets(source, "noteref"), values_of(source)
    described = nodes.described(source)
    if nodes.kind(source) in _WHOLE and (codings or notes or values or described):
        yield Elsewhere(
            nodes.guid(source),
            _WHOLE[nodes.kind(source)],
            nodes.guid(source),
            nodes.said(source, "name"),
            description=described,
            user=nodes.guid(source, "creatinguser"),
            codings=codings,
            notes=notes,
            values=values,
        )


def counted(found: Sequence[Elsewhere], file: str) -> Iterator[Remark]:
    """How many passages of each kind have no words, and how many codings stand on them."""
    kinds = Counter(one.kind for one in found)
    codings = Counter(one.kind for one in found for _ in one.codings)
    for kind, count in sorted(kinds.items()):
        named = kind if kind.startswith("whole ") else f"selections of {kind}"
        told = (
            f"{count} {named} ({codings[kind]} codings) have no words: each is a memo that says "
            "where it is and which codes stand on it, by whom"
        )
        yield Remark("refi-as-memo", told, "doubt", file)
