"""A study file opens, or says why not and stays untouched; its triggers hold on both databases."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from crosscase.domain.people import Case
from crosscase.domain.sources import Edition, Segment, Source
from crosscase.errors import (
    CrosscaseError,
    DamagedStudy,
    NewerStudy,
    NotAStudy,
    StudyFileError,
    StudyIsBusy,
    WrongPassphrase,
)
from crosscase.store import file, guards
from crosscase.store.file import StudyStore, create, open_file, wal_is_safe
from crosscase.store.rows import read
from crosscase.study.desk import Desk


def add_cases(store: StudyStore, *names: str) -> None:
    with Desk(store, "Adalwine").change("add") as writer:
        for name in names:
            writer.add(Case(0, name))


def cases(store: StudyStore) -> list[str]:
    return [case.name for case in Desk(store, "Adalwine").all(Case)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed study with two cases."""
    path = tmp_path / "study.crosscase"
    store = create(path)
    add_cases(store, "Amber", "Birch")
    store.close()
    return path


def refuses(path: Path, error: type[CrosscaseError], passphrase: str = "") -> None:
    """The file does not open, the error tells the next step, and nothing on the disk changed."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(error) as told:
        open_file(path, passphrase)
    assert type(told.value) is error
    assert told.value.hint
    after = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    assert after == before


def test_a_new_file_names_its_program(tmp_path: Path) -> None:
    """The header of every study file carries the application id."""
    create(tmp_path / "s.crosscase").close()
    head = (tmp_path / "s.crosscase").read_bytes()[:72]
    assert head.startswith(b"SQLite format 3\0")
    assert head[68:72] == b"XCAS"


def test_a_second_create_refuses(path: Path) -> None:
    """A study that is there is never written over."""
    before = path.read_bytes()
    with pytest.raises(StudyFileError, match="there already"):
        create(path)
    assert path.read_bytes() == before


def test_create_needs_its_folder(tmp_path: Path) -> None:
    """Where there is no folder the error says so, and nothing is made."""
    with pytest.raises(StudyFileError, match="no folder"):
        create(tmp_path / "nowhere" / "s.crosscase")
    assert not list(tmp_path.iterdir())


def test_a_study_opens_again_with_its_rows(path: Path) -> None:
    """What was acknowledged is there after closing and opening."""
    store = open_file(path)
    assert cases(store) == ["Amber", "Birch"]
    store.close()


def test_closing_leaves_one_file(path: Path) -> None:
    """After closing one file can be mailed: no log and no lock lies beside it."""
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_copy_is_whole_and_leaves_the_study(path: Path, tmp_path: Path) -> None:
    """A copy holds every row and is a study of its own."""
    store = open_file(path)
    store.copy_to(tmp_path / "copy.crosscase")
    add_cases(store, "Cedar")
    store.close()
    copy = open_file(tmp_path / "copy.crosscase")
    assert cases(copy) == ["Amber", "Birch"]
    copy.close()


def test_no_file_is_no_study(tmp_path: Path) -> None:
    """A missing file is told as missing and not made."""
    refuses(tmp_path / "none.crosscase", NotAStudy)


def test_a_folder_is_no_study(tmp_path: Path) -> None:
    """A folder is told as a folder."""
    refuses(tmp_path, NotAStudy)


def test_a_text_file_is_no_study(tmp_path: Path) -> None:
    """A text file does not open, with or without a passphrase, and is left as it is."""
    path = tmp_path / "notes.crosscase"
    path.write_text("Not a study. " * 1000)
    refuses(path, WrongPassphrase)
    refuses(path, WrongPassphrase, "secret")


def test_a_newer_study_is_left_as_it_is(path: Path) -> None:
    """A study of a newer release does not open, says so, and is byte for byte unchanged."""
    raw = sqlcipher.connect(str(path))
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    refuses(path, NewerStudy)


def test_a_schema_of_no_release_is_left_as_it_is(path: Path) -> None:
    """What is older than every release is not called newer, and stays byte for byte."""
    raw = sqlcipher.connect(str(path))
    raw.execute("UPDATE alembic_version SET version_num = '0000'")
    raw.commit()
    raw.close()
    refuses(path, NotAStudy)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.9])
def test_a_truncated_study_is_damaged(path: Path, part: float) -> None:
    """A file that was cut off is told as damaged and not touched."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    refuses(path, DamagedStudy)


def test_a_damaged_study_is_told(path: Path) -> None:
    """Where the pages are overwritten the study is told as damaged and not touched."""
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xa5" * (len(whole) - 100))
    refuses(path, DamagedStudy)


def test_a_lost_header_is_told(path: Path) -> None:
    """Without its header the file is no study, and is not touched."""
    path.write_bytes(b"\0" * 16 + path.read_bytes()[16:])
    refuses(path, WrongPassphrase)


def test_a_strangers_database_is_left_as_it_is(tmp_path: Path) -> None:
    """Another program's SQLite file does not open and is byte for byte unchanged."""
    path = tmp_path / "stranger.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    refuses(path, NotAStudy)


