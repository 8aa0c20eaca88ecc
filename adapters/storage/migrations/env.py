"""Runs migrations on the connection that `adapters.storage.database.migrate` hands over."""

from alembic import context

from adapters.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column only by making the table anew
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
