"""The rows of a copy into the study: added, changed, removed, or told as a conflict."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from crosscase.domain.codebook import Merge, check_merge
from crosscase.domain.design import Noticed
from crosscase.domain.sources import Edition, Source
from crosscase.domain.synced import Conflict, Synced, tally
from crosscase.errors import NotAllowed
from crosscase.store import delta
from crosscase.store.columns import meta
from crosscase.store.delta import RowChange, Values
from crosscase.store.rows import Writer, read
from crosscase.store.tables import NOUNS
from crosscase.study.merge_arrivals import Arrivals
from crosscase.study.merge_doubles import fill_local, settle_last
from crosscase.study.merge_sides import Sides, may_refer, refers_to
from crosscase.study.merge_texts import Carrying
from crosscase.study.sync_keys import NAMES

_NOUNS = {table.name: noun for noun, table in NOUNS.items()}
_STAYS = "it stays as it is here"
_UNSAID = frozenset({"coder", "unreviewed", "assisted", "ordinal", "sealed", "line", "colour"})
_UNSAID_OF = frozenset({("sources", "name"), ("codes", "origin"), ("negotiations", "at")})
"""Of two rows that were made alike, columns in which they need not agree."""


class Merging:
    """One copy on its way into the study, inside one act.

    ``since``: the entry of the copy up to which the study knows it, ``known``: the entry of the
    study up to which the copy knows it. ``new_sources`` are hashes, ``new_people`` pseudonyms there
    and here.
    """

    def __init__(self, writer: Writer, theirs: Connection, since: int, known: int) -> None:
        self._writer = writer
        self._arrivals = Arrivals(writer)
        self._sides = Sides(writer.db, theirs)
        self._done = delta.done_since(theirs, since)
        self._known = known
        self._made_there = {(c.table, c.uid) for c in self._done if c.before is None}
        self._told = Synced()
        self._coming: set[tuple[str, str]] = set()
        self._again: set[tuple[str, str]] = set()
        self._waiting: list[RowChange] = []
        self.new_sources: list[str] = []
        self.new_people: dict[str, str] = {}

    def done(self, name: str) -> Synced:
        """Bring everything; conflicts are written down in the study, too."""
        carrying = Carrying(self._writer)
        for change in self._done:
            if change.after is not None:
                (self._new if change.before is None else self._changed)(change)
        for change in reversed(self._done):
            if change.after is None:
                self._removed(change)
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            self._changed(change, last=True)
        settle_last(self._arrivals.write(), self._sides)
        carrying.carry_over(self._told)
        self._writer.add_all(
            [Noticed(0, "sync-conflict", "doubt", str(c), name) for c in self._told.conflicts]
        )
        return self._told

    def _new(self, change: RowChange) -> None:
        """A row that the copy made; made here as well, it is the same one."""
        theirs = change.after or {}
        there = self._sides.here(change.table, change.uid, theirs)
        if there is None:
            self._bring(change.table, change.uid, theirs, change.people)
            return
        if (change.table, change.uid) in self._coming:
            return  # brought just now, for another row
        ours, theirs = self._both(change.table, there, theirs)
        self._told.same += 1
        self._again.add((change.table, there))
        took = {
            column: value
            for column, value in theirs.items()
            if (column == "sealed" and value and not ours[column])
            or (ours[column] == "" and value not in ("", delta.ERASED))
        }
        for column in (name for name in theirs if name not in took):
            unsaid = column in _UNSAID or (change.table, column) in _UNSAID_OF
            if theirs[column] not in (ours[column], "", delta.ERASED) and not unsaid:
                self._conflict(change.table, ours, column, theirs, _STAYS)
        if took:
            self._take(change.table, there, took, change.people)

    def _changed(self, change: RowChange, *, last: bool = False) -> None:
        """A row that stands otherwise there: taken where it still stands here as it did."""
        was, now = change.before or {}, change.after or {}
        there = self._sides.here(change.table, change.uid, was)
        if there is None:
            if self._bring(change.table, change.uid, now, change.people) is not None:
                what = self._sides.label(change.table, now)
                self._tell(what, "removed", "changed", "it is back")
            return
        if (change.table, change.uid) in self._coming:
            return
        ours, now = self._both(change.table, there, now)
        was = self._sides.translated(change.table, was)
        moved = change.table in ("segments", "answers") and was["edition"] != now["edition"]
        took: dict[str, Any] = {}
        for column in now:
            if now[column] in (was[column], ours[column]):
                continue
            if column == "sealed":
                if now[column]:
                    took[column] = True
            elif ours[column] == was[column] or moved:
                took[column] = now[column]
            else:
                self._conflict(change.table, ours, column, now, _STAYS)
        if took and self._sides.named(change.table, {**ours, **took}) not in (None, there):
            if not last:
                self._waiting.append(change)  # for what is removed or renamed later on
                return
            for column in took:
                self._conflict(change.table, ours, column, now, "another is called so here")
        elif took:
            self._take(change.table, there, took, change.people)

    def _removed(self, change: RowChange) -> None:
        """A row that is gone there: gone here too, where nothing here speaks for it."""
        was = change.before or {}
        there = self._sides.here(change.table, change.uid, was)
        if there is None or (change.table, change.uid) in self._coming:
            return
        if (change.table, there) in self._again:
            return  # removed and made again there: it is the same thing
        if there != change.uid and there in self._sides.since(change.table, self._known):
            return  # made here as well, and the copy has not seen that
        ours, was = self._both(change.table, there, was)
        what = self._sides.label(change.table, ours)
        if any(ours[column] != was[column] for column in ours if column != "sealed"):
            self._tell(what, "changed", "removed", "it stays")
        elif rests := self._resting_on(change.table, there, ours):
            self._tell(what, f"{rests} rests on it", "removed", "it stays")
        else:
            number = self._sides.ours.numbers(change.table)[there]
            self._arrivals.write().remove(_NOUNS[change.table], number)
            self._sides.drop(change.table, there)
            tally(self._told.removed, change.table)

    def _both(self, table: str, uid: str, theirs: Values) -> tuple[Values, Values]:
        return self._sides.ours.values(table)[uid], self._sides.translated(table, theirs)

    def _bring(
        self, table: str, uid: str, values: Values, people: tuple[str, ...] = ()
    ) -> int | None:
        """Insert a row of the copy; what it refers to and what is not here is brought first.

        None where it rests on something that is gone for good.
        """
        self._coming.add((table, uid))
        if delta.ERASED in values.values():
            return None
        fields = self._fields(table, values)
        if fields is None:
            done = "what it rests on is gone, and it was not taken"
            self._tell(self._sides.label(table, values), "gone", "there", done)
            return None
        told = self._sides.translated(table, values)
        if table == "codings" and (twin := self._sides.named(table, told)):
            return self._sides.ours.numbers(table)[twin]  # this judgement stands already
        if table == "merges" and (why := self._in_a_circle(fields)):
            self._tell(self._sides.label(table, told), "merged otherwise", "merged", why)
            return None
        fill_local(self._writer, table, fields)
        self._fit(table, fields)
        sealed = table == "editions" and fields["sealed"]
        if sealed:  # sealed after it is there: undo then takes the seal off before the edition
            fields["sealed"] = False
        numbers = self._people(people)
        number = self._arrivals.add(_NOUNS[table], fields, uid, numbers)
        if sealed:
            self._arrivals.write().change(Edition, number, numbers, sealed=True)
        for column in (NAMES.get(table), "ordinal"):
            if column in fields:
                told[column] = fields[column]
        self._sides.put(table, uid, number, told)
        tally(self._told.added, table)
        return number

    def _fields(self, table: str, values: Values) -> dict[str, Any] | None:
        """The values with numbers of here for what they refer to; None where that is gone."""
        fields: dict[str, Any] = {}
        for column, value in values.items():
            target = delta.target_of(meta.tables[table], values, column)
            fields[column] = value if target is None else None
            if target is not None and value:
                fields[column] = self._number(target, value)
                if fields[column] is None:
                    return None
        return fields

    def _number(self, table: str, uid: str) -> int | None:
        """The number here of a row of the copy; one that was removed here is brought back."""
        known = self._sides.here(table, uid)
        if known is not None:
            return self._sides.ours.numbers(table)[known]
        values = self._sides.theirs.values(table).get(uid)
        if values is None or (table, uid) in self._coming:
            return None
        people = delta.people_of(self._sides.theirs.db, meta.tables[table], uid)
        number = self._bring(table, uid, values, people)
        if number is not None and (table, uid) not in self._made_there:
            self._tell(self._sides.label(table, values), "removed", "in use", "it is back")
        return number

    def _people(self, uids: tuple[str, ...]) -> list[int]:
        numbers = self._sides.ours.numbers("participants")
        known = (self._sides.here("participants", uid) for uid in uids)
        return [numbers[uid] for uid in known if uid is not None]

    def _in_a_circle(self, merge: dict[str, Any]) -> str:
        """Why keywords that were merged there cannot be merged here, too ("": they can)."""
        try:
            check_merge(merge["keyword"], merge["into"], read(self._arrivals.write().db, Merge))
        except NotAllowed as error:
            return f"it was not taken: {error}"
        return ""

    def _fit(self, table: str, fields: dict[str, Any]) -> None:
        """A name or an ordinal that is taken here becomes another one."""
        if table in NAMES:
            self._name(table, NAMES[table], fields)
        if table == "sources":
            self.new_sources.append(fields["sha256"])
        elif table == "editions":
            there_are = read(self._arrivals.write().db, Edition, source=fields["source"])
            fields["ordinal"] = max([fields["ordinal"], *(e.ordinal + 1 for e in there_are)])
            self._tell_both_corrected(fields, there_are)

    def _name(self, table: str, column: str, fields: dict[str, Any]) -> None:
        there, count = fields[column], 1
        while self._sides.named(table, fields) is not None:
            count += 1
            fields[column] = f"{there} ({count})"
        if table == "participants":
            self.new_people[there] = fields[column]
        if fields[column] != there:
            done = f"both stand: the one from there is {fields[column]!r} now"
            what = self._sides.label(table, {**fields, column: there})
            self._tell(what, "one", "maybe another", done)

    def _tell_both_corrected(self, fields: dict[str, Any], there: list[Edition]) -> None:
        numbers = self._sides.ours.numbers("editions")
        shared = {numbers[uid] for uid in self._sides.theirs.values("editions") if uid in numbers}
        mine = [e for e in there if e.id not in shared and e.kind != "translated"]
        if mine and fields["kind"] != "translated":
            name = read(self._arrivals.write().db, Source, id=fields["source"])[0].name
            done = "the text from there stands, the one from here is kept as an earlier edition"
            self._tell(f"the transcript of {name!r}", "corrected", "corrected otherwise", done)

    def _take(self, table: str, uid: str, took: dict[str, Any], people: tuple[str, ...]) -> None:
        ours = {**self._sides.ours.values(table)[uid], **took}
        fields: dict[str, Any] = {}
        for column, value in took.items():
            target = delta.target_of(meta.tables[table], ours, column)
            fields[column] = value if target is None else None
            if target is not None and value:
                fields[column] = self._number(target, value)
                if fields[column] is None:
                    done = "what it refers to is gone, and it stays as it is here"
                    self._conflict(table, self._sides.ours.values(table)[uid], column, took, done)
                    return
        number = self._sides.ours.numbers(table)[uid]
        self._arrivals.write().change(_NOUNS[table], number, self._people(people), **fields)
        self._sides.put(table, uid, number, ours)
        tally(self._told.changed, table)

    def _resting_on(self, table: str, uid: str, ours: Values) -> str:
        """What here refers to a row ("" for nothing)."""
        if ours.get("sealed"):
            return "a passage"
        for other in NOUNS.values():
            if not may_refer(other, table):
                continue
            for values in self._sides.ours.values(other.name).values():
                if refers_to(other, values, table, uid):
                    return self._sides.label(other.name, values)
        return ""

    def _conflict(self, table: str, ours: Values, column: str, theirs: Values, done: str) -> None:
        what = f"{self._sides.label(table, ours)}, {column}"
        mine = self._sides.said(table, ours, column)
        self._tell(what, mine, self._sides.said(table, {**ours, **theirs}, column), done)

    def _tell(self, what: str, ours: str, theirs: str, done: str) -> None:
        self._told.conflicts.append(Conflict(what, ours, theirs, done))