def test_a_strangers_database_is_no_study(tmp_path: Path) -> None:
    """Another program's SQLite file does not open, and its rows stay."""
    path = tmp_path / "stranger.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    with pytest.raises(NotAStudy):
        open_file(path)
    assert [name for (name,) in raw.execute("SELECT name FROM sqlite_master")] == ["t"]
    raw.close()


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A study with a passphrase."""
    path = tmp_path / "locked.crosscase"
    store = create(path, "it's a secret")
    add_cases(store, "Amberwood", "琥珀公司")
    store.close()
    return path


def test_a_locked_study_holds_no_plain_words(locked: Path) -> None:
    """The bytes of a passphrase-locked file tell neither words nor table names."""
    body = locked.read_bytes()
    for word in (
        "Amberwood",
        "琥珀公司",
        "Adalwine",
        "SQLite format",
        "CREATE TABLE",
        "sealed edition",
    ):
        assert word.encode() not in body


def test_a_locked_study_opens_with_its_passphrase(locked: Path) -> None:
    """The right passphrase opens it."""
    store = open_file(locked, "it's a secret")
    assert cases(store) == ["Amberwood", "琥珀公司"]
    store.close()


@pytest.mark.parametrize("passphrase", ["", "wrong", "It's a secret"])
def test_a_wrong_passphrase_is_told(locked: Path, passphrase: str) -> None:
    """A missing or wrong passphrase does not open the file and does not touch it."""
    refuses(locked, WrongPassphrase, passphrase)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 6, 23), True),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 46, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_only_where_it_is_safe(version: tuple[int, int, int], safe: bool) -> None:
    """A SQLite that can lose committed data in WAL is known by its version."""
    assert wal_is_safe(version) is safe


def test_the_linked_sqlite_is_safe() -> None:
    """The SQLite that ships with the driver keeps what was committed."""
    assert wal_is_safe(sqlcipher.sqlite_version_info)


def test_a_busy_study_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody else writes, a writer waits, then says that the study is busy."""
    monkeypatch.setattr(file, "WAIT_SECONDS", 0.05)
    one, two = open_file(path), open_file(path)
    with Desk(one, "Adalwine").change("add") as writer:
        writer.add(Case(0, "Cedar"))
        with pytest.raises(StudyIsBusy), Desk(two, "Ben").change("add"):
            pytest.fail("two writers at once")
        assert cases(two) == ["Amber", "Birch"], "a reader sees what was committed, and waits not"
    add_cases(two, "Dogwood")
    assert cases(one) == ["Amber", "Birch", "Cedar", "Dogwood"]
    one.close()
    two.close()


def sealed(store: StudyStore) -> int:
    with Desk(store, "Adalwine").change("add") as writer:
        source = writer.add(Source(0, "talk", "transcript"))
        return writer.add(Edition(0, source, 1, "first", "the words", sealed=True))


def test_every_rule_has_its_trigger(store: StudyStore) -> None:
    """All triggers of ``guards.RULES`` stand in the database, on their tables."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if store.engine.dialect.name == "sqlite"
        else "SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
        " WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    with store.reading() as db:
        there = {(name, table) for name, table in db.execute(text(query))}
    assert there == {(name, rule[1]) for name, rule in guards.RULES.items()}


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("sealed_text_stays", "UPDATE editions SET text = 1"),
        ("sealed_edition_stays", "DELETE FROM editions"),
        ("words_stay", "UPDATE texts SET value = 'other words'"),
        ("texts_stay", "DELETE FROM texts"),
        ("entries_stay", "UPDATE entries SET verb = 'other'"),
        ("entries_are_kept", "DELETE FROM entries"),
        ("changes_stay", "UPDATE changes SET op = 'update'"),
        ("changes_are_kept", "DELETE FROM changes"),
    ],
)
def test_a_trigger_holds_against_plain_sql(store: StudyStore, rule: str, statement: str) -> None:
    """Sealed text and the journal are not changed or deleted, with an SQL prompt either."""
    sealed(store)
    with store.engine.connect() as db:
        with pytest.raises(DBAPIError, match=guards.RULES[rule][3]):
            db.execute(text(statement))
        db.rollback()
    with store.reading() as db:
        assert [e.text for e in read(db, Edition)] == ["the words"]


def test_a_seal_is_not_taken_off(store: StudyStore) -> None:
    """An edition that a segment quotes cannot be unsealed to change or delete it."""
    edition = sealed(store)
    with Desk(store, "Adalwine").change("segment") as writer:
        writer.add(Segment(0, edition, 0, 3, "the"))
    with store.engine.connect() as db:
        with pytest.raises(DBAPIError):
            db.execute(text("UPDATE editions SET sealed = NOT sealed"))
        db.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO texts SELECT id, 'other words', erased FROM texts",
        "INSERT OR REPLACE INTO entries SELECT n, uid, 'x', coder, at, why, undoes FROM entries",
    ],
)
def test_a_trigger_holds_against_replace(path: Path, statement: str) -> None:
    """SQLite's INSERT OR REPLACE changes neither texts nor the journal."""
    store = open_file(path)
    with store.engine.connect() as db:
        with pytest.raises(DBAPIError):
            db.execute(text(statement))
        db.rollback()
    store.close()


def test_an_unsealed_edition_can_go(store: StudyStore) -> None:
    """The triggers hold sealed editions only: a load can be undone."""
    with Desk(store, "Adalwine").change("add") as writer:
        source = writer.add(Source(0, "talk", "transcript"))
        number = writer.add(Edition(0, source, 1, "first", "the words"))
    with Desk(store, "Adalwine").change("remove") as writer:
        writer.remove(Edition, number)
    assert Desk(store, "Adalwine").all(Edition) == []


def test_an_act_on_a_sealed_edition_leaves_nothing(store: StudyStore) -> None:
    """An act that a trigger stops leaves neither row nor journal entry."""
    number = sealed(store)
    with pytest.raises(DBAPIError), Desk(store, "Adalwine").change("correct") as writer:
        writer.add(Case(0, "Amber"))
        writer.change(Edition, number, text="other words")
    assert cases(store) == []
    with store.reading() as db:
        assert db.execute(text("SELECT verb FROM entries")).scalars().all() == ["add"]
