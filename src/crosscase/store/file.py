"""One study, one SQLite file (or one schema of PostgreSQL): open, create, change, close."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from crosscase.errors import (
    CrosscaseError,
    DamagedStudy,
    NewerStudy,
    NoSpace,
    NotAStudy,
    StudyFileError,
    StudyIsBusy,
    WrongPassphrase,
)
from crosscase.store import guards
from crosscase.store.place import on_network
from crosscase.store.rows import Writer
from crosscase.store.undo import begin_entry

APPLICATION_ID = 0x58434153
""""XCAS" in the header of every study file."""

SCHEMA = "0011"
"""The newest migration of this release."""

OLDER_SCHEMAS: frozenset[str] = frozenset(f"{n:04}" for n in range(1, int(SCHEMA)))
"""Migrations of earlier releases, from which this one can go on."""

WAIT_SECONDS = 10.0
"""How long a writer waits for another before it says that the study is busy."""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite keeps committed data in WAL with two connections.

    Releases 3.7.0 to 3.51.2 can lose it, but for 3.44.6+ and 3.50.7+ (sqlite.org/wal.html,
    "the WAL-reset bug").
    """
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    return version < (3, 7, 0) or version >= (3, 51, 3)


class StudyStore:
    """The open study: reads over ``read()``, changes over ``change()``."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path
        self._act: Connection | None = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the study; nothing is written."""
        if self._act is not None:  # who reads in the middle of an act sees the act
            yield self._act
            return
        with told_plainly(self.path), self.engine.connect() as db:
            if db.dialect.name == "sqlite":
                db.exec_driver_sql("BEGIN")
            else:
                db = db.execution_options(isolation_level="REPEATABLE READ")
            yield db
            db.rollback()

    @contextlib.contextmanager
    def change(
        self, verb: str, coder: str, at: str, why: str = "", undoes: int | None = None
    ) -> Iterator[Writer]:
        """One act: its rows and its journal entry in one transaction, or nothing."""
        with told_plainly(self.path), self.engine.connect() as db:
            lock(db)
            self._act = db
            try:
                writer = begin_entry(
                    db, uid=str(uuid.uuid4()), verb=verb, coder=coder, at=at, why=why, undoes=undoes
                )
                yield writer
                db.commit()
            finally:
                self._act = None

    @contextlib.contextmanager
    def deriving(self) -> Iterator[Connection]:
        """Write derived rows (suggestions, vectors, indexes): locked, whole, not journaled."""
        with told_plainly(self.path), self.engine.connect() as db:
            lock(db)
            yield db
            db.commit()

    def copy_to(self, target: Path) -> None:
        """Write one compact copy of the study file to ``target``: whole, or not at all."""
        draft = target.with_name(target.name + ".part")
        with told_plainly(target), self.engine.connect() as db:
            db.commit()
            raw: Any = db.connection.dbapi_connection
            raw.isolation_level = None
            try:
                remove_files(draft)  # of a copy that was killed
                raw.execute("VACUUM INTO ?", (str(draft),))
                draft.replace(target)
            finally:
                remove_files(draft)

    def compact(self) -> bool:
        """Write the study anew, so that nothing erased is left in a free page or in the log.

        False while another program reads the file: then what was erased stays in it until a later
        time.
        """
        with told_plainly(self.path), self.engine.connect() as db:
            if db.dialect.name == "sqlite":
                db.commit()
                raw: Any = db.connection.dbapi_connection
                raw.execute("VACUUM")
                busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
            else:
                auto = db.execution_options(isolation_level="AUTOCOMMIT")
                for table in ("texts", "text_people", "suggestions", "editions"):
                    auto.execute(text(f"VACUUM (FULL) {table}"))
                return True

    def close(self) -> None:
        """Leave one file behind: the write-ahead log is folded in."""
        if self.engine.dialect.name == "sqlite":
            with contextlib.suppress(DBAPIError), self.engine.connect() as db:
                db.commit()
                db.exec_driver_sql("PRAGMA busy_timeout=0")  # who still writes folds it in later
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()


def lock(db: Connection) -> None:
    """Become the only writer of the study until the transaction ends."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        db.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS:.0f}s'"))
        db.execute(text("SELECT pg_advisory_xact_lock(hashtext(current_schema()))"))


def create(path: Path, passphrase: str = "") -> StudyStore:
    """Make a new study file.

    Raises ``StudyFileError`` when there is a file of that name already.
    """
    if path.exists():
        raise StudyFileError(
            f"{path.name} is there already.", hint="Choose another name, or open it."
        )
    if not path.parent.is_dir():
        raise StudyFileError(f"There is no folder {path.parent}.", hint="Create it first.")
    store = StudyStore(_sqlite_engine(path, passphrase), path)
    try:
        with told_plainly(path), store.engine.connect() as db:
            db.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            _set_mode(db, path)
            lock(db)
            migrate(db)
            db.commit()
    except BaseException:
        store.engine.dispose()
        remove_files(path)
        raise
    return store


def open_file(path: Path, passphrase: str = "") -> StudyStore:
    """Open a study file; an older one is brought up to date after a copy was laid aside.

    Raises ``NotAStudy``, ``NewerStudy``, ``DamagedStudy``, ``WrongPassphrase``, ``StudyIsBusy``.
    """
    if not path.exists():
        raise NotAStudy(f"There is no study {path}.", hint="`crosscase new` makes one.")
    if path.is_dir():
        raise NotAStudy(f"{path} is a folder, not a study.", hint="`crosscase load` reads folders.")
    with path.open("rb") as file:
        plain = file.read(16) == b"SQLite format 3\0"
    if not plain and not passphrase:
        raise WrongPassphrase(
            f"{path.name} is no crosscase study, or it is locked with a passphrase.",
            hint="Give the passphrase in CROSSCASE_PASSPHRASE or with --passphrase-file.",
        )
    store = StudyStore(_sqlite_engine(path, "" if plain else passphrase), path)
    try:
        _check(store, path)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def open_server(url: str, schema: str) -> StudyStore:
    """Open (or make) a study that lives as one schema of a PostgreSQL database."""
    engine = create_engine(url, connect_args={"options": f"-csearch_path={schema}"})
    with told_plainly(None), engine.connect() as db:
        db.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
        db.commit()
        lock(db)
        migrate(db)
        db.commit()
    return StudyStore(engine, None)


def migrate(db: Connection) -> None:
    """Bring the tables to this release and put up the triggers, in the open transaction."""
    from alembic import command  # half a second to import: only who migrates pays
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = db
    command.upgrade(config, "head")
    guards.put_up(db)


def remove_files(path: Path) -> None:
    """Take a study file and what SQLite left beside it off the disk."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _sqlite_engine(path: Path, passphrase: str) -> Engine:
    def connect() -> Any:
        raw = sqlite.connect(str(path), timeout=WAIT_SECONDS, check_same_thread=False)
        raw.isolation_level = None
        if passphrase:
            raw.execute("PRAGMA cipher_log_level=NONE")  # a wrong passphrase is told in our words
            quoted = passphrase.replace("'", "''")
            raw.execute(f"PRAGMA key='{quoted}'")
        return raw

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, module=sqlite)
    event.listen(engine, "connect", _prepare)
    return engine


