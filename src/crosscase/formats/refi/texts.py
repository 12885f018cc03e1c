"""The text sources of a project, each quotation placed and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.encodings import clean, decode
from crosscase.formats.refi import nodes
from crosscase.formats.refi.container import Container
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.offsets import Marked, Text, find_convention, spans
from crosscase.formats.refi.project import Applied, Doubt, Quotation, TextSource, Value, Verified

_VALUES = ("textvalue", "booleanvalue", "integervalue", "floatvalue", "datevalue", "datetimevalue")


@dataclass
class _Draft:
    """A text and the elements that mark passages in it: its own, and those of the same file."""

    guid: str
    owner: Node
    holders: list[Node]
    raw: str
    mark: bool
    sha256: str
    selections: list[Node] = field(default_factory=list)


class Texts:
    """Collects every text of a project, finds the convention, and gives the sources."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._drafts: list[_Draft] = []
        self._by_path: dict[str, _Draft] = {}
        self.remarks: list[Remark] = []
        self._owners: set[str] = set()

    def take(self, owner: Node, holder: Node) -> bool:
        """Read the text of ``holder``; ``owner`` is the source (itself, or the pdf or recording).

        False, with a remark, where there is no text.
        """
        path = nodes.said(holder, "plainTextPath")
        known = self._by_path.get(path.casefold())
        if path and known is not None and owner is not holder:
            known.holders.append(holder)
            known.selections += nodes.children(holder, "plaintextselection")
            return True
        draft = self._read(owner, holder, path)
        if draft is None:
            return False
        draft.selections += nodes.children(holder, "plaintextselection")
        self._drafts.append(draft)
        if path:
            self._by_path.setdefault(path.casefold(), draft)
        return True

    def text_of(self, holder: Node) -> str:
        """The text of a note, clean; some notes have a name alone."""
        path = nodes.said(holder, "plainTextPath")
        worded = path or nodes.said(holder, "richTextPath")
        if not worded and nodes.child(holder, "plaintextcontent") is None:
            return ""
        draft = self._read(holder, holder, path)
        return clean(draft.raw, "")[0] if draft else ""

    def _guid(self, owner: Node, holder: Node) -> str:
        """That of the source; a second text of one source goes by its own."""
        guid = nodes.guid(owner)
        if guid in self._owners and owner is not holder:
            guid = nodes.guid(holder)
        self._owners.add(guid)
        return guid

    def _read(self, owner: Node, holder: Node, path: str) -> _Draft | None:
        name = nodes.said(owner, "name")
        content = nodes.child(holder, "plaintextcontent")
        if content is not None:
            raw = "".join(content.itertext())
            sha = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
            return _Draft(self._guid(owner, holder), owner, [holder], raw, False, sha)
        data = self._container.find(path)
        if data is None:
            told = (
                f"its text ({path or 'no path is given'}) is not in the file, so "
                f"{_waiting(holder)} cannot be placed: export the project anew with its sources"
            )
            self.remarks.append(Remark("refi-missing-source", told, "flaw", name))
            return None
        try:
            decoded = decode(data, name)
        except UnreadableFile as error:
            told = f"{error.what} {error.hint} So {_waiting(holder)} cannot be placed."
            self.remarks.append(Remark("unreadable", told, "flaw", name))
            return None
        self.remarks += decoded.remarks
        sign = "\ufeff".encode(decoded.encoding, "ignore")
        mark = bool(sign) and data.startswith(sign)
        raw = data[len(sign) if mark else 0 :].decode(decoded.encoding, "replace")
        return _Draft(
            self._guid(owner, holder), owner, [holder], raw, mark, hashlib.sha256(data).hexdigest()
        )

    def sources(self, origin: str) -> tuple[tuple[TextSource, ...], Verified]:
        """Every source with its quotations, and how many of these are verified.

        ``origin``: the program that wrote the project.
        """
        texts = [
            Text(draft.raw, [_marked(node) for node in draft.selections], mark=draft.mark)
            for draft in self._drafts
        ]
        count = sum(len(draft.selections) for draft in self._drafts)
        found = find_convention(texts, origin)
        if found.rivals:
            told = (
                f"positions fit equally well as: {found.convention}; and as: {found.rivals[0]}. "
                "The first was taken: look at the quotations."
            )
            self.remarks.append(Remark("refi-convention-unsure", told, "doubt"))
        named = sum(bool(nodes.said(s, "name")) for d in self._drafts for s in d.selections)
        quoting = 2 * found.names > named  # else the names are labels, and tell nothing
        sources: list[TextSource] = []
        doubtful: list[Doubt] = []
        for draft, text in zip(self._drafts, texts, strict=True):
            places = list(spans(text, found.convention))
            doubtful += _doubts(draft, text, places, quoting=quoting)
            sources.append(_source(draft, text, places))
        verified = Verified(count, count - len(doubtful), found.convention, tuple(doubtful))
        for doubt in doubtful[:MAX_REMARKS]:
            self.remarks.append(Remark("refi-quotation-doubtful", doubt.told, "doubt"))
        if len(doubtful) > MAX_REMARKS:
            more = f"{len(doubtful) - MAX_REMARKS} more quotations are not verified"
            self.remarks.append(Remark("refi-quotation-doubtful", more, "doubt"))
        return tuple(sources), verified if count else Verified()


