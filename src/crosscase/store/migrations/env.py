"""How Alembic reaches the study that is being opened: over the connection it is handed."""

from alembic import context

from crosscase.store.columns import meta

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=meta,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