def _set_mode(db: Connection, path: Path) -> None:
    """Set the journal mode of a file that is known to be a study (it is kept in the file).

    The write-ahead log needs memory that all writers share, which no network drive gives.
    """
    safe = wal_is_safe(sqlite.sqlite_version_info) and not on_network(path)
    mode = "WAL" if safe else "DELETE"
    db.exec_driver_sql(f"PRAGMA journal_mode={mode}")


def _prepare(raw: Any, _record: object) -> None:
    for statement in (
        "PRAGMA trusted_schema=OFF",
        "PRAGMA cell_size_check=ON",
        "PRAGMA mmap_size=0",
        "PRAGMA secure_delete=ON",
        "PRAGMA synchronous=FULL",
        "PRAGMA recursive_triggers=ON",
        "PRAGMA foreign_keys=ON",
        "PRAGMA temp_store=MEMORY",
    ):
        raw.execute(statement)


def _check(store: StudyStore, path: Path) -> None:
    with told_plainly(path), store.engine.connect() as db:
        known = db.exec_driver_sql("PRAGMA application_id").scalar()
        if known != APPLICATION_ID:
            raise NotAStudy(
                f"{path.name} is some other program's database, not a crosscase study.",
                hint="Name a file that `crosscase new` or `crosscase load` made.",
            )
        if found := guards.strangers(db):
            raise DamagedStudy(
                f"{path.name} holds {found[0]}, which crosscase never makes.",
                hint="Somebody else changed this file: restore a backup, or ask its sender.",
            )
        here = db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or ""
        if here == SCHEMA:
            _set_mode(db, path)
            return
        if here not in OLDER_SCHEMAS and here < SCHEMA:
            raise NotAStudy(
                f"{path.name} has the schema {here}, which no release of crosscase ever wrote.",
                hint="Open it with the crosscase that made it; the file was left as it is.",
            )
        if here not in OLDER_SCHEMAS:
            raise NewerStudy(
                f"{path.name} was written by a newer crosscase (schema {here}).",
                hint="Upgrade crosscase to open it; the file was left as it is.",
            )
        db.commit()
        store.copy_to(path.with_name(f"{path.name}.before-{SCHEMA}"))
        lock(db)
        migrate(db)
        db.commit()


@contextlib.contextmanager
def told_plainly(path: Path | None) -> Iterator[None]:
    """Turn what a database driver says into an error a researcher can act on."""
    name = path.name if path else "The study"
    try:
        yield
    except CrosscaseError:
        raise
    except (DBAPIError, sqlite.DatabaseError, OSError) as error:
        for sign, make in _SIGNS.items():
            if sign in str(error).lower():
                raise make(name) from error
        raise


_SIGNS: dict[str, Callable[[str], StudyFileError]] = {
    "locked": lambda name: StudyIsBusy(
        f"Somebody else is writing to {name}.", hint="Wait a moment and try again."
    ),
    "lock timeout": lambda name: StudyIsBusy(
        f"Somebody else is writing to {name}.", hint="Wait a moment and try again."
    ),
    "disk is full": lambda name: NoSpace(
        f"No space left for {name}; nothing was changed.", hint="Free some space and try again."
    ),
    "no space left": lambda name: NoSpace(
        f"No space left for {name}; nothing was changed.", hint="Free some space and try again."
    ),
    "disk i/o error": lambda name: NoSpace(
        f"The disk refused {name}; nothing was changed.",
        hint="Look at its free space, your quota and its connection, and try again.",
    ),
    "readonly": lambda name: NoSpace(
        f"{name} cannot be written.", hint="Check the rights of the file and its folder."
    ),
    "unable to open": lambda name: NoSpace(
        f"{name} cannot be opened for writing.", hint="Check the rights of its folder."
    ),
    "malformed": lambda name: DamagedStudy(
        f"{name} is damaged.", hint="Restore the last backup: `crosscase restore`."
    ),
    "not a database": lambda name: WrongPassphrase(
        f"{name} does not open: it is no study, or the passphrase is wrong.",
        hint="Check the passphrase (CROSSCASE_PASSPHRASE).",
    ),
}
