"""The text sources of a project, each quotation placed and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crosscase.domain.remarks import Remark
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.docx import text_of_docx
from crosscase.formats.encodings import clean, decode
from crosscase.formats.pdf import text_of_pdf
from crosscase.formats.refi import nodes
from crosscase.formats.refi.container import Container
from crosscase.formats.refi.drafts import Draft, Mark, applied, plain_mark
from crosscase.formats.refi.elsewhere import KINDS, place_of, whole, without_words
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.offsets import NOWHERE, Text, find_convention, spans
from crosscase.formats.refi.pages import Asked, Pages
from crosscase.formats.refi.project import Doubt, Elsewhere, TextSource, Verified
from crosscase.formats.refi.stored import put
from crosscase.formats.refi.timed import SyncPoints

_WORD, _PDF = b"PK\x03\x04", b"%PDF-"
_SAMPLE = 400
"""How many names are looked for in their texts: each may take a walk through all of its text."""
_HOLDERS = ("representation", "transcript", "textdescription")


class Texts:
    """Collects every text of a project, finds the convention, and gives the sources."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._drafts: list[Draft] = []
        self._by_path: dict[str, Draft] = {}
        self.remarks: list[Remark] = []
        self.elsewhere: list[Elsewhere] = []
        self._owners: set[str] = set()
        self._widened = 0
        self._pages = Pages()

    def take(self, source: Node) -> None:
        """Take in a source: its own text, that of its pages or its transcripts, and all marks."""
        found: list[Draft] = []
        marks: dict[str, Mark] = {}
        clocks: list[tuple[Draft, SyncPoints]] = []
        own = [source] if nodes.kind(source) == "textsource" else []
        pdf = self._pdf(source)
        for holder in own + [n for name in _HOLDERS for n in nodes.children(source, name)]:
            draft = self._held(source, holder)
            points = SyncPoints(holder)
            timed = [
                Mark([node], points.between(node), points.place_of(node))
                for node in nodes.children(holder, "transcriptselection")
            ]
            if draft is None:
                self.elsewhere += (without_words(source, mark) for mark in timed)
                continue
            found.append(draft)
            made = [plain_mark(node) for node in nodes.children(holder, "plaintextselection")]
            made += timed
            self._hear(draft, points)
            clocks.append((draft, points))
            draft.marks += made
            marks |= {mark.guid: mark for mark in made}
        if pdf is not None and not found:
            found += self._layer(source, pdf)
        for node in source:
            if nodes.kind(node) not in KINDS or nodes.kind(node) == "plaintextselection":
                continue
            if nodes.guid(node) in marks:
                marks[nodes.guid(node)].elements.append(node)
                continue
            mark = Mark([node], NOWHERE, place_of(node))
            if nodes.kind(node) == "pdfselection" and found:
                self._pages.ask(Asked(found[0], mark, self._stored(node), pdf))
            else:
                self._beside(source, mark, clocks)
        if not found:
            self.elsewhere += whole(source)

    def _pdf(self, source: Node) -> bytes | None:
        """The file of a PDF source, where it is in the container."""
        if nodes.kind(source) != "pdfsource":
            return None
        data = self._container.find(nodes.said(source, "path"), nodes.said(source, "name"))
        return data if data is not None and data.startswith(_PDF) else None

    def _layer(self, source: Node, pdf: bytes) -> list[Draft]:
        """The text layer of a PDF source whose project brings no text of it."""
        name = nodes.said(source, "name")
        try:
            text, remarks = text_of_pdf(pdf, name)
        except UnreadableFile as error:
            told = f"{error.what} {error.hint}"
            self.remarks.append(Remark("unreadable", told, "flaw", name))
            return []
        self.remarks += remarks
        sha = hashlib.sha256(pdf).hexdigest()
        made = Draft(self._guid(source, source), source, [source], text, False, sha)
        self._drafts.append(made)
        return [made]

    def _stored(self, node: Node) -> str:
        """The words that are stored with a selection, "" for none."""
        holder = nodes.child(node, "representation")
        return "" if holder is None else self.text_of(holder)

    def _beside(self, source: Node, mark: Mark, clocks: list[tuple[Draft, SyncPoints]]) -> None:
        """A selection that gives no place in a text: on the words of its time, or elsewhere."""
        node = mark.elements[0]
        times = nodes.number(node, "begin"), nodes.number(node, "end")
        around = [(one, draft) for draft, p in clocks if (one := p.enclosing(*times))]
        if not around:
            self.elsewhere.append(without_words(source, mark, self._stored(node)))
            return
        nearest, draft = min(around, key=lambda one: one[0].wider)
        mark.marked = nearest.marked
        if nearest.wider:
            self._widened += 1
            mark.told = f"{mark.where}, {nodes.said(source, 'name')}"
        draft.marks.append(mark)

    def _hear(self, draft: Draft, points: SyncPoints) -> None:
        if points.tell_times and not draft.stretches:
            draft.stretches += points.stretches()
        if points.astray:
            told = f"{points.astray} sync points run back in time: they tell no time"
            self.remarks.append(Remark("refi-sync-points", told, "doubt", draft.name))

    def text_of(self, holder: Node) -> str:
        """The text of a note, clean; some notes have a name alone."""
        path = nodes.said(holder, "plaintextpath")
        worded = path or nodes.said(holder, "richtextpath")
        if not worded and nodes.child(holder, "plaintextcontent") is None:
            return ""
        draft = self._read(holder, holder, path)
        return clean(draft.raw, "")[0] if draft else ""

    def _held(self, owner: Node, holder: Node) -> Draft | None:
        """The text of ``holder``; ``owner`` is the source (itself, or the pdf or recording).

        None, with a remark, where there is no text.
        """
        path = nodes.said(holder, "plaintextpath")
        known = self._by_path.get(path.casefold())
        if path and known is not None and owner is not holder:
            known.holders += [holder] if owner is known.owner else [owner, holder]
            return known
        draft = self._read(owner, holder, path)
        if draft is not None:
            self._drafts.append(draft)
            if path:
                self._by_path.setdefault(path.casefold(), draft)
        return draft

    def _guid(self, owner: Node, holder: Node) -> str:
        """That of the source; a second text of one source goes by its own."""
        guid = nodes.guid(owner)
        if guid in self._owners and owner is not holder:
            guid = nodes.guid(holder)
        self._owners.add(guid)
        return guid

    def _read(self, owner: Node, holder: Node, path: str) -> Draft | None:
        name = nodes.said(owner, "name")
        content = nodes.child(holder, "plaintextcontent")
        if content is not None:
            raw = "".join(content.itertext())
            sha = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
            return Draft(self._guid(owner, holder), owner, [holder], raw, False, sha)
        data = self._container.find(path, "" if nodes.kind(holder) == "note" else name)
        if data is None:
            data = self._container.find(nodes.said(holder, "richtextpath"))
        if data is None:
            told = (
                f"its text ({path or 'no path is given'}) is not in the file, so "
                f"{_waiting(holder)} cannot be placed: give the folder of its texts with --sources"
            )
            self.remarks.append(Remark("refi-missing-source", told, "flaw", name))
            return None
        try:
            raw, mark, remarks = _written(data, name)
        except UnreadableFile as error:
            told = f"{error.what} {error.hint} So {_waiting(holder)} cannot be placed."
            self.remarks.append(Remark("unreadable", told, "flaw", name))
            return None
        self.remarks += remarks
        sha = hashlib.sha256(data).hexdigest()
        return Draft(self._guid(owner, holder), owner, [holder], raw, mark, sha)

    def sources(self, origin: str) -> tuple[tuple[TextSource, ...], Verified]:
        """Every source with its quotations, and how many of these are verified.

        ``origin``: the program that wrote the project.
        """
        doubtful = self._on_pages()
        texts = [draft.text() for draft in self._drafts]
        numbered = sum(len(draft.marks) for draft in self._drafts)
        count = numbered + sum(len(draft.found) for draft in self._drafts)
        found = find_convention(texts, origin)
        if found.rivals:
            told = (
                f"positions fit equally well as: {found.convention}; and as: {found.rivals[0]}. "
                "The first was taken: look at the quotations."
            )
            self.remarks.append(Remark("refi-convention-unsure", told, "doubt"))
        placed = [[*spans(text, found.convention)] for text in texts]
        named = [text.named(places) for text, places in zip(texts, placed, strict=True)]
        quoting = self._quoting(texts, named)
        sources: list[TextSource] = []
        for draft, text, places, are in zip(self._drafts, texts, placed, named, strict=True):
            moved = text.moved(places, are) if quoting else {}
            doubtful += draft.doubts(text, places, are, moved)
            kept = put(places, moved)
            sources.append(draft.placed(text, kept))
            lost = [mark for mark, place in zip(draft.marks, kept, strict=False) if not place]
            self.elsewhere += (without_words(draft.owner, mark) for mark in lost)
        convention = found.convention if numbered else None
        sure = count - len(doubtful)
        verified = Verified(count, sure, convention, tuple(doubtful), self._pages.how)
        self._tell(doubtful)
        return tuple(sources), verified if count else Verified()

    def _quoting(self, texts: Sequence[Text], named: Sequence[Sequence[bool]]) -> bool:
        """Whether the names of passages are words of their texts; else they are labels.

        Most are those words; or, where the numbers are off, most of a sample stand in their texts
        and are as long as the numbers say.
        """
        worded = [
            (text, at, mark.marked)
            for draft, text in zip(self._drafts, texts, strict=True)
            for at, mark in enumerate(draft.marks)
            if mark.marked.words
        ]
        if 2 * sum(map(sum, named)) > len(worded):
            return True
        sample = worded[:: 1 + len(worded) // _SAMPLE]
        quoted = (text.stored.quoted(at, marked.size) for text, at, marked in sample)
        return 2 * sum(quoted) > len(sample)

    def _on_pages(self) -> list[Doubt]:
        """Put the rectangles of pages on their words; what is not sure of them."""
        doubtful: list[Doubt] = []
        for one in self._pages.answers():
            asked = one.asked
            asked.draft.found.append((asked.mark, one.span))
            if one.doubt:
                placed = asked.mark.guid if one.span else ""
                doubtful.append(Doubt(one.doubt, placed))
            if one.span is None:
                self.elsewhere.append(without_words(asked.draft.owner, asked.mark, asked.words))
        self.remarks += self._pages.remarks
        return doubtful

    def _tell(self, doubtful: Sequence[Doubt]) -> None:
        for doubt in doubtful[:MAX_REMARKS]:
            self.remarks.append(Remark("refi-quotation-doubtful", doubt.told, "doubt"))
        if len(doubtful) > MAX_REMARKS:
            more = f"{len(doubtful) - MAX_REMARKS} more quotations are not verified"
            self.remarks.append(Remark("refi-quotation-doubtful", more, "doubt"))
        if self._widened:
            told = (
                f"{self._widened} selections of recordings begin or end between sync points: each "
                "is widened to the nearest ones, and a memo on it has its own times"
            )
            self.remarks.append(Remark("refi-widened", told, "doubt"))


def _written(data: bytes, name: str) -> tuple[str, bool, Sequence[Remark]]:
    """The text of a file, whether a byte order mark begins it, and what was noticed."""
    if data.startswith((_WORD, _PDF)):
        text, remarks = (text_of_docx if data.startswith(_WORD) else text_of_pdf)(data, name)
        return text, False, remarks
    decoded = decode(data, name)
    sign = "\ufeff".encode(decoded.encoding, "ignore")
    mark = bool(sign) and data.startswith(sign)
    return (
        data[len(sign) if mark else 0 :].decode(decoded.encoding, "replace"),
        mark,
        decoded.remarks,
    )


def _waiting(holder: Node) -> str:
    selections = list(nodes.children(holder, "plaintextselection"))
    codings = sum(len(applied(node)) for node in (holder, *selections))
    return f"its {len(selections)} quotations with {codings} codings"
