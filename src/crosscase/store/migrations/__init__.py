"""Alembic migrations, one sentence each; they travel with the package."""
