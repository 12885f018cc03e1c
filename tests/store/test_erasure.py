"""On both databases: erased words are nowhere, and nothing else is touched."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coder, Coding, Memo
from crosscase.domain.people import Participant
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.errors import NotAllowed
from crosscase.store import erase, undo
from crosscase.store.rows import read
from crosscase.study.desk import Desk
from crosscase.study.journal import Journal
from crosscase.study.search import find
from crosscase.study.withdraw import preview, withdraw

TEXT = "Ask.\n\nMy uncle owns the whole port.\n\nWe sold more.\n"
OWN, OTHER = (6, 35), (37, 50)


@pytest.fixture
def talk(desk: Desk) -> Desk:
    """Two people in one talk, a coding on each, a memo that quotes, and the search's index."""
    with desk.change("fill") as writer:
        coder = writer.add(Coder(0, "Eve"))
        people = [writer.add(Participant(0, name)) for name in ("P1", "P2")]
        source = writer.add(Source(0, "talk", "transcript"))
        writer.add_all([Presence(0, source, person) for person in people])
        edition = writer.add(Edition(0, source, 1, "first", TEXT, True), people)
        for person, (start, end) in zip(people, (OWN, OTHER), strict=True):
            label = f"P{person}"
            speaker = writer.add(Speaker(0, label, "participant", person))
            writer.add(Turn(0, edition, person, start, end, speaker))
            code = writer.add(Code(0, "keyword", f"code {person}"))
            words = TEXT[start:end]
            segment = writer.add(Segment(0, edition, start, end, words), [person])
            writer.add(Coding(0, coder, code, segment))
        writer.add(Memo(0, "method", "He said: my uncle owns the whole port!", coder))
    find(desk, "uncle")
    return desk


def everywhere(desk: Desk) -> str:
    """Every cell of every table that holds text, the index among them."""
    with desk.reading() as db:
        if db.dialect.name == "sqlite":
            names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        else:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        tables = db.execute(text(names)).scalars().all()
        return " ".join(
            str(row) for name in tables for row in db.execute(text(f'SELECT * FROM "{name}"'))
        )


def person(desk: Desk, name: str) -> Participant:
    return next(p for p in desk.all(Participant) if p.pseudonym == name)


def test_a_preview_changes_nothing(talk: Desk):
    before = everywhere(talk)
    told = preview(talk, person(talk, "P1"))
    assert (told.turns, told.segments, told.codings, told.texts) == (1, 1, 1, 1)
    assert everywhere(talk) == before


def test_the_words_are_in_no_table(talk: Desk):
    assert "uncle" in everywhere(talk)
    assert withdraw(talk, person(talk, "P1")) is not None
    assert "uncle" not in everywhere(talk)
    with talk.reading() as db:
        assert [s.quote for s in read(db, Segment)] == ["We sold more."]
        assert [m.text for m in read(db, Memo)] == ["He said: [withdrawn]!"]
        assert len(erase.buried(db)) == 1
    assert find(talk, "uncle") == []
    assert [hit.words for hit in find(talk, "sold")] == ["We sold more."]


def test_undo_goes_past_it_and_brings_nothing_back(talk: Desk):
    with talk.change("edit memo") as writer:
        memo = read(writer.db, Memo)[0]
        writer.change(Memo, memo.id, text="My uncle owns the whole port, they say.")
    with talk.change("uncode") as writer:
        for coding in read(writer.db, Coding):
            writer.remove(Coding, coding.id)
    withdraw(talk, person(talk, "P1"))
    journal = Journal(talk)
    assert journal.undo().verb == "uncode"
    assert len(talk.all(Coding)) == 1
    assert journal.undo().verb == "edit memo"
    assert "uncle" not in everywhere(talk)
    with talk.reading() as db:
        assert undo.WITHDRAW in [entry.verb for entry in undo.history(db)]


def test_a_withdrawal_itself_is_not_undone(talk: Desk):
    other = Desk(talk.store, "Ben", talk.clock)
    withdraw(other, person(talk, "P1"))
    with pytest.raises(NotAllowed, match="nothing left to undo"):
        Journal(other).undo()


def test_an_erased_text_is_never_written_again(talk: Desk):
    withdraw(talk, person(talk, "P1"))
    with pytest.raises(DBAPIError, match="erased, never changed"), talk.store.deriving() as db:
        db.execute(text("UPDATE texts SET value = 'back', erased = false WHERE erased"))
