"""Brings a library of an older version to this one's schema; imported only when there is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from desktop.domain.i18n import tr
from desktop.models.copying import copy_library, held, journal_of, quick_check, swap
from desktop.models.engine import open_engine
from desktop.models.library import SCHEMA, LibraryError, damaged, explained
from desktop.models.migrate import create
from desktop.system.files import make_private, put_in_place


def upgrade(path: Path) -> Path | None:
    """Run the revisions that are missing on a copy, then put the copy in the library's place.

    The library as it was is kept beside it, under the name that is returned; None when somebody
    else has done it meanwhile. A kill at any instant leaves the old library or the new one.
    Raises `LibraryError`; the library is then as it was.
    """
    copy, old = _beside(path, "upgrading"), _beside(path, "keeping")
    try:
        with held(path) as library:
            (version,) = library.source.execute("PRAGMA user_version").fetchone()
            if not 0 < version < SCHEMA:
                return None
            _remove(copy, old)  # of an upgrade that was cut off: only who holds the library is here
            try:
                for target in (old, copy):
                    make_private(target)
                    copy_library(library.source, target)
                if fault := quick_check(copy):
                    raise damaged(path, fault)
                _run_revisions(copy, path, version)
                kept = _free_name(path)
                put_in_place(old, kept)
                swap(library, copy, path)
            finally:
                _remove(copy, old)
            return kept
    except OSError as error:
        raise _refused(path, error.strerror or type(error).__name__) from error
    except sqlite3.Error as error:
        raise explained(path, error) from error
    except DBAPIError as error:
        raise explained(path, error.orig) from error


def _run_revisions(copy: Path, path: Path, version: int) -> None:
    """All of them in one transaction, with what must be true afterwards."""
    engine = open_engine(copy)
    try:
        # Alembic drops and fills tables: with foreign keys on, that deletes the rows of others.
        # The pragma does nothing inside a transaction.
        lent = engine.raw_connection()
        lent.cursor().execute("PRAGMA foreign_keys=OFF")
        lent.close()
        with engine.begin() as connection:
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            if revision.scalars().all() != [f"{version:04}"]:
                raise damaged(path, f"schema {version}")
            before, orphans = _counts(connection), _orphans(connection)
            create(connection)
            after = _counts(connection)
            if _orphans(connection) > orphans or _lost(before, after):
                raise _refused(path, tr("rows would be lost"))
            if (said := connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()) != "ok":
                raise damaged(path, str(said))
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
    finally:
        engine.dispose()
        journal_of(copy).unlink(missing_ok=True)


def _counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has; the index of words is made again and does not count."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in names.all()
    }


def _lost(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    return any(name in after and after[name] != rows for name, rows in before.items())


def _orphans(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def _beside(path: Path, what: str) -> Path:
    """One name per library: whoever holds the library owns it, and finds what a crash left."""
    return path.with_name(f".{path.name}.{what}")


def _free_name(path: Path) -> Path:
    """`library.before-2.okr`, or the next one that is not taken."""
    kept = path.with_name(f"{path.stem}.before-{SCHEMA}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}.before-{SCHEMA}-{number}{path.suffix}")
    return kept


def _remove(*files: Path) -> None:
    for file in files:
        file.unlink(missing_ok=True)
        journal_of(file).unlink(missing_ok=True)


def _refused(path: Path, reason: str) -> LibraryError:
    return LibraryError(
        tr("{file} could not be brought to this version: {reason}.").format(
            file=path, reason=reason
        ),
        tr("It was left as it is. Check the disk and the folder, then try again."),
    )
