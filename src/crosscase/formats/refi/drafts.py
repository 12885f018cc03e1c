"""A text of a project before its passages are placed, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crosscase.domain.spans import Span
from crosscase.formats.encodings import clean
from crosscase.formats.refi import nodes
from crosscase.formats.refi.nodes import Node
from crosscase.formats.refi.offsets import Marked, Text
from crosscase.formats.refi.project import Applied, Doubt, Quotation, Said, TextSource, Value

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
        spans = [text.clean(place) if place else None for place in places]
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
        self, text: Text, places: Sequence[Span | None], *, quoting: bool
    ) -> Iterator[Doubt]:
        """What is not as it should be, a sentence a quotation.

        ``quoting``: the names of passages are their words.
        """
        told = self._told(text, places, quoting=quoting)
        for mark, place, why in zip(self.marks, places, told, strict=False):
            if why:
                yield Doubt(why, mark.guid if place else "")

    def _told(self, text: Text, places: Sequence[Span | None], *, quoting: bool) -> Iterator[str]:
        """Why each passage is doubted, "" for one that is verified."""
        whole = clean(self.raw, "")[0]
        first, last = text.edges
        for at, mark in enumerate(self.marks):
            place = places[at]
            if place is None:
                size = len(self.raw)
                yield f"{self.name}: {mark.where} is no passage of this text of {size} characters"
                continue
            words = place.of(self.raw)
            span = text.clean(place)
            if clean(words, "")[0].removeprefix("\ufeff") != span.of(whole):
                told = f"does not read back as {words[:60]!r}"
            elif text.named(at, place.start, place.end):
                told = ""
            elif quoting and text.elsewhere(at, place.start, place.end):
                told = f"is {words[:60]!r}; the words stored with it stand elsewhere"
            elif not first[place.start]:
                told = f"starts inside a word: {words[:60]!r}"
            elif not last[place.end]:
                told = f"ends inside a word: {words[-60:]!r}"
            else:
                told = ""
            yield f"{self.name}: {mark.where} {told}" if told else ""


def plain_mark(node: Node) -> Mark:
    """The passage of a selection that gives its two numbers."""
    ends = nodes.said(node, "startPosition"), nodes.said(node, "endPosition")
    numbers = nodes.number(node, "startPosition"), nodes.number(node, "endPosition")
    return Mark([node], Marked(*numbers, nodes.said(node, "name")), f"{ends[0]} to {ends[1]}")


def quotation(mark: Mark, span: Span | None) -> Quotation:
    """A passage at its place, with all that its elements say; what they say twice is said once."""
    first, *others = mark.elements
    codings = list(applied(first))
    known = {(coding.code, coding.user) for coding in codings}
    codings += (c for node in others for c in applied(node) if (c.code, c.user) not in known)
    described = (nodes.described(node) for node in mark.elements)
    noted = (note for node in mark.elements for note in nodes.targets(node, "noteref"))
    return Quotation(
        mark.guid,
        nodes.said(first, "name"),
        span,
        "\n".join(dict.fromkeys(filter(None, (*described, mark.told)))),
        nodes.guid(first, "creatingUser"),
        tuple(codings),
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
