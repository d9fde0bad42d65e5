"""Opens the library file: makes it, refuses what is not ours, and holds it until closed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.models.engine import open_engine
from desktop.models.search import rebuild
from desktop.system.files import identity

APPLICATION_ID = 0x4F4B5246  # "OKRF"
SCHEMA = 3  # PRAGMA user_version; one more with every revision in migrations/versions


class LibraryError(UserError):
    """The library cannot be opened; the file is left as it is."""


class LibraryBusyError(LibraryError):
    """Another window or command holds the library."""


class _OlderError(Exception):
    """An older version wrote it: it has to be brought up first."""


def open_library(path: Path | None) -> Engine:
    """Engine on the library at `path`, created if it is missing; None is one in memory.

    An older library is brought to this version first, and kept beside it as it was. The lock is
    taken here and kept until the engine is disposed of. Raises `LibraryError`, which names the
    file and the reason.
    """
    if path is None:
        from desktop.models.registry import Base  # noqa: PLC0415  a start does not need them all

        engine = open_engine(None)
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            rebuild(connection)
        return engine
    _make_folder(path)
    _refuse_foreign(path)
    try:
        return _opened(path)
    except _OlderError:
        from desktop.models.upgrade import upgrade  # noqa: PLC0415  it takes Alembic

        upgrade(path)
        return _opened(path)


def _opened(path: Path) -> Engine:
    before = identity(path)
    engine = open_engine(path)
    opened = False
    try:
        with engine.begin() as connection:  # BEGIN IMMEDIATE: the lock, before anything is shown
            if before not in (None, identity(path)):  # replaced while we waited: a lock on nothing
                raise busy(path)
            _make_current(connection, path)
            if (fault := connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()) != "ok":
                raise damaged(path, str(fault))
        opened = True
    except DBAPIError as error:
        raise explained(path, error.orig) from error
    finally:
        if not opened:
            engine.dispose()  # the lock goes with it
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            tr("The folder {folder} could not be made: {reason}.").format(
                folder=path.parent, reason=error.strerror
            ),
            tr("Choose another file with --database."),
        ) from error
    if path.is_dir():
        raise LibraryError(
            tr("{file} is a folder, not a library.").format(file=path),
            tr("Choose another file with --database."),
        )


def _refuse_foreign(path: Path) -> None:
    """Look at the header without a lock and without a write, so that a refusal changes nothing."""
    if not path.exists() or path.stat().st_size == 0:
        return
    journal = Path(f"{path}-journal")
    if journal.exists() and journal.stat().st_size:
        return  # a transaction was cut off: only a real opening rolls it back
    try:
        probe = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
        try:
            (application,) = probe.execute("PRAGMA application_id").fetchone()
            (version,) = probe.execute("PRAGMA user_version").fetchone()
        finally:
            probe.close()
    except sqlite3.Error as error:
        raise explained(path, error) from error
    _check_ours(application, version, path)


def _check_ours(application: int, version: int, path: Path) -> None:
    if application != APPLICATION_ID:
        raise LibraryError(
            tr("{file} is not a library of OKR Facilitator.").format(file=path),
            tr("It was left as it is. Choose another file with --database."),
        )
    if version > SCHEMA:
        raise LibraryError(
            tr("{file} was written by a newer version of OKR Facilitator.").format(file=path),
            tr("It was left as it is. Install the newer version to open it."),
        )


def _make_current(connection: Connection, path: Path) -> None:
    """Make the schema in an empty file; anything else must be ours, also behind a hot journal."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar() or 0
    version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if tables or application or version:
        _check_ours(application, version, path)
    if version == 0:
        from desktop.models.migrate import create  # noqa: PLC0415  Alembic costs 0.3 s

        create(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
    elif 0 < version < SCHEMA:
        raise _OlderError
    elif version != SCHEMA:
        raise damaged(path, f"schema {version}")


def explained(path: Path, error: BaseException | None) -> LibraryError:
    """What SQLite said about this file, for the person who asked for it."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(path)
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return damaged(path, str(error))
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LibraryError(
            tr("{file} can't be opened: no permission to read and write it.").format(file=path),
            tr("It was left as it is. Check who owns the file and its folder."),
        )
    if primary == sqlite3.SQLITE_FULL:
        return LibraryError(
            tr("{file} can't be opened: the disk is full.").format(file=path),
            tr("Free some space, then try again."),
        )
    return LibraryError(
        tr("{file} can't be opened: {reason}.").format(file=path, reason=error),
        tr("It was left as it is."),
    )


def busy(path: Path) -> LibraryBusyError:
    """Somebody else has the library open."""
    return LibraryBusyError(
        tr("{file} is open in the app.").format(file=path),
        tr("Close it there, then try again. Nothing was changed."),
    )


def damaged(path: Path, reason: str) -> LibraryError:
    """SQLite, or our own look at it, found what no library has."""
    reason = " ".join(reason.split())  # SQLite speaks in several lines
    return LibraryError(
        tr("{file} is damaged or not a library ({reason}).").format(file=path, reason=reason),
        tr("It was left as it is. Bring back a copy of it, or choose another with --database."),
    )
