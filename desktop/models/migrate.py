"""Makes the schema from its revisions; imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from desktop.models.search import rebuild

REVISIONS = Path(__file__).parent / "migrations"


def create(connection: Connection) -> None:
    """Bring an empty or older library to the newest revision, inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(REVISIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    rebuild(connection)
