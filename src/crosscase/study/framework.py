"""Summaries in the cells of the framework matrix, written by people and tied to quotes."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.analysis.framework import By, framework
from crosscase.domain.framework import Summary, SummaryQuote
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store.rows import Writer, read
from crosscase.study.desk import Desk
from crosscase.study.take import take


class Summaries:
    """What a coder writes into a cell; each has one summary a cell, which a new one replaces."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self, by: By, row: int, construct: int, text: str, segments: Iterable[int]) -> int:
        """Sum up what a case or participant (``row``) says on a construct; the summary's id.

        Raises ``NotAllowed`` for an empty summary, one without a quote, or a quote that is none
        of the cell's, ``NotInStudy`` for an unknown cell.
        """
        cited = list(dict.fromkeys(segments))
        if not text.strip():
            raise NotAllowed("The summary is empty.", hint="Write what is said here in short.")
        if not cited:
            raise NotAllowed("A summary rests on quotes.", hint="Choose at least one of the cell.")
        with self._desk.change("summarise") as writer:
            cell = framework(take(writer.db), by).cell(row, construct)
            if cell is None:
                raise NotInStudy("There is no such cell any more.", hint="Open the page again.")
            if not set(cited) <= set(cell.segments):
                raise NotAllowed(
                    "A quote that is not of this cell cannot carry its summary.",
                    hint="Choose among the quotes that stand beside it.",
                )
            place = {"case": row} if by == "case" else {"participant": row}
            for was in read(writer.db, Summary, code=construct, coder=writer.coder, **place):
                _take_away(writer, was.id)
            made = writer.add(
                Summary(
                    0,
                    construct,
                    writer.coder,
                    text.strip(),
                    place.get("case"),
                    place.get("participant"),
                    self._desk.clock()[:10],
                )
            )
            writer.add_all([SummaryQuote(0, made, segment) for segment in cited])
        return made

    def remove(self, number: int) -> None:
        """Take a summary of this coder's away. Raises ``NotInStudy``, ``NotAllowed``."""
        with self._desk.change("remove summary") as writer:
            found = read(writer.db, Summary, id=number)
            if not found:
                raise NotInStudy("This summary is not there any more.", hint="Open the page again.")
            if found[0].coder != writer.coder:
                raise NotAllowed(
                    "This summary is another coder's.", hint="Write your own beside it."
                )
            _take_away(writer, number)


def _take_away(writer: Writer, number: int) -> None:
    for tied in read(writer.db, SummaryQuote, summary=number):
        writer.remove(SummaryQuote, tied.id)
    writer.remove(Summary, number)
