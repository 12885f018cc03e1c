"""Passages that leave with who said them: every judgement on them goes, what stays is marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from crosscase.domain.codings import Coding, Decision, Discard, Memo
from crosscase.domain.double_coding import DoubleUnit, Negotiated
from crosscase.domain.framework import Summary, SummaryQuote
from crosscase.domain.sources import Segment
from crosscase.domain.theory import Evidence, Rating, RivalEvidence
from crosscase.domain.withdrawal import MARK
from crosscase.store import dated, erase
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS


@dataclass
class Passages:
    """Takes passages out during one withdrawal; ``gone`` counts what went, by its name."""

    writer: Writer
    person: int
    gone: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    ratings: list[int] = field(default_factory=list)
    """Cases whose rating rested on a passage that went."""

    def remove(self, gone: set[int]) -> None:
        """Take segments away with every judgement on them."""
        if not gone:
            return
        db = self.writer.db
        self.gone["segments"] += len(gone)
        quotes = {s.id: s.quote for s in read(db, Segment) if s.id in gone}
        judged: dict[type, str] = {
            Coding: "codings",
            Evidence: "evidence",
            RivalEvidence: "evidence",
            Discard: "discards",
            Decision: "decisions",
        }
        for noun, name in judged.items():
            rows: list[Any] = read(db, noun)
            on_them = [row.id for row in rows if row.segment in gone]
            self.gone[name] += len(on_them)
            self.take_away(noun, on_them)
            if noun is Coding:
                dated.forget(db, on_them)
        units = {u.id for u in read(db, DoubleUnit) if u.segment in gone}
        settled = [n.id for n in read(db, Negotiated) if n.double_unit in units]
        self.take_away(Negotiated, settled)
        self.take_away(DoubleUnit, sorted(units))
        for rating in read(db, Rating):
            if rating.segment is not None and rating.segment in gone:
                self.ratings.append(rating.case)
                quote = quotes[rating.segment]
                self.writer.change(Rating, rating.id, segment=None, why=_marked(rating.why, quote))
        self._take_from_summaries(quotes)
        self._mark_quotes(quotes)
        self.untie("segment", gone)
        self.take_away(Segment, sorted(gone))

    def _take_from_summaries(self, quotes: Mapping[int, str]) -> None:
        """A summary goes on without the quotes that go, their very words marked, and counted."""
        lost: dict[int, list[str]] = defaultdict(list)
        for tied in read(self.writer.db, SummaryQuote):
            if tied.segment in quotes:
                lost[tied.summary].append(quotes[tied.segment])
                self.writer.remove(SummaryQuote, tied.id)
        for summary in read(self.writer.db, Summary):
            if words := lost.get(summary.id):
                text = summary.text
                for quote in words:
                    text = _marked(text, quote)
                self.gone["texts"] += text != summary.text
                gone = summary.lost + len(words)
                self.writer.change(Summary, summary.id, lost=gone, text=text)

    def _mark_quotes(self, quotes: Mapping[int, str]) -> None:
        """In what was written about these passages their exact words are marked, however few."""
        for memo in read(self.writer.db, Memo, about="segment"):
            quote = quotes.get(memo.of or 0, "")
            if (text := _marked(memo.text, quote)) != memo.text:
                self.gone["texts"] += 1
                self.writer.change(Memo, memo.id, text=text)

    def untie(self, about: str, gone: set[int]) -> None:
        """A memo about something that is gone stays, about the study; one that quotes it goes."""
        self.take_quoting_memos(about, gone)
        for memo in read(self.writer.db, Memo, about=about):
            if memo.of in gone:
                self.writer.change(Memo, memo.id, about="", of=None)

    def take_quoting_memos(self, about: str, of: set[int]) -> None:
        """Take away the comments that came with a file and quote the person."""
        own = erase.of_person(self.writer.db, self.person)
        for memo in read(self.writer.db, Memo, about=about):
            if memo.of in of and self._text_id(memo.id) in own:
                self.gone["memos"] += 1
                self.writer.remove(Memo, memo.id)

    def _text_id(self, memo: int) -> int:
        table = NOUNS[Memo]
        return int(
            self.writer.db.execute(select(table.c.text).where(table.c.id == memo)).scalar_one()
        )

    def take_away(self, noun: type, rows: Iterable[int]) -> None:
        """Take rows of a noun away."""
        for number in rows:
            self.writer.remove(noun, number)


def _marked(text: str, quote: str) -> str:
    """The text with a mark wherever these very words stand, without case."""
    words = quote.strip().rstrip(".,;:!?。，！？")
    return re.sub(re.escape(words), MARK, text, flags=re.IGNORECASE) if words else text
