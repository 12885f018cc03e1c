"""The journal: an act and its entry, both or neither; undo and redo restore exactly."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import func, select

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coding, Memo
from crosscase.domain.people import Case, Participant
from crosscase.domain.sources import Edition, Segment, Source
from crosscase.errors import DependedOn, NotAllowed, NotInStudy
from crosscase.store.discrepancies import discrepancies
from crosscase.store.file import StudyStore, create, open_file, open_server, remove_files
from crosscase.store.journal_tables import changes, entries, texts
from crosscase.store.rows import read
from crosscase.store.tables import NOUNS
from crosscase.study.desk import Desk
from crosscase.study.journal import Journal

Rows = dict[str, list[dict[str, Any]]]


def rows(store: StudyStore) -> Rows:
    """Every raw row of every noun, uid and all."""
    with store.reading() as db:
        return {
            table.name: [dict(r) for r in db.execute(select(table).order_by(table.c.id)).mappings()]
            for table in NOUNS.values()
        }


def counted(store: StudyStore) -> tuple[int, int, int]:
    """How many entries, changes and texts there are."""
    with store.reading() as db:
        return tuple(  # type: ignore[return-value]
            db.execute(select(func.count()).select_from(table)).scalar()
            for table in (entries, changes, texts)
        )


def add(desk: Desk, *values: Any) -> list[int]:
    with desk.change("add") as writer:
        return [writer.add(value) for value in values]


def change(desk: Desk, noun: type, number: int, **values: object) -> None:
    with desk.change("change") as writer:
        writer.change(noun, number, **values)


def remove(desk: Desk, noun: type, number: int) -> None:
    with desk.change("remove") as writer:
        writer.remove(noun, number)


class Stop(Exception):
    """Something went wrong in the middle of an act."""


def test_an_act_that_fails_leaves_nothing(desk: Desk) -> None:
    """An act that fails half-way leaves no row, no entry, no text."""
    add(desk, Case(0, "Amber"))
    before, count = rows(desk.store), counted(desk.store)
    with pytest.raises(Stop), desk.change("fail") as writer:
        writer.add(Case(0, "Birch"))
        writer.change(Case, 1, name="Cedar")
        writer.remove(Case, 1)
        raise Stop
    assert rows(desk.store) == before
    assert counted(desk.store) == count


def test_an_act_on_a_missing_row_leaves_nothing(desk: Desk) -> None:
    """Changing what is not there is told, and what the act did before is gone."""
    count = counted(desk.store)
    with pytest.raises(NotInStudy, match="case number 7"), desk.change("change") as writer:
        writer.add(Case(0, "Amber"))
        writer.change(Case, 7, name="Birch")
    assert counted(desk.store) == count


def test_an_act_has_one_entry_and_a_line_a_change(desk: Desk) -> None:
    """One entry an act, one line a change: who, when, what and why."""
    with desk.change("sort", why="they differ") as writer:
        first = writer.add(Code(0, "keyword", "cost"))
        writer.change(Code, first, name="price")
    (entry,) = Journal(desk).history()
    assert (entry.n, entry.verb, entry.coder, entry.why) == (1, "sort", "Ada", "they differ")
    assert entry.at == "2026-01-02T03:04:05+00:00"
    assert entry.changes == 3, "the coder, who judges for the first time, is the third"
    with desk.reading() as db:
        noted = db.execute(select(changes.c.seq, changes.c.table, changes.c.op)).all()
    assert sorted(map(tuple, noted)) == [
        (1, "coders", "insert"),
        (2, "codes", "insert"),
        (3, "codes", "update"),
    ]


WORDS = ("Zebrawood", "quagga", "okapi", "琥珀", "narwhal")


def test_the_journal_holds_no_words(desk: Desk) -> None:
    """What was and what is stand in the journal as numbers of texts, never as words."""
    code, case = add(desk, Code(0, "keyword", WORDS[0], definition=WORDS[1]), Case(0, WORDS[2]))
    change(desk, Code, code, name=WORDS[3], definition=WORDS[4])
    remove(desk, Case, case)
    remove(desk, Code, code)
    for _ in range(3):
        Journal(desk).undo()
    Journal(desk).redo()
    with desk.reading() as db:
        told = db.execute(select(changes.c.before, changes.c.after)).all()
    body = "\n".join(part or "" for row in told for part in row)
    assert '"name": ' in body
    for word in WORDS:
        assert word not in body
        assert word.encode("unicode_escape").decode() not in body


def test_undo_and_redo_of_an_insert(desk: Desk) -> None:
    """An undone insert leaves no row; redone, the very same row is back."""
    nothing = rows(desk.store)
    add(desk, Code(0, "keyword", "cost"), Case(0, "Amber"))
    something = rows(desk.store)
    Journal(desk).undo()
    assert rows(desk.store) == nothing
    Journal(desk).redo()
    assert rows(desk.store) == something


def test_undo_and_redo_of_an_update(desk: Desk) -> None:
    """An undone change gives back the row as it was; redone, as it became."""
    (code,) = add(desk, Code(0, "keyword", "cost"))
    before = rows(desk.store)
    change(desk, Code, code, name="price", kind="theme", colour="#123456")
    after = rows(desk.store)
    Journal(desk).undo()
    assert rows(desk.store) == before
    Journal(desk).redo()
    assert rows(desk.store) == after


def test_undo_and_redo_of_a_delete(desk: Desk) -> None:
    """An undone removal puts the row back, number, uid and all; redone, it is gone again."""
    _, code = add(desk, Case(0, "Amber"), Code(0, "keyword", "cost"))
    before = rows(desk.store)
    remove(desk, Code, code)
    after = rows(desk.store)
    Journal(desk).undo()
    assert rows(desk.store) == before
    Journal(desk).redo()
    assert rows(desk.store) == after


def test_undo_appends_the_inverse(desk: Desk) -> None:
    """Undo adds an entry that names what it undoes; no entry ever goes."""
    add(desk, Case(0, "Amber"))
    assert Journal(desk).undo("a slip").verb == "add"
    assert Journal(desk).redo().verb == "add"
    log = Journal(desk).history()
    assert [(e.n, e.verb, e.undoes, e.undone) for e in log] == [
        (1, "add", None, False),
        (2, "undo", 1, True),
        (3, "redo", 2, False),
    ]
    assert log[1].why == "a slip"


def test_undo_goes_back_step_by_step_and_redo_forward(desk: Desk) -> None:
    """Any number of steps back, then forward, pass through the same states."""
    (code,) = add(desk, Code(0, "keyword", "0"))
    states = [rows(desk.store)]
    for step in "1234":
        change(desk, Code, code, name=step)
        states.append(rows(desk.store))
    for state in states[-2::-1]:
        Journal(desk).undo()
        assert rows(desk.store) == state
    for state in states[1:]:
        Journal(desk).redo()
        assert rows(desk.store) == state
    with pytest.raises(NotAllowed, match="nothing to redo"):
        Journal(desk).redo()


def test_nothing_left_to_undo(desk: Desk) -> None:
    """Where nothing is left, undo and redo say so and write nothing."""
    with pytest.raises(NotAllowed, match="Ada has nothing left to undo"):
        Journal(desk).undo()
    add(desk, Case(0, "Amber"))
    Journal(desk).undo()
    with pytest.raises(NotAllowed):
        Journal(desk).undo()
    assert len(Journal(desk).history()) == 2


def test_a_new_act_ends_redo(desk: Desk) -> None:
    """What was undone cannot be redone over something new."""
    add(desk, Case(0, "Amber"))
    Journal(desk).undo()
    add(desk, Case(0, "Birch"))
    with pytest.raises(NotAllowed, match="nothing to redo"):
        Journal(desk).redo()


def test_each_coder_undoes_their_own_acts(desk: Desk, other: Desk) -> None:
    """Undo takes the coder's own last act, whoever acted since."""
    add(desk, Case(0, "Amber"))
    add(other, Case(0, "Birch"))
    assert Journal(desk).undo().coder == "Ada"
    assert [case.name for case in desk.all(Case)] == ["Birch"]
    with pytest.raises(NotAllowed, match="Ada has nothing left"):
        Journal(desk).undo()
    assert Journal(other).undo().coder == "Ben"
    assert Journal(desk).redo().coder == "Ada"
    assert [case.name for case in desk.all(Case)] == ["Amber"]


