"""The schema that the file names is the one the migrations end at."""

from pathlib import Path

from alembic.script import ScriptDirectory

from crosscase.store import file, migrations


def test_the_newest_migration_is_the_schema_this_release_writes():
    """SCHEMA is the head; every other revision can be brought up to date."""
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    known = {script.revision for script in scripts.walk_revisions()}
    assert scripts.get_current_head() == file.SCHEMA
    assert known - {file.SCHEMA} == file.OLDER_SCHEMAS
