"""The SQLite engine in the one storage mode that lost nothing in kill and power-cut tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

LOCK_WAIT_S = 0.3

PRAGMAS = (
    "locking_mode=EXCLUSIVE",  # first: decides how the journal is opened
    "journal_mode=DELETE",  # one file holds everything stored, even for a sync client
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "journal_size_limit=0",  # exclusive keeps the journal file: no erased text in it
    "trusted_schema=OFF",
)


def open_engine(path: Path | None) -> Engine:
    """Engine on a library file, or on a database in memory. Nothing is touched until used."""
    engine = create_engine(
        "sqlite://" if path is None else f"sqlite:///file:{quote(str(path))}?mode=rwc&uri=true",
        poolclass=StaticPool,  # one connection, for good: it holds the lock
        # a backup reads it from a worker; every other use is the owner's, the unit of work asserts
        connect_args={"timeout": LOCK_WAIT_S, "check_same_thread": False},
        hide_parameters=True,  # participant text must not reach a log
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _check_still_open)
    return engine


def live_connection(engine: Engine) -> sqlite3.Connection:
    """The one connection, for `backup()`: the only way to read a library from another thread.

    To be called by the owner, outside a unit of work: giving a connection back rolls back.
    """
    lent = engine.raw_connection()
    try:
        raw = lent.driver_connection
        if not isinstance(raw, sqlite3.Connection) or raw.in_transaction:
            raise RuntimeError("a unit of work is open")
        return raw
    finally:
        lent.close()


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check_still_open(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    if not getattr(raw, "in_transaction", False):
        # somebody else ended it: what was written here is gone, and nobody would have been told
        raise RuntimeError("commit outside a transaction")