def refused(desk: Desk, *named: str) -> None:
    before, count = rows(desk.store), counted(desk.store)
    with pytest.raises(DependedOn) as told:
        Journal(desk).undo()
    for words in named:
        assert words in str(told.value)
    assert told.value.hint
    assert rows(desk.store) == before
    assert counted(desk.store) == count


def test_undo_is_refused_when_a_later_act_refers_to_the_row(desk: Desk, other: Desk) -> None:
    """A case with a participant of somebody else's stays, and the act that rests on it is named."""
    (case,) = add(desk, Case(0, "Amber"))
    add(other, Case(0, "Birch"))
    with other.change("invite") as writer:
        writer.add(Participant(0, "P01", None, case))
    refused(desk, "1 later act rests on entry 1 (add)", "3 invite by Ben")
    Journal(other).undo()
    Journal(desk).undo()
    assert [c.name for c in desk.all(Case)] == ["Birch"]


def test_undo_is_refused_when_a_later_act_changed_the_row(desk: Desk, other: Desk) -> None:
    """A code that somebody else renamed since stays."""
    (code,) = add(desk, Code(0, "keyword", "cost"))
    change(other, Code, code, name="price")
    refused(desk, "2 change by Ben")


def test_undo_is_refused_with_every_act_named(desk: Desk, other: Desk) -> None:
    """Each of the acts that rest on it is named."""
    source, code = add(desk, Source(0, "talk", "transcript"), Code(0, "keyword", "cost"))
    (edition,) = add(other, Edition(0, source, 1, "first", "It costs"))
    (segment,) = add(other, Segment(0, edition, 0, 2, "It"))
    with other.change("code") as writer:
        writer.add(Coding(0, writer.coder, code, segment))
    refused(desk, "2 later acts rest", "2 add by Ben", "4 code by Ben")


