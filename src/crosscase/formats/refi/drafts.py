"""A text of a project before its passages are placed, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crosscase.domain.spans import Span
from crosscase.formats.encodings import clean
from crosscase.formats.refi import nodes
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.offsets import Marked, Text
from crosscase.formats.refi.project import Applied, Doubt, Quotation, Said, TextSource, Value
from crosscase.formats.refi.stored import Standing

_VALUES = ("textvalue", "booleanvalue", "integervalue", "floatvalue", "datevalue", "datetimevalue")


@dataclass
class Mark:
    """A passage: the elements that tell of it, the first before the others; its numbers.

    ``where``: its place as the file writes it; ``told``: what its description does not say.
    """

    elements: list[Node]
    marked: Marked
    where: str
    told: str = ""

    @property
    def guid(self) -> str:
        """Its identifier."""
        return nodes.guid(self.elements[0])


@dataclass
class Draft:
    """A text and the elements that mark passages in it: its own, and those of the same file.

    ``stretches``: what is said when, as ``SyncPoints`` tells it. ``found``: passages whose places
    in the clean text are known already.
    """

    guid: str
    owner: Node
    holders: list[Node]
    raw: str
    mark: bool
    sha256: str
    marks: list[Mark] = field(default_factory=list)
    stretches: list[tuple[Marked, float | None, float | None]] = field(default_factory=list)
    found: list[tuple[Mark, Span | None]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its source."""
        return nodes.said(self.owner, "name")

    def text(self) -> Text:
        """The text with its passages marked, then its stretches of time."""
        marked = [mark.marked for mark in self.marks]
        return Text(self.raw, [*marked, *(one[0] for one in self.stretches)], mark=self.mark)

    def placed(self, text: Text, places: Sequence[Span | None]) -> TextSource:
        """The source with every passage at its place."""
        owner, holder = self.owner, self.holders[0]
        both = self.holders if owner is holder else [owner, *self.holders]
        spans = text.clean(places)
        quoted, said = spans[: len(self.marks)], spans[len(self.marks) :]
        return TextSource(
            self.guid,
            self.name,
            clean(self.raw, "")[0],
            self.sha256,
            nodes.described(owner),
            tuple(
                quotation(mark, span)
                for mark, span in (*zip(self.marks, quoted, strict=True), *self.found)
            ),
            tuple(coding for node in both for coding in applied(node)),
            tuple(note for node in both for note in nodes.targets(node, "noteref")),
            tuple(value for node in both for value in values_of(node)),
            tuple(
                Said(span, begin, finish)
                for span, (_, begin, finish) in zip(said, self.stretches, strict=True)
                if span
            ),
        )

    def doubts(
        self,
        text: Text,
        places: Sequence[Span | None],
        named: Sequence[bool],
        moved: Mapping[int, Standing],
    ) -> Iterator[Doubt]:
        """What is not as it should be, a sentence a quotation.

        ``places``: what the numbers mean; ``named``: which passages are the words stored with
        them; ``moved``: which are put on these words.
        """
        whole = clean(self.raw, "")[0]
        spans = text.clean(places)
        for at, mark in enumerate(self.marks):
            place, span = places[at], spans[at]
            if place is None or span is None:
                size = len(self.raw)
                told = f"is no passage of this text of {size} characters"
            elif at in moved:
                told = f"is {place.of(self.raw)[:60]!r}"
            elif not _reads_back(place.of(self.raw), span.of(whole)):
                told = f"does not read back as {place.of(self.raw)[:60]!r}"
            elif named[at]:
                continue
            else:
                told = self._astray(text, place)
            if at in moved:
                told += f"; {moved[at]}"
            if told:
                kept = mark.guid if place or at in moved else ""
                yield Doubt(f"{self.name}: {mark.where} {told}", kept)

    def _astray(self, text: Text, place: Span) -> str:
        """Why a passage that is not the words stored with it is doubted, "" if it is not."""
        first, last = text.edges
        words = place.of(self.raw)
        if not first[place.start]:
            return f"starts inside a word: {words[:60]!r}"
        return "" if last[place.end] else f"ends inside a word: {words[-60:]!r}"


def _reads_back(raw: str, words: str) -> bool:
    """Whether words of a clean text are those that the file has there."""
    return raw == words or clean(raw, "")[0].removeprefix("\ufeff") == words


def plain_mark(node: Node) -> Mark:
    """The passage of a selection that gives its two numbers."""
    start, end = nodes.said(node, "startposition"), nodes.said(node, "endposition")
    marked = Marked(nodes.whole(start), nodes.whole(end), nodes.said(node, "name"))
    return Mark([node], marked, f"{start} to {end}")


def quotation(mark: Mark, span: Span | None) -> Quotation:
    """A passage at its place, with all that its elements say; what they say twice is said once."""
    first, *others = mark.elements
    codings = applied(first)
    if others:
        known = {(coding.code, coding.user) for coding in codings}
        more = (c for node in others for c in applied(node) if (c.code, c.user) not in known)
        codings = (*codings, *more)
    described = (nodes.described(node) for node in mark.elements)
    noted = (note for node in mark.elements for note in nodes.targets(node, "noteref"))
    return Quotation(
        mark.guid,
        nodes.said(first, "name"),
        span,
        "\n".join(dict.fromkeys(filter(None, (*described, mark.told)))),
        nodes.guid(first, "creatinguser"),
        codings,
        tuple(dict.fromkeys(noted)),
    )


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
    user = nodes.guid(node, "creatinguser")
    return tuple(
        Applied(
            nodes.guid(coding),
            nodes.target(reference),
            nodes.guid(coding, "creatinguser") or user,
            nodes.targets(coding, "noteref"),
            nodes.said(coding, "creationdatetime"),
        )
        for coding in nodes.children(node, "coding")
        if (reference := nodes.child(coding, "coderef")) is not None
    )
