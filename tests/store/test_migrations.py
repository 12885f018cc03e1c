"""A study of any earlier release opens: brought to this one, and a copy laid aside before."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from crosscase.store import file
from crosscase.store.columns import meta

MIGRATIONS = Path(file.__file__).parent / "migrations"


def of_release(schema: str, path: Path) -> None:
    """A study file as the release with this schema left it: its tables made by its migrations."""
    store = file.create(path)
    with store.engine.connect() as db:
        db.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for name in db.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all():
            db.exec_driver_sql(f'DROP TABLE IF EXISTS "{name[0]}"')
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = db
        command.upgrade(config, schema)
        db.commit()
    store.close()


@pytest.mark.parametrize("schema", sorted(file.OLDER_SCHEMAS))
def test_a_study_of_an_earlier_release_opens_and_a_copy_is_laid_aside(schema: str, tmp_path: Path):
    path = tmp_path / "old.crosscase"
    of_release(schema, path)
    opened = file.open_file(path)
    with opened.engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), meta) == []
        assert db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == file.SCHEMA
    opened.close()
    assert path.with_name(f"{path.name}.before-{file.SCHEMA}").exists()