def test_undo_is_refused_when_a_memo_is_about_the_row(desk: Desk, other: Desk) -> None:
    """A memo about a case holds the case."""
    (case,) = add(desk, Case(0, "Amber"))
    add(other, Memo(0, "theoretical", "a contrast", None, "case", case))
    with pytest.raises(DependedOn):
        Journal(desk).undo()


def test_redo_is_refused_when_a_later_act_rests_on_it(desk: Desk, other: Desk) -> None:
    """Who redoes does not overwrite what somebody else did in between."""
    (code,) = add(desk, Code(0, "keyword", "cost"))
    change(desk, Code, code, name="costs")
    Journal(desk).undo()
    change(other, Code, code, name="price")
    with pytest.raises(DependedOn, match="Ben"):
        Journal(desk).redo()
    assert [c.name for c in desk.all(Code)] == ["price"]


def test_redo_says_what_is_missing(desk: Desk, other: Desk) -> None:
    """Redo into a row that is gone is refused in words, and changes nothing."""
    keyword, theme = add(desk, Code(0, "keyword", "cost"), Code(0, "theme", "money"))
    with desk.change("assign") as writer:
        writer.add(Assignment(0, keyword, theme, writer.coder))
    Journal(desk).undo()
    remove(other, Code, theme)
    before = counted(desk.store)
    with pytest.raises(DependedOn):
        Journal(desk).redo()
    assert counted(desk.store) == before


def test_ids_are_never_given_twice(desk: Desk) -> None:
    """A number that was given once is never given to another row or entry, undone or not."""
    seen: list[int] = []
    for _ in range(4):
        seen += add(desk, Case(0, "Amber"))
        Journal(desk).undo()
    assert len(set(seen)) == 4
    assert [e.n for e in Journal(desk).history()] == list(range(1, 9))


