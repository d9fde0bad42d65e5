"""Whole copies of a library, and the one safe way to put another file in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from desktop.models.engine import LOCK_WAIT_S
from desktop.system.files import identity, put_in_place, sync_folder

STEP_PAGES = 500
"""Two megabytes: while a step is read, the owner of the library waits 3 ms at most."""

Step = Callable[[int, int], None]
"""Called with (pages done, pages in all) between steps; what it raises ends the copying."""


@dataclass(frozen=True, slots=True)
class Held:
    """A library nobody else can write to; `source` reads it."""

    source: sqlite3.Connection
    lock: sqlite3.Connection

    def let_go(self) -> None:
        self.source.close()
        self.lock.close()


@contextmanager
def held(path: Path) -> Generator[Held]:
    """Keep everybody else from writing to a library that is there.

    What a crash cut off is rolled back first, so that no journal belongs to the file any more.
    Raises sqlite3.Error: "locked" while somebody has it open, or what is wrong with the file.
    """
    before = identity(path)
    found = Held(connect(path, "rw"), connect(path, "rw"))
    try:
        found.lock.execute("BEGIN IMMEDIATE")
        if identity(path) != before:  # it was replaced while we waited: the lock is on nothing
            busy = sqlite3.OperationalError("database is locked")
            busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise busy
        found.source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield found
    finally:
        found.let_go()


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """An ordinary connection to a file that is there; `mode` is "ro" or "rw"."""
    uri = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=LOCK_WAIT_S, isolation_level=None)


def copy_library(source: sqlite3.Connection, target: Path, step: Step | None = None) -> None:
    """Write the library into `target`, an empty file. It is not synced yet."""

    def progress(_status: int, remaining: int, total: int) -> None:
        if step is not None:
            step(total - remaining, total)

    connection = connect(target, "rw")
    try:
        # nobody knows this file yet, and a crash leaves it to be swept
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        source.backup(connection, pages=STEP_PAGES, progress=progress)
    finally:
        connection.close()


def quick_check(path: Path) -> str:
    """What is wrong with a database file that nobody writes to; "" when nothing is."""
    try:
        connection = connect(path, "ro")
        try:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if said == "ok" else str(said)


def swap(library: Held, new: Path, path: Path) -> None:
    """Put `new`, a finished file, in the place of the library that is held. Raises OSError.

    A journal beside it would be played back into the new file and corrupt it. After a lock none
    is needed for the old one either, so a kill at any instant leaves the one or the other whole.
    """
    journal_of(path).unlink(missing_ok=True)
    sync_folder(path.parent)
    if os.name == "nt":  # an open file can't be replaced there
        library.let_go()
    put_in_place(new, path)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a transaction changes in this file, until it is committed."""
    return Path(f"{path}-journal")
