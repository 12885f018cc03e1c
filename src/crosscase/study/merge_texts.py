"""When two copies became one: every passage stands on the newest text of its source, and once."""

from __future__ import annotations

from sqlalchemy import select

from crosscase.domain.codings import Coding, Memo
from crosscase.domain.edits import edit_map
from crosscase.domain.sources import Edition, Segment, Source
from crosscase.domain.synced import Synced
from crosscase.store.delta import rows_changed
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS
from crosscase.study.correct import Corrected, carry
from crosscase.study.transcript import current_edition


class Carrying:
    """Made before the rows of the copy come in: it remembers which texts stood."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        found = {s.id: current_edition(writer.db, s.id) for s in read(writer.db, Source)}
        self._stood = {source: e.id for source, e in found.items() if e is not None}

    def carry_over(self, told: Synced) -> None:
        """Move passages to the newest texts: those of texts that stood, and those that came.

        What an earlier correction had to leave behind stays there.
        """
        came = rows_changed(self._writer.db, self._writer.entry, NOUNS[Segment])
        if not came and not rows_changed(self._writer.db, self._writer.entry, NOUNS[Edition]):
            return
        for source, stood in self._stood.items():
            newest = current_edition(self._writer.db, source)
            if newest is None:
                continue
            for edition in read(self._writer.db, Edition, source=source):
                if edition.id != newest.id and edition.kind != "translated":
                    self._carry(edition, newest, None if edition.id == stood else came, told)
            if came:
                self._fold(newest.id)

    def _carry(self, old: Edition, new: Edition, only: frozenset[int] | None, told: Synced) -> None:
        segments = read(self._writer.db, Segment, edition=old.id)
        if only is not None and not any(s.id in only for s in segments):
            return
        corrected = Corrected()
        carry(self._writer, old, new, edit_map(old.text, new.text), corrected, only)
        told.carried += corrected.carried
        told.left += corrected.left

    def _fold(self, edition: int) -> None:
        """Two passages of one place become one, with all that stands on them."""
        first: dict[tuple[int, int, bool], int] = {}
        for segment in read(self._writer.db, Segment, edition=edition):
            place = (segment.start, segment.end, segment.unit)
            if place in first:
                self._onto(first[place], segment.id)
            else:
                first[place] = segment.id

    def _onto(self, keep: int, drop: int) -> None:
        writer = self._writer
        judged = {(c.code, c.coder) for c in read(writer.db, Coding, segment=keep)}
        for coding in read(writer.db, Coding, segment=drop):
            if (coding.code, coding.coder) in judged:
                writer.remove(Coding, coding.id)
        for noun, table in NOUNS.items():
            for column in table.c:
                target = next(iter(column.foreign_keys), None)
                if target is not None and target.column.table is NOUNS[Segment]:
                    rows = writer.db.execute(select(table.c.id).where(column == drop)).scalars()
                    for number in list(rows):
                        values: dict[str, object] = {column.name: keep}
                        writer.change(noun, number, (), **values)
        for memo in read(writer.db, Memo, about="segment", of=drop):
            writer.change(Memo, memo.id, of=keep)
        writer.remove(Segment, drop)