def test_a_reading_sees_one_moment(store: StudyStore, desk: Desk) -> None:
    """What somebody else commits during a reading is not in it."""
    if store.path:
        second = open_file(store.path)
    else:
        with store.reading() as db:
            schema = str(db.execute(select(func.current_schema())).scalar())
        second = open_server(store.engine.url.render_as_string(hide_password=False), schema)
    add(desk, Case(0, "Amber"))
    try:
        with desk.reading() as db:
            before = read(db, Case)
            add(Desk(second, "Ben"), Case(0, "Birch"))
            after = read(db, Case)
    finally:
        second.close()
    assert after == before


def test_a_reading_inside_an_act_leaves_the_act_whole(desk: Desk) -> None:
    """Reading over the desk in the middle of an act neither commits nor drops its rows."""
    with pytest.raises(Stop), desk.change("fail") as writer:
        writer.add(Case(0, "Amber"))
        desk.all(Case)
        writer.add(Code(0, "keyword", "cost"))
        raise Stop
    assert not any(rows(desk.store).values())
    with desk.change("add") as writer:
        writer.add(Case(0, "Amber"))
        desk.all(Case)
        writer.add(Code(0, "keyword", "cost"))
    assert len(desk.all(Case)) == len(desk.all(Code)) == len(Journal(desk).history()) == 1


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from([Case, Code]), st.text("abc琥 ", max_size=4)),
        st.tuples(st.just("change"), st.integers(0, 9), st.text("xyz珀 ", max_size=4)),
        st.tuples(st.just("remove"), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=4,
)
Model = dict[tuple[type, int], Any]


class Twins(RuleBasedStateMachine):
    """A plain dict and the study, side by side through any sequence of acts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = create(Path(self.folder.name) / "twin.crosscase")
        self.desk = Desk(self.store, "Ada")
        self.model: Model = {}
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.given: set[tuple[type, int]] = set()

    def _act(self, do: Callable[[Any], Model]) -> None:
        with self.desk.change("act") as writer:
            after = do(writer)
        self.past.append(self.model)
        self.future.clear()
        self.model = after

    @rule(acts=ACTS)
    def act(self, acts: list[tuple[Any, ...]]) -> None:
        def do(writer: Any) -> Model:
            model = dict(self.model)
            for verb, which, *rest in acts:
                if verb == "add":
                    value = Case(0, rest[0]) if which is Case else Code(0, "keyword", rest[0])
                    number = writer.add(value)
                    assert (which, number) not in self.given
                    self.given.add((which, number))
                    model[which, number] = dataclasses.replace(value, id=number)
                elif model:
                    key = list(model)[which % len(model)]
                    if verb == "remove":
                        writer.remove(*key)
                        del model[key]
                    else:
                        writer.change(*key, name=rest[0])
                        model[key] = dataclasses.replace(model[key], name=rest[0])
            return model

        self._act(do)

    @rule(acts=ACTS)
    def fail(self, acts: list[tuple[Any, ...]]) -> None:
        with pytest.raises(Stop), self.desk.change("fail") as writer:
            for verb, which, *rest in acts:
                if verb == "add":
                    writer.add(Case(0, rest[0]) if which is Case else Code(0, "keyword", rest[0]))
            raise Stop

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        Journal(self.desk).undo()
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        Journal(self.desk).redo()
        self.past.append(self.model)
        self.model = self.future.pop()

    @invariant()
    def agree(self) -> None:
        held = {(noun, v.id): v for noun in (Case, Code) for v in self.desk.all(noun)}
        assert held == self.model

    def teardown(self) -> None:
        with self.store.reading() as db:
            assert list(discrepancies(db)) == [], "the journal tells every row"
        for _ in range(len(self.past)):
            Journal(self.desk).undo()
        assert not any(rows(self.store).values()), "undo to the start leaves every table empty"
        self.store.close()
        remove_files(Path(self.folder.name) / "twin.crosscase")
        self.folder.cleanup()


TestTwins = Twins.TestCase
TestTwins.settings = settings(
    max_examples=30,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
