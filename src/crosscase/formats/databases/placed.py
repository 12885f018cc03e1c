"""Passages that a database marks in its texts, placed as its numbers mean, and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.formats.bounds import MAX_REMARKS
from crosscase.formats.encodings import clean
from crosscase.formats.refi.offsets import Marked, Text, find_convention, spans
from crosscase.formats.refi.project import Doubt, Quotation, TextSource, Value, Verified
from crosscase.formats.refi.stored import Standing, put


@dataclass(frozen=True, slots=True)
class Draft:
    """A source whose quotations have no place yet.

    ``raw`` is the text as the numbers of ``marked`` count it, one for each quotation; ``span_of``
    finds a passage of it in the text of the source.
    """

    source: TextSource
    raw: str
    marked: Sequence[Marked]
    span_of: Callable[[Span], Span] | None = None


def drafted(
    number: object,
    name: str,
    raw: str,
    memo: str,
    passages: Sequence[tuple[Marked, Quotation]],
    values: Sequence[Value],
    notes: Sequence[str] = (),
) -> Draft:
    """The draft of a source by its number in the database, with what is marked in its text."""
    source = TextSource(
        f"source {number}",
        name,
        clean(raw, "")[0],
        hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
        memo,
        tuple(passage for _, passage in passages),
        notes=tuple(notes),
        values=tuple(values),
    )
    return Draft(source, raw, [mark for mark, _ in passages])


def place(drafts: Sequence[Draft], origin: str) -> tuple[tuple[TextSource, ...], Verified]:
    """The sources with every quotation where its numbers put it, and how many are their words.

    One that is not the words stored with it is doubtful, and put on these where they stand.
    ``origin``: the program that wrote the numbers.
    """
    texts = [Text(draft.raw, draft.marked) for draft in drafts]
    convention = find_convention(texts, origin).convention
    doubtful: list[Doubt] = []
    sources: list[TextSource] = []
    for draft, text in zip(drafts, texts, strict=True):
        places = list(spans(text, convention))
        named = text.named(places)
        moved = text.moved(places, named)
        doubtful += _doubts(draft, text, places, named, moved)
        places = put(places, moved)
        at = text.clean(places) if draft.span_of is None else _mapped(draft.span_of, places)
        quotations = tuple(
            replace(quotation, span=span)
            for quotation, span in zip(draft.source.quotations, at, strict=True)
        )
        sources.append(replace(draft.source, quotations=quotations))
    count = sum(len(draft.marked) for draft in drafts)
    if not count:
        return tuple(sources), Verified()
    return tuple(sources), Verified(count, count - len(doubtful), convention, tuple(doubtful))


def doubts(verified: Verified, code: str) -> Iterator[Remark]:
    """What is not verified as remarks, the first of many."""
    for doubt in verified.doubtful[:MAX_REMARKS]:
        yield Remark(code, doubt.told, "doubt")
    if (more := len(verified.doubtful) - MAX_REMARKS) > 0:
        yield Remark(code, f"{more} more passages are not verified", "doubt")


def _mapped(
    span_of: Callable[[Span], Span], places: Sequence[Span | None]
) -> Sequence[Span | None]:
    return [span_of(place) if place else None for place in places]


def _doubts(
    draft: Draft,
    text: Text,
    places: Sequence[Span | None],
    named: Sequence[bool],
    moved: Mapping[int, Standing],
) -> Iterator[Doubt]:
    first, last = text.edges
    for at, (marked, found) in enumerate(zip(draft.marked, places, strict=True)):
        guid = draft.source.quotations[at].guid
        where = f"{draft.source.name}: {marked.start} to {marked.end}"
        put = f"; {moved[at]}" if at in moved else ""
        if found is None:
            yield Doubt(f"{where} is no passage of this text{put}", guid if put else "")
        elif marked.words and not named[at]:
            words = found.of(draft.raw)[:60]
            told = f"is {words!r}{put or ', not the words stored with it'}"
            yield Doubt(f"{where} {told}", guid)
        elif not (marked.words or (first[found.start] and last[found.end])):
            words = found.of(draft.raw)[:60]
            yield Doubt(f"{where} begins or ends inside a word: {words!r}", guid)
