"""How Alembic reaches the library: through the connection it is handed, in its transaction."""

from __future__ import annotations

from alembic import context

from desktop.models.registry import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
context.run_migrations()