def values_of(node: Node) -> tuple[Value, ...]:
    """The values of variables that stand on a case or source; empty ones are left out."""
    values: list[Value] = []
    for item in nodes.children(node, "variablevalue"):
        reference = nodes.child(item, "variableref")
        text = next((nodes.words(part).strip() for part in item if nodes.kind(part) in _VALUES), "")
        if reference is not None and text:
            values.append(Value(nodes.target(reference), text))
    return tuple(values)


def applied(node: Node) -> tuple[Applied, ...]:
    """The codings that stand on an element."""
    return tuple(
        Applied(
            nodes.guid(coding),
            nodes.target(reference),
            nodes.guid(coding, "creatingUser") or nodes.guid(node, "creatingUser"),
            nodes.targets(coding, "noteref"),
            nodes.said(coding, "creationDateTime"),
        )
        for coding in nodes.children(node, "coding")
        if (reference := nodes.child(coding, "coderef")) is not None
    )


def _waiting(holder: Node) -> str:
    selections = list(nodes.children(holder, "plaintextselection"))
    codings = sum(len(applied(node)) for node in (holder, *selections))
    return f"its {len(selections)} quotations with {codings} codings"


def _marked(node: Node) -> Marked:
    return Marked(
        nodes.number(node, "startPosition"),
        nodes.number(node, "endPosition"),
        nodes.said(node, "name"),
    )


def _doubts(
    draft: _Draft, text: Text, places: list[Span | None], *, quoting: bool
) -> Iterator[Doubt]:
    """What is not as it should be, a sentence a quotation."""
    told = _told(draft, text, places, quoting=quoting)
    for node, place, why in zip(draft.selections, places, told, strict=True):
        if why:
            yield Doubt(why, nodes.guid(node) if place else "")


def _told(draft: _Draft, text: Text, places: list[Span | None], *, quoting: bool) -> Iterator[str]:
    """Why each quotation is doubted, "" for one that is verified."""
    source = nodes.said(draft.owner, "name")
    whole = clean(draft.raw, "")[0]
    first, last = text.edges

    def where(node: Node) -> str:
        ends = nodes.said(node, "startPosition"), nodes.said(node, "endPosition")
        return f"{source}: {ends[0]} to {ends[1]}"

    for at, (node, place) in enumerate(zip(draft.selections, places, strict=True)):
        if place is None:
            yield f"{where(node)} is no passage of this text of {len(draft.raw)} characters"
            continue
        words = place.of(draft.raw)
        span = text.clean(place)
        if clean(words, "")[0].removeprefix("\ufeff") != span.of(whole):
            yield f"{where(node)} does not read back as {words[:60]!r}"
        elif text.named(at, place.start, place.end):
            yield ""
        elif quoting and text.elsewhere(at, place.start, place.end):
            yield f"{where(node)} is {words[:60]!r}; the words stored with it stand elsewhere"
        elif not first[place.start]:
            yield f"{where(node)} starts inside a word: {words[:60]!r}"
        elif not last[place.end]:
            yield f"{where(node)} ends inside a word: {words[-60:]!r}"
        else:
            yield ""


def _source(draft: _Draft, text: Text, places: list[Span | None]) -> TextSource:
    owner, holder = draft.owner, draft.holders[0]
    both = draft.holders if owner is holder else [owner, *draft.holders]
    return TextSource(
        draft.guid,
        nodes.said(owner, "name"),
        clean(draft.raw, "")[0],
        draft.sha256,
        nodes.described(owner),
        tuple(
            Quotation(
                nodes.guid(node),
                nodes.said(node, "name"),
                text.clean(place) if place else None,
                nodes.described(node),
                nodes.guid(node, "creatingUser"),
                applied(node),
                nodes.targets(node, "noteref"),
            )
            for node, place in zip(draft.selections, places, strict=True)
        ),
        tuple(coding for node in both for coding in applied(node)),
        tuple(note for node in both for note in nodes.targets(node, "noteref")),
        tuple(value for node in both for value in values_of(node)),
    )
