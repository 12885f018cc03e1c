"""A report in which quotations are heard."""

from __future__ import annotations

from dataclasses import replace

from crosscase.domain.clips import Clips
from crosscase.report.chapter import notice
from crosscase.report.document import Cited, Document, Strong, clean


def to_be_heard(document: Document) -> list[int]:
    """The passages of a report whose sound is wanted, those that stand in its text first."""
    cited = [
        ordinal
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Cited)
        for ordinal in block.quotes
    ]
    ordinals = dict.fromkeys([*cited, *document.quotes])
    return [document.quotes[ordinal].segment for ordinal in ordinals]


def with_clips(document: Document, clips: Clips) -> Document:
    """The report with the sound of its quotations, and a notice of how many are heard.

    A quotation whose words are not shown is not heard either.
    """
    quotes = {
        ordinal: replace(quote, sound=clips.sound.get(quote.segment, b"")) if quote.words else quote
        for ordinal, quote in document.quotes.items()
    }
    first, *rest = document.sections
    told = notice(Strong("With sound. "), clean(clips.sentence))
    first = replace(first, blocks=(told, *first.blocks))
    return replace(document, quotes=quotes, sections=(first, *rest))
